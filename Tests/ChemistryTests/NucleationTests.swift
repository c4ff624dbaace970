import Chemistry
import Testing

/// Classical nucleation with the library's constants; one day is 86 400 s.
@Suite struct NucleationTests {
  static let day = 86_400.0

  /// ln Ω of apatite in a fluid at 37 °C.
  static func saturation(pH: Double, _ totals: [String: Double]) throws -> Double {
    let result = try Speciation(table: TestLibrary.table()).solve(
      Solution(temperature: 310.15, acidBase: .heldPH(pH), totals: totals))
    return try #require(result.saturationIndex["HAP"]) * Natural.ln10
  }

  /// Simulated body fluid (Kokubo & Takadama 2006, Biomaterials 27:2907), mmol/L brought to mol/kg.
  static func simulatedBodyFluid() throws -> Double {
    let millimolar = [
      "Ca": 2.5, "PO4": 1.0, "Mg": 1.5, "CO3": 4.2, "Na": 142.0, "K": 5.0, "Cl": 147.8, "SO4": 0.5,
    ]
    return try saturation(pH: 7.4, millimolar.mapValues { $0 * 1e-3 / Water(temperature: 310.15).density })
  }

  /// Normal interstitial fluid: the core case of the reference.
  static func interstitialFluid() throws -> Double {
    let reference = try #require(ReferenceCase.all.first { $0.id == "A003" })
    return try saturation(pH: reference.input.pH, reference.input.totals)
  }

  static func nuclei(on site: String, area: Double, saturation: Double, seconds: Double) throws -> Double {
    let apatite = try TestLibrary.mineral("HAP")
    let index = try #require(apatite.nucleation.sites.firstIndex { $0.id == site })
    return seconds
      * apatite.nucleation.rate(
        onSite: index, area: area, saturation: saturation, phase: apatite.phase, temperature: 310.15)
  }

  /// What the constants were calibrated to: about one nucleus per µm² in a quarter of a day to a day.
  @Test func bioactiveSurfacesNucleateApatiteInSimulatedBodyFluidWithinADay() throws {
    let perDay = try NucleationTests.nuclei(
      on: "membrane_debris", area: 1, saturation: NucleationTests.simulatedBodyFluid(),
      seconds: NucleationTests.day)
    #expect(perDay > 1 && perDay < 4.5)
  }

  @Test func simulatedBodyFluidItselfStaysClear() throws {
    let apatite = try TestLibrary.mineral("HAP")
    let rate = apatite.nucleation.bulkRate(
      saturation: try NucleationTests.simulatedBodyFluid(), phase: apatite.phase, temperature: 310.15)
    // Nuclei in a litre (10¹⁵ µm³) in a year.
    #expect(rate * 1e15 * 365 * NucleationTests.day < 1)
  }

  /// A prediction: 0.25 mm³ of tissue with 0.1 µm²/µm³ of collagen, one year.
  @Test func intactCollagenNeverNucleatesInNormalInterstitialFluid() throws {
    let density = try NucleationTests.nuclei(
      on: "collagen", area: 0.1, saturation: NucleationTests.interstitialFluid(),
      seconds: 365 * NucleationTests.day)
    #expect(density * 0.25e9 < 1e-6)
  }

  /// A prediction: dead tissue calcifies slowly at normal blood values.
  @Test func debrisNucleatesWithinMonthsInNormalInterstitialFluid() throws {
    let perArea = try NucleationTests.nuclei(
      on: "membrane_debris", area: 1, saturation: NucleationTests.interstitialFluid(),
      seconds: 90 * NucleationTests.day
    )
    #expect(perArea > 0.01 && perArea < 0.1)
  }

  @Test func aContactAngleGivesItsShareOfTheBarrier() {
    #expect(abs(NucleationLaw.barrierShare(contactAngle: 0)) < 1e-15)
    #expect(abs(NucleationLaw.barrierShare(contactAngle: 90) - 0.5) < 1e-15)
    #expect(abs(NucleationLaw.barrierShare(contactAngle: 180) - 1) < 1e-15)
  }

  @Test func theCriticalRadiusIsWhereTheBarrierPeaks() throws {
    let apatite = try TestLibrary.mineral("HAP")
    let law = apatite.nucleation
    let saturation = 20.0
    let radius = law.criticalRadius(saturation: saturation, phase: apatite.phase, temperature: 310.15) * 1e-6
    // ΔG = 4πr²γ/3 at the critical radius.
    let energy = law.interfacialEnergy * 1e-3 * 4 * Double.pi * radius * radius / 3
    let barrier =
      law.barrier(of: apatite.phase, temperature: 310.15) / (saturation * saturation) * Natural.boltzmann
      * 310.15
    #expect(abs(energy / barrier - 1) < 1e-12)
    #expect(law.criticalRadius(saturation: 0, phase: apatite.phase, temperature: 310.15) == .infinity)
  }

  @Test func nothingFormsAtOrBelowSaturation() throws {
    let apatite = try TestLibrary.mineral("HAP")
    for saturation in [0.0, -1] {
      #expect(
        apatite.nucleation.rate(
          onSite: 0, area: 1, saturation: saturation, phase: apatite.phase, temperature: 310.15) == 0)
      #expect(
        apatite.nucleation.bulkRate(saturation: saturation, phase: apatite.phase, temperature: 310.15) == 0)
    }
  }
}
