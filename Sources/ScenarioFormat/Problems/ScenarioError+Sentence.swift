extension ScenarioError {
  /// `FILE:LINE:COLUMN: error: PATH must be > 0 (got -3)`.
  package var sentence: String {
    var place = file
    if let position { place += ":\(position.line):\(position.column)" }
    return "\(place): error: \(message)"
  }

  /// The sentence without the place.
  package var message: String {
    switch fault {
    case .file(let fault): fault.message
    case .syntax(let fault): fault.message(at: path)
    case .setting(let fault): fault.message
    case .variation(let fault): fault.message
    default: "\(path.steps.isEmpty ? "the document" : path.description) \(predicate)"
    }
  }

  private var predicate: String {
    switch fault {
    case .duplicateKey(_, let first):
      "is given twice (first at \(first.line):\(first.column))"
    case .unknownKey(let nearest, let known):
      "is not a known key" + Self.hint(nearest, list: known, label: "allowed")
    case .missing(let expected): "is missing (must be \(expected))"
    case .wrongType(let expected, let got): "must be \(expected) (got \(got))"
    case .outOfRange(let range, let got): "must be \(range.words) (got \(got))"
    case .notWhole(let got): "must be a whole number (got \(got))"
    case .wrongCount(let expected, let of, let got): "must have \(Self.counted(expected, of)) (got \(got))"
    case .unknownName(let kind, let got, let nearest, let known):
      "names the unknown \(kind) \(TextPreview.quoted(got))" + Self.hint(nearest, list: known, label: "known")
    case .unknownWord(let got, let nearest, let allowed):
      "must be \(Self.alternatives(allowed)) (got \(TextPreview.quoted(got)))"
        + (nearest.map { "; did you mean \"\($0)\"?" } ?? "")
    case .repeatedName(let kind, let name, let first):
      "repeats the \(kind) \(TextPreview.quoted(name)) of \(first)"
    case .needsMemory(let needed, let available, let voxels):
      "needs \(Self.bytes(needed)) of memory for \(Self.amount(voxels)) voxels; this machine has "
        + "\(Self.bytes(available)) available"
    case .outsideGrid(let axis, let extent, let got):
      "lies outside the grid: \(axis) must be from 0 to \(NumberRange.plain(extent)) (got \(got))"
    case .outOfStep(let range, let limit, let got): "must be \(range.words), \(limit) (got \(got))"
    case .layers(let fault, let extent, let axis, let sum):
      Self.words(of: fault, extent: NumberRange.plain(extent), axis: axis, sum: NumberRange.plain(sum))
    case .lacks(let names, let required):
      "must contain \(Self.conjunction(required)) (\(Self.conjunction(names)) \(names.count == 1 ? "is" : "are") missing)"
    case .needs(let name, let other, let list):
      "names \(TextPreview.quoted(name)), which needs \(TextPreview.quoted(other)) in \(list)"
    case .withoutRates(let name, let known):
      "names \(TextPreview.quoted(name)), which has no rates in the library (those that have: "
        + "\(known.joined(separator: ", ")))"
    case .sameSolid(let name, let other):
      "names \(TextPreview.quoted(name)), another constant of the same solid as \(TextPreview.quoted(other)); "
        + "a run has one of them"
    case .implicit(let name): "names \(TextPreview.quoted(name)), which is always there; leave it out"
    case .samePoint: "is the same point as the one before it"
    case .onlyOne(let keys): "must have only one of \(Self.conjunction(keys))"
    case .needsOne(let keys): "must have \(keys.joined(separator: " or "))"
    case .goesOnlyWith(let key, let value): "goes only with \"\(key)\": \"\(value)\""
    case .tooManyTimes(let count, let limit):
      "makes \(Self.amount(count)) output times; at most \(limit) are allowed"
    case .noEquilibrium(let reason): "cannot be divided between proteins and fluid: \(reason)"
    case .solution(let fault): fault.predicate
    case .reference(let file, let fault): "names \(TextPreview.quoted(file)): \(fault.message)"
    case .imported(let file, let error): "names \(TextPreview.quoted(file)): \(error.sentence)"
    case .withoutOxygen, .needsBlock, .leavesGrid, .growsNothing, .missingSize, .label, .slices,
      .doesNotCover:
      anatomyPredicate
    case .cells(let fault): Self.predicate(of: fault)
    case .file, .syntax, .setting, .variation: ""
    }
  }

  static func hint(_ nearest: String?, list: [String], label: String) -> String {
    if let nearest { return "; did you mean \"\(nearest)\"?" }
    guard list.count > longestList else {
      return list.isEmpty ? "" : "; \(label): \(list.joined(separator: ", "))"
    }
    return "; \(label): \(list.prefix(longestList).joined(separator: ", ")), … (\(list.count) in all)"
  }

  /// Most names that a sentence lists.
  private static let longestList = 40

  private static func alternatives(_ words: [String]) -> String {
    let quoted = words.map { "\"\($0)\"" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "nothing" }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }

  static func conjunction(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "nothing" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func words(of fault: LayerFault, extent: String, axis: String, sum: String) -> String {
    switch fault {
    case .tooThin: "must cover the grid, \(extent) µm along \(axis) (thicknesses sum to \(sum))"
    case .tooThick:
      "must not be thicker than the grid, \(extent) µm along \(axis) (thicknesses sum to \(sum))"
    case .nothingLeft:
      "must leave room for the last one in the grid, \(extent) µm along \(axis) (the others sum to \(sum))"
    }
  }

  /// `2 or 3 numbers`; the noun is a plural and loses its s after 1.
  private static func counted(_ range: ClosedRange<Int>, _ noun: String) -> String {
    let (low, high) = (range.lowerBound, range.upperBound)
    if high == .max { return "at least \(low) \(low == 1 ? String(noun.dropLast()) : noun)" }
    if low == high { return "\(low) \(low == 1 ? String(noun.dropLast()) : noun)" }
    return "\(low) \(high == low + 1 ? "or" : "to") \(high) \(noun)"
  }

  /// Bytes in decimal units with three digits: `3.67 TB`.
  static func bytes(_ count: Double) -> String {
    var value = count
    var unit = "bytes"
    for larger in ["kB", "MB", "GB", "TB", "PB", "EB"] where value >= 1000 {
      value /= 1000
      unit = larger
    }
    return "\(amount(value)) \(unit)"
  }

  /// A number with three significant digits, or whole if it has more before the point.
  static func amount(_ value: Double) -> String {
    if value >= 1e15 { return "\(value)" }
    if value >= 100 || value == value.rounded() { return "\(Int64(value.rounded()))" }
    let scale: Double = value >= 10 ? 10 : 100
    return "\((value * scale).rounded() / scale)"
  }
}

extension NumberRange {
  /// The range after "must be": `> 0`, `from 0 to 1`.
  package var words: String {
    switch (low, high) {
    case (nil, nil): return "a finite number"
    case (let low?, nil): return "\(lowIsOpen ? ">" : "≥") \(Self.plain(low))"
    case (nil, let high?): return "\(highIsOpen ? "<" : "≤") \(Self.plain(high))"
    case (let low?, let high?):
      if !lowIsOpen, !highIsOpen { return "from \(Self.plain(low)) to \(Self.plain(high))" }
      return "\(lowIsOpen ? ">" : "≥") \(Self.plain(low)) and \(highIsOpen ? "<" : "≤") \(Self.plain(high))"
    }
  }

  /// A number without a needless `.0`.
  package static func plain(_ value: Double) -> String {
    abs(value) < 1e15 && value == value.rounded() ? "\(Int64(value))" : "\(value)"
  }
}

extension ScenarioError.FileFault {
  /// The sentence after the file's name.
  var message: String {
    switch self {
    case .missing(let nearest): "no such file" + (nearest.map { "; did you mean \"\($0)\"?" } ?? "")
    case .isDirectory(let kind): "is a folder; give a \(kind.words)"
    case .permissionDenied: "permission to read it is denied"
    case .tooLarge(let limit, let kind):
      "is larger than \(ScenarioError.bytes(Double(limit))), which no \(kind.noun) is"
    case .unreadable(let reason): "cannot be read: \(reason)"
    }
  }
}

extension ScenarioError.SettingFault {
  /// The sentence after the setting's name.
  var message: String {
    switch self {
    case .noEqualsSign: "must be PATH=VALUE, for example tissue.vessels[0].radius_um=15"
    case .malformedPath: "the path must be keys and indices like tissue.vessels[0].radius_um"
    case .noEntry(let array, let count):
      count == 0
        ? "\(array) is empty" : "\(array) has \(count == 1 ? "1 entry" : "\(count) entries"), counted from 0"
    case .notAnArray(let path, let got): "\(path) is no array (it is \(got))"
    case .notAnObject(let path, let got): "\(path) is no object (it is \(got))"
    }
  }
}

extension ScenarioError.FileKind {
  /// The file in words.
  fileprivate var words: String {
    switch self {
    case .scenario: "scenario file"
    case .solutions: "file with solutions"
    case .network: "file with a network"
    case .labels: "file with labels"
    }
  }

  /// What the file holds, as one thing.
  fileprivate var noun: String {
    switch self {
    case .scenario: "scenario"
    case .solutions: "file with solutions"
    case .network: "network"
    case .labels: "image of labels"
    }
  }
}
