/// Transferrin's binding of iron(III) and aluminium at its two sites.
///
/// Bicarbonate is bound with each ion. The stepwise constants K₁, K₂ of iron and L₁, L₂ of aluminium make the
/// binding polynomial
///
/// P = 1 + K₁ f + K₁K₂ f² + L₁ a + L₁L₂ a² + M f a,   M = 2 √(K₁K₂L₁L₂),
///
/// f and a the free concentrations. M holds exactly where both sites tell the two metals apart equally well.
package struct TransferrinBinding: Equatable, Sendable {
  /// Stepwise constants K₁, K₂ of iron(III).
  package let iron: [ConditionalConstant]
  /// Stepwise constants L₁, L₂ of aluminium.
  package let aluminium: [ConditionalConstant]

  /// Makes the law from the first and second constants.
  package init(
    iron first: ConditionalConstant, _ second: ConditionalConstant,
    aluminium firstAluminium: ConditionalConstant, _ secondAluminium: ConditionalConstant
  ) {
    iron = [first, second]
    aluminium = [firstAluminium, secondAluminium]
  }

  /// A form of the protein: how many ions it holds, and log₁₀ β of its formation from the empty one.
  package struct Form: Equatable, Sendable {
    /// Identifier, for example `Fe2(transferrin)`.
    package let id: String
    /// Iron ions in it.
    package let iron: Int
    /// Aluminium ions in it.
    package let aluminium: Int
    /// log₁₀ β on concentrations at I = 0.16, β in (kg/mol) to the number of ions.
    package let logBeta: Double
  }

  /// The filled forms at a pH and a bicarbonate concentration [mol/kg].
  package func forms(pH: Double, bicarbonate: Double) -> [Form] {
    let iron = iron.map { $0.log10K(pH: pH, bicarbonate: bicarbonate) }
    let aluminium = aluminium.map { $0.log10K(pH: pH, bicarbonate: bicarbonate) }
    let (twoIron, twoAluminium) = (iron[0] + iron[1], aluminium[0] + aluminium[1])
    let mixed = (twoIron + twoAluminium) / 2 + Natural.decimalLogarithm(2)
    return [
      Form(id: "Fe(transferrin)", iron: 1, aluminium: 0, logBeta: iron[0]),
      Form(id: "Fe2(transferrin)", iron: 2, aluminium: 0, logBeta: twoIron),
      Form(id: "Al(transferrin)", iron: 0, aluminium: 1, logBeta: aluminium[0]),
      Form(id: "Al2(transferrin)", iron: 0, aluminium: 2, logBeta: twoAluminium),
      Form(id: "FeAl(transferrin)", iron: 1, aluminium: 1, logBeta: mixed),
    ]
  }

  /// Iron and aluminium bound per molecule [mol/mol] at free concentrations and bicarbonate [mol/kg], I = 0.16.
  package func occupancy(iron free: Double, aluminium: Double, pH: Double, bicarbonate: Double) -> (
    iron: Double, aluminium: Double
  ) {
    var (polynomial, boundIron, boundAluminium) = (1.0, 0.0, 0.0)
    for form in forms(pH: pH, bicarbonate: bicarbonate) {
      let term =
        Natural.power(10, form.logBeta) * Natural.power(free, Double(form.iron))
        * Natural.power(aluminium, Double(form.aluminium))
      polynomial += term
      boundIron += Double(form.iron) * term
      boundAluminium += Double(form.aluminium) * term
    }
    return (boundIron / polynomial, boundAluminium / polynomial)
  }
}
