import Fields
import ImageCodecs
import TissueModel

/// The files of a preview: pictures, fields and tables of an anatomy, before any run.
package struct AnatomyFiles {
  private let anatomy: Anatomy
  private let census: Census
  private let histogram: DistanceHistogram
  private let flow: InterstitialFlow?
  private let folder: OutputFolder

  /// Files about `anatomy` in `folder`.
  package init(
    _ anatomy: Anatomy, census: Census, histogram: DistanceHistogram, flow: InterstitialFlow? = nil,
    in folder: OutputFolder
  ) {
    self.flow = flow
    self.anatomy = anatomy
    self.census = census
    self.histogram = histogram
    self.folder = folder
  }

  /// Writes all of them.
  ///
  /// - Throws: `OutputError`, `CodecError`.
  package func write(_ slices: [TissueSlice]) throws {
    let colours = TissueColours(anatomy)
    for slice in slices {
      let file = try slice.picture(of: anatomy, colours: colours).encoded()
      try WholeFile.replace(folder.addFile(slice.name + ".png")) { try $0.append(file) }
    }
    try FieldFile.write(
      fields, on: anatomy.grid, time: 0, precision: .single, to: folder.addFile("tissue.vti"))
    try writeTissues(colours)
    try writeVessels()
    try writeNerves()
    try writeDistances()
  }

  private var fields: [FieldFile.Field] {
    let grid = anatomy.grid
    func field(_ name: String, _ values: (Int) -> Double) -> FieldFile.Field {
      var numbers: [Double] = []
      Anatomy.forEachVoxel(of: grid) { voxel, _ in numbers.append(values(voxel)) }
      return FieldFile.Field(name, .numbers(numbers))
    }
    var labels: [Int32] = []
    Anatomy.forEachVoxel(of: grid) { voxel, _ in labels.append(Int32(anatomy.tissueIndex[voxel])) }
    return [
      FieldFile.Field("tissue", .labels(labels)),
      field("fluid_fraction") { anatomy.healthyFluid[$0] },
      field("squared_tortuosity") { anatomy.squaredTortuosity[$0] },
      field("vessel_wall_area_um2_per_um3") { anatomy.wallArea[$0] },
      field("exchange_per_s") { anatomy.healthyExchange[$0] },
    ]
      + (anatomy.vessels.isEmpty
        ? [] : [field("vessel_distance_um") { anatomy.vesselDistance[$0] }])
      + (anatomy.nerves.isEmpty ? [] : [field("nerve_distance_um") { anatomy.nerveDistance[$0] }])
      + (flow.map { flow in
        [
          field("pressure_mmHg") { flow.pressure[0, $0] },
          field("flow_um_per_s") { squaredLength(flow.faces.velocity(at: $0)).squareRoot() },
          field("filtration_per_s") { flow.filtration(at: $0) },
          field("lymph_per_s") { flow.lymph[0, $0] },
        ]
      } ?? [])
  }

  private func writeTissues(_ colours: TissueColours) throws {
    let table = try folder.addTable(
      "tissues.csv",
      columns: [
        CSVColumn("tissue", kind: .text), CSVColumn("index", kind: .integer),
        CSVColumn("colour", kind: .text),
        CSVColumn("voxels", kind: .integer), CSVColumn("volume", unit: "mm3"), CSVColumn("share"),
      ])
    let grid = anatomy.grid
    for count in census.tissues {
      try table.append([
        .text(count.id), .integer(count.type),
        .text(TissueColours.hexadecimal(colours.types[count.type])),
        .integer(count.voxels), .number(Double(count.voxels) * grid.voxelVolume * 1e-9),
        .number(Double(count.voxels) / Double(grid.voxelCount)),
      ])
    }
  }

  private func writeVessels() throws {
    let table = try folder.addTable(
      "vessels.csv",
      columns: [
        CSVColumn("vessel", kind: .text), CSVColumn("kind", kind: .text),
        CSVColumn("pieces", kind: .integer),
        CSVColumn("line_sources", kind: .integer), CSVColumn("length", unit: "um"),
        CSVColumn("mean_radius", unit: "um"), CSVColumn("wall_area", unit: "um2"),
        CSVColumn("volume", unit: "um3"), CSVColumn("length_density", unit: "mm_per_mm3"),
        CSVColumn("surface_density", unit: "mm2_per_mm3"),
      ])
    for vessel in census.vessels {
      try table.append([
        .text(vessel.id), .text(vessel.kind), .integer(vessel.pieces), .integer(vessel.lineSources),
        .number(vessel.length),
        vessel.length > 0 ? .number(vessel.wallArea / (2 * Double.pi * vessel.length)) : .missing,
        .number(vessel.wallArea), .number(vessel.volume),
        .number(vessel.length / census.volume * 1e6),
        .number(vessel.wallArea / census.volume * 1e3),
      ])
    }
  }

  private func writeNerves() throws {
    guard !census.nerves.isEmpty else { return }
    let table = try folder.addTable(
      "nerves.csv",
      columns: [
        CSVColumn("nerve", kind: .text), CSVColumn("length", unit: "um"),
        CSVColumn("voxels", kind: .integer),
      ])
    for nerve in census.nerves {
      try table.append([.text(nerve.id), .number(nerve.length), .integer(nerve.voxels)])
    }
  }

  private func writeDistances() throws {
    guard !histogram.counts.isEmpty else { return }
    let table = try folder.addTable(
      "vessel_distance.csv",
      columns: [
        CSVColumn("from", unit: "um"), CSVColumn("to", unit: "um"),
        CSVColumn("voxels", kind: .integer),
        CSVColumn("share"), CSVColumn("cumulative_share"),
      ])
    let total = Double(histogram.counts.reduce(0, +))
    var sum = 0
    for (bin, count) in histogram.counts.enumerated() {
      sum += count
      try table.append([
        .number(Double(bin) * histogram.width), .number(Double(bin + 1) * histogram.width),
        .integer(count),
        .number(Double(count) / total), .number(Double(sum) / total),
      ])
    }
  }
}
