import Parallelism
import Testing

@Suite struct OrderedSumTests {
  @Test func smallTermsSurviveBetweenLargeOnes() {
    // Neumaier's own example: plain addition gives 0, the sum is 2.
    let sum = OrderedSum(planes: 4)
    for (plane, value) in [1, 1e100, 1, -1e100].enumerated() { sum[plane] = value }
    #expect(sum.total == 2)
  }

  @Test func bitsDoNotDependOnTheNumberOfWorkers() {
    var totals: Set<UInt64> = []
    for count in 1...4 {
      let sum = OrderedSum(planes: 37)
      let partial = UnsafeMutablePointer<Double>.allocate(capacity: 37)
      defer { partial.deallocate() }
      Workers(count: count).forEachPlane(37) { plane, _ in
        partial[plane] = 1 / (Double(plane) + 0.1) * (plane % 2 == 0 ? 1 : -1)
      }
      for plane in 0..<37 { sum[plane] = partial[plane] }
      totals.insert(sum.total.bitPattern)
    }
    #expect(totals.count == 1)
  }

  @Test func infinityAndNaNAreNotHidden() {
    let sum = OrderedSum(planes: 2)
    sum[0] = .infinity
    #expect(sum.total == .infinity)
    sum[1] = .nan
    #expect(sum.total.isNaN)
  }

  @Test func anEmptySumIsZero() {
    #expect(OrderedSum(planes: 0).total == 0)
  }
}
