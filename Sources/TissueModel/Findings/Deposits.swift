import Chemistry
import Fields

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One connected body of mineral.
package struct Deposit: Equatable, Sendable {
  /// Number of the body in the order of first voxels, from 1; not kept from one time to the next.
  package let number: Int
  /// Voxels that it takes up, fully or partly.
  package internal(set) var voxels = 0
  /// Volume of its mineral [µm³].
  package internal(set) var volume = 0.0
  /// Mass per mineral [µg].
  package internal(set) var mass: [Double]
  /// Centre of the mineral volume [µm].
  package internal(set) var centroid = SIMD3<Double>()
  /// Lowest corner of the box around its voxels [µm].
  package internal(set) var low = SIMD3<Double>(repeating: .infinity)
  /// Highest corner of the box around its voxels [µm].
  package internal(set) var high = SIMD3<Double>(repeating: -.infinity)
  /// Shortest distance from a centre of its voxels to a vessel's wall [µm]; nil without vessels.
  package internal(set) var vesselDistance: Double?
  /// Shortest distance from a centre of its voxels to a nerve's surface [µm]; nil without nerves.
  package internal(set) var nerveDistance: Double?
  /// Share of its mineral volume in damaged tissue.
  package internal(set) var damagedShare = 0.0
  /// Diameter of the sphere of its volume; in two dimensions of the disc of its area [µm].
  package internal(set) var equivalentDiameter = 0.0

  fileprivate init(number: Int, minerals: Int) {
    self.number = number
    mass = [Double](repeating: 0, count: minerals)
  }
}

/// The connected deposits of a tissue.
package struct Deposits: Equatable, Sendable {
  /// Volume of mineral per tissue volume from which a voxel belongs to a deposit, unless stated otherwise.
  package static let defaultThreshold = 1e-3
  /// The deposits in the order of their numbers.
  package let bodies: [Deposit]
  /// The deposit of each place in storage, 0 for none.
  package let labels: [Int32]

  /// Number of the deposits in a tissue, without measuring them.
  package static func count(in tissue: Tissue, threshold: Double) -> Int {
    connected(tissue, Self.volumeFraction(of: tissue), threshold).count
  }

  /// Finds and measures the deposits of a tissue: bodies of voxels that share faces and whose minerals together
  /// fill at least `threshold` of the tissue volume. The inside of vessels does not count.
  package init(in tissue: Tissue, threshold: Double = Deposits.defaultThreshold) {
    let grid = tissue.anatomy.grid
    let fraction = Self.volumeFraction(of: tissue)
    let connected = Self.connected(tissue, fraction, threshold)
    let minerals = tissue.minerals.indices
    // 1 mM of tissue is 1 amol/µm³, and 1 amol · g/mol is 1e-12 µg.
    let micrograms = tissue.minerals.map { $0.phase.molarMass * 1e-12 * grid.voxelVolume }
    let half = SIMD3(grid.dx, grid.dy, grid.dz) / 2
    var bodies = (0..<connected.count).map { Deposit(number: $0 + 1, minerals: minerals.count) }
    Anatomy.forEachVoxel(of: grid) { voxel, centre in
      let label = Int(connected.labels[voxel])
      guard label > 0 else { return }
      let volume = fraction[voxel] * grid.voxelVolume
      bodies[label - 1].voxels += 1
      bodies[label - 1].volume += volume
      bodies[label - 1].centroid += centre * volume
      bodies[label - 1].low = bodies[label - 1].low.replacing(
        with: centre - half, where: centre - half .< bodies[label - 1].low)
      bodies[label - 1].high = bodies[label - 1].high.replacing(
        with: centre + half, where: centre + half .> bodies[label - 1].high)
      for mineral in minerals {
        bodies[label - 1].mass[mineral] += tissue.mineralAmounts[mineral, voxel] * micrograms[mineral]
      }
      if tissue.isDamaged(voxel) { bodies[label - 1].damagedShare += volume }
      bodies[label - 1].meet(
        vessel: tissue.anatomy.vesselDistance[voxel], nerve: tissue.anatomy.nerveDistance[voxel])
    }
    for index in bodies.indices {
      let volume = bodies[index].volume
      bodies[index].centroid /= volume
      bodies[index].damagedShare /= volume
      bodies[index].equivalentDiameter =
        grid.nz > 1 ? cbrt(6 * volume / Double.pi) : (4 * volume / grid.dz / Double.pi).squareRoot()
    }
    self.bodies = bodies
    labels = connected.labels
  }

  /// Volume of all minerals per tissue volume, at each place in storage.
  private static func volumeFraction(of tissue: Tissue) -> [Double] {
    var fraction = [Double](repeating: 0, count: tissue.anatomy.grid.storageCount)
    for (index, mineral) in tissue.minerals.enumerated() {
      let amounts = tissue.mineralAmounts.pointer(index)
      let volume = mineral.phase.volumePerAttomole
      for voxel in fraction.indices { fraction[voxel] += amounts[voxel] * volume }
    }
    return fraction
  }

  private static func connected(_ tissue: Tissue, _ fraction: [Double], _ threshold: Double)
    -> ConnectedBodies
  {
    precondition(threshold > 0, "tissue without mineral is no deposit")
    return ConnectedBodies(on: tissue.anatomy.grid) {
      fraction[$0] >= threshold && !tissue.anatomy.lumen[$0]
    }
  }
}

extension Deposit {
  fileprivate mutating func meet(vessel: Double, nerve: Double) {
    if vessel.isFinite { vesselDistance = min(vesselDistance ?? vessel, vessel) }
    if nerve.isFinite { nerveDistance = min(nerveDistance ?? nerve, nerve) }
  }
}
