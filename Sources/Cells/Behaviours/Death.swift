/// Dying at a rate: without responses the lifetime is exponential with mean 1/rate.
package struct Death: Equatable, Sendable {
  /// Deaths per time [1/s].
  package let rate: Rate
  /// Kind of the body that is left, nil where the cell vanishes.
  package let body: Int?
  /// What is given off at once.
  package let releases: [Release]
  /// Area of membranes for each nucleus that lie bare afterwards, where the cell bursts [µm²].
  package let debris: Double
  /// Share of the pathogens inside that come out alive.
  package let survivingPathogens: Double
  /// Volume for each nucleus that stays as caseum where there are pathogens [µm³].
  package let caseum: Double

  /// Dies at `rate` [1/s], leaves `body`, `debris` [µm²] and `caseum` [µm³], gives off `releases` and a share of its pathogens.
  package init(
    rate: Rate, body: Int?, releases: [Release] = [], debris: Double = 0, survivingPathogens: Double = 1,
    caseum: Double = 0
  ) {
    precondition(debris >= 0 && caseum >= 0, "an area and a volume are not negative")
    precondition(survivingPathogens >= 0 && survivingPathogens <= 1, "a share of the pathogens")
    self.rate = rate
    self.body = body
    self.releases = releases
    self.survivingPathogens = survivingPathogens
    self.caseum = caseum
    self.debris = debris
  }
}

/// An amount of a signal that a dying cell gives off at once.
package struct Release: Equatable, Sendable {
  /// The signal: its place in the list.
  package let signal: Int
  /// Amount for each nucleus [amol].
  package let amount: Double

  /// Gives off `amount` [amol] of `signal` for each nucleus.
  package init(signal: Int, amount: Double) {
    precondition(amount >= 0, "an amount is not negative")
    self.signal = signal
    self.amount = amount
  }
}

/// Leaving the tissue alive, through lymph vessels that are not drawn.
package struct Departure: Equatable, Sendable {
  /// Departures per time [1/s].
  package let rate: Rate

  /// Leaves at `rate` [1/s].
  package init(rate: Rate) {
    self.rate = rate
  }
}
