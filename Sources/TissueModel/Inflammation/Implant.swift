import Chemistry
import Fields
import Parallelism

/// Crystals of one size that were put into a part of the tissue: a foreign body, or debris of one.
package struct Implant {
  /// Place of the mineral in the list.
  package let mineral: Int
  /// How many crystals.
  package let number: Int
  /// Radius of each [µm].
  package let radius: Double
  /// Whether a voxel with this centre belongs to the part.
  package let contains: (_ voxel: Int, _ centre: SIMD3<Double>) -> Bool

  /// `number` crystals with `radius` [µm] of a mineral in the voxels that `contains` names, vessel lumens left out.
  package init(
    mineral: Int, number: Int, radius: Double,
    contains: @escaping (_ voxel: Int, _ centre: SIMD3<Double>) -> Bool
  ) {
    self.mineral = mineral
    self.number = number
    self.radius = radius
    self.contains = contains
  }

  /// Volume of a crystal with `radius` [µm³].
  package static func volume(radius: Double) -> Double { 4 * Double.pi / 3 * radius * radius * radius }

  /// Room for crystals in a voxel with a fluid fraction [µm³]: all but what a sealed pore keeps.
  package static func room(fluid: Double, on grid: Grid) -> Double {
    max(0, fluid - Tissue.sealedFluidFraction) * grid.voxelVolume
  }

  /// Puts crystals one after the other into a place at random among those that have room.
  /// - Parameters:
  ///   - number: how many crystals.
  ///   - volume: of each [µm³].
  ///   - rooms: what each place has room for [µm³]; what is put there is taken off.
  ///   - entry: number of the implant in the scenario, which keeps its random numbers apart.
  ///   - seed: seed of the run.
  /// - Returns: the place of each; fewer than `number` where room runs out.
  package static func places(
    for number: Int, volume: Double, rooms: inout [Double], entry: Int, seed: UInt64
  ) -> [Int] {
    let stream = RandomStream(
      seed: seed, purpose: RandomPurpose.implants + UInt32(truncatingIfNeeded: entry))
    var open = rooms.indices.filter { rooms[$0] >= volume }
    var places: [Int] = []
    for crystal in 0..<number {
      guard !open.isEmpty else { break }
      let which = stream.uniform(index: crystal, tick: 0)
      let chosen = min(Int(which * Double(open.count)), open.count - 1)
      let place = open[chosen]
      places.append(place)
      rooms[place] -= volume
      if rooms[place] < volume { open.remove(at: chosen) }
    }
    return places
  }
}

extension Tissue {
  /// Puts implants into the tissue, one entry after the other, before the books are opened.
  /// - Throws: ``SimulationError`` where the pores of a part have no room for its crystals.
  func put(_ implants: [Implant], seed: UInt64) throws {
    let grid = anatomy.grid
    for (entry, implant) in implants.enumerated() {
      var voxels: [Int] = []
      var rooms: [Double] = []
      Anatomy.forEachVoxel(of: grid) { voxel, centre in
        if anatomy.lumen[voxel] || !implant.contains(voxel, centre) { return }
        voxels.append(voxel)
        let room = Implant.room(fluid: anatomy.healthyFluid[voxel], on: grid)
        rooms.append(room - mineralVolumeFraction(voxel) * grid.voxelVolume)
      }
      let volume = Implant.volume(radius: implant.radius)
      let places = Implant.places(
        for: implant.number, volume: volume, rooms: &rooms, entry: entry, seed: seed)
      guard places.count == implant.number else {
        throw SimulationError(
          "the pores have room for \(places.count) of \(implant.number) crystals of implant \(entry)")
      }
      for place in places {
        let crystal = CrystalPopulation(number: 1 / grid.voxelVolume, radius: implant.radius)
        add(crystal, of: implant.mineral, to: voxels[place], areLoose: true)
      }
      for voxel in voxels { fitPore(voxel) }
    }
  }
}
