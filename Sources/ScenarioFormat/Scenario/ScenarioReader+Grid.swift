import Fields

extension ScenarioReader {
  /// Bytes of working memory per voxel and number of components and minerals: four values of each component,
  /// four of each mineral, six of each signal, and twenty-seven others; with interstitial flow two more of each component
  /// and 76 others.
  static func bytesPerVoxel(components: Int, minerals: Int, signals: Int = 0, hasFlow: Bool = false) -> Double
  {
    let atRest: Int = 4 * components + 4 * minerals + 6 * signals + 27
    let flow = hasFlow ? 2 * components + 76 : 0
    return Double(8 * (atRest + flow))
  }

  /// The grid, nil if it cannot be made.
  func grid(
    _ keys: ObjectReader, _ components: [ComponentRecord], _ minerals: [MineralRecord], signals: Int,
    hasFlow: Bool
  ) -> Space? {
    let counts = keys.required("voxels", "[nx, ny] or [nx, ny, nz]").flatMap(self.counts)
    let sizes =
      keys.required("voxel_size_um", "a number > 0 or an array of them").flatMap {
        self.sizes($0, dimensions: counts?.count)
      }
    guard let counts, let sizes else { return nil }
    let rows = Double((counts[0] + 7) / 8 * 8)
    let voxels = rows * counts.dropFirst().reduce(1) { $0 * Double($1) }
    let needed =
      voxels
      * Self.bytesPerVoxel(
        components: components.count, minerals: minerals.count, signals: signals, hasFlow: hasFlow)
    if let memory, needed > memory, let reader = keys.optional("voxels") {
      let shown = counts.reduce(1) { $0 * Double($1) }
      reader.report(.needsMemory(needed: needed, available: memory, voxels: shown))
      return nil
    }
    // What no index can count is refused even without a memory check.
    guard voxels < 1e15 else {
      keys.optional("voxels")?.report(.needsMemory(needed: needed, available: memory ?? 0, voxels: voxels))
      return nil
    }
    let grid = Grid(
      nx: counts[0], ny: counts[1], nz: counts.count == 3 ? counts[2] : 1,
      spacing: (x: sizes[0], y: sizes[1], z: sizes[2]))
    return Space(grid: grid, isPlane: counts.count == 2)
  }

  private func counts(_ reader: NodeReader) -> [Int]? {
    let entries = reader.elements("counts", count: 2...3)
    let counts = entries.compactMap { $0.integer(1...1_000_000) }
    guard counts.count == entries.count, (2...3).contains(counts.count) else { return nil }
    reader.record(NodeReader.list(counts.map(Double.init)), unit: "")
    return counts
  }

  /// Sides of a voxel [µm]: one for all axes, or one for each; a plane is as thick as its voxels are wide unless
  /// a third is given.
  private func sizes(_ reader: NodeReader, dimensions: Int?) -> [Double]? {
    let range = NumberRange.above(0, upTo: 10000)
    if reader.node.elements == nil {
      if reader.node.number == nil {
        reader.reportType("a number or an array of numbers")
        return nil
      }
      let size = reader.number(range, unit: "um")
      return size.isFinite ? [size, size, size] : nil
    }
    let sizes = reader.numbers(count: dimensions == 3 ? 3...3 : 2...3, range, unit: "um")
    guard !sizes.isEmpty else { return nil }
    return sizes.count == 3 ? sizes : sizes + [sizes[0]]
  }

  /// A point in the grid [µm]; a plane's points have two numbers and lie in its middle.
  /// Where points may lie outside, only their numbers are checked.
  func point(_ reader: NodeReader, in space: Space?, allowsOutside: Bool = false) -> SIMD3<Double>? {
    let count = space.map { $0.dimensions...$0.dimensions } ?? 2...3
    let values = reader.numbers(count: count, .any, unit: "um")
    guard !values.isEmpty, let space else { return nil }
    var point = SIMD3(values[0], values[1], space.grid.dz / 2)
    if values.count == 3 { point.z = values[2] }
    guard !allowsOutside else { return point }
    var isInside = true
    for axis in 0..<space.dimensions where !(0...space.grid.extent[axis] * (1 + 1e-12)).contains(point[axis])
    {
      reader.report(
        .outsideGrid(
          axis: Self.axisNames[axis], extent: space.grid.extent[axis], got: NumberRange.plain(point[axis])))
      isInside = false
    }
    return isInside ? point : nil
  }
}
