import Chemistry
import Fields

/// Pyrophosphate that ENPP1 makes from ATP and alkaline phosphatase splits, both saturable (Michaelis–Menten).
///
/// ATP is held, so that what is made is known before a step. What is split depends on the pyrophosphate at the
/// step's end: transport takes the tangent of the law at the last iterate (Newton's method). The law is concave,
/// so an iterate of the tangent is never above the solution, and from below the iterates rise to it.
final class PyrophosphateTurnover {
  /// The tangent may exceed the law by this share of the rate, in every voxel.
  static let tolerance = 1e-8
  /// Tangents after which there is no solution.
  static let mostTangents = 100

  /// Made per tissue volume [mM/s], `[z][y][x]`.
  let made: FieldSet
  /// Split in the step per tissue volume [mM/s], `[z][y][x]`.
  let split: FieldSet
  private let grid: Grid
  private let tissueIndex: [UInt8]
  private let production: [Double]
  private let phosphatase: [MichaelisMenten]
  private let activity: FieldSet
  /// Concentration at which the tangent touches [mM], `[z][y][x]`.
  private let point: FieldSet

  init(anatomy: Anatomy) {
    grid = anatomy.grid
    tissueIndex = anatomy.tissueIndex
    production = anatomy.types.map { $0.pyrophosphatase.rate(at: $0.nucleotide) }
    phosphatase = anatomy.types.map(\.phosphatase)
    made = FieldSet(grid: grid, count: 1)
    split = FieldSet(grid: grid, count: 1)
    activity = FieldSet(grid: grid, count: 1)
    point = FieldSet(grid: grid, count: 1)
  }

  /// Begins a step: what is made, and how much alkaline phosphatase there is.
  func begin(with conditions: Conditions) {
    let pyrophosphatase = conditions.activity.pointer(Enzyme.nucleotidePyrophosphatase.rawValue)
    let made = made.pointer(0)
    for voxel in 0..<grid.storageCount {
      made[voxel] = production[Int(tissueIndex[voxel])] * pyrophosphatase[voxel]
    }
    activity.pointer(0).update(
      from: conditions.activity.pointer(Enzyme.alkalinePhosphatase.rawValue), count: grid.storageCount)
  }

  /// Adds the tangent at the iterate to pyrophosphate's linear loss [1/s] and source [mM/s] per tissue volume in some voxels.
  func addTangent(
    in voxels: Range<Int>, at concentration: UnsafeMutablePointer<Double>, loss: UnsafeMutablePointer<Double>,
    source: UnsafeMutablePointer<Double>, capacity: UnsafeMutablePointer<Double>
  ) {
    let activity = activity.pointer(0)
    let point = point.pointer(0)
    for voxel in voxels {
      point[voxel] = max(concentration[voxel], 0)
      let tangent = phosphatase[Int(tissueIndex[voxel])].tangent(at: point[voxel])
      let scale = activity[voxel] * capacity[voxel]
      loss[voxel] += scale * tangent.slope
      source[voxel] -= scale * tangent.level
    }
  }

  /// Records what is split at the iterate in some voxels, by the law itself.
  func record(
    in voxels: Range<Int>, at concentration: UnsafeMutablePointer<Double>,
    capacity: UnsafeMutablePointer<Double>
  ) {
    let activity = activity.pointer(0)
    let split = split.pointer(0)
    for voxel in voxels {
      let rate = phosphatase[Int(tissueIndex[voxel])].rate(at: max(concentration[voxel], 0))
      split[voxel] = activity[voxel] * capacity[voxel] * rate
    }
  }

  /// Whether the iterate is too far from where the tangent touched.
  func isCurved(_ voxel: Int, at concentration: Double) -> Bool {
    let law = phosphatase[Int(tissueIndex[voxel])]
    let touched = point[0, voxel]
    // A solver's rounding may leave a trace below zero where there is none.
    let value = max(concentration, 0)
    guard law.maximumRate * activity[0, voxel] > 0, value != touched else { return false }
    return value == 0 || law.excess(at: value, ofTangentAt: touched) > PyrophosphateTurnover.tolerance
  }
}
