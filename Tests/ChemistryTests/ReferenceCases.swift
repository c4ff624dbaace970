import Chemistry
import Foundation
import Testing

/// Speciation computed with PHREEQC 3.8.6 from the library's constants, pH held; properties bear the file's keys.
// swift-format-ignore: AlwaysUseLowerCamelCase
struct ReferenceCase: Decodable, Sendable, CustomTestStringConvertible {
  struct Input: Decodable {
    let temperature: Double
    let pH: Double
    let totals: [String: Double]

    enum CodingKeys: String, CodingKey {
      case temperature = "temperature_C"
      case pH
      case totals = "totals_mol_per_kgw"
    }
  }

  struct Output: Decodable {
    let debyeHueckel: Double
    let ionicStrength: Double
    let waterActivity: Double
    let chargeBalance: Double
    let logPressure: Double?
    let logActivity: [String: Double]
    let freeIon: [String: Double]
    let complex: [String: Double]
    let saturationIndex: [String: Double]

    enum CodingKeys: String, CodingKey {
      case debyeHueckel = "davies_A"
      case ionicStrength = "ionic_strength"
      case waterActivity = "water_activity"
      case chargeBalance = "charge_balance_eq_per_kgw"
      case logPressure = "log_pCO2_atm"
      case logActivity = "log10_activity"
      case freeIon = "free_ion_mol_per_kgw"
      case complex = "complex_mol_per_kgw"
      case saturationIndex = "saturation_index"
    }
  }

  let id: String
  let description: String
  let input: Input
  let output: Output

  var testDescription: String { "\(id) \(description)" }

  /// The case with its pH held.
  var solution: Solution {
    Solution(
      temperature: input.temperature + 273.15, acidBase: .heldPH(input.pH), totals: input.totals
    )
  }

  private struct File: Decodable {
    let cases: [ReferenceCase]
  }

  /// All cases; empty when the file cannot be read, which a test refuses.
  static let all: [ReferenceCase] = {
    let folder = Bundle.module.url(forResource: "Reference", withExtension: nil)
    guard let url = folder?.appending(path: "speciation-cases.json"), let data = try? Data(contentsOf: url)
    else {
      return []
    }
    return (try? JSONDecoder().decode(File.self, from: data).cases) ?? []
  }()
}
