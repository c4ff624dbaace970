import Cells
import Fields
import Parallelism

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Makes and clears membranes outside cells: ∂A/∂t = p − kA, exact over a look for constant p and k.
final class MembraneTurnover {
  /// Area of membranes that bursting cells have left since the last look [µm²], one field.
  let debris: FieldSet
  private let voxels: VoxelLoops

  init(grid: Grid, workers: Workers) {
    debris = FieldSet(grid: grid, count: 1)
    voxels = VoxelLoops(grid: grid, workers: workers)
  }

  /// Lets vesicles come and all membranes go for `seconds`, then adds what has burst since.
  /// - Parameter vesicles: area given off per volume of tissue and time [µm²/(µm³ s)].
  func act(
    on inflammation: inout Inflammation, vesicles: UnsafeMutablePointer<Double>, over seconds: Double
  ) {
    act(on: .matrixVesicles, of: &inflammation, made: vesicles, over: seconds)
    act(on: .debris, of: &inflammation, made: nil, over: seconds)
    let volume = debris.grid.voxelVolume
    let (left, there) = (debris.pointer(0), inflammation.membranes.pointer(Membrane.debris.rawValue))
    let sum = voxels.total { left[$0] }
    if sum == 0 { return }
    inflammation.membraneLedger.made[Membrane.debris.rawValue] += sum
    voxels.forEach { voxel in
      there[voxel] += left[voxel] / volume
      left[voxel] = 0
    }
  }

  private func act(
    on membrane: Membrane, of inflammation: inout Inflammation, made: UnsafeMutablePointer<Double>?,
    over seconds: Double
  ) {
    let area = inflammation.membranes.pointer(membrane.rawValue)
    let rate = inflammation.membraneClearance[membrane.rawValue]
    let gone = -expm1(-rate * seconds)
    // (1 − e^(−kt))/k, which is t without clearance.
    let span = rate > 0 ? gone / rate : seconds
    let volume = debris.grid.voxelVolume
    let given = made.map { made in seconds * voxels.total { made[$0] } } ?? 0
    let cleared = voxels.total { voxel in
      let new = made?[voxel] ?? 0
      let lost = area[voxel] * gone + new * (seconds - span)
      area[voxel] += new * seconds - lost
      return lost
    }
    inflammation.membraneLedger.made[membrane.rawValue] += given * volume
    inflammation.membraneLedger.cleared[membrane.rawValue] += cleared * volume
  }
}
