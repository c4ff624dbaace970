#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Oxygen around a capillary in the middle of a cylinder of tissue that uses it evenly.
///
/// A. Krogh, J. Physiol. 52 (1919) 409, with the solution by K. Erlang: K ∇²c = M, c = c_wall at r = r_c, no flux at r = R.
package struct KroghCylinder: Equatable, Sendable {
  /// Radius of the capillary r_c [µm].
  package let capillary: Double
  /// Radius of the cylinder of tissue R [µm].
  package let tissue: Double
  /// Consumption per tissue volume M [mM/s].
  package let consumption: Double
  /// Conductivity of the tissue times diffusivity, K = D φ/λ² [µm²/s].
  package let conductivity: Double

  /// A cylinder from its numbers; units as in the properties.
  package init(capillary: Double, tissue: Double, consumption: Double, conductivity: Double) {
    self.capillary = capillary
    self.tissue = tissue
    self.consumption = consumption
    self.conductivity = conductivity
  }

  /// How far the concentration at a distance from the axis lies below that at the capillary's wall [mM].
  package func drop(at distance: Double) -> Double {
    let squares = (distance * distance - capillary * capillary) / 4
    return consumption / conductivity * (tissue * tissue / 2 * log(distance / capillary) - squares)
  }

  /// What passes the capillary's wall per area [mM µm/s]: all that the tissue uses.
  package var wallFlow: Double {
    consumption * (tissue * tissue - capillary * capillary) / (2 * capillary)
  }
}
