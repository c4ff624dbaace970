import Fields
import Foundation
import Outputs
import Testing

@Suite struct FieldFileTests {
  let folder: TemporaryFolder
  let grid = Grid(nx: 3, ny: 2, nz: 2, spacing: (x: 10, y: 5, z: 2.5))

  init() throws { folder = try TemporaryFolder() }

  /// The bytes after the underscore that begins the appended data.
  private func appended(_ name: String) throws -> Data {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name))
    let marker = try #require(data.range(of: Data("<AppendedData encoding=\"raw\">".utf8)))
    let underscore = try #require(data[marker.upperBound...].firstIndex(of: UInt8(ascii: "_")))
    return Data(data[(underscore + 1)...])
  }

  private func value<T>(_ type: T.Type, in data: Data, at offset: Int) -> T {
    data.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: type) }
  }

  @Test func valuesAreRawLittleEndianWithoutPadding() throws {
    let set = FieldSet(grid: grid, count: 2)
    for z in 0..<2 {
      for y in 0..<2 {
        for x in 0..<3 { set[1, grid.index(x: x, y: y, z: z)] = Double(100 * z + 10 * y + x) }
      }
    }
    try FieldFile.write(
      [
        .init("Ca_mM", .set(set, field: 1)), .init("deposit", .labels((0..<12).map { Int32($0) - 1 })),
        .init("SI", .numbers((0..<12).map { Double($0) / 8 })),
      ], on: grid, time: 1.5, to: folder.path + "/f.vti")
    let data = try appended("f.vti")
    let expected = [0.0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112]
    #expect(value(UInt64.self, in: data, at: 0) == 96)
    #expect((0..<12).map { value(Double.self, in: data, at: 8 + 8 * $0) } == expected)
    #expect(value(UInt64.self, in: data, at: 104) == 48)
    #expect((0..<12).map { value(Int32.self, in: data, at: 112 + 4 * $0) } == (0..<12).map { $0 - 1 })
    #expect(value(UInt64.self, in: data, at: 160) == 96)
    #expect(
      (0..<12).map { value(Double.self, in: data, at: 168 + 8 * $0) } == (0..<12).map { Double($0) / 8 })
    let header = String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: folder.path + "/f.vti")), as: UTF8.self)
    #expect(header.contains(#"WholeExtent="0 3 0 2 0 2" Origin="0 0 0" Spacing="10.0 5.0 2.5""#))
    #expect(header.contains(#"<DataArray type="Int32" Name="deposit" format="appended" offset="104"/>"#))
    #expect(header.contains(#"<DataArray type="Float64" Name="SI" format="appended" offset="160"/>"#))
    #expect(try folder.content() == ["f.vti"])
  }

  @Test func singlePrecisionTakesFourBytes() throws {
    let values = (0..<12).map { Double($0) * 0.1 }
    try FieldFile.write(
      [.init("x", .numbers(values))], on: grid, time: 0, precision: .single, to: folder.path + "/f.vti")
    let data = try appended("f.vti")
    #expect(value(UInt64.self, in: data, at: 0) == 48)
    #expect((0..<12).map { value(Float.self, in: data, at: 8 + 4 * $0) } == values.map { Float($0) })
  }

  @Test func namesAreEscaped() throws {
    try FieldFile.write(
      [.init("a<\"&", .numbers(Array(repeating: 0, count: 12)))], on: grid, time: 0,
      to: folder.path + "/f.vti")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/f.vti"))
    #expect(bytes.range(of: Data("Name=\"a&lt;&quot;&amp;\"".utf8)) != nil)
  }

  @Test func aCollectionListsEveryFileWithItsTime() throws {
    let collection = FieldCollection(path: folder.path + "/fields.pvd")
    try collection.append(file: "fields/0000.vti", time: 0)
    try collection.append(file: "fields/0001.vti", time: 0.5)
    let expected = """
      <?xml version="1.0"?>
      <VTKFile type="Collection" version="1.0" byte_order="LittleEndian">
        <Collection>
          <DataSet timestep="0.0" part="0" file="fields/0000.vti"/>
          <DataSet timestep="0.5" part="0" file="fields/0001.vti"/>
        </Collection>
      </VTKFile>

      """
    #expect(try folder.text("fields.pvd") == expected)
  }
}
