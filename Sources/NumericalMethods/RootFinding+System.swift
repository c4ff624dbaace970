import CGSL

extension RootFinding {
  /// Writes the residual of each equation into `residual`.
  package typealias Residual = (
    _ unknowns: UnsafeBufferPointer<Double>, _ residual: UnsafeMutableBufferPointer<Double>
  ) throws -> Void

  /// Writes ∂residual_i/∂unknown_j into `matrix[i·n + j]`, which arrives zeroed.
  package typealias SystemJacobian = (
    _ unknowns: UnsafeBufferPointer<Double>, _ matrix: UnsafeMutableBufferPointer<Double>
  ) throws -> Void

  /// A root of n equations in n unknowns near `start`, by Powell's scaled hybrid method.
  ///
  /// Ends when the sum of the absolute residuals is below `residualTolerance` [unit of the residual].
  ///
  /// - Throws: `NotFiniteError`; the error of `residual` or `jacobian`; `GSLError` when the iteration
  ///   stalls or runs out of iterations.
  package static func system(
    from start: [Double], residualTolerance: Double, maximumIterations: Int = 200,
    residual: Residual, jacobian: SystemJacobian
  ) throws -> [Double] {
    try withoutActuallyEscaping(residual) { residual in
      try withoutActuallyEscaping(jacobian) { jacobian in
        let context = SystemContext(count: start.count, residual: residual, jacobian: jacobian)
        return try withExtendedLifetime(context) {
          try hybrid(context, start, residualTolerance, maximumIterations)
        }
      }
    }
  }

  private static func hybrid(
    _ context: SystemContext, _ start: [Double], _ residualTolerance: Double, _ maximumIterations: Int
  ) throws -> [Double] {
    _ = GSLError.handlerIsOff
    let operation = "solving \(start.count) equations"
    guard !start.isEmpty else { throw GSLError(.invalidArgument, while: operation) }
    guard let solver = gsl_multiroot_fdfsolver_alloc(cgsl_scaled_hybrid(), start.count),
      let first = gsl_vector_alloc(start.count)
    else { throw GSLError(.outOfMemory, while: operation) }
    defer {
      gsl_multiroot_fdfsolver_free(solver)
      gsl_vector_free(first)
    }
    for (index, value) in start.enumerated() { gsl_vector_set(first, index, value) }
    var functions = gsl_multiroot_function_fdf(
      f: evaluateResidual, df: evaluateSystemJacobian, fdf: evaluateBoth, n: start.count,
      params: Unmanaged.passUnretained(context).toOpaque())
    return try withUnsafeMutablePointer(to: &functions) { functions in
      try context.check(gsl_multiroot_fdfsolver_set(solver, functions, first), operation)
      for _ in 0..<maximumIterations {
        let values = gsl_multiroot_fdfsolver_f(solver)
        if gsl_multiroot_test_residual(values, residualTolerance) == Int32(GSL_SUCCESS) {
          let root = gsl_multiroot_fdfsolver_root(solver)
          return start.indices.map { gsl_vector_get(root, $0) }
        }
        try context.check(gsl_multiroot_fdfsolver_iterate(solver), operation)
      }
      throw GSLError(.tooManyIterations, while: operation)
    }
  }
}

/// What the C callbacks of a system reach through their `params` pointer.
private final class SystemContext {
  let count: Int
  let residual: RootFinding.Residual
  let jacobian: RootFinding.SystemJacobian
  var failure: (any Error)?

  init(
    count: Int, residual: @escaping RootFinding.Residual, jacobian: @escaping RootFinding.SystemJacobian
  ) {
    self.count = count
    self.residual = residual
    self.jacobian = jacobian
  }

  func check(_ status: Int32, _ operation: String) throws {
    if let failure { throw failure }
    if status != Int32(GSL_SUCCESS) { throw GSLError(code: status, while: operation) }
  }

  /// GSL's vectors may be strided: works on a contiguous copy of the unknowns.
  func evaluate(
    _ quantity: String, _ unknowns: UnsafePointer<gsl_vector>?, resultCount: Int,
    _ body: (UnsafeBufferPointer<Double>, UnsafeMutableBufferPointer<Double>) throws -> Void,
    store: (Int, Double) -> Void
  ) -> Int32 {
    let values = (0..<count).map { gsl_vector_get(unknowns, $0) }
    var result = [Double](repeating: 0, count: resultCount)
    do {
      try values.withUnsafeBufferPointer { values in
        try result.withUnsafeMutableBufferPointer { try body(values, $0) }
      }
      if let index = result.firstIndex(where: { !$0.isFinite }) {
        throw NotFiniteError(quantity: quantity, index: index, argument: values[index % count])
      }
    } catch {
      failure = error
      return Int32(GSL_EBADFUNC)
    }
    for (index, value) in result.enumerated() { store(index, value) }
    return Int32(GSL_SUCCESS)
  }
}

private func evaluateResidual(
  _ unknowns: UnsafePointer<gsl_vector>?, _ parameters: UnsafeMutableRawPointer?,
  _ residual: UnsafeMutablePointer<gsl_vector>?
) -> Int32 {
  guard let parameters else { return Int32(GSL_EFAULT) }
  let context = Unmanaged<SystemContext>.fromOpaque(parameters).takeUnretainedValue()
  return context.evaluate("residual", unknowns, resultCount: context.count, context.residual) {
    gsl_vector_set(residual, $0, $1)
  }
}

private func evaluateSystemJacobian(
  _ unknowns: UnsafePointer<gsl_vector>?, _ parameters: UnsafeMutableRawPointer?,
  _ matrix: UnsafeMutablePointer<gsl_matrix>?
) -> Int32 {
  guard let parameters else { return Int32(GSL_EFAULT) }
  let context = Unmanaged<SystemContext>.fromOpaque(parameters).takeUnretainedValue()
  let count = context.count
  return context.evaluate("Jacobian entry", unknowns, resultCount: count * count, context.jacobian) {
    gsl_matrix_set(matrix, $0 / count, $0 % count, $1)
  }
}

private func evaluateBoth(
  _ unknowns: UnsafePointer<gsl_vector>?, _ parameters: UnsafeMutableRawPointer?,
  _ residual: UnsafeMutablePointer<gsl_vector>?, _ matrix: UnsafeMutablePointer<gsl_matrix>?
) -> Int32 {
  let status = evaluateResidual(unknowns, parameters, residual)
  guard status == Int32(GSL_SUCCESS) else { return status }
  return evaluateSystemJacobian(unknowns, parameters, matrix)
}
