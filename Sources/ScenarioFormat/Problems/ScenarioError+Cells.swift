extension ScenarioError {
  /// What is wrong with cells or implants.
  package enum CellFault: Sendable, Equatable {
    /// A cell inside a vessel, by the vessel's id.
    case inLumen(String)
    /// A part of the tissue without a voxel that cells could be in.
    case noTissue
    /// More cells than the run could hold; memory in bytes, nil where it was not asked for.
    case tooMany(count: Double, needed: Double, available: Double?)
    /// An output about cells in a run without any.
    case withoutCells
    /// Pathogens in a run without infection.
    case withoutInfection
    /// Crystals that the pores of their part do not hold.
    case noRoom(most: Int)
  }

  /// What is wrong with cells or implants, after their path.
  static func predicate(of fault: CellFault) -> String {
    switch fault {
    case .inLumen(let name): return "lies inside the vessel \(TextPreview.quoted(name))"
    case .noTissue: return "holds no voxel of tissue (the inside of vessels does not count)"
    case .tooMany(let count, let needed, let available):
      let cells = "makes \(amount(count)) cells"
      guard let available else { return cells + ", more than can be counted" }
      return cells
        + ", which need \(bytes(needed)) of memory; this machine has \(bytes(available)) available"
    case .withoutCells: return "goes only with cells"
    case .withoutInfection: return "goes only with infection"
    case .noRoom(let most):
      return "are more crystals than the pores there have room for, \(most) beside those before"
    }
  }
}
