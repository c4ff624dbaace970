import Fields
import Parallelism

/// Fluid that passes the faces between voxels, w/h [1/s]: Darcy's flux over the distance of neighbours, positive in the
/// direction of the axis. Nothing passes the rim of the grid.
package final class FaceFlow {
  let lattice: Lattice
  /// Faces to the neighbour at lower x, in the row before, in the plane before.
  let x, row, plane: AlignedBuffer<Double>
  /// The pressure that drives it [mmHg].
  private let pressure: AlignedBuffer<Double>
  private var sorted: [Int32] = []

  /// Fluid at rest on `grid`.
  package init(grid: Grid) {
    lattice = Lattice(grid)
    let (count, margin) = (lattice.storageCount, lattice.planeStride + 8)
    x = AlignedBuffer(count: count, margin: margin)
    row = AlignedBuffer(count: count, margin: margin)
    plane = AlignedBuffer(count: count, margin: margin)
    pressure = AlignedBuffer(count: count)
  }

  /// Takes the flow down a pressure, (K/h²)(p_before − p), through the faces of a solver whose conductivity is K.
  ///
  /// - Parameters:
  ///   - pressure: field of the grid [mmHg].
  ///   - solver: its conductivity is the tissue's hydraulic conductivity [µm²/(s mmHg)].
  package func take(pressure: UnsafePointer<Double>, from solver: DiffusionSolver) {
    sorted.removeAll(keepingCapacity: true)
    self.pressure.pointer.update(from: pressure, count: lattice.storageCount)
    let (lattice, faces) = (lattice, solver.conductances)
    let (gx, grow, gplane) = (faces.x.pointer, faces.row.pointer, faces.plane.pointer)
    let (x, rows, planes) = (x.pointer, row.pointer, plane.pointer)
    solver.workers.forEachPlane(lattice.planes) { plane, _ in
      for row in 0..<lattice.rows {
        let start = plane * lattice.planeStride + row * lattice.rowStride
        for i in start..<(start + lattice.nx) {
          let here = pressure[i]
          x[i] = i > start ? gx[i] * (pressure[i - 1] - here) : 0
          rows[i] = row > 0 ? grow[i] * (pressure[i - lattice.rowStride] - here) : 0
          planes[i] = plane > 0 ? gplane[i] * (pressure[i - lattice.planeStride] - here) : 0
        }
      }
    }
  }

  /// All voxels in the direction of the flow: by falling pressure, those of one pressure by their place in storage.
  var downstream: [Int32] {
    if sorted.isEmpty {
      let pressure = pressure.pointer
      for voxel in 0..<lattice.storageCount where voxel % lattice.rowStride < lattice.nx {
        sorted.append(Int32(truncatingIfNeeded: voxel))
      }
      sorted.sort { (-pressure[Int($0)], $0) < (-pressure[Int($1)], $1) }
    }
    return sorted
  }

  /// What leaves a voxel through its faces over what enters [1/s].
  package func divergence(at voxel: Int) -> Double {
    let alongX = x.pointer[voxel + 1] - x.pointer[voxel]
    let betweenRows = row.pointer[voxel + lattice.rowStride] - row.pointer[voxel]
    return alongX + betweenRows + (plane.pointer[voxel + lattice.planeStride] - plane.pointer[voxel])
  }

  /// Darcy's flux in the middle of a voxel, the mean of its two faces across each axis [µm/s].
  package func velocity(at voxel: Int) -> SIMD3<Double> {
    let h = lattice.spacing
    let alongX = (x.pointer[voxel + 1] + x.pointer[voxel]) / 2 * h.x
    let first = (row.pointer[voxel + lattice.rowStride] + row.pointer[voxel]) / 2 * h.row
    let second = (plane.pointer[voxel + lattice.planeStride] + plane.pointer[voxel]) / 2 * h.plane
    // A plane's rows are the lattice's planes.
    return lattice.isFolded ? SIMD3(alongX, second, 0) : SIMD3(alongX, first, second)
  }
}
