/// A pathogen as cells meet it: bacteria that lie still between the cells and multiply there and inside them.
///
/// Numbers are real ones, as in the published models of the granuloma (J. L. Segovia-Juarez, S. Ganguli, D. Kirschner, J.
/// Theor. Biol. 231 (2004) 357–376): a bacterium on its way to division counts as more than one. Fewer than ``least`` of them
/// are none.
package struct Pathogen: Equatable, Sendable {
  /// Identifier: `M_tuberculosis`.
  package let id: String
  /// Growth outside and inside cells where nothing hinders it [1/s].
  package let growthOutside, growthInside: Double
  /// Number per volume of tissue at which growth outside cells ends [1/µm³].
  package let largestNumber: Double

  /// Fewer bacteria than this in a cell, or left by one in a voxel, are none: they count as killed.
  package static let least = 0.5

  /// A pathogen that grows at the rates `growthOutside` and `growthInside` [1/s], outside up to `largestNumber` [1/µm³].
  package init(id: String, growthOutside: Double, growthInside: Double, largestNumber: Double) {
    precondition(
      growthOutside >= 0 && growthInside >= 0 && largestNumber > 0, "bacteria that grow, with room")
    self.id = id
    self.growthOutside = growthOutside
    self.growthInside = growthInside
    self.largestNumber = largestNumber
  }

  /// What becomes of `number` per volume outside cells [1/µm³] after `time` [s] at `share` of the growth: exact for the
  /// logistic law dn/dt = r·n·(1 − n/K) (P.-F. Verhulst, Corresp. Math. Phys. 10 (1838) 113–121). Where there are more than K
  /// none grows and none dies.
  package func number(_ number: Double, after time: Double, share: Double = 1) -> Double {
    if !(number > 0) || number >= largestNumber { return number }
    let gain = expm1(growthOutside * share * time)
    return number + number * gain * (1 - number / largestNumber) / (1 + number / largestNumber * gain)
  }
}

/// Taking up pathogens, one at a time, until the cell bears no more.
///
/// The rate is `rate`·n/(n + n½) with the number n outside per volume of tissue. One that has room for less than the last one
/// takes none; where fewer than one and a half are left all are taken.
package struct Ingestion: Equatable, Sendable {
  /// Pathogens per time where there are plenty [1/s].
  package let rate: Rate
  /// Number of pathogens per volume of tissue at which the rate is half [1/µm³].
  package let halfNumber: Double
  /// Pathogens that a cell bears, for each nucleus.
  package let capacity: Double
  /// Growth of the pathogens inside, over what the pathogen's own would be.
  package let growth: Double

  /// Takes pathogens until there are `capacity`, which grow at `growth` times their own rate.
  package init(rate: Rate, halfNumber: Double, capacity: Double, growth: Double = 1) {
    precondition(halfNumber > 0 && capacity > 0 && growth >= 0, "limits above zero")
    self.rate = rate
    self.halfNumber = halfNumber
    self.capacity = capacity
    self.growth = growth
  }
}

/// Killing pathogens inside the cell: each at a rate. With growth, dN/dt = (g − k)·N.
package struct IntracellularKilling: Equatable, Sendable {
  /// Share killed per time, k [1/s].
  package let rate: Rate

  /// Kills at `rate` [1/s].
  package init(rate: Rate) {
    self.rate = rate
  }

  /// What becomes of `number` pathogens inside after `time` [s]: what is left, grown and killed, with left = number + grown −
  /// killed but for rounding.
  package static func course(
    of number: Double, growth: Double, killing: Double, over time: Double
  ) -> (left: Double, grown: Double, killed: Double) {
    let net = growth - killing
    // ∫N dt over N: (e^(net·t) − 1)/net, which is t without any.
    let span = net != 0 ? expm1(net * time) / net : time
    let (grown, killed) = (growth * span * number, killing * span * number)
    return (max(0, number + grown - killed), grown, killed)
  }
}

/// Killing an infected cell in touch, as cytotoxic T cells do.
///
/// Attempts come at a rate; one succeeds where a cell of a target kind that holds pathogens is in touch. It dies of it as
/// ``death`` says.
package struct Cytotoxicity: Equatable, Sendable {
  /// Kinds that are killed where they hold pathogens.
  package let targets: [Int]
  /// What is left of the killed cell; its rate is that of the attempts [1/s].
  package let death: Death

  /// Kills cells of `targets` in the way of `death`, tried at its rate.
  package init(targets: [Int], death: Death) {
    precondition(!targets.isEmpty, "somebody is killed")
    self.targets = targets
    self.death = death
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
