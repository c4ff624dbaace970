import AllocationCounter
import Fields
import Testing
import Transport

/// A step works in the memory that its solver was made with.
@Suite(.enabled(if: countsAllocations())) struct TransportAllocationTests {
  /// Even and uneven tissue, this with losses and sources, in space and in a plane; a group that is not full.
  @Test(arguments: [(19, 14, 11), (33, 21, 1)], [false, true])
  func aPassAllocatesNothing(shape: (Int, Int, Int), isEven: Bool) throws {
    let (nx, ny, nz) = shape
    let tissue =
      isEven
      ? LineCase(TransportCase(nx, ny, nz, spacing: (10, 10, 10))) : LineCase.random(nx, ny, nz)
    tissue.reacts = !isEven
    let fields = FieldSet(grid: tissue.test.grid, count: 3)
    let solutes = (0..<3).map { number in
      var solute = tissue.solute
      solute.concentration = fields.pointer(number)
      return solute
    }
    _ = try tissue.line.advance(solutes, over: 0.001)
    let before = allocationCount()
    var passes = 0
    for _ in 0..<5 { passes += try tissue.line.advance(solutes, over: 0.001).passes }
    let after = allocationCount()
    #expect(after == before)
    #expect(passes >= 15)
  }

  /// The unsplit solver in uneven tissue, and the change by its iterate.
  @Test func anUnsplitStepAllocatesNothing() throws {
    let test = PropertyTests.random(19, 14, 11)
    test.prepare()
    try test.advance(10)
    let before = allocationCount()
    try test.advance(10)
    #expect(allocationCount() == before)
  }
}
