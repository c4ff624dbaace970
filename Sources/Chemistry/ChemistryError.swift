/// Why a chemical system cannot be built or solved.
package enum ChemistryError: Error, Equatable, Sendable, CustomStringConvertible {
  /// `record` is written with a component that the system does not hold.
  case missingComponent(String, record: String)
  /// A mineral that the table does not hold.
  case unknownMineral(String)
  /// Two records have the same identifier.
  case duplicate(String)
  /// A complex with a fractional stoichiometry, which mass action by whole powers cannot take.
  case fractional(complex: String)
  /// The temperature [K] lies outside 0–50 °C, where the constants hold.
  case temperature(Double)
  /// A quantity lies outside the range where it has a meaning.
  case outOfRange(quantity: String, value: Double, allowed: String)
  /// The balances could not be closed; `remaining` is the worst relative balance error.
  case notConverged(remaining: Double, iterations: Int)

  /// One sentence for a person.
  package var description: String {
    switch self {
    case .missingComponent(let component, let record):
      "\(record) needs the component \(component), which the system does not hold"
    case .unknownMineral(let id): "\(id) is no mineral of the table"
    case .duplicate(let id): "\(id) appears twice"
    case .fractional(let complex): "the stoichiometry of the complex \(complex) must be whole numbers"
    case .temperature(let kelvin):
      "the temperature must lie between 0 and 50 °C (got \(kelvin - Natural.zeroCelsius) °C)"
    case .outOfRange(let quantity, let value, let allowed): "\(quantity) must be \(allowed) (got \(value))"
    case .notConverged(let remaining, let iterations):
      "the speciation did not converge in \(iterations) iterations (relative balance error \(remaining))"
    }
  }
}
