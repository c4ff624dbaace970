import CPNG

/// A colour picture, and the PNG file of it.
package struct PNGPicture: Equatable, Sendable {
  /// Red, green and blue of a pixel.
  package struct Colour: Hashable, Sendable {
    /// From 0 to 255.
    package var red, green, blue: UInt8

    /// A colour from its parts.
    package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
      self.red = red
      self.green = green
      self.blue = blue
    }
  }

  /// Pixels in a row, and rows.
  package let width, height: Int
  /// Red, green, blue of each pixel, row by row from the top.
  package private(set) var bytes: [UInt8]

  /// A black picture.
  package init(width: Int, height: Int) {
    precondition(width > 0 && height > 0, "a picture has pixels")
    self.width = width
    self.height = height
    bytes = [UInt8](repeating: 0, count: 3 * width * height)
  }

  /// The colour of the pixel in column `x` of row `y`, from the top left.
  package subscript(x: Int, y: Int) -> Colour {
    get {
      let start = 3 * (y * width + x)
      return Colour(bytes[start], bytes[start + 1], bytes[start + 2])
    }
    set {
      let start = 3 * (y * width + x)
      bytes[start] = newValue.red
      bytes[start + 1] = newValue.green
      bytes[start + 2] = newValue.blue
    }
  }

  /// The picture as a PNG file.
  ///
  /// - Throws: `CodecError` where libpng refuses.
  package func encoded() throws(CodecError) -> [UInt8] {
    guard let image = cpng_make() else { throw .outOfMemory }
    defer { cpng_free(image) }
    image.pointee.width = UInt32(width)
    image.pointee.height = UInt32(height)
    image.pointee.format = cpng_colours()
    var length = png_alloc_size_t(0)
    guard png_image_write_to_memory(image, nil, &length, 0, bytes, 0, nil) != 0 else {
      throw .damaged(String(cString: cpng_message(image)), offset: nil)
    }
    var file = [UInt8](repeating: 0, count: Int(length))
    guard png_image_write_to_memory(image, &file, &length, 0, bytes, 0, nil) != 0 else {
      throw .damaged(String(cString: cpng_message(image)), offset: nil)
    }
    return Array(file.prefix(Int(length)))
  }
}
