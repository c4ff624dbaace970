import Cells
import Fields
import Testing

/// Collagen and matrix vesicles: what cells lay down, remove and give off, and how dense tissue slows them.
@Suite struct MatrixTests {
  /// A scene with a matrix, of the cells of `kinds` at one point each.
  private struct Matrix {
    var scene: Scene
    let exchange: MatrixExchange
    let collagen: FieldSet

    init(_ kinds: [CellKind], count: Int = 1, collagen start: Double = 0) {
      scene = Scene(kinds, size: (4, 4, 4), interval: 1 << 40)
      exchange = MatrixExchange(grid: scene.grid)
      collagen = FieldSet(grid: scene.grid, count: 1)
      for z in 0..<4 {
        for y in 0..<4 { for x in 0..<4 { collagen[0, scene.grid.index(x: x, y: y, z: z)] = start } }
      }
      scene.surroundings.collagen = collagen
      for kind in kinds.indices {
        for _ in 0..<count {
          scene.population.add(Cell(kind: kind, position: SIMD3(30, 30, 30), radius: 8), at: 0)
        }
      }
    }

    var place: Int { scene.grid.index(x: 1, y: 1, z: 1) }

    mutating func advance(_ ticks: Int = 65536) {
      scene.dynamics.advance(
        scene.population, in: scene.surroundings, exchanging: scene.exchange, matrix: exchange,
        at: scene.tick, over: ticks)
      scene.tick += ticks
      exchange.act(on: collagen, over: seconds(ticks))
    }
  }

  /// Three cells lay p·(1 − c/c∞) each: c(t) = c∞(1 − e^(−3pt/(V·c∞))), in 5 steps as in 50.
  @Test(arguments: [5, 50])
  func collagenIsLaidUntilTheMatrixIsFull(steps: Int) {
    let laying = CollagenLaying(rate: Rate(2e-4), largest: 300)
    var matrix = Matrix([.test([.collagenLaying(laying)])], count: 3)
    let all = Int(5e6 / CellDynamics.tick)
    for step in 0..<steps { matrix.advance(all * (step + 1) / steps - all * step / steps) }
    // 1 pg per 8000 µm³ is 1/8 mg/mL.
    let growth = 3 * 2e-4 / 8
    let wanted = -300 * expm1(-growth * seconds(all) / 300)
    #expect(wanted > 100 && wanted < 280)
    // A few roundings in each step.
    #expect(abs(matrix.collagen[0, matrix.place] - wanted) < 10 * Double(steps) * 0x1p-52 * 300)
    #expect(matrix.collagen.values(of: 0).filter { $0 > 0 }.count == 1)
  }

  @Test func nobodyLaysOrDissolvesWhereThereIsMore() {
    var matrix = Matrix(
      [.test([.collagenLaying(CollagenLaying(rate: Rate(1), largest: 300))])], collagen: 310)
    for _ in 0..<10 { matrix.advance() }
    #expect(matrix.collagen.values(of: 0).allSatisfy { $0 == 310 })
  }

  /// Removal clears q per cell and time: c(t) = c₀e^(−qt/V).
  @Test func collagenIsRemovedInProportion() {
    var matrix = Matrix(
      [.test([.collagenRemoval(CollagenRemoval(rate: Rate(0.5)))])], count: 2, collagen: 200)
    for _ in 0..<100 { matrix.advance() }
    let wanted = 200 * exp(-2 * 0.5 * 6000 / 8000)
    #expect(abs(matrix.collagen[0, matrix.place] - wanted) < 100 * 10 * 0x1p-52 * 200)
    #expect(matrix.collagen.values(of: 0).filter { $0 == 200 }.count == 63)
  }

  /// Area per volume of tissue and time, gone from the exchange with the cells.
  @Test func vesiclesAreGivenOffAtTheirRate() {
    var matrix = Matrix([
      .test([
        .vesicleRelease(VesicleRelease(rate: Rate(3e-3))),
        .departure(Departure(rate: Rate(1, [Response(to: .collagen, half: 1)]))),
      ]), .test([.vesicleRelease(VesicleRelease(rate: Rate(1e-3)))]),
    ])
    matrix.advance()
    #expect(abs(matrix.exchange.vesicles[matrix.place] / (4e-3 / 8000) - 1) < 1e-14)
    #expect(matrix.exchange.production[matrix.place] == 0 && matrix.exchange.loss[matrix.place] == 0)
    matrix.collagen[0, matrix.place] = 1000
    matrix.advance()
    matrix.advance()
    #expect(matrix.scene.population.count == 1)
    #expect(abs(matrix.exchange.vesicles[matrix.place] / (1e-3 / 8000) - 1) < 1e-14)
    matrix.scene.population.restore([], nextID: 2, lastInterval: 0)
    matrix.advance()
    #expect((0..<matrix.scene.grid.storageCount).allSatisfy { matrix.exchange.vesicles[$0] == 0 })
  }

  /// A walker in dense collagen goes at v·f(c): its straight run is shorter by that factor.
  @Test(arguments: [0.0, 50, 100, 400])
  func denseTissueSlowsWalkers(collagen: Double) {
    let answer = Response(to: .collagen, half: 100, exponent: 2, none: 1, full: 0.1)
    var matrix = Matrix(
      [.test([.walk(Walk(speed: 0.1, persistence: 1e12, responses: [answer]))])], collagen: collagen)
    let before = matrix.scene.population.cells[0].position
    matrix.advance()
    let way = matrix.scene.population.cells[0].position - before
    let wanted = 0.1 * answer.factor(at: collagen) * 60
    // The direction is a unit vector in single precision.
    #expect(abs((way * way).sum().squareRoot() - wanted) < wanted * 4 * 0x1p-23)
  }

  /// In a crowd a walker whose speed falls with pressure gets less far: all overlap alike here.
  @Test func crowdsSlowWalkers() {
    let answer = Response(to: .pressure, half: 0.5, exponent: 1, none: 1, full: 0)
    func spread(_ responses: [Response]) -> Double {
      // They overlap without a push.
      var scene = Scene(
        [.test([.walk(Walk(speed: 0.02, persistence: 1e12, responses: responses))])], interval: 65536)
      for _ in 0..<2 {
        scene.population.add(Cell(kind: 0, position: SIMD3(100, 100, 100), radius: 8), at: 0)
      }
      for _ in 0..<20 { scene.advance(65536) }
      let way = scene.population.cells[0].position - SIMD3(repeating: 100)
      return (way * way).sum().squareRoot()
    }
    let free = spread([])
    #expect(abs(free - 0.02 * 1200) < 1e-5)
    // Pressure falls from 1 to 0 as they part: slower at first by 1/3 and never faster.
    #expect(spread([answer]) < 0.9 * free && spread([answer]) > 0.3 * free)
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
