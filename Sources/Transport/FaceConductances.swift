import Fields
import Parallelism

/// Conductances of all faces per unit diffusivity [1/µm²], shared by all solutes.
///
/// Between voxels of conductivity κ₁ and κ₂ it is their harmonic mean over h² (S. V. Patankar, "Numerical heat transfer
/// and fluid flow", 1980, section 4.2-3), in series with a wall: 1/g = h²/κ + h·R. At a held side half a voxel conducts.
/// Each voxel holds the face to its lower neighbour; faces on the rim of the grid are zero here.
final class FaceConductances {
  let lattice: Lattice
  /// Faces to the neighbour at lower x, in the row before, in the plane before.
  let x, row, plane: AlignedBuffer<Double>
  /// Sum over the six faces of a voxel.
  let total: AlignedBuffer<Double>
  /// Faces of the six sides in the order of `Lattice.boundary(_:of:)`, half a voxel from the outermost centres.
  let sides: [AlignedBuffer<Double>]
  /// The first voxel whose conductivity was negative or not finite, with that value.
  private(set) var firstFault: (voxel: Int, value: Double)?

  private let conductivity: AlignedBuffer<Double>
  private let faults: AlignedBuffer<Double>

  init(lattice: Lattice) {
    self.lattice = lattice
    // A stencil looks one plane further, the line solver at whole blocks of rows.
    let margin = max(lattice.planeStride, LineTissue.blockRows * lattice.rowStride) + 8
    func field() -> AlignedBuffer<Double> { AlignedBuffer(count: lattice.storageCount, margin: margin) }
    x = field()
    row = field()
    plane = field()
    total = field()
    conductivity = field()
    sides = (0..<6).map { AlignedBuffer(count: lattice.faceCount(on: $0), margin: 16) }
    faults = AlignedBuffer(count: lattice.planes)
  }

  /// Computes all conductances from κ [1] of every voxel and from the walls.
  func build(from kappa: UnsafePointer<Double>, walls: InteriorWalls, workers: Workers) {
    let lattice = lattice
    let (conductivity, faults) = (conductivity.pointer, faults.pointer)
    workers.forEachPlane(lattice.planes) { plane, _ in
      faults[plane] = FaceConductances.copy(kappa, to: conductivity, plane: plane, of: lattice) ? 0 : 1
    }
    noteFaults()
    workers.forEachPlane(lattice.planes) { plane, _ in self.buildFaces(of: plane) }
    insert(walls)
    workers.forEachPlane(lattice.planes) { plane, _ in self.addUp(plane) }
  }

  /// The largest conductance between two voxels [1/µm²].
  func largest() -> Double {
    var result = 0.0
    for faces in [x, row, plane] {
      for i in 0..<lattice.storageCount { result = max(result, faces.pointer[i]) }
    }
    return result
  }

  private static func copy(
    _ kappa: UnsafePointer<Double>, to conductivity: UnsafeMutablePointer<Double>, plane: Int,
    of lattice: Lattice
  ) -> Bool {
    var isSound = true
    for row in 0..<lattice.rows {
      let start = plane * lattice.planeStride + row * lattice.rowStride
      for i in start..<(start + lattice.nx) {
        let value = kappa[i]
        if !(value >= 0 && value < .infinity) { isSound = false }
        conductivity[i] = value
      }
    }
    return isSound
  }

  private func noteFaults() {
    firstFault = nil
    let kappa = conductivity.pointer
    guard let plane = (0..<lattice.planes).first(where: { faults.pointer[$0] != 0 }) else { return }
    let start = plane * lattice.planeStride
    let voxel = (start..<(start + lattice.planeStride)).first { !(kappa[$0] >= 0 && kappa[$0] < .infinity) }
    firstFault = voxel.map { ($0, kappa[$0]) }
  }

  private func buildFaces(of plane: Int) {
    let lattice = lattice
    let kappa = UnsafePointer(conductivity.pointer)
    let (rowStride, planeStride) = (lattice.rowStride, lattice.planeStride)
    let (h, x, rowFaces, planeFaces) = (lattice.spacing, x.pointer, row.pointer, self.plane.pointer)
    for row in 0..<lattice.rows {
      let start = plane * planeStride + row * rowStride
      let (rowScale, planeScale) = (
        row > 0 ? 1 / (h.row * h.row) : 0, plane > 0 ? 1 / (h.plane * h.plane) : 0
      )
      for i in stride(from: start, to: start + rowStride, by: 8) {
        let here = load(kappa, i)
        store(harmonicMean(here, load(kappa, i - 1)) * (1 / (h.x * h.x)), x, i)
        store(harmonicMean(here, load(kappa, i - rowStride)) * rowScale, rowFaces, i)
        store(harmonicMean(here, load(kappa, i - planeStride)) * planeScale, planeFaces, i)
      }
      x[start] = 0
    }
    for side in 0..<6 {
      let (faces, distance) = (sides[side].pointer, lattice.spacing(across: side))
      lattice.forEachFace(on: side, of: plane) { voxel, face in
        faces[face] = 2 * kappa[voxel] / (distance * distance)
      }
    }
  }

  private func insert(_ walls: InteriorWalls) {
    for wall in walls.walls {
      let (faces, distance) =
        switch wall.axis {
        case .x: (x.pointer, lattice.spacing.x)
        case .y:
          lattice.isFolded ? (plane.pointer, lattice.spacing.plane) : (row.pointer, lattice.spacing.row)
        case .z: (plane.pointer, lattice.spacing.plane)
        }
      let open = faces[wall.voxel]
      faces[wall.voxel] = open / (1 + open * distance * wall.resistance)
    }
  }

  private func addUp(_ plane: Int) {
    let (rowStride, planeStride) = (lattice.rowStride, lattice.planeStride)
    let (x, row, planeFaces) = (
      UnsafePointer(x.pointer), UnsafePointer(row.pointer), UnsafePointer(self.plane.pointer)
    )
    let start = plane * planeStride
    for i in stride(from: start, to: start + planeStride, by: 8) {
      let alongX = load(x, i) + load(x, i + 1)
      let betweenRows = load(row, i) + load(row, i + rowStride)
      store(
        alongX + betweenRows + (load(planeFaces, i) + load(planeFaces, i + planeStride)),
        total.pointer, i)
    }
  }
}

/// The harmonic mean of each pair; zero where one of them is zero.
@inline(__always)
private func harmonicMean(_ a: Vector, _ b: Vector) -> Vector {
  let sum = a + b
  return (2 * a) * (b / sum.replacing(with: 1, where: sum .== 0))
}
