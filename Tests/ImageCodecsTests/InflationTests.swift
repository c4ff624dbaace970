import Foundation
import ImageCodecs
import Testing

@Suite struct InflationTests {
  /// The word tissue twenty times, packed by Python's zlib and gzip.
  private static let streams = [
    "eJwrySwuLk0toTsJAFzENEU=", "H4sIAAAAAAACAyvJLC4uTS2hOwkACfz0SngAAAA=",
  ].map { Array(Data(base64Encoded: $0) ?? Data()) }
  private static let text = Array(String(repeating: "tissue", count: 20).utf8)

  @Test(arguments: streams)
  func bothKindsOfStreamAreUnpacked(_ stream: [UInt8]) throws {
    #expect(try Inflation.inflate(stream[...], limit: 120) == Self.text)
    #expect(throws: CodecError.tooLarge(limit: 119)) {
      try Inflation.inflate(stream[...], limit: 119)
    }
  }

  @Test(arguments: streams)
  func everyShortenedStreamIsRefused(_ stream: [UInt8]) {
    for length in 0..<stream.count {
      #expect(throws: CodecError.truncated(offset: length)) {
        try Inflation.inflate(stream.prefix(length), limit: 1000)
      }
    }
  }

  @Test func membersInARowAreJoinedAndZerosMayFollow() throws {
    let gzip = Self.streams[1]
    #expect(
      try Inflation.inflate((gzip + gzip + [0, 0])[...], limit: 240) == Self.text + Self.text)
    #expect(
      throws: CodecError.damaged("bytes after the end of the compressed stream", offset: gzip.count)
    ) {
      try Inflation.inflate((gzip + [1])[...], limit: 1000)
    }
  }

  @Test func aChangedByteFailsTheCheck() {
    for stream in Self.streams {
      var bytes = stream
      bytes[stream.count - 6] ^= 1
      #expect(throws: CodecError.self) { try Inflation.inflate(bytes[...], limit: 1000) }
    }
  }

  @Test func slicesAreReadFromTheirStart() throws {
    let padded = [7, 7, 7] + Self.streams[0]
    #expect(try Inflation.inflate(padded[3...], limit: 120) == Self.text)
  }

  /// The check value of the CRC-32 of ISO 3309: 0xCBF43926 for the digits 1 to 9.
  @Test func theChecksumIsThatOfTheStandard() {
    #expect(Checksum.crc32(of: Array("123456789".utf8)) == 0xCBF4_3926)
  }
}
