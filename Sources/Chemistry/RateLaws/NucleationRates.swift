/// A mineral's nucleation law at one temperature, with everything but saturation and area worked out beforehand.
///
/// J = A exp(−B/(ln Ω)²) on each kind of surface and in the bulk; A and B belong to ``NucleationLaw``.
package struct NucleationRates: Equatable, Sendable {
  /// One place where nuclei form.
  private struct Place: Equatable, Sendable {
    /// A [1/(µm² s)] on a surface, [1/(µm³ s)] in the bulk.
    let prefactor: Double
    /// B = ΔG* (ln Ω)²/kT [1].
    let barrier: Double

    func rate(_ inverseSquare: Double) -> Double {
      prefactor * Natural.exponential(-barrier * inverseSquare)
    }
  }

  private let sites: [Place]
  private let bulk: Place

  /// A rate that no tissue can notice [1/(µm³ s)]: one nucleus in 10⁶ mm³ and a hundred years has 3·10⁻²⁵.
  package static let negligible = 1e-40
  /// Surface that no tissue exceeds, 1 µm² in each cube of 10 nm [µm²/µm³].
  private static let largestArea = 1e6

  /// ln Ω up to which the mineral nucleates at less than the negligible rate wherever it may.
  package let leastSaturation: Double

  /// The rates of a law for a phase at a temperature [K].
  package init(_ law: NucleationLaw, phase: MineralPhase, temperature: Double) {
    let barrier = law.barrier(of: phase, temperature: temperature)
    let sites = law.sites.map {
      Place(
        prefactor: law.heterogeneousPrefactor * 1e-12,
        barrier: barrier * NucleationLaw.barrierShare(contactAngle: $0.contactAngle))
    }
    let bulk = Place(prefactor: law.homogeneousPrefactor * 1e-18, barrier: barrier)
    self.sites = sites
    self.bulk = bulk
    /// ln Ω at which a place that weighs so much [1 or µm²/µm³] reaches the negligible rate.
    func onset(_ place: Place, weight: Double) -> Double {
      guard place.prefactor > 0 else { return .infinity }
      let span = Natural.logarithm(place.prefactor * weight / NucleationRates.negligible)
      return span > 0 ? (place.barrier / span).squareRoot() : .infinity
    }
    leastSaturation = sites.reduce(onset(bulk, weight: 1)) {
      min($0, onset($1, weight: NucleationRates.largestArea))
    }
  }

  /// Nuclei formed on a surface [1/(µm³ s)]; 0 at and below saturation.
  ///
  /// - Parameters:
  ///   - site: index into the law's sites.
  ///   - area: surface per volume of tissue [µm²/µm³].
  ///   - saturation: ln Ω of the phase.
  package func onSite(_ site: Int, area: Double, saturation: Double) -> Double {
    guard saturation > 0, area > 0 else { return 0 }
    return area * sites[site].rate(1 / (saturation * saturation))
  }

  /// Nuclei formed in the bulk of the fluid [1/(µm³ of fluid s)]; 0 at and below saturation.
  package func inBulk(saturation: Double) -> Double {
    guard saturation > 0, bulk.prefactor > 0 else { return 0 }
    return bulk.rate(1 / (saturation * saturation))
  }
}
