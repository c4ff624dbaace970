import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the threads of one `Workers` share: the current job, the barriers and the place where idle threads sleep.
///
/// A thread that waits spins for a moment, then gives its core away between looks, and then sleeps on a condition variable:
/// a waiting program costs no processor time, and on a busy machine the thread that is waited for gets the core.
final class Team: @unchecked Sendable {
  /// A job as a context and a function without captures: starting it allocates nothing.
  typealias Function = @convention(c) (_ context: UnsafeRawPointer, _ worker: Int) -> Void

  /// Looks at an atomic before the core is given away.
  private static let spins = 2000
  /// Looks, each followed by a yield, before a waiting thread sleeps.
  private static let yields = 400

  private let generation = Atomic<Int>(0)
  private let unfinished = Atomic<Int>(0)
  private let arrived = Atomic<Int>(0)
  private let phase = Atomic<Int>(0)
  private let sleeping = Atomic<Int>(0)
  private let stopping = Atomic<Bool>(false)
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var function: Function?
  private var context: UnsafeRawPointer?

  /// Threads that take part, the caller included; set before the first job.
  var members = 1

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Runs `function` once on every member and returns when all are done. Called by member 0 only.
  func run(_ context: UnsafeRawPointer, _ function: Function) {
    if members > 1 {
      self.function = function
      self.context = context
      unfinished.store(members - 1, ordering: .relaxed)
      _ = generation.add(1, ordering: .sequentiallyConsistent)
      wakeSleepers()
    }
    function(context, 0)
    if members > 1 {
      wait { unfinished.load(ordering: .sequentiallyConsistent) == 0 }
    }
  }

  /// Holds every member until all have come here; called by each of them from inside a job.
  func meet() {
    if members == 1 { return }
    let current = phase.load(ordering: .acquiring)
    if arrived.add(1, ordering: .acquiringAndReleasing).newValue == members {
      arrived.store(0, ordering: .relaxed)
      phase.store(current &+ 1, ordering: .sequentiallyConsistent)
      wakeSleepers()
    } else {
      wait { phase.load(ordering: .sequentiallyConsistent) != current }
    }
  }

  /// Lets every thread leave `serve`.
  func stop() {
    stopping.store(true, ordering: .sequentiallyConsistent)
    _ = generation.add(1, ordering: .sequentiallyConsistent)
    wakeSleepers()
  }

  /// The life of the thread that is member `worker`: take each job in turn until `stop`.
  func serve(as worker: Int) {
    var done = 0
    while true {
      wait { generation.load(ordering: .sequentiallyConsistent) != done }
      if stopping.load(ordering: .sequentiallyConsistent) { return }
      done &+= 1
      if let function, let context { function(context, worker) }
      if unfinished.subtract(1, ordering: .sequentiallyConsistent).newValue == 0 { wakeSleepers() }
    }
  }

  /// After a change that somebody may wait for. Whoever goes to sleep has said so before the last look, and whoever
  /// changes something looks for sleepers after it: one of the two sees the other.
  private func wakeSleepers() {
    guard sleeping.load(ordering: .sequentiallyConsistent) > 0 else { return }
    pthread_mutex_lock(mutex)
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
  }

  @inline(__always)
  private func wait(until isOver: () -> Bool) {
    for look in 0..<(Team.spins + Team.yields) {
      if isOver() { return }
      if look >= Team.spins { sched_yield() }
    }
    pthread_mutex_lock(mutex)
    _ = sleeping.add(1, ordering: .sequentiallyConsistent)
    while !isOver() { pthread_cond_wait(condition, mutex) }
    _ = sleeping.subtract(1, ordering: .sequentiallyConsistent)
    pthread_mutex_unlock(mutex)
  }
}
