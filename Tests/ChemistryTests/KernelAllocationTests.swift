import AllocationCounter
import Chemistry
import Testing

/// The kernel works in the memory that it was made with.
@Suite(.enabled(if: countsAllocations())) struct KernelAllocationTests {
  /// What the counter is worth: an array is one request.
  @Test func anArrayIsCounted() {
    let before = allocationCount()
    let array = [Double](repeating: 1, count: Int.random(in: 1000...2000))
    let after = allocationCount()
    #expect(after > before && array.count >= 1000)
  }

  /// Warm and cold speciation and growth, in every mode of acidity.
  @Test(arguments: ReactionKernelTests.modes)
  func aSolutionAllocatesNothing(mode: AcidBase) throws {
    let kernel = try TestLibrary.kernel(mode, minerals: ["HAP", "ACP"])
    let totals = try TestLibrary.fluid(pH: 7.4, ["Ca": 1.3e-3, "PO4": 1.2e-3, "Mg": 6e-4, "PPi": 2e-6])
    for lane in 0..<8 {
      kernel.fill(lane: lane, totals: totals, fluidFraction: 0.3)
      for mineral in 0..<2 {
        kernel.block.put(CrystalPopulation(number: 1e-3, radius: 0.1), of: mineral, lane: lane)
        kernel.block.rateFactor[mineral][lane] = 1
      }
    }
    let before = allocationCount()
    for step in 0..<20 {
      // The first of ten forgets its last state.
      if step % 10 == 0 {
        for entry in kernel.system.basis.indices { kernel.block.logActivity[entry] = .init(repeating: .nan) }
      }
      kernel.block.timeStep = step % 2 == 0 ? 0 : 600
      _ = kernel.solve(lanes: 8)
    }
    #expect(allocationCount() == before)
  }
}
