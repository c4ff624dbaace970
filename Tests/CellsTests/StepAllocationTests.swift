import AllocationCounter
import Cells
import Fields
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
        .fusion(Fusion(rate: Rate(1e-4), product: 1)), .digestion(Digestion(pH: 5)),
        .phagocytosis(Phagocytosis(rate: Rate(1e-2), halfNumber: 1e-4, largestRadius: 1, capacity: 100)),
        .departure(Departure(rate: Rate(1e-3))),
        .death(Death(rate: Rate(1e-4), body: 1, releases: [Release(signal: 0, amount: 1)])),
        .recognition(Recognition(to: 1, presenters: [0], needsLoad: true, rate: Rate(1e-4))),
        .collagenLaying(CollagenLaying(rate: Rate(1e-4), largest: 300)),
      ], repulsion: 0.1, adhesion: 0.01)
    var scene = Scene(
      [kind, .test([], repulsion: 0.1)], signals: 1, threads: threads, capacity: 5000, minerals: 2,
      digestion: [[1e-4, 0], [0, 0]])
    scene.fill(0) { x, _, _ in 1e-7 * Double(x) }
    scene.fillCrystals(0, number: 1e-3, radius: 0.5)
    scene.fillCrystals(1, number: 1e-3, radius: 0.7)
    scene.surroundings.bursts = FieldSet(grid: scene.grid, count: 1)
    scene.matrix = MatrixExchange(grid: scene.grid)
    scene.scatter(2000)
    for _ in 0..<3 { scene.advance() }
    let copy = scene.population.duplicate()
    var counts: [Int] = []
    counts.reserveCapacity(20)
    for _ in 0..<20 {
      let before = allocationCount()
      scene.advance()
      copy.copyState(from: scene.population)
      counts.append(allocationCount() - before)
    }
    #expect(counts == [Int](repeating: 0, count: 20))
    #expect(scene.population.count > 1000 && copy.count == scene.population.count)
    #expect(scene.population.cells.filter { $0.load > 0 }.count > 100)
  }
}
