import Testing
import TissueModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct StarlingFiltrationTests {
  private let wall = StarlingFiltration(conductivity: 2e-3, reflection: 0.9)

  @Test func flowStopsWherePressuresBalance() {
    let balanced = StarlingFiltration.Pressures(
      blood: 20, tissue: -1, plasmaOncotic: 28, tissueOncotic: 28 - 21 / 0.9)
    // Pressures near 28, each rounded, times 2e-3.
    #expect(abs(wall.flow(balanced)) < 1e-16)
    // At the arterial end: 2e-3 · ((32 + 3) − 0.9 · (28 − 8)) = 2e-3 · 17.
    let arterial = StarlingFiltration.Pressures(
      blood: 32, tissue: -3, plasmaOncotic: 28, tissueOncotic: 8)
    #expect(abs(wall.flow(arterial) - 0.034) < 1e-16)
  }

  /// Landis and Pappenheimer's curve by hand: 7 g/dL make 14.7 + 7.84 + 3.087 mmHg.
  @Test func plasmaHasItsOncoticPressure() {
    #expect(abs(StarlingFiltration.oncoticPressure(protein: 7) - 25.627) < 1e-12)
    #expect(StarlingFiltration.oncoticPressure(protein: 0) == 0)
  }

  @Test func withoutFlowASoluteDiffuses() {
    let flow = StarlingFiltration.soluteFlow(
      flow: 0, permeability: 0.1, reflection: 0.3, blood: 5, tissue: 2)
    #expect(abs(flow - 0.3) < 1e-16)
  }

  /// Patlak's formula as it is printed, where it is well conditioned.
  @Test(arguments: [-3.0, -0.2, 0.05, 0.7, 4.0])
  func diffusionAndFlowGoTogether(flow: Double) {
    let (permeability, reflection, blood, tissue) = (0.5, 0.4, 3.0, 1.0)
    let carried = flow * (1 - reflection)
    let number = carried / permeability
    let expected = carried * (blood - tissue * exp(-number)) / (1 - exp(-number))
    let got = StarlingFiltration.soluteFlow(
      flow: flow, permeability: permeability, reflection: reflection, blood: blood, tissue: tissue)
    #expect(abs(got - expected) < 1e-13 * abs(expected))
  }

  /// A wall that holds a solute back lets none pass; one without diffusion passes what the flow carries.
  @Test func theLimitsAreThoseOfAWall() {
    #expect(
      StarlingFiltration.soluteFlow(flow: 2, permeability: 0, reflection: 1, blood: 5, tissue: 1)
        == 0)
    #expect(
      StarlingFiltration.soluteFlow(flow: 2, permeability: 0, reflection: 0.25, blood: 5, tissue: 1)
        == 7.5)
    #expect(
      StarlingFiltration.soluteFlow(
        flow: -2, permeability: 0, reflection: 0.25, blood: 5, tissue: 1) == -1.5)
    // A strong flow against a weak diffusion is the same to e^(−Pe).
    let strong = StarlingFiltration.soluteFlow(
      flow: 2, permeability: 1e-3, reflection: 0.25, blood: 5, tissue: 1)
    #expect(abs(strong - 7.5) < 1e-12)
  }

  /// Where tissue drains as much as its capillaries filter and protein leaves only with the lymph, the steady share of
  /// protein is (1 − σ)/(1 − σ e^(−Pe)).
  @Test func lymphWashesProteinOut() {
    let (sigma, permeability, blood) = (0.9, 1e-3, 1.0)
    for flow in [1e-4, 1e-2, 1.0] {
      let share = (1 - sigma) / (1 - sigma * exp(-flow * (1 - sigma) / permeability))
      let enters = StarlingFiltration.soluteFlow(
        flow: flow, permeability: permeability, reflection: sigma, blood: blood,
        tissue: share * blood)
      #expect(abs(enters - flow * share * blood) < 1e-12 * flow)
    }
  }
}
