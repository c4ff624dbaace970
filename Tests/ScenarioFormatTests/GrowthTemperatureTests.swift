import Foundation
import ScenarioFormat
import Testing

/// Growth constants at other temperatures than the one they are given for.
@Suite struct GrowthTemperatureTests {
  private func constant(growth: String, temperature: Double) throws -> Double {
    let text = ReferenceScenario.replacing("{\"rate_constant_mol_per_m2_s\": 1e-9}", with: growth)
    let scenario = try Scenario.read(text: text, file: "x.json")
    let apatite = try #require(scenario.minerals.first { $0.id == "HAP" })
    return try #require(apatite.kineticMineral(temperature: temperature)).growth.rateConstant
  }

  /// 95 kJ/mol is a factor of 4.4 between 25 and 37 °C.
  @Test func anActivationEnergyScalesTheConstant() throws {
    let growth =
      "{\"rate_constant_mol_per_m2_s\": 1e-9, \"activation_energy_kJ_per_mol\": 95, \"reference_temperature_C\": 25}"
    #expect(try constant(growth: growth, temperature: 298.15) == 1e-9)
    let warm = try constant(growth: growth, temperature: 310.15)
    #expect(abs(warm / 1e-9 - exp(95_000 / 8.31446 * (1 / 298.15 - 1 / 310.15))) < 1e-5)
    #expect(abs(warm / 1e-9 - 4.4) < 0.05)
  }

  @Test func withoutOneTheConstantIsTheSameAtAllTemperatures() throws {
    let growth = "{\"rate_constant_mol_per_m2_s\": 1e-9}"
    #expect(try constant(growth: growth, temperature: 288.15) == 1e-9)
    #expect(try constant(growth: growth, temperature: 310.15) == 1e-9)
  }
}
