/// What an anatomy holds, counted.
package struct Census: Equatable, Sendable {
  /// Voxels of one tissue type.
  package struct TissueCount: Equatable, Sendable {
    /// Index into the anatomy's types.
    package let type: Int
    /// Id of the type.
    package let id: String
    /// Its voxels.
    package let voxels: Int
  }

  /// All vessels that share an id.
  package struct VesselCount: Equatable, Sendable {
    /// Id in the scenario.
    package let id: String
    /// Kind in the library.
    package let kind: String
    /// Pieces of one radius each.
    package var pieces: Int
    /// Length inside the grid [µm].
    package var length: Double
    /// Area of the wall inside the grid, 2πrL [µm²].
    package var wallArea: Double
    /// Volume inside the grid, πr²L [µm³].
    package var volume: Double
    /// Pieces thinner than a third of a voxel, which are line sources without a lumen.
    package var lineSources: Int
  }

  /// Nerves with their length.
  package struct NerveCount: Equatable, Sendable {
    /// Id in the scenario.
    package let id: String
    /// Length inside the grid [µm].
    package let length: Double
    /// Voxels in it, perineurium included.
    package let voxels: Int
  }

  /// Tissue types that occur, in the anatomy's order.
  package let tissues: [TissueCount]
  /// Vessels by id, in the anatomy's order.
  package let vessels: [VesselCount]
  /// Nerves in the anatomy's order.
  package let nerves: [NerveCount]
  /// Volume of the grid [µm³].
  package let volume: Double

  /// Counts an anatomy.
  package init(_ anatomy: Anatomy) {
    let grid = anatomy.grid
    var voxels = [Int](repeating: 0, count: anatomy.types.count)
    var inNerve = [Int](repeating: 0, count: anatomy.nerves.count)
    Anatomy.forEachVoxel(of: grid) { voxel, _ in
      voxels[Int(anatomy.tissueIndex[voxel])] += 1
      if anatomy.nerveIndex[voxel] >= 0 { inNerve[Int(anatomy.nerveIndex[voxel])] += 1 }
    }
    tissues = anatomy.types.indices.filter { voxels[$0] > 0 }.map {
      TissueCount(type: $0, id: anatomy.types[$0].id, voxels: voxels[$0])
    }
    var counts: [VesselCount] = []
    var places: [String: Int] = [:]
    for vessel in anatomy.vessels {
      let length = vessel.axis.length(within: grid.extent)
      let place = places[vessel.id] ?? counts.count
      if place == counts.count {
        places[vessel.id] = place
        counts.append(
          VesselCount(
            id: vessel.id, kind: vessel.kind, pieces: 0, length: 0, wallArea: 0, volume: 0,
            lineSources: 0))
      }
      counts[place].pieces += 1
      counts[place].length += length
      counts[place].wallArea += 2 * Double.pi * vessel.radius * length
      counts[place].volume += Double.pi * vessel.radius * vessel.radius * length
      if !vessel.hasLumen(on: grid) { counts[place].lineSources += 1 }
    }
    vessels = counts
    nerves = anatomy.nerves.enumerated().map { index, nerve in
      NerveCount(
        id: nerve.id, length: nerve.axis.length(within: grid.extent), voxels: inNerve[index])
    }
    volume = Double(grid.voxelCount) * grid.voxelVolume
  }

  /// Length of vessels per tissue volume [1/µm²].
  package var vesselLengthDensity: Double { vessels.reduce(0) { $0 + $1.length } / volume }
  /// Wall area of vessels per tissue volume [1/µm].
  package var vesselSurfaceDensity: Double { vessels.reduce(0) { $0 + $1.wallArea } / volume }
}

/// How far the tissue's voxels are from the nearest vessel wall.
package struct DistanceHistogram: Equatable, Sendable {
  /// Width of a bin [µm].
  package let width: Double
  /// Voxels in each bin, from 0 up; the lumen is not counted. Empty without vessels.
  package let counts: [Int]
  /// Sum of all distances over their number [µm]; nil without vessels.
  package let mean: Double?
  /// The longest distance [µm]; nil without vessels.
  package let longest: Double?

  /// Most bins.
  private static let mostBins = 1000

  /// Sorts voxels into bins of a voxel's shortest edge, wider where that would make more than a thousand.
  package init(_ anatomy: Anatomy) {
    let grid = anatomy.grid
    var sum = 0.0
    var number = 0
    var longest = 0.0
    func forEach(_ body: (Double) -> Void) {
      Anatomy.forEachVoxel(of: grid) { voxel, _ in
        let distance = anatomy.vesselDistance[voxel]
        if distance.isFinite, !anatomy.lumen[voxel] { body(distance) }
      }
    }
    forEach {
      sum += $0
      number += 1
      longest = max(longest, $0)
    }
    var width = grid.smallestSpacing
    while longest / width >= Double(Self.mostBins) { width *= 2 }
    var counts = [Int](repeating: 0, count: number > 0 ? Int(longest / width) + 1 : 0)
    forEach { counts[Int($0 / width)] += 1 }
    self.width = width
    self.counts = counts
    mean = number > 0 ? sum / Double(number) : nil
    self.longest = number > 0 ? longest : nil
  }
}
