import Cells
import Fields
import Parallelism

/// Cells that are there at the start, at random in a part of the tissue or at given places.
package struct CellPlacement {
  /// How many.
  package enum Amount: Equatable, Sendable {
    /// A number of cells.
    case count(Int)
    /// Cells per volume of the part [1/mm³]; the number is rounded.
    case density(Double)
    /// Cells at these points [µm].
    case points([SIMD3<Double>])
  }

  /// The kind: its place in the list.
  package let kind: Int
  /// How many.
  package let amount: Amount
  /// Pathogens that each one holds.
  package let pathogens: Double
  /// Whether a voxel with this centre belongs to the part.
  package let contains: (_ voxel: Int, _ centre: SIMD3<Double>) -> Bool

  /// Cells of `kind` in the voxels that `contains` names, vessel lumens left out.
  package init(
    kind: Int, amount: Amount, pathogens: Double = 0,
    contains: @escaping (_ voxel: Int, _ centre: SIMD3<Double>) -> Bool
  ) {
    self.kind = kind
    self.amount = amount
    self.pathogens = pathogens
    self.contains = contains
  }
}

extension Tissue {
  /// Puts cells where they are at the start, one entry after the other.
  ///
  /// A cell lies evenly at random in a voxel at random; the number of the entry and of the cell in it decide where.
  package mutating func place(_ placements: [CellPlacement], seed: UInt64) {
    guard let inflammation else { return }
    defer { self.inflammation?.infection?.ledger.start += inflammation.population.pathogens }
    let grid = anatomy.grid
    for (entry, placement) in placements.enumerated() {
      let radius = Float(inflammation.kinds[placement.kind].radius)
      func add(at position: SIMD3<Double>) {
        var cell = Cell(kind: placement.kind, position: position, radius: radius)
        cell.pathogens = placement.pathogens
        inflammation.population.add(cell, at: 0)
      }
      if case .points(let points) = placement.amount {
        for point in points { add(at: point) }
        continue
      }
      var voxels: [Int] = []
      Anatomy.forEachVoxel(of: grid) { voxel, centre in
        if !anatomy.lumen[voxel] && placement.contains(voxel, centre) { voxels.append(voxel) }
      }
      guard !voxels.isEmpty else { continue }
      var number = 0
      switch placement.amount {
      case .count(let count): number = count
      case .density(let density):
        number = Int((density * 1e-9 * Double(voxels.count) * grid.voxelVolume).rounded())
      case .points: break
      }
      let stream = RandomStream(
        seed: seed, purpose: RandomPurpose.placement + UInt32(truncatingIfNeeded: entry))
      for cell in 0..<number {
        let which = stream.uniform(index: cell, tick: 0)
        let voxel = voxels[min(Int(which * Double(voxels.count)), voxels.count - 1)]
        let (x, y, z) = grid.coordinates(of: voxel)
        let (first, second) = stream.uniformPair(index: cell, tick: 1)
        let third = stream.uniform(index: cell, tick: 2)
        add(
          at: SIMD3(
            (Double(x) + first) * grid.dx, (Double(y) + second) * grid.dy, (Double(z) + third) * grid.dz))
      }
    }
  }
}
