import Testing

@Suite struct ArchitectureTests {
  static let sources = Result { try SourceFile.all(in: "Sources") }
  static let tests = Result { try SourceFile.all(in: "Tests") }

  /// Expects no offence of a rule, and shows them all when there are some.
  private func expect(
    _ files: [SourceFile], toKeep rule: (SourceFile) -> [String], _ place: SourceLocation = #_sourceLocation
  ) {
    let offences = files.flatMap(rule)
    #expect(
      offences.isEmpty, Comment(rawValue: "\n" + offences.joined(separator: "\n")), sourceLocation: place)
  }

  @Test func everyTargetHasItsListOfImports() throws {
    let targets = Set(try Self.sources.get().map(\.target))
    #expect(targets.subtracting(Rules.allowedImports.keys).isEmpty)
    #expect(targets.contains("NumericalMethods"))
  }

  @Test func importsFollowTheArrowsOfTheDesign() throws {
    try expect(Self.sources.get(), toKeep: Rules.refusedImports)
  }

  @Test func theArrowsPointDownOnly() {
    // Following the arrows from any target never leads back to it.
    for start in Rules.allowedImports.keys {
      var reached: Set<String> = []
      var open = Rules.allowedImports[start, default: []]
      while let next = open.popFirst() {
        if reached.insert(next).inserted { open.formUnion(Rules.allowedImports[next, default: []]) }
      }
      #expect(!reached.contains(start), "\(start) depends on itself")
    }
  }

  @Test func nothingBelowTheCommandPrintsExitsOrCrashes() throws {
    try expect(Self.sources.get(), toKeep: Rules.refusedCalls)
  }

  @Test func noFileIsLongerThanFourHundredLines() throws {
    try expect(Self.sources.get() + Self.tests.get(), toKeep: Rules.refusedLength)
  }

  @Test func nothingIsLeftToDo() throws {
    try expect(Self.sources.get() + Self.tests.get(), toKeep: Rules.refusedWords)
  }

  @Test func filesAreNamedForWhatTheyHold() throws {
    try expect(Self.sources.get() + Self.tests.get(), toKeep: Rules.refusedName)
  }

  @Test func noTypeBearsTheNameOfAModule() throws {
    try expect(Self.sources.get(), toKeep: Rules.typesNamedAsModules)
  }
}

@Suite struct RulesTests {
  private func file(_ text: String, target: String = "Transport") -> SourceFile {
    SourceFile(path: "Sources/\(target)/X.swift", text: text)
  }

  @Test(arguments: [
    "import Foundation", "@_exported import Outputs", "import struct Foundation.Data", "package import CGSL",
    "  import Chemistry  // why", "@preconcurrency public import TissueModel",
  ])
  func anImportUpwardsIsRefused(line: String) {
    #expect(Rules.refusedImports(in: file("// first\n" + line + "\n")).count == 1)
  }

  @Test(arguments: [
    "import Fields", "import Glibc", "// import Foundation", "/* import Foundation */",
    "let text = \"import Foundation\"",
    "let important = 1", "\"\"\"\n  import Foundation\n  \"\"\"",
  ])
  func whatIsAllowedOrNoImportPasses(text: String) {
    #expect(Rules.refusedImports(in: file(text)).isEmpty)
  }

  @Test func anOffenceIsNamedWithFileAndLine() {
    let offences = Rules.refusedImports(in: file("\n\nimport CGSL\n"))
    #expect(offences == ["Sources/Transport/X.swift:3: Transport must not import CGSL"])
  }

  @Test func callsAreToldFromTheirLikes() {
    #expect(Rules.refusedCalls(in: file("if x { print(1) }")).count == 1)
    #expect(Rules.refusedCalls(in: file("fatalError(\"no\")")).count == 1)
    let likes = "fingerprint(1); file.print(2); // print(3)\nlet text = \"print(4) \\\" print(5)\""
    #expect(Rules.refusedCalls(in: file(likes)).isEmpty)
    #expect(Rules.refusedCalls(in: file("print(1)", target: "CalcinoseCommand")).isEmpty)
  }

  @Test func lengthsAndNamesAreMeasured() {
    let long = String(repeating: "\n", count: 401)
    #expect(Rules.refusedLength(of: file(long)) == ["Sources/Transport/X.swift: 401 lines, at most 400"])
    #expect(Rules.refusedLength(of: file(String(long.dropFirst()))).isEmpty)
    #expect(Rules.refusedName(of: SourceFile(path: "Sources/Fields/GridUtils.swift", text: "")).count == 1)
    #expect(Rules.typesNamedAsModules(in: file("package struct Transport {}")).count == 1)
  }
}
