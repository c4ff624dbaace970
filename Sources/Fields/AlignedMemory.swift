#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Blocks of zeros for numbers that loops run over.
///
/// Large blocks come straight from the system, which gives each page when it is first touched: a field that is never
/// used costs nothing, and a page lies near the worker that first writes it.
package enum AlignedMemory {
  /// Blocks from twice this size on lie on large pages where the system has them [B].
  private static let largePage = 2 << 20

  private static func isLarge(_ byteCount: Int) -> Bool { byteCount >= 2 * largePage }

  /// A block of zeros that begins on 64 bytes; to be given back with ``free(_:byteCount:)``.
  ///
  /// A sweep across planes meets another page at every step: with pages of 4 KiB it spends its time on looking them up.
  package static func zeros(byteCount: Int) -> UnsafeMutableRawPointer {
    if isLarge(byteCount) { return mapped(wholePages(byteCount)) }
    let block = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 64)
    block.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    return block
  }

  /// Gives back a block of `byteCount` that ``zeros(byteCount:)`` has made.
  package static func free(_ block: UnsafeMutableRawPointer, byteCount: Int) {
    if isLarge(byteCount) { munmap(block, wholePages(byteCount)) } else { block.deallocate() }
  }

  private static func wholePages(_ byteCount: Int) -> Int {
    (byteCount + largePage - 1) / largePage * largePage
  }

  /// Zeros from the system, beginning on a large page.
  private static func mapped(_ byteCount: Int) -> UnsafeMutableRawPointer {
    #if os(Linux)
      let kind = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    #else
      let kind = MAP_PRIVATE | MAP_ANON
    #endif
    let region = mmap(nil, byteCount + largePage, PROT_READ | PROT_WRITE, kind, -1, 0)
    guard let region, region != MAP_FAILED else {
      preconditionFailure("the system has no \(byteCount) bytes of memory left")
    }
    let ahead = (largePage - Int(bitPattern: region) % largePage) % largePage
    let block = region + ahead
    if ahead > 0 { munmap(region, ahead) }
    munmap(block + byteCount, largePage - ahead)
    #if os(Linux)
      // A wish: where it is refused, pages stay small and nothing else changes.
      madvise(block, byteCount, MADV_HUGEPAGE)
    #endif
    return block
  }
}
