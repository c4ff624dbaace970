import CGSL

/// What the C callbacks of a stiff integration reach through their `params` pointer.
final class ODEContext {
  let dimension: Int
  let rates: StiffODE.Rates
  let jacobian: StiffODE.Jacobian
  /// The error thrown by the caller's function, to be thrown again outside GSL.
  private(set) var failure: (any Error)?
  /// The last value that was not finite; it counts only when GSL finds no shorter step that works.
  private(set) var notFinite: NotFiniteError?

  init(dimension: Int, rates: @escaping StiffODE.Rates, jacobian: @escaping StiffODE.Jacobian) {
    self.dimension = dimension
    self.rates = rates
    self.jacobian = jacobian
  }

  func forget() {
    failure = nil
    notFinite = nil
  }

  /// Runs `body` and checks `result`; gives the code that GSL expects from a callback.
  fileprivate func evaluate(
    _ quantity: String, at time: Double, result: UnsafeMutableBufferPointer<Double>, _ body: () throws -> Void
  ) -> Int32 {
    do {
      try body()
    } catch {
      failure = error
      return Int32(GSL_EBADFUNC)
    }
    for index in result.indices where !result[index].isFinite {
      notFinite = NotFiniteError(quantity: quantity, index: index, argument: time)
      return Int32(GSL_EDOM)
    }
    return Int32(GSL_SUCCESS)
  }
}

/// f(t, y) for GSL.
func evaluateRates(
  _ time: Double, _ values: UnsafePointer<Double>?, _ rates: UnsafeMutablePointer<Double>?,
  _ parameters: UnsafeMutableRawPointer?
) -> Int32 {
  guard let parameters else { return Int32(GSL_EFAULT) }
  let context = Unmanaged<ODEContext>.fromOpaque(parameters).takeUnretainedValue()
  let result = UnsafeMutableBufferPointer(start: rates, count: context.dimension)
  return context.evaluate("rate", at: time, result: result) {
    try context.rates(time, UnsafeBufferPointer(start: values, count: context.dimension), result)
  }
}

/// ∂f/∂y (row by row) and ∂f/∂t for GSL.
func evaluateJacobian(
  _ time: Double, _ values: UnsafePointer<Double>?, _ matrix: UnsafeMutablePointer<Double>?,
  _ timeDerivative: UnsafeMutablePointer<Double>?, _ parameters: UnsafeMutableRawPointer?
) -> Int32 {
  guard let parameters else { return Int32(GSL_EFAULT) }
  let context = Unmanaged<ODEContext>.fromOpaque(parameters).takeUnretainedValue()
  let count = context.dimension
  let result = UnsafeMutableBufferPointer(start: matrix, count: count * count)
  let drift = UnsafeMutableBufferPointer(start: timeDerivative, count: count)
  result.update(repeating: 0)
  drift.update(repeating: 0)
  return context.evaluate("Jacobian entry", at: time, result: result) {
    try context.jacobian(time, UnsafeBufferPointer(start: values, count: count), result, drift)
  }
}
