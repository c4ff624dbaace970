import CGSL

extension RootFinding {
  /// The root near `start` of a function given with its slope, by Newton's method with Steffenson's
  /// acceleration: quick close to a simple root, without a guarantee elsewhere.
  ///
  /// Ends when a step is shorter than `absolute + relative·|root|`.
  ///
  /// - Throws: `NotFiniteError`; the error of `function`; `GSLError` at a zero slope or when the iterations
  ///   run out.
  package static func polished(
    from start: Double, absolute: Double = 0, relative: Double = 1e-12, maximumIterations: Int = 100,
    _ function: (Double) throws -> (value: Double, slope: Double)
  ) throws -> Double {
    try withoutActuallyEscaping(function) { function in
      let context = SlopeContext(function)
      return try withExtendedLifetime(context) {
        try newton(context, start, absolute, relative, maximumIterations)
      }
    }
  }

  private static func newton(
    _ context: SlopeContext, _ start: Double, _ absolute: Double, _ relative: Double, _ maximumIterations: Int
  ) throws -> Double {
    _ = GSLError.handlerIsOff
    let operation = "finding a root near \(start)"
    guard let solver = gsl_root_fdfsolver_alloc(cgsl_steffenson()) else {
      throw GSLError(.outOfMemory, while: operation)
    }
    defer { gsl_root_fdfsolver_free(solver) }
    var functions = gsl_function_fdf(
      f: { argument, context in evaluate(context, at: argument).value },
      df: { argument, context in evaluate(context, at: argument).slope },
      fdf: { argument, context, value, slope in
        let result = evaluate(context, at: argument)
        value?.pointee = result.value
        slope?.pointee = result.slope
      }, params: Unmanaged.passUnretained(context).toOpaque())
    return try withUnsafeMutablePointer(to: &functions) { functions in
      try context.check(gsl_root_fdfsolver_set(solver, functions, start), operation)
      var previous = start
      for _ in 0..<maximumIterations {
        try context.check(gsl_root_fdfsolver_iterate(solver), operation)
        let root = gsl_root_fdfsolver_root(solver)
        if gsl_root_test_delta(root, previous, absolute, relative) == Int32(GSL_SUCCESS) { return root }
        previous = root
      }
      throw GSLError(.tooManyIterations, while: operation)
    }
  }
}

/// What the C callbacks of Newton's method reach through their `params` pointer.
private final class SlopeContext {
  let function: (Double) throws -> (value: Double, slope: Double)
  var failure: (any Error)?

  init(_ function: @escaping (Double) throws -> (value: Double, slope: Double)) { self.function = function }

  func check(_ status: Int32, _ operation: String) throws {
    if let failure { throw failure }
    if status != Int32(GSL_SUCCESS) { throw GSLError(code: status, while: operation) }
  }
}

private func evaluate(
  _ parameters: UnsafeMutableRawPointer?, at argument: Double
) -> (value: Double, slope: Double) {
  guard let parameters else { return (.nan, .nan) }
  let context = Unmanaged<SlopeContext>.fromOpaque(parameters).takeUnretainedValue()
  do {
    let result = try context.function(argument)
    guard result.value.isFinite, result.slope.isFinite else {
      throw NotFiniteError(quantity: "function value", index: 0, argument: argument)
    }
    return result
  } catch {
    if context.failure == nil { context.failure = error }
    return (.nan, .nan)
  }
}
