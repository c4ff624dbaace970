import CPNG

/// The numbers in a PNG file, as they are stored: greys, places in a palette, or colours.
///
/// Chunks on gamma, colour spaces and transparency are left out before libpng reads the file, so that no value is
/// changed on the way.
package struct PNGLabels: Equatable, Sendable {
  /// What a number stands for.
  package enum Meaning: Equatable, Sendable {
    /// Grey, from 0 to 2^depth − 1.
    case grey(depth: Int)
    /// Place in the palette.
    case palette
    /// 65536 red + 256 green + blue.
    case colour
  }

  /// Pixels in a row, and rows.
  package let width, height: Int
  /// What the values are.
  package let meaning: Meaning
  /// One number per pixel, row by row from the top.
  package let values: [Int32]

  /// Reads a file.
  ///
  /// - Parameter limit: most pixels that are read.
  /// - Throws: `CodecError`; nothing of the picture's size is allocated before the limit is checked.
  package init(png file: [UInt8], limit: Int) throws(CodecError) {
    let stripped = try PNGChunks(file)
    width = stripped.width
    height = stripped.height
    guard width <= limit / height else { throw .tooLarge(limit: limit) }
    let depth = stripped.depth
    switch (stripped.colourType, depth) {
    case (0, 16):
      meaning = .grey(depth: 16)
      let pixels = try Self.pixels(stripped, cpng_wide_grey(), bytesPerPixel: 2)
      values = stride(from: 0, to: pixels.count, by: 2).map {
        Int32(UInt16(littleEndian: UInt16(pixels[$0]) | UInt16(pixels[$0 + 1]) << 8))
      }
    case (0, _):
      meaning = .grey(depth: depth)
      // Fewer than eight bits are spread over 0 to 255; the way back is exact.
      let step = 255 / ((1 << depth) - 1)
      values = try Self.pixels(stripped, cpng_grey(), bytesPerPixel: 1).map {
        Int32(Int($0) / step)
      }
    case (3, _):
      meaning = .palette
      values = try Self.pixels(stripped, cpng_palette(), bytesPerPixel: 1).map { Int32($0) }
    case (2, 8), (6, 8):
      meaning = .colour
      let size = stripped.colourType == 2 ? 3 : 4
      let format = size == 3 ? cpng_colours() : cpng_colours_and_opacity()
      let pixels = try Self.pixels(stripped, format, bytesPerPixel: size)
      values = stride(from: 0, to: pixels.count, by: size).map {
        Int32(pixels[$0]) << 16 | Int32(pixels[$0 + 1]) << 8 | Int32(pixels[$0 + 2])
      }
    case (4, 8):
      meaning = .grey(depth: 8)
      let pixels = try Self.pixels(stripped, cpng_grey_and_opacity(), bytesPerPixel: 2)
      values = stride(from: 0, to: pixels.count, by: 2).map { Int32(pixels[$0]) }
    default: throw .unsupported("colours or opacity of 16 bits")
    }
  }

  /// The pixels in one of libpng's formats.
  private static func pixels(
    _ file: PNGChunks, _ format: png_uint_32, bytesPerPixel: Int
  ) throws(CodecError) -> [UInt8] {
    guard let image = cpng_make() else { throw .outOfMemory }
    defer { cpng_free(image) }
    guard png_image_begin_read_from_memory(image, file.bytes, file.bytes.count) != 0 else {
      throw .damaged(String(cString: cpng_message(image)), offset: nil)
    }
    image.pointee.format = format
    var pixels = [UInt8](repeating: 0, count: file.width * file.height * bytesPerPixel)
    var palette = [UInt8](repeating: 0, count: 3 * 256)
    guard png_image_finish_read(image, nil, &pixels, 0, &palette) != 0 else {
      throw .damaged(String(cString: cpng_message(image)), offset: nil)
    }
    return pixels
  }
}

/// A PNG file with nothing but its size, palette and pixels.
private struct PNGChunks {
  let width, height, depth, colourType: Int
  /// The shortened file.
  let bytes: [UInt8]

  /// - Throws: `CodecError` where the bytes are no PNG file or end too early.
  init(_ file: [UInt8]) throws(CodecError) {
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    guard file.starts(with: signature) else {
      throw signature.starts(with: file)
        ? .truncated(offset: file.count) : .damaged("no PNG file", offset: 0)
    }
    func number(at place: Int) -> Int {
      file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    var kept = signature
    var place = 8
    var header: Int?
    var hasPixels = false
    while true {
      guard place + 12 <= file.count else { throw .truncated(offset: file.count) }
      let length = number(at: place)
      guard length <= file.count - place - 12 else { throw .truncated(offset: file.count) }
      let name = String(decoding: file[place + 4..<place + 8], as: UTF8.self)
      if header == nil {
        guard name == "IHDR", length == 13 else {
          throw .damaged("no header (IHDR)", offset: place)
        }
        header = place + 8
      }
      if ["IHDR", "PLTE", "IDAT", "IEND"].contains(name) {
        kept += file[place..<place + 12 + length]
        if name == "IDAT" { hasPixels = true }
      }
      place += 12 + length
      if name == "IEND" { break }
    }
    guard let header else { throw .damaged("no header (IHDR)", offset: 8) }
    width = number(at: header)
    height = number(at: header + 4)
    depth = Int(file[header + 8])
    colourType = Int(file[header + 9])
    guard width > 0, height > 0, hasPixels else {
      throw .damaged("a picture without pixels", offset: header)
    }
    let depths = [0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16]]
    guard let allowed = depths[colourType], allowed.contains(depth) else {
      throw .damaged("colour type \(colourType) of \(depth) bits", offset: header + 8)
    }
    bytes = kept
  }
}
