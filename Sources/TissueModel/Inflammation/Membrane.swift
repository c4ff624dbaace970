/// Membranes outside living cells, on which mineral nucleates.
package enum Membrane: Int, CaseIterable, Sendable {
  /// Vesicles that cells have given off.
  case matrixVesicles
  /// What cells that burst have left.
  case debris

  /// The nucleation site of the minerals' laws that such membranes offer.
  package var site: String {
    switch self {
    case .matrixVesicles: "matrix_vesicles"
    case .debris: "membrane_debris"
    }
  }
}

/// What became of the membranes since the start, in whole-grid areas [µm²], by ``Membrane/rawValue``.
///
/// What was cleared is booked as what is missing, so that what is there equals made − cleared to round-off.
package struct MembraneLedger: Equatable, Sendable {
  /// Given off or left by cells [µm²].
  package internal(set) var made = Array(repeating: 0.0, count: Membrane.allCases.count)
  /// Taken apart or eaten since [µm²].
  package internal(set) var cleared = Array(repeating: 0.0, count: Membrane.allCases.count)
}

extension Inflammation {
  /// Area of membranes in the whole tissue [µm²].
  package func area(of membrane: Membrane) -> Double {
    var sum = CompensatedSum()
    let grid = membranes.grid
    Anatomy.forEachVoxel(of: grid) { voxel, _ in
      sum.add(membranes[membrane.rawValue, voxel] * grid.voxelVolume)
    }
    return sum.value
  }

  /// Puts membranes into a voxel, and books them.
  ///
  /// For whatever else than the cells themselves makes cells burst; not from several threads at once.
  /// - Parameters:
  ///   - area: area per volume of tissue [µm²/µm³].
  ///   - membrane: of which kind.
  ///   - voxel: a place in storage made by `Grid.index(x:y:z:)`.
  package mutating func add(_ area: Double, of membrane: Membrane, at voxel: Int) {
    precondition(area >= 0, "an area is not negative")
    membranes[membrane.rawValue, voxel] += area
    membraneLedger.made[membrane.rawValue] += area * membranes.grid.voxelVolume
  }
}

extension Conditions {
  /// Adds the membranes that cells have left to the surfaces of the step.
  package func add(_ inflammation: Inflammation) {
    for membrane in Membrane.allCases {
      guard let site = surface(of: membrane.site) else { continue }
      let (area, there) = (surfaces.pointer(site), inflammation.membranes.pointer(membrane.rawValue))
      for voxel in 0..<surfaces.grid.storageCount { area[voxel] += there[voxel] }
    }
  }
}
