import CGSL

/// Adaptive integration of a stiff system dy/dt = f(t, y) with the caller's Jacobian.
///
/// An instance owns its GSL workspace and carries the state (`time`, `values`); it belongs to one
/// thread at a time, and separate instances are independent of each other. After an error the state is
/// unspecified until `restart(at:values:)`.
package final class StiffODE {
  /// How a step is taken.
  package enum Method: CaseIterable, Sendable {
    /// Variable-order backward differentiation (1 to 5): the choice for long stiff runs.
    case backwardDifferentiation
    /// Implicit Bulirsch-Stoer extrapolation: efficient at tight tolerances and few unknowns.
    case implicitExtrapolation
    /// Implicit Gaussian Runge-Kutta, order 4.
    case implicitRungeKutta
  }

  /// The local error allowed per step: `absolute[i] + relative·|y[i]|`.
  package struct Tolerance: Equatable, Sendable {
    /// Relative part [1].
    package let relative: Double
    /// Absolute part per unknown [unit of that unknown].
    package let absolute: [Double]

    /// The same absolute tolerance for `count` unknowns.
    package init(relative: Double, absolute: Double, count: Int) {
      self.init(relative: relative, absolute: Array(repeating: absolute, count: count))
    }

    /// An absolute tolerance per unknown.
    package init(relative: Double, absolute: [Double]) {
      self.relative = relative
      self.absolute = absolute
    }
  }

  /// Writes f(t, y) into `rates`; a thrown error ends the integration and arrives unchanged.
  package typealias Rates = (
    _ time: Double, _ values: UnsafeBufferPointer<Double>, _ rates: UnsafeMutableBufferPointer<Double>
  ) throws -> Void

  /// Writes ∂f_i/∂y_j into `matrix[i·n + j]` and ∂f_i/∂t into `timeDerivative[i]`; both arrive zeroed.
  package typealias Jacobian = (
    _ time: Double, _ values: UnsafeBufferPointer<Double>, _ matrix: UnsafeMutableBufferPointer<Double>,
    _ timeDerivative: UnsafeMutableBufferPointer<Double>
  ) throws -> Void

  /// The time reached.
  package private(set) var time: Double
  /// The solution at `time`, one entry per unknown.
  package private(set) var values: [Double]
  /// Number of unknowns.
  package let dimension: Int
  /// Accepted steps since the start or the last `restart`.
  package var acceptedSteps: Int { Int(driver.pointee.e.pointee.count) }
  /// Rejected steps since the start or the last `restart`.
  package var rejectedSteps: Int { Int(driver.pointee.e.pointee.failed_steps) }

  private let context: ODEContext
  private let system: UnsafeMutablePointer<gsl_odeiv2_system>
  private let driver: UnsafeMutablePointer<gsl_odeiv2_driver>
  private let tolerance: Tolerance
  private var needsFirstStep = true

  /// Prepares an integration that starts from `values` at `time`.
  ///
  /// - Parameter maximumSteps: most steps allowed in one `advance`.
  /// - Throws: `GSLError` when GSL refuses the tolerances or memory runs out.
  package init(
    method: Method = .backwardDifferentiation, tolerance: Tolerance, maximumSteps: Int = 1_000_000,
    time: Double = 0, values: [Double], rates: @escaping Rates, jacobian: @escaping Jacobian
  ) throws {
    _ = GSLError.handlerIsOff
    let dimension = values.count
    guard dimension > 0, tolerance.absolute.count == dimension, maximumSteps > 0,
      tolerance.relative >= 0, tolerance.absolute.allSatisfy({ $0 > 0 && $0.isFinite })
    else { throw GSLError(.invalidArgument, while: "preparing a stiff integration") }
    let context = ODEContext(dimension: dimension, rates: rates, jacobian: jacobian)
    let system = UnsafeMutablePointer<gsl_odeiv2_system>.allocate(capacity: 1)
    system.initialize(
      to: gsl_odeiv2_system(
        function: evaluateRates, jacobian: evaluateJacobian, dimension: dimension,
        params: Unmanaged.passUnretained(context).toOpaque()))
    let stepType =
      switch method {
      case .backwardDifferentiation: cgsl_backward_differentiation()
      case .implicitExtrapolation: cgsl_implicit_extrapolation()
      case .implicitRungeKutta: cgsl_implicit_runge_kutta()
      }
    let made = tolerance.absolute.withUnsafeBufferPointer {
      gsl_odeiv2_driver_alloc_scaled_new(
        system, stepType, 1, 1, tolerance.relative, 1, 0, $0.baseAddress)
    }
    guard let driver = made else {
      system.deallocate()
      throw GSLError(.outOfMemory, while: "preparing a stiff integration")
    }
    gsl_odeiv2_driver_set_nmax(driver, UInt(maximumSteps))
    self.time = time
    self.values = values
    self.dimension = dimension
    self.context = context
    self.system = system
    self.driver = driver
    self.tolerance = tolerance
  }

  deinit {
    gsl_odeiv2_driver_free(driver)
    system.deallocate()
  }

  /// Integrates to `end`, which must not lie before `time`, and stops there exactly.
  ///
  /// A trial step whose rates are not finite is repeated with a shorter step; when no step is short
  /// enough, `NotFiniteError` is thrown.
  ///
  /// - Throws: the error of `rates` or `jacobian`; `NotFiniteError`; `GSLError` otherwise.
  package func advance(to end: Double) throws {
    let operation = "integrating from \(time) to \(end)"
    guard end >= time, end.isFinite else { throw GSLError(.invalidArgument, while: operation) }
    guard end > time else { return }
    if needsFirstStep {
      try check(gsl_odeiv2_driver_reset_hstart(driver, try firstStep(before: end)), operation)
      needsFirstStep = false
    }
    let status = values.withUnsafeMutableBufferPointer {
      gsl_odeiv2_driver_apply(driver, &time, end, $0.baseAddress)
    }
    try check(status, operation)
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      throw NotFiniteError(quantity: "value", index: index, argument: time)
    }
  }

  /// The solution at each of `times`, which must rise.
  ///
  /// - Throws: as `advance(to:)`.
  package func values(at times: [Double]) throws -> [[Double]] {
    try times.map {
      try advance(to: $0)
      return values
    }
  }

  /// Starts anew from `values` at `time`: after an error, or after a jump in the solution or in f.
  package func restart(at time: Double, values: [Double]) {
    precondition(values.count == dimension, "the number of unknowns is fixed")
    gsl_odeiv2_driver_reset(driver)
    gsl_odeiv2_evolve_reset(driver.pointee.e)
    self.time = time
    self.values = values
    context.forget()
    needsFirstStep = true
  }

  /// First step after Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I (1993),
  /// section II.4: one hundredth of the time in which the solution would change by its own size.
  private func firstStep(before end: Double) throws -> Double {
    var rates = [Double](repeating: 0, count: dimension)
    try values.withUnsafeBufferPointer { values in
      try rates.withUnsafeMutableBufferPointer { rates in
        try context.rates(time, values, rates)
      }
    }
    var size = 0.0
    var speed = 0.0
    for index in 0..<dimension {
      let scale = tolerance.absolute[index] + tolerance.relative * abs(values[index])
      size = max(size, abs(values[index]) / scale)
      speed = max(speed, abs(rates[index]) / scale)
    }
    if let index = rates.firstIndex(where: { !$0.isFinite }) {
      throw NotFiniteError(quantity: "rate", index: index, argument: time)
    }
    let span = end - time
    let guess = size > 1e-5 && speed > 1e-5 ? 0.01 * size / speed : 1e-6 * span
    return min(guess, span)
  }

  private func check(_ status: Int32, _ operation: String) throws {
    defer { context.forget() }
    if let failure = context.failure { throw failure }
    guard status != Int32(GSL_SUCCESS) else { return }
    if let notFinite = context.notFinite { throw notFinite }
    throw GSLError(code: status, while: operation)
  }
}
