import Foundation
import Synchronization

/// Signals that ask a run to end: the first asks, a second one ends the program at once.
enum Interruption {
  private static let requests = Atomic<Int>(0)
  private static let notice: StaticString =
    "\ncalcinose: interrupted; the run ends after this step (once more ends it at once)\n"

  /// Catches SIGINT and SIGTERM from now on, and lets writes fail with an error instead of a signal when a file
  /// grows beyond its limit or nobody reads a pipe any more.
  static func watch() {
    guard !isRequested else { return }
    for number in [SIGXFSZ, SIGPIPE] { signal(number, SIG_IGN) }
    var caught = sigset_t()
    sigemptyset(&caught)
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in Interruption.receive() }
      sigaddset(&caught, number)
    }
    // Whoever started the program may have blocked them.
    pthread_sigmask(SIG_UNBLOCK, &caught, nil)
  }

  /// Whether somebody has asked the run to end.
  static var isRequested: Bool { requests.load(ordering: .relaxed) > 0 }

  /// Runs in the signal handler: an atomic, write(2) and _exit(2) only, all of which are safe there.
  private static func receive() {
    guard requests.add(1, ordering: .relaxed).oldValue == 0 else {
      _exit(CommandFailure.Kind.interrupted.rawValue)
    }
    _ = write(STDERR_FILENO, notice.utf8Start, notice.utf8CodeUnitCount)
  }
}
