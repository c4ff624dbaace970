import ScenarioFormat

/// A table for people and programs: aligned text, CSV or JSON.
struct Table {
  /// One value.
  enum Cell: Equatable {
    case text(String)
    case number(Double)
    case missing
  }

  /// Keys of the columns: header of the text and of the CSV, names in the JSON.
  let columns: [String]
  /// One cell per column in each row.
  private(set) var rows: [[Cell]] = []

  /// A table without rows.
  init(columns: [String]) {
    self.columns = columns
  }

  /// Adds a row.
  mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count, "a row has one cell per column")
    rows.append(row)
  }

  /// The table in a format, with a line break at the end.
  func text(_ format: TableFormat) -> String {
    switch format {
    case .table: aligned
    case .csv: commaSeparated
    case .json: json
    }
  }

  /// Columns side by side, two spaces apart; columns of numbers to the right, the last column as long as it is.
  private var aligned: String {
    let cells = rows.map { $0.map(\.words) }
    let widths = columns.indices.map { column in
      max(columns[column].count, cells.map { $0[column].count }.max() ?? 0)
    }
    let isNumeric = columns.indices.map { column in
      !rows.isEmpty
        && rows.allSatisfy { if case .text = $0[column] { false } else { true } }
    }
    func line(_ words: [String]) -> String {
      var text = ""
      for (column, word) in words.enumerated() {
        let filling = String(repeating: " ", count: widths[column] - word.count)
        text += column == 0 ? "" : "  "
        text += isNumeric[column] ? filling + word : word + filling
      }
      while text.last == " " { text.removeLast() }
      return text + "\n"
    }
    return line(columns) + cells.map(line).joined()
  }

  /// RFC 4180 with LF: cells with a comma, a quotation mark or a line break stand in quotation marks.
  private var commaSeparated: String {
    let header = columns.joined(separator: ",") + "\n"
    return header + rows.map { $0.map(\.quoted).joined(separator: ",") + "\n" }.joined()
  }

  /// An array of objects, keys in the order of the columns.
  private var json: String {
    let objects = rows.map { row in
      JSONNode.object(zip(columns, row).map { ($0, $1.node) })
    }
    return JSONNode.array(objects).text + "\n"
  }
}

extension Table.Cell {
  /// The number, or nothing for nil and for NaN.
  static func optional(_ value: Double?) -> Table.Cell {
    guard let value, value.isFinite else { return .missing }
    return .number(value)
  }

  fileprivate var words: String {
    switch self {
    case .text(let text): text
    case .number(let value): NumberRange.plain(value)
    case .missing: ""
    }
  }

  fileprivate var quoted: String {
    let needsQuotes = words.contains { $0 == "," || $0 == "\"" || $0.isNewline }
    return needsQuotes ? "\"\(words.replacing("\"", with: "\"\""))\"" : words
  }

  fileprivate var node: JSONNode {
    switch self {
    case .text(let text): .value(.string(text))
    case .number(let value): .value(.number(value, text: NumberRange.plain(value)))
    case .missing: .value(.null)
    }
  }
}

extension JSONNode {
  /// A value that stands in no text.
  static func value(_ content: Content) -> JSONNode {
    JSONNode(content, position: nil, origin: .setting(""))
  }

  /// An array that stands in no text.
  static func array(_ elements: [JSONNode]) -> JSONNode { value(.array(elements)) }

  /// An object that stands in no text, keys in the order given.
  static func object(_ members: [(String, JSONNode)]) -> JSONNode {
    value(
      .object(
        members.map { Member(key: $0.0, keyPosition: nil, keyOrigin: .setting(""), value: $0.1) }))
  }
}
