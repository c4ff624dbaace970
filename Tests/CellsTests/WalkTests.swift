import Cells
import Fields
import Parallelism
import Testing

@Suite struct WalkTests {
  /// 8000 cells far from the sides, in steps of 1/8, 1/2 and 4 persistence times: Fürth's formula at all of them.
  @Test(arguments: [(1, 8), (1, 2), (4, 1)], [1, 20])
  func meanSquareDisplacementIsFuerths(step: (Int, Int), planes: Int) {
    // A persistence time of 65536 ticks: one minute.
    let walk = Walk(speed: 0.1, persistence: 60)
    let ticks = 65536 * step.0 / step.1
    // No cell comes farther than 48 µm in eight minutes, and none starts within 100 µm of a side.
    var scene = Scene(
      [.test([.walk(walk)])], size: (20, 20, planes), interval: 1 << 30, capacity: 8000)
    let stream = RandomStream(seed: 3, purpose: 3)
    for cell in 0..<8000 {
      let (x, y) = stream.uniformPair(index: cell, tick: 0)
      let z = stream.uniform(index: cell, tick: 1)
      let place = SIMD3(0.25 + x / 2, 0.25 + y / 2, 0.25 + z / 2) * scene.grid.extent
      scene.population.add(Cell(kind: 0, position: place, radius: 8), at: 0)
    }
    let starts = scene.population.cells.map(\.position)
    let steps = 8 * 65536 / ticks
    for count in 1...steps {
      scene.advance(ticks)
      let squares = zip(scene.population.cells, starts).map { cell, start -> Double in
        let way = cell.position - start
        return (way * way).sum()
      }
      let mean = squares.reduce(0, +) / 8000
      let variance = squares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 7999
      let expected = walk.meanSquareDisplacement(after: seconds(count * ticks))
      // Five standard errors of the mean; steps share their cells, and there are at most 64 of them.
      #expect(abs(mean - expected) < 5 * (variance / 8000).squareRoot(), "\(count)")
    }
  }

  /// Occupancy that rises evenly along x: the drift is speed × bias.
  @Test(arguments: [1, 3], [0.002, 0.005, 0.02])
  func driftIsSpeedTimesBias(planes: Int, difference: Double) {
    let radius = 8.0
    let law = Chemotaxis(signal: 0, dissociation: 1e-6, halfDifference: 0.005)
    let walk = Walk(speed: 0.1, persistence: 60)
    var scene = Scene(
      [.test([.walk(walk), .chemotaxis(law)], radius: radius)], size: (30, 30, planes), voxel: 100,
      signals: 1, interval: 1 << 30, capacity: 8000)
    // Over 2r the occupancy rises by `difference`, and is 0.5 in the middle; it is even within 380 µm, where cells come.
    let slope = difference / (2 * radius)
    scene.fill(0) { x, _, _ in
      let occupancy = min(0.98, max(0.01, 0.5 + slope * ((Double(x) + 0.5) * 100 - 1500)))
      return law.dissociation * occupancy / (1 - occupancy)
    }
    let stream = RandomStream(seed: 3, purpose: 3)
    for cell in 0..<8000 {
      let place = SIMD3(1500, 500 + 2000 * stream.uniform(index: cell, tick: 0), 150)
      scene.population.add(Cell(kind: 0, position: place, radius: Float(radius)), at: 0)
    }
    let heights = scene.population.cells.map(\.position.y)
    // Cells start without bias and keep it from their first turn on: let all turn, then measure.
    for _ in 0..<10 { scene.advance(65536) }
    let before = scene.population.cells.map(\.position.x)
    let minutes = 10
    for _ in 0..<minutes { scene.advance(65536) }
    let ways = zip(scene.population.cells, before).map { $0.position.x - $1 }
    let mean = ways.reduce(0, +) / 8000
    let deviation = (ways.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 7999).squareRoot()
    let expected = walk.speed * law.bias(difference: difference) * Double(minutes) * 60
    #expect(abs(mean - expected) < 5 * deviation / 8000.0.squareRoot(), "\(mean) \(expected)")
    let sideways = zip(scene.population.cells, heights).map { $0.position.y - $1 }.reduce(0, +) / 8000
    // Without a gradient across, the mean way is zero; its variance is at most v²τ·2(T + 10 min) per axis.
    let spread = (2 * 0.01 * 60 * Double(minutes + 10) * 60 / 8000).squareRoot()
    #expect(abs(sideways) < 5 * spread)
  }

  /// A speed that falls from 1 to nothing with a signal: a quarter is left at three times the half stimulus.
  @Test func signalsChangeTheSpeed() {
    let answer = Response(to: .signal(0), half: 1, none: 1, full: 0)
    var scene = Scene(
      [.test([.walk(Walk(speed: 0.1, persistence: 1e12, responses: [answer]))])], signals: 1)
    scene.population.add(Cell(kind: 0, position: SIMD3(100, 100, 100), radius: 8), at: 0)
    for (level, factor) in [(0.0, 1.0), (3, 0.25)] {
      scene.fill(0) { _, _, _ in level }
      let before = scene.population.cells[0].position
      scene.advance()
      let way = scene.population.cells[0].position - before
      // The direction has single precision.
      #expect(abs((way * way).sum().squareRoot() / (0.1 * seconds(8192) * factor) - 1) < 1e-6)
    }
  }

  @Test func directionsAreOfUnitLength() {
    let law = Chemotaxis(signal: 0, dissociation: 1, halfDifference: 1e-6)
    var scene = Scene(
      [.test([.walk(Walk(speed: 0.1, persistence: 10)), .chemotaxis(law)])], signals: 1)
    scene.fill(0) { x, y, z in Double(x + y + z) }
    scene.scatter(500)
    for _ in 0..<20 { scene.advance() }
    for cell in scene.population.cells {
      let length = (cell.direction * cell.direction).sum()
      #expect(abs(length - 1) < 1e-5)
    }
  }
}
