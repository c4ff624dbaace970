import Cells
import Fields

/// Pathogens between the cells of a tissue, and the caseum that its dead cells leave: state, with the laws that say what it
/// means. Pathogens inside cells belong to the population.
package struct Infection {
  /// The pathogen.
  package let pathogen: Pathogen
  /// What caseum does.
  package let law: Caseum
  /// Pathogens outside cells, as number per volume of tissue [1/µm³], `[z][y][x]`.
  package let pathogens: FieldSet
  /// Caseum as volume per volume of tissue, `[z][y][x]`.
  package let caseum: FieldSet
  /// The books.
  package var ledger = InfectionLedger()

  /// No pathogens and no caseum, on `grid`.
  package init(pathogen: Pathogen, caseum law: Caseum, grid: Grid) {
    self.pathogen = pathogen
    self.law = law
    pathogens = FieldSet(grid: grid, count: 1)
    caseum = FieldSet(grid: grid, count: 1)
  }

  /// Puts `number` pathogens evenly into voxels, before the run.
  package mutating func inoculate(_ number: Double, into voxels: [Int]) {
    guard number > 0, !voxels.isEmpty else { return }
    let each = number / Double(voxels.count) / pathogens.grid.voxelVolume
    for voxel in voxels { pathogens[0, voxel] += each }
    ledger.start += number
  }

  /// Takes over the state of another one with the same parameters.
  mutating func copyState(from other: Infection) {
    pathogens.copyValues(from: other.pathogens)
    caseum.copyValues(from: other.caseum)
    ledger = other.ledger
  }

  /// A state with the same parameters and room of its own, holding the same.
  func duplicate() -> Infection {
    var copy = Infection(pathogen: pathogen, caseum: law, grid: pathogens.grid)
    copy.copyState(from: self)
    return copy
  }

  /// Books what cells did, lets the pathogens outside grow and the caseum be cleared for `seconds` [s].
  ///
  /// What is hindered in caseum, where there is neither oxygen nor food, is their growth too.
  package mutating func advance(after tally: PathogenTally, over seconds: Double) {
    ledger.add(tally)
    let (number, debris) = (pathogens.pointer(0), caseum.pointer(0))
    let cleared = -expm1(-law.clearance * seconds)
    var (grown, gone) = (CompensatedSum(), CompensatedSum())
    for voxel in 0..<pathogens.grid.storageCount {
      if number[voxel] > 0 {
        let share = debris[voxel] > 0 ? law.hindrance.factor(at: debris[voxel]) : 1
        let next = pathogen.number(number[voxel], after: seconds, share: share)
        grown.add(next - number[voxel])
        number[voxel] = next
      }
      if debris[voxel] > 0 {
        let next = debris[voxel] - debris[voxel] * cleared
        gone.add(debris[voxel] - next)
        debris[voxel] = next
      }
    }
    ledger.grownOutside += grown.value * pathogens.grid.voxelVolume
    ledger.cleared += gone.value * pathogens.grid.voxelVolume
  }

  /// Notes the exchange with the blood that is lost with the vessels in caseum.
  func closeVessels(of anatomy: Anatomy, in conditions: Conditions) {
    let volume = caseum.pointer(0)
    for voxel in 0..<caseum.grid.storageCount where volume[voxel] > 0 {
      let lost = 1 - law.hindrance.factor(at: volume[voxel])
      if lost > 0 { conditions.lose(lost * anatomy.healthyExchange[voxel], at: voxel) }
    }
  }

  /// Pathogens outside cells.
  package var outside: Double { total(pathogens) }

  /// Volume of caseum [µm³].
  package var caseumVolume: Double { total(caseum) }

  private func total(_ field: FieldSet) -> Double {
    var sum = CompensatedSum()
    let values = field.pointer(0)
    for voxel in 0..<field.grid.storageCount where values[voxel] != 0 { sum.add(values[voxel]) }
    return sum.value * field.grid.voxelVolume
  }
}

/// What caseum does: the debris of dead cells that nobody clears.
package struct Caseum: Equatable, Sendable {
  /// What it leaves of the speed of cells, of arrivals through vessel walls and exchange with the blood, and of the growth of
  /// pathogens, as an answer to its volume fraction.
  package let hindrance: Response
  /// Volume fraction from which no cell enters a voxel.
  package let impassable: Double
  /// Rate at which it is cleared [1/s].
  package let clearance: Double
  /// Area of its membranes per volume of caseum [µm²/µm³], on which mineral nucleates as on ``Membrane/debris``.
  package let membranes: Double

  /// Caseum that hinders in the way of `hindrance`, lets no cell in from the volume fraction `impassable` on, is cleared at
  /// `clearance` [1/s] and holds `membranes` [µm²/µm³].
  package init(
    hindrance: Response, impassable: Double = .infinity, clearance: Double, membranes: Double
  ) {
    precondition(hindrance.stimulus == .caseum, "an answer to caseum")
    precondition(
      impassable > 0 && clearance >= 0 && membranes >= 0, "fraction, rate and area are not negative")
    self.hindrance = hindrance
    self.impassable = impassable
    self.membranes = membranes
    self.clearance = clearance
  }
}

/// What became of the pathogens and the caseum since the start.
///
/// The numbers booked are the very numbers that were added, so that the tissue holds ``expected`` pathogens to round-off.
package struct InfectionLedger: Equatable, Sendable {
  /// There at the start.
  package var start = 0.0
  /// Grown outside and inside cells.
  package var grownOutside = 0.0
  package var grownInside = 0.0
  /// Killed by cells, or with them.
  package var killed = 0.0
  /// Inside cells that left the tissue.
  package var carried = 0.0
  /// Taken up by cells, and set free by dying ones.
  package var ingested = 0.0
  package var released = 0.0
  /// Caseum that dead cells have left, and what was cleared of it [µm³].
  package var caseum = 0.0
  package var cleared = 0.0

  /// Nothing happened.
  package init() {}

  mutating func add(_ tally: PathogenTally) {
    grownInside += tally.grown
    killed += tally.killed
    carried += tally.carried
    ingested += tally.ingested
    released += tally.released
    caseum += tally.caseum
  }

  /// Pathogens that should be in the tissue, those inside cells included.
  package var expected: Double { start + grownOutside + grownInside - killed - carried }

  /// The scale against which a residual is judged.
  package var turnover: Double { start + grownOutside + grownInside + killed + carried }
}

extension Conditions {
  /// Adds the membranes of caseum to the surfaces of the step.
  func add(_ infection: Infection) {
    guard let site = surface(of: Membrane.debris.site) else { return }
    let (area, caseum) = (surfaces.pointer(site), infection.caseum.pointer(0))
    for voxel in 0..<surfaces.grid.storageCount where caseum[voxel] > 0 {
      area[voxel] += infection.law.membranes * caseum[voxel]
    }
  }
}

extension Inflammation {
  /// Pathogens that the books fail to explain, relative to their turnover; 0 where there never were any.
  package var pathogenResidual: Double {
    guard let infection, infection.ledger.turnover > 0 else { return 0 }
    let held = infection.outside + population.pathogens
    return (held - infection.ledger.expected) / infection.ledger.turnover
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
