import TissueModel

extension Scenario {
  /// Crystals of one size that were put into a part of the tissue.
  package struct Implant: Sendable, Equatable {
    /// Id of the mineral.
    package var mineral: String
    /// How many crystals.
    package var number: Int
    /// Radius of each [µm].
    package var radius: Double
    /// The part of the tissue.
    package var part: Part
  }
}

extension ScenarioReader {
  /// Crystals that were put into parts of the tissue, of listed minerals, as many as the pores there have room for.
  func implants(
    _ reader: NodeReader, _ minerals: [MineralRecord], in space: Space?, _ layout: Scenario.TissueLayout?,
    seed: UInt64
  ) -> [Scenario.Implant] {
    let known = hasProblem(in: "minerals") ? library.minerals.map(\.id) : minerals.map(\.id)
    let lumens = space.flatMap { space in layout.map { Lumens(of: $0, in: space) } }
    var filled: [SIMD3<Int>: Double] = [:]
    return reader.elements("objects").enumerated().compactMap { entry, reader in
      reader.object { keys -> Scenario.Implant? in
        let mineral = keys.required("mineral", "the name of a mineral")?.name("mineral", among: known)
        let count = keys.required("number", "a whole number > 0")
        let number = count?.integer(1...1_000_000)
        let radius = keys.number("radius_um", .above(0, upTo: 1000), unit: "um")
        let place = keys.required("in", "the name of a tissue or a shape")
        let part = place.flatMap { self.part($0, in: space) }
        guard let mineral, let count, let number, radius.isFinite, let place, let part, let space,
          let layout, let lumens
        else { return nil }
        let centres = lumens.centres(of: part)
        if centres.isEmpty { place.report(.cells(.noTissue)) }
        let voxels = centres.map { centre -> SIMD3<Int> in
          let (x, y, z) = space.grid.voxel(at: centre) ?? (0, 0, 0)
          return SIMD3(x, y, z)
        }
        let whole = zip(centres, voxels).map { centre, voxel in
          let fluid = layout.tissueName(at: centre).flatMap(library.tissue)?.fluidFraction.value ?? 0
          return Implant.room(fluid: fluid, on: space.grid) - filled[voxel, default: 0]
        }
        var rooms = whole
        let volume = Implant.volume(radius: radius)
        let placed = Implant.places(for: number, volume: volume, rooms: &rooms, entry: entry, seed: seed)
        for (voxel, (before, after)) in zip(voxels, zip(whole, rooms)) {
          filled[voxel, default: 0] += before - after
        }
        if placed.count < number, !centres.isEmpty { count.report(.cells(.noRoom(most: placed.count))) }
        return Scenario.Implant(mineral: mineral, number: number, radius: radius, part: part)
      } ?? nil
    }
  }
}
