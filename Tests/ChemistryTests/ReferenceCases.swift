import Chemistry
import Foundation
import Testing

/// Speciation computed with PHREEQC 3.8.6 from the library's constants, pH held; properties bear the file's keys.
// swift-format-ignore: AlwaysUseLowerCamelCase
struct ReferenceCase: Decodable, Sendable, CustomTestStringConvertible {
  struct Input: Decodable {
    let temperature_C: Double
    let pH: Double
    let totals_mol_per_kgw: [String: Double]
  }

  struct Output: Decodable {
    let davies_A: Double
    let ionic_strength: Double
    let water_activity: Double
    let charge_balance_eq_per_kgw: Double
    let log_pCO2_atm: Double?
    let log10_activity: [String: Double]
    let free_ion_mol_per_kgw: [String: Double]
    let complex_mol_per_kgw: [String: Double]
    let saturation_index: [String: Double]
  }

  let id: String
  let description: String
  let input: Input
  let output: Output

  var testDescription: String { "\(id) \(description)" }

  /// The case with its pH held.
  var solution: Solution {
    Solution(
      temperature: input.temperature_C + 273.15, acidBase: .heldPH(input.pH), totals: input.totals_mol_per_kgw
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
