import Chemistry

extension MineralRecord {
  /// The mineral with its laws at body temperature; nil where the library has no kinetics for it.
  package var kineticMineral: KineticMineral? { kineticMineral(temperature: 310.15) }

  /// The mineral with its laws at a temperature [K]; nil where the library has no kinetics for it.
  package func kineticMineral(temperature: Double) -> KineticMineral? {
    guard let kinetics else { return nil }
    return KineticMineral(
      phase: phase,
      growth: GrowthLaw(
        rateConstant: kinetics.growth.rateConstant(temperature: temperature),
        root: kinetics.growth.root.value,
        order: kinetics.growth.order.value),
      dissolution: DissolutionLaw(
        terms: kinetics.dissolution.terms.map {
          DissolutionLaw.Term(rateConstant: $0.rateConstant.value, protonOrder: $0.protonOrder.value)
        },
        activationEnergy: kinetics.dissolution.activationEnergy.value * 1000,
        root: kinetics.dissolution.root.value, order: kinetics.dissolution.order.value),
      nucleation: NucleationLaw(
        interfacialEnergy: kinetics.nucleation?.interfacialEnergy.value ?? 0,
        heterogeneousPrefactor: kinetics.nucleation?.heterogeneousPrefactor.value ?? 0,
        homogeneousPrefactor: kinetics.nucleation?.homogeneousPrefactor?.value ?? 0,
        sites: (kinetics.nucleation?.contactAngles ?? []).map {
          NucleationLaw.Site(id: $0.site, contactAngle: $0.angle.value)
        }
          + (kinetics.nucleation?.crystalAngles ?? []).map {
            NucleationLaw.Site(id: $0.mineral, contactAngle: $0.angle.value)
          }),
      inhibition: kinetics.inhibition.map {
        LangmuirInhibition(
          inhibitor: $0.inhibitor, affinity: $0.affinity.value, amount: $0.form == .free ? .free : .total,
          largestShare: $0.largestShare?.value ?? 1, processes: $0.processes)
      })
  }
}

extension MineralKineticsRecord.Growth {
  /// Rate constant at a temperature [K]: k exp(−E/R (1/T − 1/T₀)), or k where no activation energy is given.
  func rateConstant(temperature: Double) -> Double {
    guard let activationEnergy, let referenceTemperature else { return rateConstant.value }
    let inverse = 1 / temperature - 1 / (referenceTemperature.value + Natural.zeroCelsius)
    return rateConstant.value
      * Natural.exponential(-activationEnergy.value * 1000 / Natural.gasConstant * inverse)
  }
}

extension Library {
  /// All constants for the chemistry.
  package var thermodynamicTable: ThermodynamicTable {
    ThermodynamicTable(
      components: components.map(\.component), complexes: complexes.map(\.complex),
      minerals: minerals.map(\.phase),
      henry: gases.first { $0.id == "CO2" }?.logK.function ?? LogKFunction(constant: .nan))
  }
}

extension Scenario {
  /// Temperature [K].
  var kelvin: Double { conditions.temperature + 273.15 }

  /// What fixes the acidity; pH is held where the start has it.
  var acidBase: AcidBase {
    switch conditions.acidity {
    case .closed: return .closed
    case .open(let pressure): return .open(pCO2_mmHg: pressure)
    case .heldPH:
      if case .given(_, let pH) = interstitium { return .heldPH(pH) }
      return .heldPH(plasma.pH.value)
    }
  }

  /// The scenario's aqueous system.
  func system() throws -> AqueousSystem {
    try library.thermodynamicTable.system(
      of: components.map(\.id), acidBase: acidBase, temperature: kelvin)
  }
}
