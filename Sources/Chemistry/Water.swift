/// Properties of liquid water at one atmosphere, 0–50 °C.
package struct Water: Equatable, Sendable {
  /// Temperature [K].
  package let temperature: Double
  /// Density [kg/L].
  package let density: Double
  /// Relative permittivity.
  package let permittivity: Double
  /// Debye-Hückel constant A of log₁₀ γ [(kg/mol)^½].
  package let debyeHueckel: Double

  /// Evaluates the published equations at a temperature [K].
  ///
  /// Density: saturated liquid of Wagner & Pruß 2002 (J Phys Chem Ref Data 31:387, auxiliary equation), raised
  /// from vapour pressure to one atmosphere with a compressibility polynomial fitted to the NIST water table.
  /// Permittivity: Bradley & Pitzer 1979 (J Phys Chem 83:1599).
  package init(temperature: Double) {
    self.temperature = temperature
    density = Water.density(temperature: temperature)
    permittivity = Water.permittivity(temperature: temperature)
    // e²/(4π ε₀ k) = 1.671008e-3 cm K; Debye length from ρ in g/cm³, lengths in cm.
    let bjerrum = 1.671008e-3 / (permittivity * temperature)
    let inverseLength = (8 * Double.pi * 6.02252e23 * bjerrum * density * 1e-3).squareRoot()
    debyeHueckel = inverseLength * bjerrum / (2 * Natural.ln10)
  }

  private static func density(temperature: Double) -> Double {
    let theta = 1 - temperature / 647.096
    let third = Natural.power(theta, 1.0 / 3)
    let coefficients = [1.99274064, 1.09965342, -0.510839303, -1.75493479, -45.5170352, -6.7469445e5]
    let thirds = [1.0, 2, 5, 16, 43, 110]
    var ratio = 1.0
    for (coefficient, power) in zip(coefficients, thirds) {
      ratio += coefficient * Natural.power(third, power)
    }
    let celsius = temperature - Natural.zeroCelsius
    let compression = [5.188e-2, -4.1885519e-4, 6.6780748e-6, -3.6648699e-8, 8.3501912e-11]
    let perAtmosphere = compression.reversed().reduce(0) { $0 * celsius + $1 }
    // Antoine equation of water [atm].
    let vapourPressure = Natural.exponential(11.6702 - 3816.44 / (temperature - 46.13))
    return (322 * ratio + (1 - vapourPressure) * perAtmosphere) * 1e-3
  }

  private static func permittivity(temperature: Double) -> Double {
    let atKilobar = 342.79 * Natural.exponential(temperature * (-5.0866e-3 + temperature * 9.469e-7))
    let slope = -2.0525 + 3115.9 / (temperature - 182.89)
    let offset = -8032.5 + 4.2142e6 / temperature + 2.1417 * temperature
    return atKilobar + slope * Natural.logarithm((offset + 1.01325) / (offset + 1000))
  }
}
