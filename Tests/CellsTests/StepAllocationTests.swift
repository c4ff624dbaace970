import AllocationCounter
import Cells
import Testing

/// Steps work in the memory that was reserved.
@Suite(.enabled(if: countsAllocations())) struct StepAllocationTests {
  @Test(arguments: [1, 2])
  func aStepAllocatesNothing(threads: Int) {
    let answer = Response(to: .signal(0), half: 1e-6, exponent: 2)
    let kind = CellKind.test(
      [
        .walk(Walk(speed: 0.1, persistence: 30)),
        .chemotaxis(Chemotaxis(signal: 0, dissociation: 1e-6, halfDifference: 0.01)),
        .secretion(Secretion(signal: 0, rate: Rate(1e-4, [answer]))),
        .uptake(Uptake(signal: 0, maximum: Rate(1e-4), half: 1e-6)), .growth(Growth(rate: 1e-3)),
        .death(Death(rate: Rate(1e-3), body: nil)), .division(Division(rate: Rate(1e-3))),
        .change(Change(to: 0, rate: Rate(1e-3, [answer]))),
        .fusion(Fusion(rate: Rate(1e-4), product: 1)),
      ], repulsion: 0.1, adhesion: 0.01)
    var scene = Scene([kind, .test([], repulsion: 0.1)], signals: 1, threads: threads, capacity: 5000)
    scene.fill(0) { x, _, _ in 1e-7 * Double(x) }
    scene.scatter(2000)
    for _ in 0..<3 { scene.advance() }
    var counts: [Int] = []
    counts.reserveCapacity(20)
    for _ in 0..<20 {
      let before = allocationCount()
      scene.advance()
      counts.append(allocationCount() - before)
    }
    #expect(counts == [Int](repeating: 0, count: 20))
    #expect(scene.population.count > 1000)
  }
}
