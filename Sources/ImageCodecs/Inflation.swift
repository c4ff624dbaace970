import CZlib

/// Unpacks zlib and gzip streams.
package enum Inflation {
  /// The content of a zlib stream, or of one or several gzip members in a row, which may be followed by zeros.
  ///
  /// - Parameter limit: most bytes that may come out; a small file can hold a thousand times its length.
  /// - Throws: `CodecError`.
  package static func inflate(_ bytes: ArraySlice<UInt8>, limit: Int) throws(CodecError) -> [UInt8] {
    guard let stream = czlib_make() else { throw .outOfMemory }
    defer { czlib_free(stream) }
    // Room for a little over what most files need; it grows by doubling, and never beyond the limit.
    var output = [UInt8](repeating: 0, count: min(limit, max(1024, 4 * bytes.count)) + 1)
    var read = 0
    var written = 0
    while true {
      let (status, taken, given) = step(stream, bytes, from: read, into: &output, from: written)
      read += taken
      written += given
      guard written <= limit else { throw .tooLarge(limit: limit) }
      switch status {
      case Z_STREAM_END:
        let rest = bytes.dropFirst(read)
        if rest.allSatisfy({ $0 == 0 }) { return Array(output.prefix(written)) }
        guard rest.starts(with: [0x1F, 0x8B]), inflateReset(stream) == Z_OK else {
          throw .damaged("bytes after the end of the compressed stream", offset: read)
        }
      case Z_OK, Z_BUF_ERROR:
        if written < output.count {
          guard read < bytes.count else { throw .truncated(offset: read) }
          guard taken > 0 || given > 0 else {
            throw .damaged("the stream does not go on", offset: read)
          }
        } else {
          output.append(
            contentsOf: [UInt8](repeating: 0, count: min(output.count, limit + 1 - output.count)))
        }
      case Z_MEM_ERROR: throw .outOfMemory
      default: throw .damaged("no zlib or gzip stream, or its check fails", offset: read)
      }
    }
  }

  /// One call of zlib: its status, bytes read and bytes written.
  private static func step(
    _ stream: UnsafeMutablePointer<z_stream>, _ input: ArraySlice<UInt8>, from read: Int,
    into output: inout [UInt8], from written: Int
  ) -> (Int32, Int, Int) {
    // zlib counts in 32 bits.
    let most = 1 << 30
    return input.withUnsafeBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        let available = min(source.count - read, most)
        let room = min(target.count - written, most)
        stream.pointee.next_in = source.baseAddress.map {
          UnsafeMutablePointer(mutating: $0 + read)
        }
        stream.pointee.avail_in = UInt32(available)
        stream.pointee.next_out = target.baseAddress.map { $0 + written }
        stream.pointee.avail_out = UInt32(room)
        let status = CZlib.inflate(stream, Z_NO_FLUSH)
        return (
          status, available - Int(stream.pointee.avail_in), room - Int(stream.pointee.avail_out)
        )
      }
    }
  }
}

/// A short number that tells whether bytes are the same.
package enum Checksum {
  /// CRC-32 as gzip and PNG have it.
  package static func crc32(of bytes: [UInt8]) -> UInt32 {
    var sum = CZlib.crc32(0, nil, 0)
    var start = 0
    while start < bytes.count {
      let count = min(bytes.count - start, 1 << 30)
      sum = bytes.withUnsafeBufferPointer {
        CZlib.crc32(sum, $0.baseAddress.map { $0 + start }, UInt32(count))
      }
      start += count
    }
    return UInt32(truncatingIfNeeded: sum)
  }
}
