import Chemistry
import NumericalMethods
import Testing

/// The equilibrium of plasma with its proteins as a system of equations.
@Suite struct ProteinBindingTests {
  /// What the solver binds is what the laws say at its free ions. Activities are brought to concentrations at
  /// I = 0.16, for which the constants are; balances close to 1e-12, the few sums here to 1e-10.
  @Test func boundAmountsObeyTheLaws() throws {
    let plasma = try TestPlasma.plasma { $0.totals["Al"] = 5e-6 }
    let proteins = try TestPlasma.proteins()
    let equilibrium = try proteins.equilibrium(of: plasma, table: TestLibrary.table())
    func free(_ id: String, _ charge: Int) throws -> Double {
      let activity = try #require(equilibrium.fluid.logActivity[id])
      return Natural.power(
        10, activity + ConditionalConstant.activityShift(charge: charge, temperature: plasma.temperature))
    }
    let albumin = plasma.albumin / proteins.albumin.molarMass
    let cations = proteins.albumin.occupancy(
      calcium: try free("Ca", 2), magnesium: try free("Mg", 2), pH: plasma.pH)
    let copper = proteins.albumin.occupancy(copper: try free("Cu", 2), pH: plasma.pH)
    let carbonate = try #require(equilibrium.fluid.totals["CO3"])
    let metals = proteins.transferrin.occupancy(
      iron: try free("Fe3", 3), aluminium: try free("Al", 3), pH: plasma.pH, bicarbonate: carbonate)
    for (id, expected) in [
      ("Ca", cations.calcium * albumin), ("Mg", cations.magnesium * albumin), ("Cu", copper * albumin),
      ("Fe3", metals.iron * plasma.transferrin), ("Al", metals.aluminium * plasma.transferrin),
    ] {
      #expect(abs(try #require(equilibrium.portions[id]).bound / expected - 1) < 1e-10, "\(id)")
    }
  }

  /// The diffusible totals alone, without proteins, have the same free ions. Sites count as dissolved particles, 9
  /// mmol/kg, and lower the activity of water by 0.017 · 0.009; four waters of Al(OH)₄⁻ make that 6e-4 at most.
  @Test func theUltrafiltrateHasTheFreeIonsOfThePlasma() throws {
    let plasma = try TestPlasma.plasma()
    let equilibrium = try TestPlasma.equilibrium()
    let perKilogram = 1 / (plasma.waterFraction * Water(temperature: plasma.temperature).density)
    var totals = plasma.totals.mapValues { $0 * perKilogram }
    for (id, portions) in equilibrium.portions {
      totals[id] = portions.total * portions.diffusibleFraction * perKilogram
    }
    let fluid = try Speciation(table: TestLibrary.table()).solve(
      Solution(temperature: plasma.temperature, acidBase: .heldPH(plasma.pH), totals: totals))
    for id in totals.keys {
      let ratio = try #require(fluid.freeIon[id]) / #require(equilibrium.fluid.freeIon[id])
      #expect(abs(ratio - 1) < 6e-4, "\(id)")
    }
  }

  /// 300 plasmas: every value from 1/20 to 20 times the normal one or zero in one case of ten (salt to twice the
  /// normal), pH 6–9, 5–45 °C.
  @Test func randomPlasmasConvergeAndKeepTheirTotals() throws {
    let proteins = try TestPlasma.proteins()
    let table = try TestLibrary.table()
    let healthy = try TestPlasma.plasma()
    let ids = healthy.totals.keys.sorted()
    let sequence = try QuasiRandom(dimension: ids.count + 5)
    func factor(_ value: Double, upTo largest: Double = 20) -> Double {
      value < 0.1 ? 0 : Natural.power(20, -1) * Natural.power(20 * largest, (value - 0.1) / 0.9)
    }
    for _ in 0..<300 {
      let point = try sequence.next()
      var plasma = healthy
      for (id, value) in zip(ids, point) {
        plasma.totals[id] =
          (healthy.totals[id] ?? 0) * factor(value, upTo: ["Na", "Cl"].contains(id) ? 2 : 20)
      }
      let rest = Array(point.suffix(5))
      plasma.albumin *= factor(rest[0], upTo: 5)
      plasma.transferrin *= factor(rest[1])
      plasma.ceruloplasmin *= factor(rest[2])
      plasma.pH = 6 + 3 * rest[3]
      plasma.temperature = 278.15 + 40 * rest[4]
      let equilibrium = try proteins.equilibrium(of: plasma, table: table)
      for (id, portions) in equilibrium.portions {
        let sum = portions.ionised + portions.complexed + portions.bound + portions.builtIn
        // The kernel closes to 1e-12 of the total; a few roundings of this sum.
        #expect(abs(sum - portions.total) <= 1.01e-12 * portions.total, "\(id) \(plasma)")
        #expect((0...1 + 1e-12).contains(portions.diffusibleFraction))
      }
      #expect((0...1 + 1e-12).contains(equilibrium.transferrinSaturation))
    }
  }

  @Test func aConstantFollowsPHAndBicarbonate() {
    let constant = ConditionalConstant(logK: 20, protons: 3, bicarbonates: 1)
    #expect(constant.log10K(pH: 7.4, bicarbonate: 0.027) == 20)
    // Three protons over a tenth of a unit, a tenth of the bicarbonate.
    #expect(abs(constant.log10K(pH: 7.3, bicarbonate: 0.0027) - (20 - 0.3 - 1)) < 1e-12)
    #expect(constant.log10K(pH: 7.4, bicarbonate: 0) == -.infinity)
  }

  @Test func withoutBicarbonateTransferrinIsEmpty() throws {
    let equilibrium = try TestPlasma.equilibrium { $0.totals["CO3"] = 0 }
    #expect(equilibrium.transferrinSaturation == 0)
  }

  /// With sites that tell the metals apart equally well (microscopic constants in one proportion, 4 to 1) the forms
  /// are those of two independent sites.
  @Test func equalPreferencesMakeIndependentSites() {
    func pair(_ strong: Double) -> (ConditionalConstant, ConditionalConstant) {
      let weak = strong / 4
      let (first, second) = (strong + weak, strong * weak / (strong + weak))
      return (
        ConditionalConstant(logK: Natural.decimalLogarithm(first)),
        ConditionalConstant(logK: Natural.decimalLogarithm(second))
      )
    }
    let (iron, aluminium) = (pair(8), pair(2))
    let law = TransferrinBinding(
      iron: iron.0, iron.1, aluminium: aluminium.0, aluminium.1)
    let bound = law.occupancy(iron: 0.5, aluminium: 0.25, pH: 7.4, bicarbonate: 0.027)
    // Strong site 8·0.5 = 4 and 2·0.25 = 0.5; weak site 1 and 0.125.
    #expect(abs(bound.iron - (4 / 5.5 + 1 / 2.125)) < 1e-12)
    #expect(abs(bound.aluminium - (0.5 / 5.5 + 0.125 / 2.125)) < 1e-12)
  }

  @Test func impossiblePlasmasAreRefused() throws {
    func sentence(_ change: (inout BloodPlasma) -> Void) throws -> String? {
      do {
        _ = try TestPlasma.equilibrium(change)
        return nil
      } catch let error as ChemistryError {
        return error.description
      }
    }
    #expect(try sentence { $0.albumin = -1 } == "albumin must be >= 0 (got -1.0)")
    #expect(try sentence { $0.transferrin = .infinity } == "transferrin must be >= 0 (got inf)")
    #expect(try sentence { $0.totals["Ca"] = -0.001 } == "the total of Ca must be >= 0 (got -0.001)")
    #expect(
      try sentence { $0.waterFraction = 0 }
        == "the water fraction of plasma must be above 0 and up to 1 (got 0.0)")
    #expect(try sentence { $0.pH = 15 } == "pH must be between 0 and 14 (got 15.0)")
    #expect(
      try sentence { $0.totals["Xx"] = 1e-3 }
        == "the solution needs the component Xx, which the system does not hold")
  }
}
