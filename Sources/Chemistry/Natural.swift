#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Constants of nature and the few elementary functions that the set-up of the chemistry needs.
///
/// Physical constants: CODATA 2018 (exact values of the SI).
package enum Natural {
  /// Natural logarithm of ten.
  package static let ln10 = 2.302585092994046
  /// Gas constant [J/(mol K)].
  package static let gasConstant = 8.31446261815324
  /// Boltzmann constant [J/K].
  package static let boltzmann = 1.380649e-23
  /// Avogadro constant [1/mol].
  package static let avogadro = 6.02214076e23
  /// Kelvin at 0 °C.
  package static let zeroCelsius = 273.15

  /// eˣ.
  package static func exponential(_ x: Double) -> Double { exp(x) }
  /// Natural logarithm.
  package static func logarithm(_ x: Double) -> Double { log(x) }
  /// Decimal logarithm.
  package static func decimalLogarithm(_ x: Double) -> Double { log10(x) }
  /// Cosine of an angle [rad].
  package static func cosine(_ x: Double) -> Double { cos(x) }
  /// x to the power y.
  package static func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }
}
