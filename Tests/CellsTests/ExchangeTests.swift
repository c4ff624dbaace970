import Cells
import Fields
import Testing

@Suite struct ExchangeTests {
  private static let kinds = [
    CellKind.test([
      .walk(Walk(speed: 0.2, persistence: 60)),
      .secretion(
        Secretion(signal: 0, rate: Rate(2e-5, [Response(to: .signal(1), half: 1e-6, none: 0.5, full: 2)]))),
      .uptake(Uptake(signal: 1, maximum: Rate(3e-5), half: 2e-6)),
    ])
  ]

  @Test func sourcesAreThoseOfTheLaws() {
    var scene = Scene(Self.kinds, signals: 2)
    scene.fill(1) { _, _, _ in 1e-6 }
    for _ in 0..<3 {
      scene.population.add(Cell(kind: 0, position: SIMD3(45, 65, 85), radius: 8), at: 0)
    }
    scene.dynamics.decide(scene.population, sensing: scene.surroundings, at: 0, over: 64)
    scene.dynamics.exchange(scene.population, into: scene.exchange, sensing: scene.surroundings)
    let place = scene.grid.index(x: 2, y: 3, z: 4)
    // Three cells; the factor half-way between 0.5 and 2; per 8000 µm³.
    #expect(abs(scene.exchange.production[0, place] / (3 * 2e-5 * 1.25 / 8000) - 1) < 1e-12)
    #expect(abs(scene.exchange.loss[1, place] / (3 * 3e-5 / (2e-6 + 1e-6) / 8000) - 1) < 1e-12)
    let others = (0..<scene.grid.storageCount).filter { $0 != place }
    #expect(others.allSatisfy { scene.exchange.production[0, $0] == 0 && scene.exchange.loss[1, $0] == 0 })
    scene.advance()
    #expect(scene.exchange.production[1, place] == 0 && scene.exchange.loss[0, place] == 0)
  }

  /// A cell of four nuclei does what four cells do.
  @Test func sourcesGrowWithTheNuclei() {
    func sources(_ cells: Int, nuclei: Int) -> [Double] {
      let scene = Scene(Self.kinds, signals: 2)
      scene.fill(1) { _, _, _ in 1e-6 }
      var cell = Cell(kind: 0, position: SIMD3(45, 65, 85), radius: 8)
      cell.nuclei = nuclei
      for _ in 0..<cells { scene.population.add(cell, at: 0) }
      scene.dynamics.decide(scene.population, sensing: scene.surroundings, at: 0, over: 64)
      scene.dynamics.exchange(scene.population, into: scene.exchange, sensing: scene.surroundings)
      let place = scene.grid.index(x: 2, y: 3, z: 4)
      return [scene.exchange.production[0, place], scene.exchange.loss[1, place]]
    }
    // Powers of two: sums and products are exact.
    #expect(sources(1, nuclei: 4) == sources(4, nuclei: 1))
    #expect(sources(1, nuclei: 4)[0] > 0)
  }

  /// What is in the fluid afterwards is what was there, plus what was given, minus what was taken.
  @Test func signalsAreConserved() {
    var scene = Scene(Self.kinds, signals: 2, threads: 2)
    scene.fill(1) { x, _, _ in 1e-6 * Double(x) }
    scene.scatter(500)
    func amount(_ signal: Int) -> Double {
      scene.surroundings.signals.values(of: signal).reduce(0, +) * scene.grid.voxelVolume * 0.3
    }
    let before = [amount(0), amount(1)]
    var books = [0.0, 0.0]
    var taken = [0.0, 0.0]
    for _ in 0..<50 {
      scene.advance()
      let turnover = scene.exchange.act(
        on: scene.surroundings.signals, fluidFraction: 0.3, over: seconds(8192))
      for signal in 0..<2 {
        books[signal] += turnover[signal].given - turnover[signal].taken
        taken[signal] += turnover[signal].taken
      }
    }
    #expect(taken[0] < 1e-12 * books[0] && taken[1] > 0.01 * before[1])
    for signal in 0..<2 {
      // 50 sums over 1000 voxels, each with a few roundings of the largest amount.
      let scale = max(before[signal], amount(signal))
      #expect(abs(before[signal] + books[signal] - amount(signal)) < 50 * 1000 * 0x1p-52 * scale)
    }
  }
}
