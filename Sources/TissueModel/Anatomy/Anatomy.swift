import Fields

/// The tissue before disease: what every voxel is made of and how it meets blood. Nothing here changes
/// during a run.
package struct Anatomy {
  /// The grid all fields live on.
  package let grid: Grid
  /// The tissue types that occur, in the order of ``tissueIndex``.
  package let types: [TissueType]
  /// Index into ``types`` per voxel, with the grid's padding.
  package let tissueIndex: [UInt8]
  /// Vessels in the order of the scenario.
  package let vessels: [Vessel]
  /// Nerves in the order of the scenario.
  package let nerves: [Nerve]
  /// Wall permeability times wall area of drawn vessels per tissue volume, reference ion [1/s], with padding.
  package let vesselExchange: [Double]
  /// Permeability times surface of the unresolved bed, reference ion [1/s], with padding.
  package let bedExchange: [Double]
  /// Area of drawn vessel wall in each voxel per tissue volume [µm²/µm³], with padding.
  package let wallArea: [Double]
  /// Distance to the nearest vessel wall [µm]; infinite without vessels, with padding.
  package let vesselDistance: [Double]
  /// Distance to the nearest nerve's outer surface [µm]; infinite without nerves, with padding.
  package let nerveDistance: [Double]
  /// Index of the nerve a voxel lies in, or -1, with padding.
  package let nerveIndex: [Int8]
  /// Fluid fraction before any mineral, with padding.
  package let healthyFluid: [Double]
  /// λ² before any mineral, with padding.
  package let squaredTortuosity: [Double]
  /// Exchange with all vessels before disease, reference ion [1/s], with padding.
  package let healthyExchange: [Double]
  /// Voxels that are the inside of a drawn vessel, with padding.
  package let lumen: [Bool]

  /// Cuts tissue, vessels and nerves into voxels.
  /// - Parameters:
  ///   - grid: the grid.
  ///   - types: tissue types; must contain those named below.
  ///   - paint: the tissue id at a point, before nerves and vessels are drawn over it.
  ///   - vessels: vessels; a voxel whose centre lies in the lumen becomes `vessel_lumen`.
  ///   - nerves: nerves; voxels in them become `perineurium` or `endoneurium`.
  ///   - capillaryBed: whether the unresolved capillaries of each tissue type take part.
  package init(
    grid: Grid, types: [TissueType], paint: (SIMD3<Double>) -> String, vessels: [Vessel], nerves: [Nerve],
    capillaryBed: Bool
  ) {
    self.grid = grid
    self.types = types
    self.vessels = vessels
    self.nerves = nerves
    func type(_ id: String) -> UInt8 {
      guard let index = types.firstIndex(where: { $0.id == id }) else {
        preconditionFailure("tissue type \(id) is missing")
      }
      return UInt8(index)
    }
    var tissue = [UInt8](repeating: 0, count: grid.storageCount)
    var vesselDistance = [Double](repeating: .infinity, count: grid.storageCount)
    var nerveDistance = vesselDistance
    var nerveIndex = [Int8](repeating: -1, count: grid.storageCount)
    Anatomy.forEachVoxel(of: grid) { voxel, centre in
      tissue[voxel] = type(paint(centre))
      for (index, nerve) in nerves.enumerated() {
        let depth = nerve.axis.distance(to: centre) - nerve.radius
        nerveDistance[voxel] = min(nerveDistance[voxel], max(depth, 0))
        if depth < 0 {
          nerveIndex[voxel] = Int8(index)
          tissue[voxel] = type(depth > -nerve.perineurium ? "perineurium" : "endoneurium")
        }
      }
      for vessel in vessels {
        let depth = vessel.axis.distance(to: centre) - vessel.radius
        vesselDistance[voxel] = min(vesselDistance[voxel], max(depth, 0))
        if depth < 0 && vessel.radius >= grid.smallestSpacing / 3 { tissue[voxel] = type("vessel_lumen") }
      }
    }
    let isLumen = tissue.map { types[Int($0)].id == "vessel_lumen" }
    let walls = WallSampling(grid: grid, isLumen: isLumen)
    var exchange = [Double](repeating: 0, count: grid.storageCount)
    var area = exchange
    for vessel in vessels {
      walls.distribute(vessel) { voxel, squareMicrometres in
        area[voxel] += squareMicrometres / grid.voxelVolume
        exchange[voxel] += vessel.permeability * squareMicrometres / grid.voxelVolume
      }
    }
    var bed = [Double](repeating: 0, count: grid.storageCount)
    if capillaryBed {
      Anatomy.forEachVoxel(of: grid) { voxel, _ in bed[voxel] = types[Int(tissue[voxel])].capillaryExchange }
    }
    healthyFluid = tissue.map { types[Int($0)].fluidFraction }
    squaredTortuosity = tissue.map { types[Int($0)].tortuosity * types[Int($0)].tortuosity }
    healthyExchange = zip(exchange, bed).map { $0 + $1 }
    lumen = isLumen
    tissueIndex = tissue
    self.vesselDistance = vesselDistance
    self.nerveDistance = nerveDistance
    self.nerveIndex = nerveIndex
    vesselExchange = exchange
    bedExchange = bed
    wallArea = area
  }

  /// The tissue type of a voxel.
  package func type(at voxel: Int) -> TissueType { types[Int(tissueIndex[voxel])] }

  /// A number of each voxel's tissue type, with padding (0 there).
  package func perVoxel(_ number: (TissueType) -> Double) -> [Double] {
    let values = types.map(number)
    var result = [Double](repeating: 0, count: grid.storageCount)
    Anatomy.forEachVoxel(of: grid) { voxel, _ in result[voxel] = values[Int(tissueIndex[voxel])] }
    return result
  }

  /// Visits every voxel of a grid in storage order, padding left out.
  package static func forEachVoxel(of grid: Grid, _ body: (_ voxel: Int, _ centre: SIMD3<Double>) -> Void) {
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx { body(grid.index(x: x, y: y, z: z), grid.centre(x: x, y: y, z: z)) }
      }
    }
  }
}

extension Grid {
  /// The shortest voxel edge [µm].
  package var smallestSpacing: Double { nz > 1 ? min(dx, dy, dz) : min(dx, dy) }
  /// The voxel that holds a point, or nil outside the grid.
  package func voxel(at point: SIMD3<Double>) -> (x: Int, y: Int, z: Int)? {
    let x = Int((point.x / dx).rounded(.down))
    let y = Int((point.y / dy).rounded(.down))
    let z = Int((point.z / dz).rounded(.down))
    guard x >= 0, x < nx, y >= 0, y < ny, z >= 0, z < nz else { return nil }
    return (x, y, z)
  }
}
