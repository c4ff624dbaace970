import Cells
import TissueModel

/// Cells as VTK polydata in text: a point per cell, with its radius to draw a ball of.
///
/// Follows the VTK file formats (Kitware, VTK User's Guide).
enum CellPolyData {
  /// The file's text.
  static func text(_ inflammation: Inflammation, _ tissue: Tissue, days: Double) -> String {
    let cells = inflammation.population.cells
    // Numbers stand for kinds in the arrays; two hyphens would end a comment.
    let names = inflammation.kinds.enumerated().map { "\($0) \($1.id)" }.joined(separator: ", ")
      .replacing("--", with: "-")
    var text = """
      <?xml version="1.0"?>
      <!-- kind: \(names) -->
      <!-- state: \(CellState.allCases.map { "\($0.rawValue) \($0)" }.joined(separator: ", ")) -->
      <VTKFile type="PolyData" version="1.0" byte_order="LittleEndian" header_type="UInt64">
        <PolyData>
          <FieldData>
            <DataArray type="Float64" Name="TimeValue" NumberOfTuples="1" format="ascii">\(days)</DataArray>
          </FieldData>
          <Piece NumberOfPoints="\(cells.count)" NumberOfVerts="\(cells.count)" NumberOfLines="0" \
      NumberOfStrips="0" NumberOfPolys="0">
            <PointData Scalars="kind">

      """
    text += array("Int64", "id", cells) { "\($0.id)" }
    text += array("Int32", "kind", cells) { "\($0.kind)" }
    text += array("Int32", "state", cells) { "\($0.state.rawValue)" }
    text += array("Float64", "radius_um", cells) { "\($0.radius)" }
    text += array("Int32", "nuclei", cells) { "\($0.nuclei)" }
    for (place, mineral) in tissue.minerals.enumerated() {
      text += array("Float64", CSVColumn(mineral.phase.id, unit: "um3").header, cells) {
        "\($0.volume(of: place))"
      }
    }
    if inflammation.infection != nil { text += array("Float64", "pathogens", cells) { "\($0.pathogens)" } }
    text += "      </PointData>\n      <Points>\n"
    text += array("Float64", "points", components: 3, cells) {
      "\($0.position.x) \($0.position.y) \($0.position.z)"
    }
    text += "      </Points>\n      <Verts>\n"
    text += array("Int64", "connectivity", Array(cells.indices)) { "\($0)" }
    text += array("Int64", "offsets", Array(cells.indices)) { "\($0 + 1)" }
    text += "      </Verts>\n    </Piece>\n  </PolyData>\n</VTKFile>\n"
    return text
  }

  private static func array<Value>(
    _ type: String, _ name: String, components: Int = 1, _ values: [Value], _ number: (Value) -> String
  ) -> String {
    var text = "        <DataArray type=\"\(type)\" Name=\"\(name)\""
    if components > 1 { text += " NumberOfComponents=\"\(components)\"" }
    text += " format=\"ascii\">\n"
    for value in values { text += number(value) + "\n" }
    return text + "        </DataArray>\n"
  }
}
