import ArgumentParser
import ScenarioFormat

/// `calcinose list`: the records of the library that a scenario can name.
struct List: ParsableCommand {
  /// A part of the library.
  enum Section: String, CaseIterable, ExpressibleByArgument {
    case components, complexes, minerals, inhibitors, tissues, vessels, plasma, causes, signals, cells,
      pathogens
  }

  static let configuration = CommandConfiguration(
    abstract: "Lists what a scenario can name: components, minerals, tissues and so on.",
    discussion: """
      Without a section it lists the sections. Sources and confidence of every number are shown by \
      "calcinose describe".

      EXAMPLES
        calcinose list minerals
        calcinose list components --format csv
      """)

  @Argument(
    help:
      "components, complexes, minerals, inhibitors, tissues, vessels, plasma, causes, signals, cells or pathogens."
  )
  var section: Section?

  @Option(help: "How to print: table, csv or json.")
  var format: TableFormat = .table

  func run() throws {
    let library = try Library.embedded()
    guard let section else {
      try StandardStream.write(Self.overview(of: library).text(format))
      return
    }
    try StandardStream.write(Self.table(of: section, in: library).text(format))
  }

  /// The sections with the number of their records.
  private static func overview(of library: Library) -> Table {
    var overview = Table(columns: ["section", "records"])
    for section in Section.allCases {
      let records = table(of: section, in: library).rows.count
      overview.append([.text(section.rawValue), .number(Double(records))])
    }
    return overview
  }
}
