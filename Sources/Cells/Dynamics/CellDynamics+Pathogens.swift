import Fields

/// What became of the pathogens at and in cells in a step, as numbers.
package struct PathogenTally: Equatable, Sendable {
  /// Taken up by cells, and set free by dying ones.
  package var ingested = 0.0
  package var released = 0.0
  /// Grown inside cells, and killed: inside, with their cell, or too few to be any.
  package var grown = 0.0
  package var killed = 0.0
  /// Inside cells that left the tissue.
  package var carried = 0.0
  /// Volume of caseum that dead cells have left [µm³].
  package var caseum = 0.0

  /// Nothing happened.
  package init() {}
}

/// Pathogens on their way into, through and out of cells.
extension CellDynamics {
  /// Lets pathogens grow in their cells, and be killed there, for `time` [s]: in the order of the population, which is the
  /// same for any number of workers.
  func nurture(_ population: Population, _ surroundings: Surroundings, over time: Double) {
    guard let held = population.columns.pathogens, let pathogen else { return }
    let (columns, fields) = (population.columns, SensedFields(surroundings))
    for cell in 0..<population.count where held[cell] > 0 {
      let kind = programme.kinds + Int(columns.kind[cell])
      let sense = Sense(fields, columns, cell, kind, voxel: Int(scratch.voxel[cell]))
      let course = IntracellularKilling.course(
        of: held[cell], growth: pathogen.growthInside * kind.pointee.pathogenGrowth,
        killing: sense.value(of: kind.pointee.killing, programme.responses), over: time)
      outcome.pathogens.grown += course.grown
      outcome.pathogens.killed += course.killed
      held[cell] = course.left
      if course.left < Pathogen.least { destroyPathogens(of: cell, population) }
    }
  }

  /// Takes one pathogen of the voxel, or all that are left, while there is room.
  func ingest(_ cell: Int, _ population: Population, _ surroundings: Surroundings) {
    guard let held = population.columns.pathogens, let outside = surroundings.pathogens else { return }
    let (columns, place) = (population.columns, Int(scratch.voxel[cell]))
    let kind = programme.kinds[Int(columns.kind[cell])]
    let number = outside[0, place] * outside.grid.voxelVolume
    let taken = number < 1 + Pathogen.least ? number : 1
    guard taken > 0, held[cell] + taken <= kind.bearable * Double(columns.nuclei[cell]) else { return }
    outside[0, place] = taken == number ? 0 : (number - taken) / outside.grid.voxelVolume
    held[cell] += taken
    outcome.pathogens.ingested += taken
  }

  /// What a death does besides the body: signals, pathogens that come out, caseum.
  func leaveRemains(_ fate: FateRow, of cell: Int, _ population: Population, _ surroundings: Surroundings) {
    giveOff(fate, cell, population, surroundings)
    if fate.caseum > 0, let caseum = surroundings.caseum, isAmongPathogens(cell, population, surroundings) {
      let volume = fate.caseum * Double(population.columns.nuclei[cell])
      caseum[0, Int(scratch.voxel[cell])] += volume / caseum.grid.voxelVolume
      outcome.pathogens.caseum += volume
    }
    guard let held = population.columns.pathogens, held[cell] > 0 else { return }
    guard let outside = surroundings.pathogens else { return destroyPathogens(of: cell, population) }
    let place = Int(scratch.voxel[cell])
    let free = held[cell] * fate.survivingPathogens
    if outside[0, place] * outside.grid.voxelVolume + free < Pathogen.least {
      return destroyPathogens(of: cell, population)
    }
    outside[0, place] += free / outside.grid.voxelVolume
    outcome.pathogens.released += free
    held[cell] -= free
    destroyPathogens(of: cell, population)
  }

  /// Whether there are pathogens inside a cell or outside where it lies: their lipids keep debris from being cleared.
  private func isAmongPathogens(
    _ cell: Int, _ population: Population, _ surroundings: Surroundings
  ) -> Bool {
    if let held = population.columns.pathogens, held[cell] > 0 { return true }
    return (surroundings.pathogens?[0, Int(scratch.voxel[cell])] ?? 0) > 0
  }

  /// The pathogens of a cell that leaves the tissue go with it.
  func carryPathogens(of cell: Int, _ population: Population) {
    guard let held = population.columns.pathogens else { return }
    outcome.pathogens.carried += held[cell]
    held[cell] = 0
  }

  /// Kills the nearest target in touch that holds pathogens.
  func attack(
    _ fate: FateRow, by cell: Int, _ population: Population, _ surroundings: Surroundings, known: Int,
    largest: Double
  ) {
    let columns = population.columns
    guard let held = columns.pathogens else { return }
    let target = nearest(to: cell, population, known: known, largest: largest) { other in
      held[other] >= Pathogen.least
        && fate.partners.range.contains { self.programme.partners[$0] == Int32(columns.kind[other]) }
    }
    guard let target else { return }
    outcome.killed += 1
    scratch.event[target] = 0
    die(fate, target, population, surroundings)
  }

  private func destroyPathogens(of cell: Int, _ population: Population) {
    guard let held = population.columns.pathogens else { return }
    outcome.pathogens.killed += held[cell]
    held[cell] = 0
  }
}

extension CellColumns {
  /// Gives half of the pathogens of the cell at place `i` to the one at place `daughter`: halves are exact.
  func sharePathogens(of i: Int, with daughter: Int) {
    guard let pathogens else { return }
    pathogens[i] /= 2
    pathogens[daughter] = pathogens[i]
  }

  /// Puts the pathogens of the cell at place `other` into that at place `i` too.
  func addPathogens(of other: Int, to i: Int) {
    if let pathogens { pathogens[i] += pathogens[other] }
  }
}
