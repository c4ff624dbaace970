import Fields

/// A block of numbers that begins on 64 bytes, with a margin of zeros at both ends.
///
/// The margins let a stencil look past the first and the last plane without asking whether it may: the conductance
/// there is zero.
final class AlignedBuffer<Number: BitwiseCopyable & ExpressibleByIntegerLiteral> {
  /// The first number after the margin, on 64 bytes.
  let pointer: UnsafeMutablePointer<Number>

  private let block: UnsafeMutableRawPointer
  private let byteCount: Int

  /// Zeros for `count` numbers and `margin` more at each end.
  init(count: Int, margin: Int = 0) {
    let ahead = (margin * MemoryLayout<Number>.stride + 63) / 64 * 64
    let numbers = ahead / MemoryLayout<Number>.stride + count + margin
    byteCount = (numbers * MemoryLayout<Number>.stride + 127) / 64 * 64
    block = AlignedMemory.zeros(byteCount: byteCount)
    pointer = (block + ahead).bindMemory(to: Number.self, capacity: count + margin)
  }

  deinit {
    AlignedMemory.free(block, byteCount: byteCount)
  }
}
