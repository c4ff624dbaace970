/// What a side does in one pass of one solute.
struct LineSide {
  /// D·Δt where a value is held, else zero [µm²].
  var hold = 0.0
  /// The held value [mM].
  var value = 0.0
  /// What flows in over the pass per voxel at the side [mM].
  var inflow = 0.0
  /// Conductances of the side's faces per unit diffusivity [1/µm²], numbered as in `Lattice.forEachFace`.
  var faces: UnsafePointer<Double>
  /// Whether anything passes.
  var isOpen: Bool { hold != 0 || inflow != 0 }
}

/// The range of the maximum principle, and whether all numbers are finite, as one worker found them in one pass.
struct LineStatistics {
  /// Least and greatest concentration before and after the pass [mM].
  var leastBefore = Double.infinity
  var greatestBefore = -Double.infinity
  var leastAfter = Double.infinity
  var greatestAfter = -Double.infinity
  /// Least and greatest source [mM/s]; zero where there is none.
  var leastSource = 0.0
  var greatestSource = 0.0
  /// Zero, or not a number where the input holds something that is not finite.
  var poison = 0.0
  /// Whether a loss is negative.
  var hasNegativeLoss = false
}

/// The pointers and numbers of one pass of one solute, as the kernels see them.
struct LineSystem {
  /// Concentration [mM].
  let concentration: UnsafeMutablePointer<Double>
  /// Loss [1/s] and source [mM/s], where `hasLoss` and `hasSource`.
  let loss, source: UnsafePointer<Double>
  let hasLoss, hasSource: Bool
  /// Length of the pass Δt [s].
  let step: Double
  /// D·Δt [µm²]; the implicit half of it stands in the line systems.
  let reach: Double
  /// The six sides in the order of `Lattice.boundary(_:of:)`, and whether anything passes through one.
  let sides: UnsafePointer<LineSide>
  let hasOpenSide: Bool

  /// 2/(D·Δt) [1/µm²], by which the weights are multiplied instead of dividing all conductances; of a solute that does
  /// not diffuse a number beyond all others, so that nothing is coupled.
  var scale: Double { 2 / max(reach, LineSolver.leastReach) }

  /// The weight of the change of c in every line system, φ + θ_a a Δt, where θ_a is ½, or more where a Δt > 2 φ, so
  /// that what is lost never exceeds what is there.
  @inline(__always)
  func weight(_ capacity: Vector, _ loss: Vector) -> Vector {
    let lost = loss * step
    return capacity + larger(lost * 0.5, lost - capacity)
  }
}
