/// One column of a table: its header is `name_unit`, in letters, digits and underscores.
package struct CSVColumn: Equatable, Sendable {
  /// What the cells hold.
  package enum Kind: Equatable, Sendable {
    case number, integer, text
  }

  /// The header.
  package let header: String
  /// What the cells hold.
  package let kind: Kind

  /// A column called `name`, with `unit` appended ("Ca" and "mM" make `Ca_mM`); every other character than
  /// letters, digits and underscores becomes an underscore.
  package init(_ name: String, unit: String? = nil, kind: Kind = .number) {
    let full = unit.map { "\(name)_\($0)" } ?? name
    precondition(!full.isEmpty, "a column has a name")
    header = String(
      full.unicodeScalars.map { scalar -> Character in
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_": Character(scalar)
        default: "_"
        }
      })
    self.kind = kind
  }
}

/// One cell of a table.
package enum CSVCell: Equatable, Sendable {
  /// Written with the fewest digits that give the same double back; NaN counts as missing, infinities are
  /// `Inf` and `-Inf` (R knows no other spelling).
  case number(Double)
  /// A count or an identifier.
  case integer(Int)
  /// A word; comma, quotation mark and line break become underscores.
  case text(String)
  /// An empty cell.
  case missing

  fileprivate func fits(_ kind: CSVColumn.Kind) -> Bool {
    switch (self, kind) {
    case (.number, .number), (.integer, .integer), (.text, .text), (.missing, _): true
    default: false
    }
  }

  fileprivate func append(to line: inout [UInt8]) {
    switch self {
    case .number(let value):
      if value.isInfinite {
        line.append(contentsOf: (value > 0 ? "Inf" : "-Inf").utf8)
      } else if !value.isNaN {
        line.append(contentsOf: value.description.utf8)
      }
    case .integer(let value): line.append(contentsOf: value.description.utf8)
    case .text(let value):
      for byte in value.utf8 {
        let separates = byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte < 0x20
        line.append(separates ? UInt8(ascii: "_") : byte)
      }
    case .missing: break
    }
  }
}

extension CSVCell {
  /// The number, or an empty cell for nil.
  package static func optional(_ value: Double?) -> CSVCell { value.map { .number($0) } ?? .missing }
}

/// A table that pandas, R, numpy and gnuplot read without options: one header row, commas, LF, UTF-8, empty
/// for missing.
///
/// Each row reaches the file whole, by one write, before `append` returns: a run that is killed leaves whole
/// lines, and a full disk leaves the lines before it.
package final class CSVTable {
  /// The columns, left to right.
  package let columns: [CSVColumn]
  /// Rows written so far, the header not counted.
  package private(set) var rowCount = 0
  /// Where the table is.
  package var path: String { file.path }
  /// Bytes written so far.
  package var length: Int { file.length }
  private let file: AppendingFile
  private var line: [UInt8] = []

  /// Creates the file, or empties it when it exists, and writes the header.
  ///
  /// - Throws: `OutputError`.
  package init(creating path: String, columns: [CSVColumn]) throws {
    precondition(!columns.isEmpty, "a table has columns")
    precondition(Set(columns.map(\.header)).count == columns.count, "column names differ")
    self.columns = columns
    file = try AppendingFile(creating: path)
    try file.append(Array((columns.map(\.header).joined(separator: ",") + "\n").utf8))
  }

  /// Appends one row, one cell per column.
  ///
  /// - Throws: `OutputError`; then the row is not in the file.
  package func append(_ row: [CSVCell]) throws {
    precondition(row.count == columns.count, "a row has one cell per column")
    line.removeAll(keepingCapacity: true)
    for (index, cell) in row.enumerated() {
      precondition(cell.fits(columns[index].kind), "a cell has its column's kind")
      if index > 0 { line.append(UInt8(ascii: ",")) }
      cell.append(to: &line)
    }
    line.append(UInt8(ascii: "\n"))
    try file.append(line)
    rowCount += 1
  }

  /// Closes the file; no row can follow.
  ///
  /// - Throws: `OutputError`.
  package func close() throws { try file.close() }
}
