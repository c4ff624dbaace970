/// Why a file that a scenario names was refused, as facts; the sentence is in `ImportError+Sentence`.
package struct ImportError: Error, Equatable, Sendable {
  /// Where in the file.
  package enum Place: Equatable, Sendable {
    /// Offset from 0, in what came out of decompression if the file is compressed as a whole.
    case byte(Int)
    /// Line of a text, from 1.
    case line(Int)
    /// The file as a whole.
    case file
  }

  /// What is wrong there.
  package enum Fault: Equatable, Sendable {
    /// The file ends within something.
    case endsIn(String)
    /// Something is not what it must be.
    case mustBe(String, expected: String, got: String)
    /// More of something than is read.
    case tooMany(String, limit: Int)
    /// Something that the format allows and that is not read here.
    case unsupported(String)
    /// Something contradicts itself or fails its check.
    case damaged(String)
    /// Something that must be there.
    case lacks(String)
  }

  /// Where in the file.
  package let place: Place
  /// What is wrong there.
  package let fault: Fault

  /// An error of its facts.
  package init(_ fault: Fault, at place: Place) {
    self.fault = fault
    self.place = place
  }
}

/// Limits on what is imported, checked before memory is taken.
package enum ImportLimit {
  /// Longest file, and most bytes that may come out of a compressed one.
  package static let bytes = 1 << 30
  /// Most voxels or pixels of a label image: 100 million, 400 MB.
  package static let labels = 100_000_000
  /// Most points of a network.
  package static let points = 1_000_000
}
