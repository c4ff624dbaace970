#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Fluid and what it carries through the wall of a capillary, driven by pressures on both sides.
package struct StarlingFiltration: Equatable, Sendable {
  /// Fluid per area and pressure L_p [µm/(s mmHg)].
  package let conductivity: Double
  /// Reflection coefficient σ of plasma protein: 0 for a wall that lets it pass freely, 1 for one that holds it back.
  package let reflection: Double

  /// Pressures on both sides of a wall [mmHg].
  package struct Pressures: Equatable, Sendable {
    /// Hydrostatic pressure of the blood and of the interstitial fluid.
    package var blood, tissue: Double
    /// Oncotic pressure of the plasma and of the interstitial fluid.
    package var plasmaOncotic, tissueOncotic: Double

    /// Pressures from their values [mmHg].
    package init(blood: Double, tissue: Double, plasmaOncotic: Double, tissueOncotic: Double) {
      self.blood = blood
      self.tissue = tissue
      self.plasmaOncotic = plasmaOncotic
      self.tissueOncotic = tissueOncotic
    }
  }

  /// A wall from its numbers; units as in the properties.
  package init(conductivity: Double, reflection: Double) {
    self.conductivity = conductivity
    self.reflection = reflection
  }

  /// Fluid that leaves the blood per area, J_v = L_p ((p_b − p_t) − σ (π_b − π_t)) [µm/s]; negative where it enters.
  ///
  /// E. H. Starling, J. Physiol. 19 (1896) 312; with σ after A. J. Staverman, Recl. Trav. Chim. 70 (1951) 344.
  package func flow(_ pressures: Pressures) -> Double {
    conductivity
      * ((pressures.blood - pressures.tissue)
        - reflection * (pressures.plasmaOncotic - pressures.tissueOncotic))
  }

  /// A solute that leaves the blood per area [mM µm/s], by diffusion and with the flow.
  ///
  /// J_s = J_v (1 − σ) (c_b − c_t e^(−Pe)) / (1 − e^(−Pe)), Pe = J_v (1 − σ)/P: the steady profile across a uniform
  /// membrane (C. S. Patlak, D. A. Goldstein, J. F. Hoffman, J. Theor. Biol. 5 (1963) 426).
  /// - Parameters:
  ///   - flow: fluid that leaves the blood per area [µm/s].
  ///   - permeability: of the wall for the solute, P [µm/s].
  ///   - reflection: σ of the solute.
  ///   - blood: concentration in plasma water, the share that can pass [mM].
  ///   - tissue: concentration in interstitial water [mM].
  package static func soluteFlow(
    flow: Double, permeability: Double, reflection: Double, blood: Double, tissue: Double
  ) -> Double {
    let both = coefficients(flow: flow, permeability: permeability, reflection: reflection)
    return both.out * blood - both.back * tissue
  }

  /// What a solute's flow takes of the concentration on either side: J_s = out · c_b − back · c_t, both ≥ 0 [µm/s].
  ///
  /// out = P B(−Pe), back = P B(Pe) with B(x) = x/(eˣ − 1), so that out − back = J_v (1 − σ): the smaller is formed first,
  /// and no rounding makes the other negative.
  package static func coefficients(flow: Double, permeability: Double, reflection: Double) -> (
    out: Double, back: Double
  ) {
    let carried = flow * (1 - reflection)
    let number = abs(carried) / permeability
    let smaller = permeability > 0 ? permeability * bernoulli(number) : 0
    return carried >= 0 ? (smaller + carried, smaller) : (smaller, smaller - carried)
  }

  /// x/(eˣ − 1) for x ≥ 0, 1 at 0.
  @inline(__always)
  private static func bernoulli(_ number: Double) -> Double {
    number < 1e-9 ? 1 - number / 2 : number / expm1(number)
  }

  /// Oncotic pressure of plasma proteins [mmHg] at a concentration [g/dL].
  ///
  /// π = 2.1 c + 0.16 c² + 0.009 c³ (E. M. Landis, J. R. Pappenheimer, Handbook of Physiology, Circulation II (1963) 961).
  package static func oncoticPressure(protein: Double) -> Double {
    (2.1 + (0.16 + 0.009 * protein) * protein) * protein
  }
}
