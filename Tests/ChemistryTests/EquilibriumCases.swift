import Chemistry
import Foundation
import ScenarioFormat
import Testing

/// A mineral equilibrium computed with PHREEQC 3.8.6 from the library's constants.
struct EquilibriumCase: Sendable, CustomTestStringConvertible {
  struct Output: Decodable {
    struct Titrant: Decodable {
      let formula: String
      let amount: Double

      enum CodingKeys: String, CodingKey {
        case formula
        case amount = "mol_added"
      }
    }

    let pH: Double
    let waterMass: Double
    let ionicStrength: Double
    let waterActivity: Double
    let charge: Double
    let minerals: [String: Double]
    let changes: [String: Double]
    let totals: [String: Double]
    let logActivity: [String: Double]
    let saturationIndex: [String: Double]
    let logPressure: Double
    let titrant: Titrant?
    let uptake: Double?

    enum CodingKeys: String, CodingKey {
      case pH
      case waterMass = "mass_of_water_kg"
      case ionicStrength = "ionic_strength"
      case waterActivity = "water_activity"
      case charge = "charge_balance_eq"
      case minerals = "mineral_mol"
      case changes = "mineral_change_mol"
      case totals = "aqueous_totals_mol_per_kgw"
      case logActivity = "log10_activity"
      case saturationIndex = "saturation_index"
      case logPressure = "log_pCO2_atm"
      case titrant
      case uptake = "CO2_gas_uptake_mol"
    }
  }

  let id: String
  let description: String
  /// The input as JSON text.
  let input: String
  let output: Output

  var testDescription: String { "\(id) \(description)" }

  /// The input as a file of one solution gives it.
  func problem() throws -> EquilibriumProblem {
    let cases = try SolutionFile.read(text: input, file: id)
    guard case .equilibrium(let problem) = try #require(cases.first).task else {
      throw CocoaError(.coderInvalidValue)
    }
    return problem
  }

  private struct File: Decodable {
    struct Case: Decodable {
      let id: String
      let description: String
      let output: Output
    }

    let cases: [Case]
  }

  /// All cases; empty when the file cannot be read, which a test refuses.
  static let all: [EquilibriumCase] = {
    guard let data = ReferenceInputs.data(of: "equilibrium-cases.json"),
      let file = try? JSONDecoder().decode(File.self, from: data)
    else { return [] }
    let inputs = ReferenceInputs.texts(in: "equilibrium-cases.json")
    return zip(file.cases, inputs).map {
      EquilibriumCase(id: $0.id, description: $0.description, input: $1, output: $0.output)
    }
  }()
}

/// The inputs of reference files, as users would write them.
enum ReferenceInputs {
  static func data(of name: String) -> Data? {
    let folder = Bundle.module.url(forResource: "Reference", withExtension: nil)
    return folder.flatMap { try? Data(contentsOf: $0.appending(path: name)) }
  }

  /// The text of every case's `input`.
  static func texts(in name: String) -> [String] {
    guard let data = data(of: name) else { return [] }
    let document = StrictJSON.parse(bytes: Array(data), origin: .file(name))
    return document.root?["cases"]?.elements?.compactMap { $0["input"]?.text } ?? []
  }
}
