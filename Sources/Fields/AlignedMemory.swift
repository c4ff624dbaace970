#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Blocks of zeros for numbers that loops run over.
package enum AlignedMemory {
  /// Blocks from this size on lie on large pages where the system has them [B].
  private static let largePage = 2 << 20

  /// A block of zeros that begins on 64 bytes; to be freed with `deallocate()`.
  ///
  /// A sweep across planes meets another page at every step: with pages of 4 KiB it spends its time on looking them up.
  package static func zeros(byteCount: Int) -> UnsafeMutableRawPointer {
    let isLarge = byteCount >= 2 * largePage
    let block = UnsafeMutableRawPointer.allocate(
      byteCount: byteCount, alignment: isLarge ? largePage : 64)
    #if os(Linux)
      // A wish: where it is refused, pages stay small and nothing else changes.
      if isLarge { madvise(block, byteCount, MADV_HUGEPAGE) }
    #endif
    block.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    return block
  }
}
