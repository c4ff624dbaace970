import Fields

extension CellDynamics {
  /// Two daughters of half the volume, whose centres lie one radius apart on an axis at random; the younger gets the new id.
  func divide(_ cell: Int, _ population: Population, at tick: Int) {
    outcome.born += 1
    // Without its mineral, which is shared out in place: a list of it would need memory.
    let load = population.columns.load[cell]
    population.columns.load[cell] = 0
    var mother = population.columns.cell(at: cell)
    let (first, second) = streams.division.uniformPair(index: mother.id, tick: tick)
    let axis = population.isPlanar ? Heading.inPlane(second) : Heading.inSpace(first, second)
    // Half the volume has the radius r/2^(1/3).
    mother.radius *= Float(cbrt(0.5))
    let shift = SIMD3<Double>(axis) * Double(mother.radius) / 2
    var daughter = mother
    daughter.nuclei = max(1, mother.nuclei / 2)
    mother.nuclei = max(1, mother.nuclei - mother.nuclei / 2)
    daughter.position = mother.position + shift
    mother.position = population.inside(mother.position - shift)
    mother.push = SIMD3(repeating: .nan)
    population.columns.put(mother, at: cell)
    population.add(daughter, at: tick)
    population.columns.load[cell] = load
    population.columns.shareMineral(of: cell, with: population.count - 1)
    population.columns.sharePathogens(of: cell, with: population.count - 1)
    scratch.reserveKeeping(population.capacity)
    scratch.event[population.count - 1] = 0
  }

  /// What a dying cell gives off at once, and the membranes that it leaves, stay in its voxel.
  func giveOff(_ fate: FateRow, _ cell: Int, _ population: Population, _ surroundings: Surroundings) {
    let nuclei = Double(population.columns.nuclei[cell])
    if fate.debris > 0 { surroundings.debris?[0, Int(scratch.voxel[cell])] += fate.debris * nuclei }
    guard let bursts = surroundings.bursts else { return }
    for row in fate.releases.range {
      let release = programme.releases[row]
      bursts[Int(release.signal), Int(scratch.voxel[cell])] += release.amount * nuclei
    }
  }

  /// Whether a cell is in touch with one of the kinds that it has to meet.
  func meets(_ fate: FateRow, _ cell: Int, _ population: Population, known: Int, largest: Double) -> Bool {
    let columns = population.columns
    return nearest(to: cell, population, known: known, largest: largest) { other in
      let isInfected = (columns.pathogens?[other] ?? 0) >= Pathogen.least
      switch fate.event {
      case .recogniseLaden where !isInfected && !(columns.load[other] > 0): return false
      case .recogniseInfected where !isInfected: return false
      default: break
      }
      return fate.partners.range.contains { self.programme.partners[$0] == Int32(columns.kind[other]) }
    } != nil
  }

  /// Merges with the nearest neighbour in touch that can merge too; the cell that tries stays, the other one is no more.
  func fuse(_ cell: Int, into product: Int, _ population: Population, known: Int, largest: Double) {
    let columns = population.columns
    let partner = nearest(to: cell, population, known: known, largest: largest) { other in
      self.programme.kinds[Int(columns.kind[other])].product == Int32(product)
    }
    guard let partner else { return }
    let (mine, its) = (Double(columns.radius[cell]), Double(columns.radius[partner]))
    let (volume, other) = (mine * mine * mine, its * its * its)
    let share = other / (volume + other)
    columns.x[cell] += share * (columns.x[partner] - columns.x[cell])
    columns.y[cell] += share * (columns.y[partner] - columns.y[cell])
    columns.z[cell] += share * (columns.z[partner] - columns.z[cell])
    columns.radius[cell] = Float(cbrt(volume + other))
    columns.addMineral(of: partner, to: cell)
    columns.addPathogens(of: partner, to: cell)
    columns.nuclei[cell] = UInt16(clamping: Int(columns.nuclei[cell]) + Int(columns.nuclei[partner]))
    columns.kind[cell] = UInt8(truncatingIfNeeded: product)
    columns.pushX[cell] = .nan
    remove(partner, population)
    outcome.merged += 1
  }

  /// Takes the nearest body in touch, with the mineral that it holds.
  func clear(_ cell: Int, _ body: Int, _ population: Population, known: Int, largest: Double) {
    let columns = population.columns
    guard
      let taken = nearest(
        to: cell, population, known: known, largest: largest, where: { Int(columns.kind[$0]) == body })
    else { return }
    columns.addMineral(of: taken, to: cell)
    columns.addPathogens(of: taken, to: cell)
    remove(taken, population)
    outcome.cleared += 1
  }

  /// The nearest cell in touch that meets a condition, the one with the lower id where two are equally near; looked for in
  /// the boxes of the last sort.
  func nearest(
    to cell: Int, _ population: Population, known: Int, largest: Double, where condition: (Int) -> Bool
  ) -> Int? {
    let columns = population.columns
    let lattice = order.lattice
    var best: Int?
    var shortest = Double.infinity
    func look(_ range: Range<Int>) {
      for other in range.clamped(to: 0..<known) where other != cell && columns.radius[other] > 0 {
        let dx = columns.x[other] - columns.x[cell]
        let dy = columns.y[other] - columns.y[cell]
        let dz = columns.z[other] - columns.z[cell]
        let square = dx * dx + dy * dy + dz * dz
        let touch = Double(columns.radius[cell] + columns.radius[other])
        if square > touch * touch || square > shortest || !condition(other) { continue }
        if let best, square == shortest, columns.id[best] < columns.id[other] { continue }
        best = other
        shortest = square
      }
    }
    let centre = SIMD3(columns.x[cell], columns.y[cell], columns.z[cell])
    func lookInside(_ boxes: SearchLattice.Boxes, _ first: UnsafePointer<UInt32>, _ distance: Double) {
      let (low, high) = (centre - distance, centre + distance)
      for z in boxes.z(low.z)...boxes.z(high.z) {
        for y in boxes.y(low.y)...boxes.y(high.y) {
          let base = (z * boxes.ny + y) * boxes.nx
          look(Int(first[base + boxes.x(low.x)])..<Int(first[base + boxes.x(high.x) + 1]))
        }
      }
    }
    // Cells have moved since they were sorted, no farther than the reach goes beyond touch.
    let own = Double(columns.radius[cell])
    lookInside(lattice.fine, order.start, lattice.reach * (own + Double(lattice.usualRadius)))
    if largest > 0 {
      lookInside(lattice.coarse, order.start + lattice.fine.count, lattice.reach * (own + largest))
    }
    return best
  }

  /// The largest radius among the large cells of the last sort [µm], 0 without any.
  func largestRadius(_ population: Population, known: Int) -> Double {
    var largest: Float = 0
    for cell in min(Int(order.start[order.lattice.fine.count]), known)..<known {
      largest = max(largest, population.columns.radius[cell])
    }
    return Double(largest)
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
