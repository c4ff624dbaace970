import Parallelism
import TissueModel

extension ScenarioReader {
  /// What a generator of vessels needs to know of the rest of the scenario.
  struct Growth {
    /// The tissue so far, nerves included.
    let layout: Scenario.TissueLayout
    /// Seed of the scenario.
    let seed: UInt64
    /// Place of the entry in the scenario, which keeps its random numbers apart.
    let number: Int

    /// Random numbers of this entry.
    var stream: RandomStream {
      RandomStream(seed: seed, purpose: RandomPurpose.vessels + UInt32(truncatingIfNeeded: number))
    }

    /// Whether a point lies in a tissue, nerves included.
    func isIn(_ tissue: String, _ point: SIMD3<Double>) -> Bool {
      layout.tissueName(at: point) == tissue
    }
  }

  /// Most vessels that an entry may grow.
  private static let mostVessels = 20_000.0

  /// A bed of capillaries side by side.
  func bed(_ keys: ObjectReader, in space: Space?, _ growth: Growth) -> Chains? {
    let radius = keys.number("radius_um", .positive, unit: "um")
    return keys.optional("bed")?.object { keys -> Chains? in
      let tissue = keys.optional("tissue").map {
        ($0, $0.name("tissue", among: library.tissues.map(\.id)))
      }
      let direction = keys.required("direction", "\"x\", \"y\" or \"z\"")?.word(Direction.self)
      let density = keys.required("density_per_mm2", "a number > 0")
      let number = density?.number(.above(0, upTo: 100_000), unit: "1/mm2") ?? .nan
      let tortuosity = keys.number(
        "tortuosity", .from(1, to: 3),
        default: Quantity(
          1, unit: "1", source: "default of the format: straight", confidence: .given))
      let irregularity = keys.number(
        "irregularity", .from(0, to: 2),
        default: Quantity(
          0.2, unit: "1", source: "estimate: distances of neighbours vary by about a quarter",
          confidence: .low))
      if let tissue, tissue.1 == nil { return nil }
      guard let space, let direction, number.isFinite, tortuosity.isFinite, irregularity.isFinite
      else { return nil }
      let grid = space.grid
      let extent = grid.extent
      let axis = direction.axis
      let section = extent.x * extent.y * extent.z / extent[axis]
      guard number * 1e-6 * section <= Self.mostVessels else {
        density?.report(
          .outOfStep(
            .atMost((Self.mostVessels / (1e-6 * section)).rounded(.down)),
            limit: "which makes \(NumberRange.plain(Self.mostVessels)) capillaries",
            got: NumberRange.plain(number)))
        return nil
      }
      let bed = CapillaryBed(
        axis: axis, density: number * 1e-6, tortuosity: tortuosity, irregularity: irregularity,
        step: 2 * grid.smallestSpacing)
      let chains = bed.axes(in: extent, stream: growth.stream).flatMap { line in
        line.clipped(to: extent).flatMap { part in
          tissue.flatMap(\.1).map { name in
            part.parts(where: { growth.isIn(name, $0) }, longest: grid.smallestSpacing / 2)
          } ?? [part]
        }
      }.map { Network.Chain(points: $0.points, radius: radius) }
      if chains.isEmpty { keys.reader.report(.growsNothing) }
      return chains.isEmpty ? nil : chains
    } ?? nil
  }

  /// A tree of arterioles.
  func tree(_ keys: ObjectReader, in space: Space?, _ growth: Growth) -> Chains? {
    let radius = keys.number("radius_um", .positive, unit: "um")
    return keys.optional("tree")?.object { keys -> Chains? in
      let from = keys.required("from_um", "a point").flatMap { point($0, in: space) }
      let end = keys.required("to_um", "a point")
      let to = end.flatMap { point($0, in: space) }
      let smallest = keys.required("smallest_radius_um", "a number > 0")
      let thinnest = smallest?.number(.positive, unit: "um") ?? .nan
      let slenderness = keys.number(
        "length_over_radius", .above(0, upTo: 1000),
        default: Quantity(
          20, unit: "1",
          source:
            "recalled: about ten diameters between divisions (M. Zamir, J Theor Biol 197 (1999) 517)",
          confidence: .low))
      let asymmetry = keys.number(
        "asymmetry", .positiveFraction,
        default: Quantity(
          0.5, unit: "1",
          source: "estimate: the thinner branch has half to all of the radius of the other",
          confidence: .low))
      if from != nil, from == to { end?.report(.samePoint) }
      if thinnest > radius {
        smallest?.report(
          .outOfStep(
            .atMost(radius), limit: "the radius_um of the trunk", got: NumberRange.plain(thinnest)))
      }
      // Radii fall at least by 2^(-1/3) with each division, so that the branches number at most 2 (r/r')³.
      let branches = 2 * (radius / thinnest) * (radius / thinnest) * (radius / thinnest)
      guard let from, let to, from != to, radius.isFinite, thinnest <= radius, slenderness.isFinite,
        asymmetry.isFinite
      else { return nil }
      guard branches <= Self.mostVessels else {
        smallest?.report(
          .outOfStep(
            .atLeast(radius / power(Self.mostVessels / 2, 1.0 / 3)),
            limit: "which makes \(NumberRange.plain(Self.mostVessels)) branches",
            got: NumberRange.plain(thinnest)))
        return nil
      }
      let tree = ArteriolarTree(
        root: from, fork: to, radius: radius, smallestRadius: thinnest, slenderness: slenderness,
        asymmetry: asymmetry)
      return tree.branches(stream: growth.stream).map {
        Network.Chain(points: [$0.start, $0.end], radius: $0.radius)
      }
    } ?? nil
  }

  private enum Direction: String, CaseIterable {
    case x, y, z

    var axis: Int { self == .x ? 0 : self == .y ? 1 : 2 }
  }
}
