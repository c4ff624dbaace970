import Parallelism

/// What all solutes share: faces, and fluid fractions.
final class LineTissue {
  /// The arrays as the kernels see them.
  struct Pointers {
    /// φ, one in the padding of rows, and its inverse, in the layout of the grid.
    let capacity, inverse: UnsafePointer<Double>
    /// Conductances along x, between rows and between planes per unit diffusivity [1/µm²], in the layout of the grid.
    let x, row, plane: UnsafePointer<Double>
  }

  /// Rows side by side in a block.
  static let blockRows = 8
  /// Rows of a slab where planes have one row.
  private static let foldedRows = 64

  let lattice: Lattice
  /// Rows of a slab: those of a plane, or some of the planes where these have one row.
  let rowsPerSlab: Int
  /// Slabs of the grid.
  let slabs: Int
  /// Blocks of rows per slab, the last one filled up.
  let blocksPerSlab: Int
  /// Largest D·Δt-free stiffness of a face, ½ g (1/φ₁ + 1/φ₂) [1/µm²].
  private(set) var stiffness = 0.0
  /// The same of the faces at held sides, ½ g/φ [1/µm²].
  private(set) var sideStiffness = 0.0
  /// φ and the faces along x, between rows and between planes, where they are the same everywhere, without walls.
  private(set) var uniform: Uniform?
  /// The first voxel whose fluid fraction was not positive or not finite, with that value.
  private(set) var firstFault: (voxel: Int, value: Double)?

  private let conductances: FaceConductances
  private let capacity, inverse: AlignedBuffer<Double>

  /// Tissue that is the same everywhere.
  struct Uniform: Equatable {
    let capacity, x, row, plane: Double
  }

  init(conductances: FaceConductances) {
    self.conductances = conductances
    lattice = conductances.lattice
    let rows = lattice.rows * lattice.planes
    rowsPerSlab = lattice.rows > 1 ? lattice.rows : LineTissue.foldedRows
    slabs = (rows + rowsPerSlab - 1) / rowsPerSlab
    blocksPerSlab = (rowsPerSlab + LineTissue.blockRows - 1) / LineTissue.blockRows
    // Rows beside the last ones are read where a block is not full.
    capacity = AlignedBuffer(count: lattice.storageCount, margin: LineTissue.blockRows * lattice.rowStride)
    inverse = AlignedBuffer(count: lattice.storageCount)
  }

  /// The arrays as the kernels see them.
  var pointers: Pointers {
    Pointers(
      capacity: capacity.pointer, inverse: inverse.pointer, x: conductances.x.pointer,
      row: conductances.row.pointer, plane: conductances.plane.pointer)
  }

  /// Conductances of the six sides [1/µm²], in the order of `Lattice.boundary(_:of:)`.
  var sides: [AlignedBuffer<Double>] { conductances.sides }

  /// The rows of a slab, counted through all planes.
  func rows(of slab: Int) -> Range<Int> {
    let first = slab * rowsPerSlab
    return first..<min(first + rowsPerSlab, lattice.rows * lattice.planes)
  }

  /// Takes over the faces as they are and φ.
  func take(_ fluid: UnsafePointer<Double>, workers: Workers) {
    workers.forEachPlane(slabs) { slab, _ in
      for row in self.rows(of: slab) { self.copy(fluid, row: row) }
    }
    examine()
  }

  private func copy(_ fluid: UnsafePointer<Double>, row: Int) {
    let start = row * lattice.rowStride
    for i in start..<(start + lattice.rowStride) {
      let value = i < start + lattice.nx ? fluid[i] : 1
      capacity.pointer[i] = value
      inverse.pointer[i] = 1 / value
    }
  }

  /// Looks for what is not allowed, for the stiffest face, and for differences.
  private func examine() {
    firstFault = nil
    stiffness = 0
    let (x, row, plane) = (conductances.x.pointer, conductances.row.pointer, conductances.plane.pointer)
    let (rowStride, planeStride) = (lattice.rowStride, lattice.planeStride)
    var first: Uniform?
    var isUniform = true
    var faces = (x: -1.0, row: -1.0, plane: -1.0)
    for place in 0..<(lattice.rows * lattice.planes) {
      for i in (place * rowStride)..<(place * rowStride + lattice.nx) {
        let (value, weight) = (capacity.pointer[i], inverse.pointer[i])
        if !(value > 0 && value < .infinity) && firstFault == nil { firstFault = (i, value) }
        if first == nil { first = Uniform(capacity: value, x: 0, row: 0, plane: 0) }
        if value != first?.capacity { isUniform = false }
        if i > place * rowStride {
          stiffness = max(stiffness, x[i] * (weight + inverse.pointer[i - 1]) / 2)
          if faces.x < 0 { faces.x = x[i] }
          if x[i] != faces.x { isUniform = false }
        }
        if place % lattice.rows > 0 {
          stiffness = max(stiffness, row[i] * (weight + inverse.pointer[i - rowStride]) / 2)
          if faces.row < 0 { faces.row = row[i] }
          if row[i] != faces.row { isUniform = false }
        }
        if place >= lattice.rows {
          stiffness = max(stiffness, plane[i] * (weight + inverse.pointer[i - planeStride]) / 2)
          if faces.plane < 0 { faces.plane = plane[i] }
          if plane[i] != faces.plane { isUniform = false }
        }
      }
    }
    sideStiffness = 0
    for side in 0..<6 {
      var value = -1.0
      for plane in 0..<lattice.planes {
        lattice.forEachFace(on: side, of: plane) { voxel, face in
          let conductance = conductances.sides[side].pointer[face]
          sideStiffness = max(sideStiffness, conductance * inverse.pointer[voxel] / 2)
          if value < 0 { value = conductance }
          if conductance != value { isUniform = false }
        }
      }
    }
    uniform = first.flatMap { first in
      isUniform
        ? Uniform(
          capacity: first.capacity, x: max(faces.x, 0), row: max(faces.row, 0), plane: max(faces.plane, 0))
        : nil
    }
  }
}
