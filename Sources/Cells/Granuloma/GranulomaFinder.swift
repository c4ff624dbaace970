/// Finds granulomas in a population: from the places and kinds of the cells alone.
package struct GranulomaFinder {
  private let criteria: GranulomaCriteria
  private let kindCount: Int

  /// A finder for `criteria` among `kindCount` kinds.
  package init(_ criteria: GranulomaCriteria, kindCount: Int) {
    self.criteria = criteria
    self.kindCount = kindCount
  }

  /// All granulomas, in the order of their lowest member.
  package func find(in population: Population) -> [Granuloma] {
    let all = population.cells
    let lineage = all.filter { criteria.lineage.contains($0.kind) }
    var clusters = Clusters(lineage.map(\.position), distance: criteria.distance)
    let labels = clusters.labels(neighbours: criteria.neighbours)
    var members: [Int: [Cell]] = [:]
    for (cell, label) in zip(lineage, labels) where label >= 0 { members[label, default: []].append(cell) }
    return members.sorted { $0.key < $1.key }.map(\.value).filter { $0.count >= criteria.fewest }
      .map { granuloma($0, among: all, isPlanar: population.isPlanar) }
  }

  private func granuloma(_ cells: [Cell], among all: [Cell], isPlanar: Bool) -> Granuloma {
    let number = Double(cells.count)
    let centre = cells.reduce(SIMD3<Double>.zero) { $0 + $1.position } / number
    let spread = Spread(cells.map { $0.position - centre }, isPlanar: isPlanar)
    let radius = spread.radius
    var shells = [[Int]](
      repeating: [Int](repeating: 0, count: kindCount), count: Granuloma.shellEdges.count)
    var bodies = 0
    for cell in all {
      let way = cell.position - centre
      let share = (way * way).sum().squareRoot() / radius
      guard let shell = Granuloma.shellEdges.firstIndex(where: { share < $0 }) else { continue }
      shells[shell][cell.kind] += 1
      if share < 1, criteria.bodies.contains(cell.kind) { bodies += 1 }
    }
    let giants = cells.filter { $0.nuclei > 1 }
    return Granuloma(
      members: cells.map(\.id), centre: centre, radius: radius, roundness: spread.roundness, shells: shells,
      giantCells: giants.count, nuclei: giants.reduce(0) { $0 + $1.nuclei },
      mostNuclei: giants.map(\.nuclei).max() ?? 1, load: cells.reduce(0) { $0 + $1.load }, bodies: bodies,
      coreShares: (coreShare(shells[0]), coreShare(shells[1])))
  }

  private func coreShare(_ counts: [Int]) -> Double {
    let core = criteria.core.reduce(0) { $0 + counts[$1] }
    let lineage = criteria.lineage.reduce(0) { $0 + counts[$1] }
    return lineage > 0 ? Double(core) / Double(lineage) : 0
  }
}

/// Second moments of places about their mean.
private struct Spread {
  let radius, roundness: Double

  init(_ ways: [SIMD3<Double>], isPlanar: Bool) {
    var (square, cross) = (SIMD3<Double>.zero, SIMD3<Double>.zero)
    for way in ways {
      square += way * way
      cross += SIMD3(way.y * way.z, way.z * way.x, way.x * way.y)
    }
    square /= Double(ways.count)
    cross /= Double(ways.count)
    // ⟨r²⟩ of an even ball is 3R²/5, of an even disc R²/2.
    radius = ((isPlanar ? 2 : 5.0 / 3) * square.sum()).squareRoot()
    let ends = isPlanar ? Spread.planarEnds(square, cross.z) : Spread.ends(square, cross)
    roundness = ends.high > 0 ? max(0, ends.low / ends.high).squareRoot() : 0
  }

  private static func planarEnds(_ square: SIMD3<Double>, _ cross: Double) -> (low: Double, high: Double) {
    let mean = (square.x + square.y) / 2
    let half = (square.x - square.y) / 2
    let size = (half * half + cross * cross).squareRoot()
    return (mean - size, mean + size)
  }

  /// Smallest and largest eigenvalue of a symmetric matrix by the trigonometric solution of its cubic (O. K. Smith, Comm.
  /// ACM 4 (1961) 168).
  private static func ends(_ square: SIMD3<Double>, _ cross: SIMD3<Double>) -> (low: Double, high: Double) {
    let mean = square.sum() / 3
    let d = square - mean
    let size = (((d * d).sum() + 2 * (cross * cross).sum()) / 6).squareRoot()
    if size == 0 { return (mean, mean) }
    let determinant =
      d.x * (d.y * d.z - cross.x * cross.x) - cross.z * (cross.z * d.z - cross.x * cross.y)
      + cross.y * (cross.z * cross.x - d.y * cross.y)
    let angle = acos(max(-1, min(1, determinant / (2 * size * size * size)))) / 3
    return (mean + 2 * size * cos(angle + 2 * Double.pi / 3), mean + 2 * size * cos(angle))
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
