import Chemistry

/// One fluid of a file with solutions, ready to be solved.
package struct SolutionCase: Sendable, Equatable {
  /// What is asked of the fluid.
  package enum Task: Sendable, Equatable {
    /// Its species, minerals left alone.
    case speciation(Solution)
    /// Its equilibrium with minerals, with gas, or closed.
    case equilibrium(EquilibriumProblem)
  }

  /// Name: the key `id`, or the position in the file from 1.
  package var id: String
  /// Remark, nil without one.
  package var description: String?
  /// Temperature [°C].
  package var temperature: Double
  /// What is asked.
  package var task: Task
  /// pH that the file gives the start beside its total hydrogen, which counts; nil without either.
  package var statedPH: Double?
  /// Value of the quantity that is varied, nil when none is.
  package var varied: Double?
}

/// A fluid with its species, and its minerals where some were allowed.
package struct SolvedCase: Sendable {
  /// What was asked.
  package let question: SolutionCase
  /// Debye-Hückel constant A at the temperature [(kg/mol)^½].
  package let debyeHueckel: Double
  /// The fluid; after an equilibrium, that of its end.
  package let solution: SpeciatedSolution
  /// Minerals, water and exchange; nil for a speciation.
  package let equilibrium: Equilibrium?
}

extension SolutionCase {
  /// Ionic strength up to which Davies' equation is good [mol/kg] (Davies 1962; Ronteltap et al. 2007).
  package static let highestIonicStrength = 0.5
  /// Largest difference of the stated pH of a start from the one that its total hydrogen makes.
  package static let toleratedPHDifference = 1e-3

  /// Solves with the constants of a library.
  ///
  /// - Throws: `ChemistryError` when the balances do not close, or the pH leaves 0–14.
  package func solve(with table: ThermodynamicTable) throws(ChemistryError) -> SolvedCase {
    let water = Water(temperature: temperature + Natural.zeroCelsius)
    switch task {
    case .speciation(let fluid):
      return SolvedCase(
        question: self, debyeHueckel: water.debyeHueckel, solution: try Speciation(table: table).solve(fluid),
        equilibrium: nil)
    case .equilibrium(let problem):
      let result = try MineralEquilibrium(table: table).solve(problem)
      guard result.solution.pH >= 0 && result.solution.pH <= 14 else {
        throw .outOfRange(
          quantity: "the pH in equilibrium", value: result.solution.pH, allowed: "between 0 and 14")
      }
      return SolvedCase(
        question: self, debyeHueckel: water.debyeHueckel, solution: result.solution, equilibrium: result)
    }
  }
}

extension SolvedCase {
  /// Partial pressure of carbon dioxide [mmHg], nil without carbonate.
  package var carbonDioxidePressure: Double? {
    solution.logCarbonDioxidePressure.map { 760 * Natural.power(10, $0) }
  }

  /// What a reader of the result should know, one sentence each.
  package var warnings: [String] {
    var sentences: [String] = []
    let strength = solution.ionicStrength
    if strength > SolutionCase.highestIonicStrength {
      sentences.append(
        "the ionic strength, \(strength) mol/kg, lies above \(SolutionCase.highestIonicStrength), up to which "
          + "Davies' activity coefficients are good")
    }
    if let stated = question.statedPH, let start = equilibrium?.start.pH,
      abs(stated - start) > SolutionCase.toleratedPHDifference
    {
      sentences.append(
        "total_H_mol counts, and makes the pH of the start \(start) instead of initial_pH \(stated)")
    }
    return sentences
  }
}
