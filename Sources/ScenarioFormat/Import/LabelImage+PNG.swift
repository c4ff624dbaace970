import ImageCodecs

extension LabelImage {
  /// The labels of a PNG file: greys as they are stored, places in a palette, or colours.
  ///
  /// - Throws: `ImportError`.
  package init(png bytes: [UInt8]) throws(ImportError) {
    do {
      let picture = try PNGLabels(png: bytes, limit: ImportLimit.labels)
      self.init(
        counts: SIMD3(picture.width, picture.height, 1), labels: picture.values,
        isColour: picture.meaning == .colour)
    } catch {
      switch error {
      case .truncated(let offset): throw ImportError(.endsIn("the picture"), at: .byte(offset))
      case .damaged(let words, let offset):
        throw ImportError(.damaged(words), at: offset.map { .byte($0) } ?? .file)
      case .tooLarge(let limit): throw ImportError(.tooMany("pixels", limit: limit), at: .byte(16))
      case .unsupported(let what): throw ImportError(.unsupported(what), at: .byte(24))
      case .outOfMemory: throw ImportError(.damaged("no memory for the picture"), at: .file)
      }
    }
  }
}
