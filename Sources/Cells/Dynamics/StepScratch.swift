/// What is computed for each cell within a step and forgotten after it: `[cell]`.
struct StepScratch: @unchecked Sendable {
  /// Velocities from neighbours [µm/s].
  private(set) var speedX, speedY, speedZ: UnsafeMutablePointer<Float>
  /// Square roots of repulsion and adhesion [√(µm/s)].
  private(set) var repulsion, adhesion: UnsafeMutablePointer<Float>
  /// Voxel of the signals' grid, as a place in storage.
  private(set) var voxel: UnsafeMutablePointer<UInt32>
  /// What happens to the cell: 1 + the place of a row of fates, 0 for nothing.
  private(set) var event: UnsafeMutablePointer<UInt16>
  /// Cells to which something happens, with their ids.
  private(set) var happenings: UnsafeMutablePointer<Happening>
  /// Cells for which there is room.
  private(set) var capacity: Int

  /// Room for `capacity` cells.
  init(capacity: Int) {
    let count = capacity + CellColumns.margin
    func floats() -> UnsafeMutablePointer<Float> {
      let raw = UnsafeMutableRawPointer.allocate(byteCount: count * 4, alignment: 64)
      return raw.initializeMemory(as: Float.self, repeating: 0, count: count)
    }
    (speedX, speedY, speedZ) = (floats(), floats(), floats())
    (repulsion, adhesion) = (floats(), floats())
    voxel = .allocate(capacity: count)
    voxel.initialize(repeating: 0, count: count)
    event = .allocate(capacity: count)
    event.initialize(repeating: 0, count: count)
    happenings = .allocate(capacity: count)
    happenings.initialize(repeating: Happening(id: 0, cell: 0), count: count)
    self.capacity = capacity
  }

  /// Gives the memory back.
  func deallocate() {
    for pointer in [speedX, speedY, speedZ, repulsion, adhesion] {
      UnsafeMutableRawPointer(pointer).deallocate()
    }
    voxel.deallocate()
    event.deallocate()
    happenings.deallocate()
  }

  /// Room for `wanted` cells at least, with what is known of the cells so far: voxels, events, happenings.
  mutating func reserveKeeping(_ wanted: Int) {
    guard wanted > capacity else { return }
    let larger = StepScratch(capacity: wanted)
    larger.voxel.update(from: voxel, count: capacity)
    larger.event.update(from: event, count: capacity)
    larger.happenings.update(from: happenings, count: capacity)
    deallocate()
    self = larger
  }

  /// Room for `wanted` cells at least; what was there is forgotten when it has to grow.
  mutating func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    deallocate()
    self = StepScratch(capacity: wanted)
  }
}

/// A cell to which something happens.
struct Happening {
  var id: Int
  var cell: Int
}
