import Foundation
import Outputs
import Testing

@Suite struct CSVTableTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func aTableIsOneHeaderAndWholeRows() throws {
    let table = try CSVTable(
      creating: folder.path + "/t.csv",
      columns: [
        CSVColumn("time", unit: "d"), CSVColumn("deposit", kind: .integer), CSVColumn("field", kind: .text),
        CSVColumn("Ca", unit: "mM"),
      ])
    try table.append([.number(0), .integer(3), .text("Ca"), .number(1.25)])
    try table.append([.number(0.1), .missing, .text("a,b\"c\nd"), .number(.nan)])
    #expect(try folder.text("t.csv") == "time_d,deposit,field,Ca_mM\n0.0,3,Ca,1.25\n0.1,,a_b_c_d,\n")
    #expect(table.rowCount == 2)
    #expect(table.length == 55)
    try table.close()
  }

  @Test func headersKeepToLettersDigitsAndUnderscores() {
    #expect(CSVColumn("SI mean: Mg-whitlockite", unit: "1/µm").header == "SI_mean__Mg_whitlockite_1__m")
  }

  @Test(arguments: [
    0.1, 1.0 / 3, Double.leastNonzeroMagnitude, Double.greatestFiniteMagnitude, -0.0, 1e22,
    123456789.123456789,
  ])
  func numbersComeBackWithEveryBit(value: Double) throws {
    let table = try CSVTable(creating: folder.path + "/t.csv", columns: [CSVColumn("x")])
    try table.append([.number(value)])
    let cell = try folder.text("t.csv").split(separator: "\n")[1]
    #expect(Double(String(cell))?.bitPattern == value.bitPattern)
  }

  @Test func infinitiesAreSpeltAsRReadsThem() throws {
    let table = try CSVTable(creating: folder.path + "/t.csv", columns: [CSVColumn("a"), CSVColumn("b")])
    try table.append([.number(.infinity), .number(-.infinity)])
    #expect(try folder.text("t.csv") == "a,b\nInf,-Inf\n")
  }

  @Test func everyRowIsInTheFileBeforeAppendReturns() throws {
    let table = try CSVTable(creating: folder.path + "/t.csv", columns: [CSVColumn("n", kind: .integer)])
    var expected = "n\n"
    for row in 0..<10 {
      try table.append([.integer(row)])
      expected += "\(row)\n"
      #expect(try folder.text("t.csv") == expected)
    }
  }

  @Test func aFolderThatDoesNotExistIsNamedWithTheReason() {
    let path = folder.path + "/absent/t.csv"
    let error = #expect(throws: OutputError.self) { try CSVTable(creating: path, columns: [CSVColumn("x")]) }
    #expect(error?.description == "cannot create \(path): No such file or directory")
  }

  #if os(Linux)
    @Test func aFullDiskIsNamedWithTheReason() {
      // /dev/full refuses every write as a full disk does.
      let error = #expect(throws: OutputError.self) {
        try CSVTable(creating: "/dev/full", columns: [CSVColumn("x")])
      }
      #expect(error?.description == "cannot write /dev/full: No space left on device")
    }
  #endif

  /// A limit on the length of files stands in for a disk that fills up in the middle of a row: the system takes
  /// the bytes below the limit and refuses the rest. The limit is far above what other tests write; a hole
  /// brings the file up to it.
  @Test func aRowThatDoesNotFitLeavesNoPartOfItself() throws {
    let limit = 1 << 40
    signal(SIGXFSZ, SIG_IGN)
    var old = rlimit()
    #expect(getrlimit(fileSizeLimit, &old) == 0)
    var new = old
    new.rlim_cur = rlim_t(limit)
    #expect(setrlimit(fileSizeLimit, &new) == 0)
    defer { setrlimit(fileSizeLimit, &old) }

    let table = try CSVTable(creating: folder.path + "/t.csv", columns: [CSVColumn("n", kind: .integer)])
    try table.append([.integer(1)])
    #expect(truncate(table.path, off_t(limit - 3)) == 0)
    let error = #expect(throws: OutputError.self) { try table.append([.integer(1_234_567)]) }
    #expect(error == .refused(.write, path: table.path, code: EFBIG))
    #expect(try folder.text("t.csv") == "n\n1\n")
    #expect(table.rowCount == 1)
    try table.append([.integer(2)])
    #expect(try folder.text("t.csv") == "n\n1\n2\n")
  }
}

#if canImport(Glibc)
  private let fileSizeLimit = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
#else
  private let fileSizeLimit = RLIMIT_FSIZE
#endif
