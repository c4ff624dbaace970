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
  /// Index of the first nerve with the id of that which a voxel lies in, or -1, with padding.
  package let nerveIndex: [Int16]
  /// Fluid fraction before any mineral, with padding.
  package let healthyFluid: [Double]
  /// Collagen in health by tissue type [mg/mL].
  private let collagen: [Double]
  /// Young's modulus in health by tissue type [kPa].
  private let stiffness: [Double]
  /// λ² before any mineral, with padding.
  package let squaredTortuosity: [Double]
  /// Exchange with all vessels before disease, reference ion [1/s], with padding.
  package let healthyExchange: [Double]
  /// Voxels that are the inside of a drawn vessel, with padding.
  package let lumen: [Bool]
  /// Fluid through the tissue per area and gradient of pressure before any mineral [µm²/(s mmHg)], with padding; empty
  /// where nothing is known of the walls.
  package let hydraulicConductivity: [Double]
  /// Walls by the kind of vessel, drawn ones and those of the unresolved bed; empty where nothing is known of kinds.
  package let wallAreas: [WallArea]
  /// The vessels' segments with their walls.
  package let segments: VesselSegments

  /// Cuts tissue, vessels and nerves into voxels.
  /// - Parameters:
  ///   - grid: the grid.
  ///   - types: tissue types; must contain those named below.
  ///   - paint: the tissue id at a point, before nerves and vessels are drawn over it.
  ///   - vessels: vessels; a voxel whose centre lies in the lumen becomes `vessel_lumen`, one in its wall `vessel_wall`.
  ///   - nerves: nerves; voxels in them become `perineurium` or `endoneurium`.
  ///   - capillaryBed: whether the unresolved capillaries of each tissue type take part.
  package init(
    grid: Grid, types: [TissueType], paint: @escaping (SIMD3<Double>) -> String, vessels: [Vessel],
    nerves: [Nerve], capillaryBed: Bool, walls: [VesselWall] = []
  ) {
    let fill = TissueFill.points { Anatomy.place(of: paint($0), among: types) }
    self.init(
      grid: grid, types: types, fill: fill, vessels: vessels, nerves: nerves, capillaryBed: capillaryBed,
      walls: walls)
  }

  /// Cuts tissue, vessels and nerves into voxels.
  ///
  /// A voxel counts as one tissue type, that of its centre or of most of an image's labels in it; its fluid,
  /// tortuosity and unresolved capillaries are those of all types in it, by their shares of its volume. The inside of
  /// a vessel takes whole voxels; its wall is cut at their faces.
  ///
  /// - Parameter kinds: what passes the walls of the kinds of vessels and beds, permeabilities for ions being those of the
  ///   reference ion.
  package init(
    grid: Grid, types: [TissueType], fill: TissueFill, vessels: [Vessel], nerves: [Nerve], capillaryBed: Bool,
    walls kinds: [VesselWall] = []
  ) {
    self.grid = grid
    self.types = types
    self.vessels = vessels
    self.nerves = nerves
    let walls = NearestWall(vessels.map { NearestWall.Tube(axis: $0.axis, radius: $0.radius) })
    let wide = vessels.filter { $0.hasLumen(on: grid) }
    let lumina = NearestWall(wide.map { NearestWall.Tube(axis: $0.axis, radius: $0.radius) })
    let lumenType = wide.isEmpty ? 0 : Anatomy.place(of: "vessel_lumen", among: types)
    let walled = wide.filter { $0.wall > 0 }
    let coats = NearestWall(walled.map { NearestWall.Tube(axis: $0.axis, radius: $0.radius + $0.wall) })
    let coatType = walled.isEmpty ? 0 : Anatomy.place(of: "vessel_wall", among: types)
    let reach = squaredLength(SIMD3(grid.dx, grid.dy, grid.dz)).squareRoot() / 2
    let fascicles = Fascicles(nerves, types: types)
    var tissue = [UInt8](repeating: 0, count: grid.storageCount)
    var isLumen = [Bool](repeating: false, count: grid.storageCount)
    var vesselDistance = [Double](repeating: .infinity, count: grid.storageCount)
    var nerveDistance = vesselDistance
    var nerveIndex = [Int16](repeating: -1, count: grid.storageCount)
    // Padding is like the first type, so that no division there fails.
    var fluid = [Double](repeating: types[0].fluidFraction, count: grid.storageCount)
    var tortuosity = [Double](repeating: types[0].squaredTortuosity, count: grid.storageCount)
    var bed = [Double](repeating: 0, count: grid.storageCount)
    var hydraulic = kinds.isEmpty ? [] : bed
    var wallAreas = WallAreas(kinds, on: grid)
    var guesses: (vessel: Int?, lumen: Int?, coat: Int?, nerve: Int?)
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx {
          let voxel = grid.index(x: x, y: y, z: z)
          let centre = grid.centre(x: x, y: y, z: z)
          var (main, shares) = fill.content(x, y, z, of: grid)
          let nerve = fascicles.nearest(to: centre, guess: guesses.nerve)
          guesses.nerve = nerve.place
          nerveDistance[voxel] = max(nerve.depth, 0)
          if let place = nerve.place {
            if nerve.depth < 0 {
              nerveIndex[voxel] = Int16(fascicles.group(of: place))
              main = fascicles.type(atDepth: nerve.depth, in: place)
            }
            shares = fascicles.drawn(over: shares, at: centre, of: grid, nearest: nerve)
          }
          let wall = walls.distance(to: centre, guess: guesses.vessel)
          guesses.vessel = wall.place
          vesselDistance[voxel] = max(wall.distance, 0)
          let coat = coats.distance(to: centre, guess: guesses.coat)
          guesses.coat = coat.place
          if coat.distance < reach {
            if coat.distance < 0 { main = coatType }
            shares = TissueFill.drawn(over: shares, at: centre, of: grid) { point in
              coats.distance(to: point, guess: coat.place).distance < 0 ? coatType : nil
            }
          }
          let lumen = lumina.distance(to: centre, guess: guesses.lumen)
          guesses.lumen = lumen.place
          if lumen.distance < 0 {
            isLumen[voxel] = true
            main = lumenType
            shares = [TissueFill.Share(type: lumenType, share: 1)]
          }
          tissue[voxel] = UInt8(main)
          let mixture = Mixture(shares, of: types)
          fluid[voxel] = mixture.fluid
          tortuosity[voxel] = mixture.squaredTortuosity
          if !kinds.isEmpty { hydraulic[voxel] = mixture.hydraulicConductivity }
          if capillaryBed {
            bed[voxel] = mixture.bedExchange
            wallAreas.addBed(shares, of: types, at: voxel)
          }
        }
      }
    }
    for type in types.indices where types[type].id == "vessel_lumen" {
      for voxel in tissue.indices where Int(tissue[voxel]) == type { isLumen[voxel] = true }
    }
    var exchange = [Double](repeating: 0, count: grid.storageCount)
    var area = exchange
    var segments = VesselSegments()
    for (number, vessel) in vessels.enumerated() {
      let pieces = WallShares(grid: grid, isLumen: isLumen).distribute(vessel) { voxel, squareMicrometres in
        area[voxel] += squareMicrometres / grid.voxelVolume
        exchange[voxel] += vessel.permeability * squareMicrometres / grid.voxelVolume
      }
      segments.append(vessel, number: number, on: grid, walls: pieces)
      wallAreas.add(pieces, of: vessel)
    }
    healthyFluid = fluid
    collagen = types.map(\.collagen)
    stiffness = types.map(\.stiffness)
    squaredTortuosity = tortuosity
    healthyExchange = zip(exchange, bed).map { $0 + $1 }
    lumen = isLumen
    hydraulicConductivity = hydraulic
    self.wallAreas = wallAreas.present
    self.segments = segments
    tissueIndex = tissue
    self.vesselDistance = vesselDistance
    self.nerveDistance = nerveDistance
    self.nerveIndex = nerveIndex
    vesselExchange = exchange
    bedExchange = bed
    wallArea = area
  }

  /// Collagen in health as mass per volume of tissue [mg/mL].
  package func healthyCollagen(_ voxel: Int) -> Double { collagen[Int(tissueIndex[voxel])] }

  /// Young's modulus in health [kPa]; 0 where the tissue type has none.
  package func healthyStiffness(_ voxel: Int) -> Double { stiffness[Int(tissueIndex[voxel])] }

  /// The place of a type among others.
  static func place(of id: String, among types: [TissueType]) -> Int {
    guard let place = types.firstIndex(where: { $0.id == id }) else {
      preconditionFailure("tissue type \(id) is missing")
    }
    return place
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
