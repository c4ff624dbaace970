import CGSL

/// A failure reported by the GNU Scientific Library, as a Swift error.
package struct GSLError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The causes that callers may want to tell apart; every other code arrives as `other`.
  package enum Reason: Equatable, Sendable {
    /// An argument was refused.
    case invalidArgument
    /// Memory ran out.
    case outOfMemory
    /// The function handed in by the caller could not be evaluated.
    case badFunction
    /// The allowed number of steps or iterations was used up.
    case tooManyIterations
    /// The iteration no longer makes progress.
    case noProgress
    /// A matrix was singular.
    case singular
    /// Any other code of `gsl_errno.h`.
    case other(code: Int32)
  }

  /// What failed.
  package let reason: Reason
  /// What was being done, in words: "integrating to 40.0".
  package let operation: String

  /// An error with a reason that is already known.
  package init(_ reason: Reason, while operation: String) {
    self.reason = reason
    self.operation = operation
  }

  /// The error for a code of `gsl_errno.h`.
  package init(code: Int32, while operation: String) {
    self.operation = operation
    switch code {
    case Int32(GSL_EINVAL), Int32(GSL_EBADLEN): reason = .invalidArgument
    case Int32(GSL_ENOMEM): reason = .outOfMemory
    case Int32(GSL_EBADFUNC): reason = .badFunction
    case Int32(GSL_EMAXITER): reason = .tooManyIterations
    case Int32(GSL_ENOPROG), Int32(GSL_ENOPROGJ): reason = .noProgress
    case Int32(GSL_ESING): reason = .singular
    default: reason = .other(code: code)
    }
  }

  /// One sentence for a log or a terminal.
  package var description: String {
    let cause =
      switch reason {
      case .invalidArgument: "an argument was refused"
      case .outOfMemory: "memory ran out"
      case .badFunction: "the function could not be evaluated"
      case .tooManyIterations: "the allowed number of iterations was used up"
      case .noProgress: "the iteration makes no progress"
      case .singular: "the matrix is singular"
      case .other(let code): String(cString: gsl_strerror(code))
      }
    return "\(operation): \(cause)"
  }

  /// Turns GSL's abort on error into return codes; runs once per process, before the first call.
  static let handlerIsOff: Void = { _ = gsl_set_error_handler_off() }()
}

/// A function of the caller returned NaN or an infinity.
package struct NotFiniteError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What was not finite: "rate", "Jacobian", "function value".
  package let quantity: String
  /// Index of the offending entry.
  package let index: Int
  /// The argument (time or position) at which it happened.
  package let argument: Double

  /// One sentence for a log or a terminal.
  package var description: String { "\(quantity) \(index) is not finite at \(argument)" }
}
