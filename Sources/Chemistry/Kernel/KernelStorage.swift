/// Owns the memory behind a kernel's pointers.
final class KernelStorage {
  private var pieces: [UnsafeMutableRawPointer] = []

  /// Copies an array into memory of its own, 64-byte aligned; at least one element is allocated.
  func copy<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafeMutablePointer<Element> {
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: max(elements.count, 1) * MemoryLayout<Element>.stride, alignment: 64)
    pieces.append(raw)
    let typed = raw.bindMemory(to: Element.self, capacity: max(elements.count, 1))
    for (index, element) in elements.enumerated() { (typed + index).initialize(to: element) }
    return typed
  }

  /// Allocates vectors of zeros; at least one.
  func vectors(_ count: Int) -> UnsafeMutablePointer<Lanes> {
    copy([Lanes](repeating: Lanes(repeating: 0), count: max(count, 1)))
  }

  deinit { for piece in pieces { piece.deallocate() } }
}
