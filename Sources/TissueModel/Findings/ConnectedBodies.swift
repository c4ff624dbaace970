import Fields

/// Connected bodies of voxels that share faces (6-connected), numbered by their first voxel in x, y, z order.
package struct ConnectedBodies: Equatable, Sendable {
  /// Number of bodies.
  package let count: Int
  /// The body of each place in storage, 1 to `count`; 0 outside all bodies and in the padding.
  package let labels: [Int32]

  /// Finds the bodies of the voxels for which `isMember` holds, by union-find (Tarjan 1975) with path halving.
  ///
  /// - Parameter isMember: asked once for each voxel, in storage order, without padding.
  /// - Complexity: practically linear in the number of voxels.
  package init(on grid: Grid, _ isMember: (_ voxel: Int) -> Bool) {
    precondition(grid.storageCount <= Int32.max, "labels are 32-bit")
    // The parent of a voxel within its tree, itself at the root, −1 outside. Roots are the first voxels of
    // their trees, since a union always keeps the earlier root.
    var parent = [Int32](repeating: -1, count: grid.storageCount)
    func root(of voxel: Int) -> Int {
      var place = voxel
      while Int(parent[place]) != place {
        parent[place] = parent[Int(parent[place])]
        place = Int(parent[place])
      }
      return place
    }
    func join(_ voxel: Int, _ neighbour: Int) {
      guard parent[neighbour] >= 0 else { return }
      let first = root(of: voxel)
      let second = root(of: neighbour)
      if first < second { parent[second] = Int32(first) } else { parent[first] = Int32(second) }
    }
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx {
          let voxel = grid.index(x: x, y: y, z: z)
          guard isMember(voxel) else { continue }
          parent[voxel] = Int32(voxel)
          if x > 0 { join(voxel, voxel - 1) }
          if y > 0 { join(voxel, voxel - grid.rowStride) }
          if z > 0 { join(voxel, voxel - grid.planeStride) }
        }
      }
    }
    var labels = [Int32](repeating: 0, count: grid.storageCount)
    var count = 0
    for voxel in parent.indices where parent[voxel] >= 0 {
      let first = root(of: voxel)
      if first == voxel {
        count += 1
        labels[voxel] = Int32(count)
      } else {
        labels[voxel] = labels[first]
      }
    }
    self.count = count
    self.labels = labels
  }
}
