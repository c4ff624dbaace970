import Chemistry

/// One problem of a scenario, as facts. The sentence is made in `ScenarioError+Sentence`.
package struct ScenarioError: Error, Sendable, Equatable {
  /// What is wrong.
  package enum Fault: Sendable, Equatable {
    /// The file cannot be read at all.
    case file(FileFault)
    /// The text is no JSON.
    case syntax(JSONSyntaxFault)
    /// A key stands twice in one object.
    case duplicateKey(String, first: TextPosition)
    /// A key that means nothing here; `known` are those that do.
    case unknownKey(nearest: String?, known: [String])
    /// A key that must be there; `nearest` is an unknown key that is probably a misspelling of it.
    case missing(expected: String)
    /// A value of another kind.
    case wrongType(expected: String, got: String)
    /// A number outside its range.
    case outOfRange(NumberRange, got: String)
    /// A number that must be whole.
    case notWhole(got: String)
    /// A list with too few or too many entries.
    case wrongCount(expected: ClosedRange<Int>, of: String, got: Int)
    /// A name that stands for nothing; `known` are those that do.
    case unknownName(kind: String, got: String, nearest: String?, known: [String])
    /// A word where only certain ones are allowed.
    case unknownWord(got: String, nearest: String?, allowed: [String])
    /// A name that is given twice; `first` is the path of the first one.
    case repeatedName(kind: String, name: String, first: String)
    /// A grid that the machine cannot hold [bytes].
    case needsMemory(needed: Double, available: Double, voxels: Double)
    /// A point that the grid does not hold [µm].
    case outsideGrid(axis: String, extent: Double, got: String)
    /// A number that another value of the scenario limits; `limit` names that value and what it is.
    case outOfStep(NumberRange, limit: String, got: String)
    /// Layers that do not fill the grid; lengths in µm.
    case layers(LayerFault, extent: Double, axis: String, sum: Double)
    /// A list without entries that every scenario needs.
    case lacks([String], required: [String])
    /// A name that needs another one, which the scenario has not listed.
    case needs(name: String, other: String, list: String)
    /// A mineral without rates in the library.
    case withoutRates(name: String, known: [String])
    /// Two constants of one solid, of which a run has one.
    case sameSolid(name: String, other: String)
    /// A name that is always there and must not be listed.
    case implicit(name: String)
    /// A point that repeats the one before it, so that nothing lies between them.
    case samePoint
    /// Keys that exclude each other.
    case onlyOne(of: [String])
    /// Keys of which one must be there.
    case needsOne(of: [String])
    /// A key that has a meaning only beside a certain value of another one.
    case goesOnlyWith(key: String, value: String)
    /// A schedule with more times than are sensible.
    case tooManyTimes(count: Double, limit: Int)
    /// Blood values that the proteins' equilibrium cannot be computed for.
    case noEquilibrium(ChemistryError)
    /// A file that the scenario names and that cannot be opened.
    case reference(file: String, FileFault)
    /// A file that the scenario names and that is not what it should be.
    case imported(file: String, ImportError)
    /// A kind of vessel of whose oxygen the library says nothing.
    case withoutOxygen(kind: String)
    /// Something that needs a grid in space, not a plane.
    case needsBlock
    /// A vessel or nerve that leaves the grid; lengths in µm. `mayClip` where the scenario could allow it.
    case leavesGrid(outside: String, of: String, mayClip: Bool)
    /// A generator that grows nothing here.
    case growsNothing
    /// An image whose file tells no size of its voxels.
    case missingSize(file: String)
    /// A label of an image, or of its table.
    case label(LabelFault)
    /// An image of several slices in a plane.
    case slices(Int)
    /// An image that leaves a part of the grid empty; places in µm.
    case doesNotCover(axis: String, from: String, to: String, extent: String)
    /// Something about cells or implants.
    case cells(CellFault)
    /// A path of a setting that cannot be followed.
    case setting(SettingFault)
    /// Something about a fluid that is to be speciated.
    case solution(SolutionFault)
    /// A `PATH=START:END:COUNT` that is none.
    case variation(VariationFault)
  }

  /// What a file is read as.
  package enum FileKind: Sendable, Equatable {
    case scenario
    case solutions
    case network
    case labels
  }

  /// What is wrong with a table of labels.
  package enum LabelFault: Sendable, Equatable {
    /// The image has a label that the table does not name.
    case unknown(String, voxels: Int)
    /// A name in the table that is no label of such an image.
    case notOfItsKind(String, expected: String)
  }

  /// How layers fail to fill the grid.
  package enum LayerFault: Sendable, Equatable {
    case tooThin
    case tooThick
    case nothingLeft
  }

  /// Why a file cannot be read.
  package enum FileFault: Sendable, Equatable {
    case missing(nearest: String?)
    case isDirectory(FileKind)
    case permissionDenied
    case tooLarge(limit: Int, FileKind)
    case unreadable(reason: String)
  }

  /// Why a `path=value` cannot be applied.
  package enum SettingFault: Sendable, Equatable {
    case noEqualsSign
    case malformedPath
    case noEntry(array: String, count: Int)
    case notAnArray(path: String, got: String)
    case notAnObject(path: String, got: String)
  }

  /// Where the value was read from.
  package var origin: JSONOrigin
  /// Place in the text, if the problem has one.
  package var position: TextPosition?
  /// Path of the value.
  package var path: JSONPath
  /// What is wrong with it.
  package var fault: Fault

  /// Makes an error of its facts.
  package init(origin: JSONOrigin, position: TextPosition?, path: JSONPath, fault: Fault) {
    self.origin = origin
    self.position = position
    self.path = path
    self.fault = fault
  }

  /// The name of the file (or setting) as the user gave it.
  package var file: String { origin.name }
  /// Line from 1, nil if the problem belongs to the file as a whole.
  package var line: Int? { position?.line }
  /// Column from 1 in Unicode scalars, nil if the problem belongs to the file as a whole.
  package var column: Int? { position?.column }
}

/// All problems of a scenario, in the order of the text.
package struct ScenarioProblems: Error, Sendable, Equatable, CustomStringConvertible {
  /// The problems, sorted by place, without repetitions. Never empty.
  package let errors: [ScenarioError]

  /// Sorts problems by place: files as a whole first, then by line and column, settings and the library last.
  package init(_ errors: [ScenarioError]) {
    precondition(!errors.isEmpty, "problems without a problem")
    var sentences: Set<String> = []
    let kept = errors.filter { sentences.insert($0.sentence).inserted }
    self.errors = kept.enumerated().sorted { left, right in
      let leftPlace = Self.place(of: left.element)
      let rightPlace = Self.place(of: right.element)
      return (leftPlace.group, leftPlace.line, leftPlace.column, left.offset)
        < (rightPlace.group, rightPlace.line, rightPlace.column, right.offset)
    }.map(\.element)
  }

  private static func place(of error: ScenarioError) -> (group: Int, line: Int, column: Int) {
    let group =
      switch error.origin {
      case .file: 0
      case .setting, .variation: 1
      case .library: 2
      }
    return (group, error.line ?? 0, error.column ?? 0)
  }

  /// The sentences, one on each line.
  package var description: String {
    errors.map(\.sentence).joined(separator: "\n")
  }
}
