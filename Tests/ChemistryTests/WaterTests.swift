import Chemistry
import Testing

@Suite struct WaterTests {
  /// PHREEQC 3.8.6, function DH_A, from the same two equations of state; seven digits beyond its printed A.
  @Test(arguments: [
    (0.0, 0.490833696825), (6, 0.494948603813), (12, 0.499373394228), (18, 0.50410870181),
    (24, 0.509153873272),
    (30, 0.514507919532), (36, 0.520170036271), (37, 0.521143641273), (42, 0.526139880074),
    (48, 0.53241770949),
  ])
  func theDebyeHueckelConstantIsThatOfTheReference(celsius: Double, expected: Double) {
    // 1e-8 moves ln γ of a fourfold charge by 1e-7 at most.
    #expect(abs(Water(temperature: celsius + 273.15).debyeHueckel - expected) < 1e-8)
  }

  /// Kell 1975 (J Chem Eng Data 20:97), air-free water at one atmosphere [kg/L]; both formulas are good to 1e-5.
  @Test(arguments: [(4.0, 0.999972), (25, 0.997045), (37, 0.993325), (50, 0.988037)])
  func theDensityIsThatOfWater(celsius: Double, expected: Double) {
    #expect(abs(Water(temperature: celsius + 273.15).density - expected) < 1.5e-5)
  }

  /// Malmberg & Maryott 1956 (J Res NBS 56:1): 78.30 at 25 °C, 74.15 at 37 °C, to 0.05.
  @Test(arguments: [(25.0, 78.30), (37, 74.15)])
  func thePermittivityIsThatOfWater(celsius: Double, expected: Double) {
    #expect(abs(Water(temperature: celsius + 273.15).permittivity - expected) < 0.1)
  }
}
