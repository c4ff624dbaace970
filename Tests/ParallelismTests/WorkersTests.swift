import Parallelism
import Synchronization
import Testing

@Suite struct WorkersTests {
  @Test(arguments: [1, 2, 3, 5]) func everyPlaneIsDoneOnceByItsOwner(count: Int) {
    let workers = Workers(count: count)
    #expect(workers.count == count)
    for planes in [0, 1, 2, 7, 64] {
      var owner: [Int] = []
      for worker in 0..<count { owner += workers.planes(of: worker, among: planes).map { _ in worker } }
      let seen = UnsafeMutablePointer<Int>.allocate(capacity: max(planes, 1))
      defer { seen.deallocate() }
      seen.initialize(repeating: -1, count: max(planes, 1))
      workers.forEachPlane(planes) { plane, worker in
        #expect(seen[plane] == -1)
        seen[plane] = worker
      }
      #expect((0..<planes).map { seen[$0] } == owner)
    }
  }

  @Test func aThousandJobsAreEachDoneByAll() {
    let workers = Workers(count: 3)
    let calls = Atomic<Int>(0)
    for _ in 0..<1000 {
      workers.run { _ in _ = calls.add(1, ordering: .relaxed) }
    }
    #expect(calls.load(ordering: .relaxed) == 3000)
  }

  @Test func nobodyPassesAMeetingBeforeAllHaveCome() {
    let workers = Workers(count: 3)
    let arrivals = Atomic<Int>(0)
    let early = Atomic<Int>(0)
    workers.run { _ in
      for round in 1...200 {
        _ = arrivals.add(1, ordering: .sequentiallyConsistent)
        workers.meet()
        if arrivals.load(ordering: .sequentiallyConsistent) < 3 * round {
          _ = early.add(1, ordering: .relaxed)
        }
        workers.meet()
      }
    }
    #expect(early.load(ordering: .relaxed) == 0)
    #expect(arrivals.load(ordering: .relaxed) == 600)
  }

  @Test func sleepingWorkersWakeForTheNextJob() async throws {
    let workers = Workers(count: 2)
    let calls = Atomic<Int>(0)
    for _ in 0..<3 {
      // Far longer than the spins and yields of an idle worker: it sleeps.
      try await Task.sleep(for: .milliseconds(30))
      workers.run { _ in _ = calls.add(1, ordering: .relaxed) }
    }
    #expect(calls.load(ordering: .relaxed) == 6)
  }

  @Test func teamsAreMadeAndLeftAHundredTimes() {
    for _ in 0..<100 {
      let calls = Atomic<Int>(0)
      Workers(count: 4).run { _ in _ = calls.add(1, ordering: .relaxed) }
      #expect(calls.load(ordering: .relaxed) == 4)
    }
  }
}
