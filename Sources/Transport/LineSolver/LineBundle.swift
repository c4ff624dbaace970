/// Where the vectors of a bundle lie: vector `part` of solute `solute` in voxel `number` of its lines.
struct LinePlaces {
  /// Distance in storage from a voxel of a line to the next, from a vector of lines to the next, from a solute to the
  /// next; zero where all share the numbers.
  let voxel, part, solute: Int
}

/// Neighbouring lines of a group of solutes, solved side by side: along x with the rows turned, along the columns of a
/// plane, or along z.
///
/// A bundle has `parts` times eight lines. The more vectors stand side by side, the less each waits for the one before
/// it on its line; solutes share the conductances that are fetched.
struct LineBundle {
  /// Voxels per line, vectors of eight lines.
  let count, parts: Int
  /// The first of the group's solutes that take part, and how many.
  let firstSolute, solutes: Int
  /// Conductances to the lower neighbour [1/µm²] from the first voxel of the first line on, shared by the solutes.
  let faces: UnsafePointer<Double>
  let facePlaces: LinePlaces
  /// φ, or the weights where there is a loss.
  let weights: UnsafePointer<Double>
  let weightPlaces: LinePlaces
  /// What is to be spread [mM per tissue volume].
  let rest: UnsafeMutablePointer<Double>
  let restPlaces: LinePlaces
  /// The elimination of uniform tissue in place of `faces` and `weights`, where `isUniform`.
  let line: UniformLine
  let isUniform: Bool
  /// 0 along x, 1 between rows, 2 between planes; the faces at the two sides begin at `sideFace`.
  let axis, sideFace: Int

  /// Numbers of all vectors in one voxel of the lines.
  var width: Int { parts &* solutes &* 8 }
  /// The places of numbers that stand as they are worked through, `[voxel][part][solute][8]`.
  var packed: LinePlaces { LinePlaces(voxel: width, part: solutes &* 8, solute: 8) }
}

/// A group of solutes in one pass, as the kernels see it.
struct LineGroup {
  let lattice: Lattice
  let tissue: LineTissue.Pointers
  /// Solutes of the group, and what each brings.
  let solutes: Int
  let systems: UnsafePointer<LineSystem>
  /// Whether the tissue is the same everywhere, with its numbers and the faces of a row along x, as long as the row.
  let isUniformTissue: Bool
  let uniform: LineTissue.Uniform
  let uniformRow: UnsafePointer<Double>
  /// Whether a solute is lost anywhere; then all have weights of their own.
  let hasLoss: Bool
  /// Whether a solute is held at a side across x, rows, planes.
  let holds: (Bool, Bool, Bool)

  /// Whether the elimination is the same for all lines of an axis.
  var isUniform: Bool { isUniformTissue && !hasLoss }

  @inline(__always)
  func isHeld(_ axis: Int) -> Bool { axis == 0 ? holds.0 : axis == 1 ? holds.1 : holds.2 }

  /// The conductances of a side for eight lines where it is held, else zero.
  @inline(__always)
  func holding(_ side: Int, _ solute: Int, _ face: Int) -> Vector {
    let side = systems[solute].sides[side]
    return side.hold == 0 ? Vector() : load(side.faces, face)
  }
}
