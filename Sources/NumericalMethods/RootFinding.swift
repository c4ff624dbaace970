import CGSL

/// Roots of one function, and of systems of functions.
package enum RootFinding {
  /// The two ends of an interval at which the function has the same sign.
  package struct NoBracketError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Lower end of the interval.
    package let lower: Double
    /// Upper end of the interval.
    package let upper: Double
    /// Function value at the lower end.
    package let atLower: Double
    /// Function value at the upper end.
    package let atUpper: Double

    /// One sentence for a log or a terminal.
    package var description: String {
      "no sign change between \(lower) (value \(atLower)) and \(upper) (value \(atUpper))"
    }
  }

  /// The root of `function` between `lower` and `upper`, by Brent's method.
  ///
  /// Ends when the bracket is shorter than `absolute + relative·|root|`.
  ///
  /// - Throws: `NoBracketError`; `NotFiniteError`; the error of `function`; `GSLError` otherwise.
  package static func bracketed(
    from lower: Double, to upper: Double, absolute: Double = 0, relative: Double = 1e-12,
    maximumIterations: Int = 200, _ function: (Double) throws -> Double
  ) throws -> Double {
    try withoutActuallyEscaping(function) { function in
      let context = FunctionContext(function)
      let atLower = try context.checkedValue(at: lower)
      let atUpper = try context.checkedValue(at: upper)
      if atLower == 0 { return lower }
      if atUpper == 0 { return upper }
      guard (atLower < 0) != (atUpper < 0) else {
        throw NoBracketError(lower: lower, upper: upper, atLower: atLower, atUpper: atUpper)
      }
      return try brent(context, min(lower, upper), max(lower, upper), absolute, relative, maximumIterations)
    }
  }

  private static func brent(
    _ context: FunctionContext, _ lower: Double, _ upper: Double, _ absolute: Double, _ relative: Double,
    _ maximumIterations: Int
  ) throws -> Double {
    _ = GSLError.handlerIsOff
    let operation = "finding a root between \(lower) and \(upper)"
    guard let solver = gsl_root_fsolver_alloc(cgsl_brent()) else {
      throw GSLError(.outOfMemory, while: operation)
    }
    defer { gsl_root_fsolver_free(solver) }
    return try withExtendedLifetime(context) {
      var function = gsl_function(
        function: evaluateFunction, params: Unmanaged.passUnretained(context).toOpaque())
      return try withUnsafeMutablePointer(to: &function) { function in
        try context.check(gsl_root_fsolver_set(solver, function, lower, upper), operation)
        for _ in 0..<maximumIterations {
          try context.check(gsl_root_fsolver_iterate(solver), operation)
          let low = gsl_root_fsolver_x_lower(solver)
          let high = gsl_root_fsolver_x_upper(solver)
          if gsl_root_test_interval(low, high, absolute, relative) == Int32(GSL_SUCCESS) {
            return gsl_root_fsolver_root(solver)
          }
        }
        throw GSLError(.tooManyIterations, while: operation)
      }
    }
  }
}

/// What the C callback of a scalar root reaches through its `params` pointer.
private final class FunctionContext {
  let function: (Double) throws -> Double
  var failure: (any Error)?

  init(_ function: @escaping (Double) throws -> Double) { self.function = function }

  func checkedValue(at argument: Double) throws -> Double {
    let value = try function(argument)
    guard value.isFinite else {
      throw NotFiniteError(quantity: "function value", index: 0, argument: argument)
    }
    return value
  }

  func check(_ status: Int32, _ operation: String) throws {
    if let failure { throw failure }
    if status != Int32(GSL_SUCCESS) { throw GSLError(code: status, while: operation) }
  }
}

private func evaluateFunction(_ argument: Double, _ parameters: UnsafeMutableRawPointer?) -> Double {
  guard let parameters else { return .nan }
  let context = Unmanaged<FunctionContext>.fromOpaque(parameters).takeUnretainedValue()
  do {
    return try context.checkedValue(at: argument)
  } catch {
    context.failure = error
    return .nan
  }
}
