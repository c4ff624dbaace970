import Chemistry
import Testing

@Suite struct RateLawTests {
  /// Kinec_v3 states 6.2e-11 at pH 7.4 and 6.3e-10 mol/(m² s) at pH 5, 37 °C, far from equilibrium.
  @Test(arguments: [(7.4, 6.2e-11), (5.0, 6.3e-10)])
  func apatiteDissolvesAtItsPublishedRate(pH: Double, expected: Double) throws {
    let law = try TestLibrary.mineral("HAP").dissolution
    #expect(abs(law.rateConstant(pH: pH, temperature: 310.15) / expected - 1) < 0.02)
    #expect(abs(law.rate(saturation: -100, pH: pH, temperature: 310.15) / expected - 1) < 0.02)
    #expect(law.rate(saturation: 0, pH: pH, temperature: 310.15) == 0)
  }

  /// Koutsoukos et al. 1980: about 2.7e-7 mol/(m² min) at σ near 6.
  @Test func apatiteGrowsAtItsPublishedRate() throws {
    let law = try TestLibrary.mineral("HAP").growth
    let rate = law.rate(saturation: 9 * Natural.logarithm(7))
    #expect(abs(rate * 60 / 2.7e-7 - 1) < 0.1)
    #expect(law.rate(saturation: -1) == 0)
  }

  /// The slope of the logarithm of the rate, by its difference quotient over 2·10⁻⁵, which is off by the square of that.
  @Test(arguments: [0.1, 1, 10, 40]) func growthKnowsHowSensitiveItIs(saturation: Double) throws {
    let law = try TestLibrary.mineral("HAP").growth
    let (below, above) = (
      law.rate(saturation: saturation - 1e-5), law.rate(saturation: saturation + 1e-5)
    )
    let slope = Natural.logarithm(above / below) / 2e-5
    #expect(abs(law.sensitivity(saturation: saturation) / slope - 1) < 1e-7)
  }

  @Test func halfInhibitionIsAtTheInverseOfTheAffinity() throws {
    let inhibition = try TestLibrary.mineral("HAP").inhibition
    let pyrophosphate = try #require(inhibition.first { $0.inhibitor == "PPi" })
    // 10⁶ L/mol: half at 1 µmol/L.
    #expect(abs(pyrophosphate.factor(concentration: 1e-3) - 0.5) < 1e-12)
    #expect(pyrophosphate.factor(concentration: -1) == 1)
    #expect(pyrophosphate.amount == .total)
    #expect(inhibition.first { $0.inhibitor == "Mg" }?.amount == .free)
  }

  /// Half the maximum rate at K, (V/K) c far below it; the tangent meets the law with its slope and lies above it
  /// elsewhere.
  @Test func anEnzymeSaturates() {
    let law = MichaelisMenten(maximumRate: 3, constant: 0.5)
    #expect(law.rate(at: 0) == 0 && law.rate(at: 0.5) == 1.5)
    #expect(abs(law.rate(at: 1e-9) / 6e-9 - 1) < 1e-8)
    for point in [0, 0.2, 4] {
      let (slope, level) = law.tangent(at: point)
      #expect(abs(slope * point + level - law.rate(at: point)) < 1e-15)
      for value in [0.1, 0.5, 2] {
        let excess = slope * value + level - law.rate(at: value)
        #expect(excess >= 0)
        #expect(abs(law.excess(at: value, ofTangentAt: point) * law.rate(at: value) - excess) < 1e-14)
      }
    }
  }

  /// 502.311 g/mol at 3.16 g/cm³.
  @Test func apatitesVolumeIsThatOfItsDensity() throws {
    let phase = try TestLibrary.mineral("HAP").phase
    #expect(abs(phase.volumePerAttomole - 1.5896e-4) < 1e-8)
    #expect(abs(phase.formulaVolume * Natural.avogadro - 158.96e-6) < 1e-8)
  }
}
