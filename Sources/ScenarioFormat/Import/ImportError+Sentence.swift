extension ImportError {
  /// What is wrong, with its place: `byte 40: the number of dimensions must be 1 to 7 (got 9)`.
  package var sentence: String {
    switch place {
    case .byte(let offset): "byte \(offset): \(words)"
    case .line(let line): "line \(line): \(words)"
    case .file: words
    }
  }

  private var words: String {
    switch fault {
    case .endsIn(let what): "the file ends in \(what)"
    case .mustBe(let what, let expected, let got): "\(what) must be \(expected) (got \(got))"
    case .tooMany(let what, let limit): "more than \(limit) \(what), which are not read"
    case .unsupported(let what): "\(what), which is not read here"
    case .damaged(let what): what
    case .lacks(let what): "\(what) is missing"
    }
  }
}
