/// Why compressed bytes or a picture could not be read or made.
package enum CodecError: Error, Equatable, Sendable {
  /// The bytes end too early.
  case truncated(offset: Int)
  /// The bytes are not what they should be, in words; `offset` is where, nil if the library does not tell.
  case damaged(String, offset: Int?)
  /// More than the caller allows would come out.
  case tooLarge(limit: Int)
  /// Something that the format allows and this program does not read.
  case unsupported(String)
  /// No memory for it.
  case outOfMemory
}
