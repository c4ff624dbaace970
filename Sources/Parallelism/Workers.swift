#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A persistent team of threads, made once; the thread that calls is worker 0.
///
/// Planes of the grid are the unit of work, and the map from plane to worker is fixed, so that a plane's data stay in
/// one core's cache and results cannot depend on who did the work. Jobs are started by one thread at a time and do not nest.
package final class Workers: @unchecked Sendable {
  /// A job without captures: it gets everything through `context`, so that starting it allocates nothing.
  package typealias Function = @convention(c) (_ context: UnsafeRawPointer, _ worker: Int) -> Void

  /// Number of workers, the caller included.
  package let count: Int

  private let team = Team()
  private let threads: [pthread_t]

  /// Starts `count` − 1 threads; fewer when the system refuses more, which changes the speed and not the results.
  package init(count: Int) {
    precondition(count >= 1, "a team needs at least one worker")
    var threads: [pthread_t] = []
    for worker in 1..<count {
      guard let thread = Workers.startThread(in: team, as: worker) else { break }
      threads.append(thread)
    }
    self.threads = threads
    self.count = threads.count + 1
    team.members = self.count
  }

  deinit {
    team.stop()
    for thread in threads { pthread_join(thread, nil) }
  }

  /// Runs `body` once on each worker and returns when all are done.
  ///
  /// The compiler makes one heap context of a few words per call; `run(_:_:)` makes none.
  package func run(_ body: (_ worker: Int) -> Void) {
    if count == 1 { return body(0) }
    withoutActuallyEscaping(body) { body in
      withUnsafePointer(to: body) { context in
        run(UnsafeRawPointer(context)) { context, worker in
          context.assumingMemoryBound(to: ((Int) -> Void).self).pointee(worker)
        }
      }
    }
  }

  /// Runs `function` once on each worker, handing it `context`, and returns when all are done. Allocates nothing.
  package func run(_ context: UnsafeRawPointer, _ function: Function) {
    team.run(context, function)
  }

  /// Inside a job: holds each worker until all have come here. Every worker must call it equally often.
  package func meet() {
    team.meet()
  }

  /// Runs `body` once for each plane of `0..<planes`, each worker taking its own contiguous block in ascending order.
  package func forEachPlane(_ planes: Int, _ body: (_ plane: Int, _ worker: Int) -> Void) {
    run { worker in
      for plane in self.planes(of: worker, among: planes) { body(plane, worker) }
    }
  }

  /// The block of planes that belongs to `worker`; blocks are contiguous, ascending and differ by at most one plane.
  package func planes(of worker: Int, among planes: Int) -> Range<Int> {
    (planes * worker / count)..<(planes * (worker + 1) / count)
  }

  private static func startThread(in team: Team, as worker: Int) -> pthread_t? {
    let place = Unmanaged.passRetained(Place(team: team, worker: worker))
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = pthread_create(&thread, nil, { serve(at: $0) }, place.toOpaque())
    #else
      var thread = pthread_t()
      let status = pthread_create(&thread, nil, { serve(at: $0!) }, place.toOpaque())
    #endif
    if status != 0 {
      place.release()
      return nil
    }
    return thread
  }
}

/// What a thread is told when it starts.
private final class Place {
  let team: Team
  let worker: Int

  init(team: Team, worker: Int) {
    self.team = team
    self.worker = worker
  }
}

private func serve(at place: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
  let place = Unmanaged<Place>.fromOpaque(place).takeRetainedValue()
  place.team.serve(as: place.worker)
  return nil
}
