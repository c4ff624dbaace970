import Fields

/// Mineral that cells have dissolved and not yet given back to the fluid: state.
///
/// Cells act after transport and chemistry have taken a step, as many times as they look within it. What they dissolve by then
/// leaves them at an even rate over a time as long as that step, so that the fluid meets a flow and not a surge: a voxel whose
/// pores are nearly closed would hold a mole of calcium per litre for a moment otherwise.
package struct Digested {
  /// Formula units per volume of tissue [mM of tissue], `[mineral][z][y][x]`.
  package let amounts: FieldSet
  /// Time over which all of it leaves [s]; 0 where there is none.
  package private(set) var span = 0.0

  /// Nothing of `minerals` minerals, on `grid`.
  package init(grid: Grid, minerals: Int) {
    amounts = FieldSet(grid: grid, count: minerals)
  }

  /// Takes over the state of another one of the same shape.
  mutating func copyState(from other: Digested) {
    span = other.span
    amounts.copyValues(from: other.amounts)
  }

  /// Takes up what cells have dissolved in a voxel [mM of tissue], to leave within `span` [s] from now at the latest.
  package mutating func add(_ amount: Double, of mineral: Int, in voxel: Int, over span: Double) {
    amounts[mineral, voxel] += amount
    self.span = max(self.span, span)
  }

  /// Share of what is there that leaves within `seconds`.
  package func share(leavingWithin seconds: Double) -> Double { span > 0 ? min(1, seconds / span) : 0 }

  /// Forgets what has left within `seconds`.
  package mutating func leave(over seconds: Double) {
    guard span > 0 else { return }
    let staying = 1 - share(leavingWithin: seconds)
    for mineral in 0..<amounts.count {
      let amount = amounts.pointer(mineral)
      for voxel in 0..<amounts.grid.storageCount where amount[voxel] > 0 { amount[voxel] *= staying }
    }
    span = max(0, span - seconds)
  }

  /// Formula units of a mineral over the whole grid [amol].
  package func holding(_ mineral: Int) -> Double {
    guard span > 0 else { return 0 }
    var sum = CompensatedSum()
    let amount = amounts.pointer(mineral)
    for voxel in 0..<amounts.grid.storageCount where amount[voxel] > 0 { sum.add(amount[voxel]) }
    return sum.value * amounts.grid.voxelVolume
  }
}

extension SoluteSources {
  /// Dissolved mineral that leaves cells: a solute's part of it.
  struct Outflow {
    /// Formula units that are there [mM of tissue].
    let amount: UnsafeMutablePointer<Double>
    /// Moles of the solute per formula unit, times the share that leaves per time [1/s].
    let factor: Double

    /// What leaves the cells of `tissue` of one solute in a step of `seconds`.
    static func flows(of solute: Int, from tissue: Tissue, over seconds: Double) -> [Outflow] {
      guard let digested = tissue.inflammation?.digested else { return [] }
      let share = digested.share(leavingWithin: seconds)
      guard share > 0 else { return [] }
      return tissue.minerals.indices.compactMap { mineral in
        let units = tissue.stoichiometry[mineral][solute]
        guard units != 0 else { return nil }
        return Outflow(amount: digested.amounts.pointer(mineral), factor: units * share / seconds)
      }
    }
  }
}
