import Fields
import Foundation

/// Fields on the grid as VTK image data (`.vti`): XML header, then the values as raw little-endian bytes.
///
/// Follows the VTK file formats (Kitware, VTK User's Guide): cell data, one value per voxel, `appended` `raw`
/// with a 64-bit byte count before each array.
package enum FieldFile {
  /// Bytes per value.
  package enum Precision: String, CaseIterable, Sendable {
    /// 8 bytes: every bit of the simulation.
    case double = "Float64"
    /// 4 bytes: seven digits, half the space.
    case single = "Float32"
  }

  /// One named array of the file.
  package struct Field {
    /// Where the values come from.
    package enum Values {
      /// One field of a set.
      case set(FieldSet, field: Int)
      /// One value per voxel, x fastest, without padding.
      case numbers([Double])
      /// One label per voxel, x fastest, without padding.
      case labels([Int32])
    }

    /// Name with unit, as in a table: `Ca_mM`.
    package let name: String
    /// Where the values come from.
    package let values: Values

    /// A named array.
    package init(_ name: String, _ values: Values) {
      self.name = name
      self.values = values
    }

    fileprivate func typeName(_ precision: Precision) -> String {
      if case .labels = values { return "Int32" }
      return precision.rawValue
    }

    fileprivate func bytesPerValue(_ precision: Precision) -> Int {
      if case .labels = values { return 4 }
      return precision == .double ? 8 : 4
    }

    /// Appends the row (y, z) to `bytes`.
    fileprivate func appendRow(_ row: Int, of grid: Grid, _ precision: Precision, to bytes: inout [UInt8]) {
      switch values {
      case .set(let set, let field):
        let start = unsafe set.pointer(field) + row * grid.rowStride
        for x in 0..<grid.nx { append(unsafe start[x], precision, to: &bytes) }
      case .numbers(let numbers):
        for x in 0..<grid.nx { append(numbers[row * grid.nx + x], precision, to: &bytes) }
      case .labels(let labels):
        for x in 0..<grid.nx { append(UInt32(bitPattern: labels[row * grid.nx + x]), to: &bytes) }
      }
    }

    private func append(_ value: Double, _ precision: Precision, to bytes: inout [UInt8]) {
      switch precision {
      case .double: append(value.bitPattern, to: &bytes)
      case .single: append(Float(value).bitPattern, to: &bytes)
      }
    }

    private func append(_ bits: some FixedWidthInteger, to bytes: inout [UInt8]) {
      FieldFile.append(bits, to: &bytes)
    }
  }

  /// Writes `fields` to `path`, replacing an earlier file as a whole.
  ///
  /// - Parameter time: simulated time [d], kept in the file as `TimeValue`.
  /// - Throws: `OutputError`; then no file is left behind.
  package static func write(
    _ fields: [Field], on grid: Grid, time: Double, precision: Precision = .double, to path: String
  ) throws {
    for field in fields {
      switch field.values {
      case .set(let set, let index): precondition(set.grid == grid && index < set.count, "another grid")
      case .numbers(let numbers): precondition(numbers.count == grid.voxelCount, "one value per voxel")
      case .labels(let labels): precondition(labels.count == grid.voxelCount, "one label per voxel")
      }
    }
    try WholeFile.replace(path) { file in
      try file.append(Array(header(fields, on: grid, time: time, precision: precision).utf8))
      var bytes: [UInt8] = []
      for field in fields {
        append(UInt64(grid.voxelCount * field.bytesPerValue(precision)), to: &bytes)
        for row in 0..<(grid.ny * grid.nz) {
          field.appendRow(row, of: grid, precision, to: &bytes)
          if bytes.count > 1 << 20 {
            try file.append(bytes)
            bytes.removeAll(keepingCapacity: true)
          }
        }
      }
      bytes.append(contentsOf: "\n  </AppendedData>\n</VTKFile>\n".utf8)
      try file.append(bytes)
    }
  }

  private static func header(
    _ fields: [Field], on grid: Grid, time: Double, precision: Precision
  ) -> String {
    let extent = "0 \(grid.nx) 0 \(grid.ny) 0 \(grid.nz)"
    var text = """
      <?xml version="1.0"?>
      <VTKFile type="ImageData" version="1.0" byte_order="LittleEndian" header_type="UInt64">
        <ImageData WholeExtent="\(extent)" Origin="0 0 0" Spacing="\(grid.dx) \(grid.dy) \(grid.dz)">
          <FieldData>
            <DataArray type="Float64" Name="TimeValue" NumberOfTuples="1" format="ascii">\(time)</DataArray>
          </FieldData>
          <Piece Extent="\(extent)">
            <CellData>

      """
    var offset = 0
    for field in fields {
      let type = field.typeName(precision)
      let name = escaped(field.name)
      text +=
        "        <DataArray type=\"\(type)\" Name=\"\(name)\" format=\"appended\" offset=\"\(offset)\"/>\n"
      offset += 8 + grid.voxelCount * field.bytesPerValue(precision)
    }
    text += """
            </CellData>
          </Piece>
        </ImageData>
        <AppendedData encoding="raw">
          _
      """
    return text
  }

  /// `text` for use in an XML attribute.
  static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
      .replacingOccurrences(of: "\"", with: "&quot;")
  }

  private static func append(_ bits: some FixedWidthInteger, to bytes: inout [UInt8]) {
    var rest = bits  // lowest byte first
    for _ in 0..<(bits.bitWidth / 8) {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}

/// A collection (`.pvd`) that shows ParaView a series of field files as one animation.
package final class FieldCollection {
  private let path: String
  private var entries: [(time: Double, file: String)] = []

  /// A collection to be kept at `path`; nothing is written before the first `append`.
  package init(path: String) { self.path = path }

  /// Adds the field file `name`, relative to the collection's folder, at `time` [d], and rewrites the
  /// collection as a whole.
  ///
  /// - Throws: `OutputError`.
  package func append(file name: String, time: Double) throws {
    entries.append((time, name))
    var text = """
      <?xml version="1.0"?>
      <VTKFile type="Collection" version="1.0" byte_order="LittleEndian">
        <Collection>

      """
    for entry in entries {
      text +=
        "    <DataSet timestep=\"\(entry.time)\" part=\"0\" file=\"\(FieldFile.escaped(entry.file))\"/>\n"
    }
    text += "  </Collection>\n</VTKFile>\n"
    try WholeFile.replace(path) { try $0.append(Array(text.utf8)) }
  }
}
