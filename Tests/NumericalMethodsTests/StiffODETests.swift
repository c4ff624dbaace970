import NumericalMethods
import Testing

private struct CallerError: Error, Equatable { let number: Int }

/// y' = −rate·y with y(0) = 1.
private func decay(
  rate: Double, relative: Double, method: StiffODE.Method = .backwardDifferentiation,
  maximumSteps: Int = 100_000
) throws -> StiffODE {
  try StiffODE(
    method: method, tolerance: .init(relative: relative, absolute: 1e-300, count: 1),
    maximumSteps: maximumSteps, values: [1], rates: { _, y, rates in rates[0] = -rate * y[0] },
    jacobian: { _, _, matrix, _ in matrix[0] = -rate })
}

@Suite struct StiffODETests {
  static let e = 2.718281828459045

  @Test(arguments: StiffODE.Method.allCases)
  func exponentialDecayFollowsItsFormula(method: StiffODE.Method) throws {
    // A step's relative error is kept near 1e-9 and nothing damps it, so the errors add up over the steps;
    // the factor 2 allows for the estimate's own error.
    let integration = try decay(rate: 3, relative: 1e-9, method: method)
    try integration.advance(to: 2)
    #expect(integration.time == 2)
    let error = abs(integration.values[0] * 403.4287934927351 - 1)  // e⁶
    #expect(error < 2e-9 * Double(integration.acceptedSteps))
  }

  @Test func theErrorFollowsTheTolerance() throws {
    // An adaptive method keeps its promise when the error falls with the tolerance: over six decades of
    // tolerance, at least 6·0.7 decades of error (0.7 is a usual lower limit for a multistep method).
    let errors = try [1e-4, 1e-10].map { relative -> Double in
      let integration = try decay(rate: 1, relative: relative)
      try integration.advance(to: 1)
      return abs(integration.values[0] * Self.e - 1)
    }
    #expect(errors[0] < 1e-2)
    #expect(errors[1] < errors[0] / 15849)  // 10^4.2
  }

  @Test func anExplicitTimeDependenceIsFollowed() throws {
    // y' = −1000 (y − t²) + 2t, y(0) = 0 has the solution t².
    let integration = try StiffODE(
      method: .implicitExtrapolation, tolerance: .init(relative: 1e-9, absolute: 1e-12, count: 1),
      values: [0],
      rates: { t, y, rates in rates[0] = -1000 * (y[0] - t * t) + 2 * t },
      jacobian: { t, _, matrix, timeDerivative in
        matrix[0] = -1000
        timeDerivative[0] = 2000 * t + 2
      })
    try integration.advance(to: 3)
    #expect(abs(integration.values[0] - 9) < 1e-7)
  }

  @Test func advancingInStagesContinuesTheSolution() throws {
    let integration = try decay(rate: 1, relative: 1e-10)
    for stage in 1...10 { try integration.advance(to: Double(stage) / 10) }
    #expect(abs(integration.values[0] * Self.e - 1) < 1e-8)
    try integration.advance(to: 1)
    #expect(integration.time == 1)
  }

  @Test(arguments: StiffODE.Method.allCases)
  func anErrorOfTheCallerArrivesUnchangedFromTheRates(method: StiffODE.Method) throws {
    let integration = try StiffODE(
      method: method, tolerance: .init(relative: 1e-6, absolute: 1e-9, count: 1), values: [1],
      rates: { time, y, rates in
        if time > 0.5 { throw CallerError(number: 7) }
        rates[0] = -y[0]
      }, jacobian: { _, _, matrix, _ in matrix[0] = -1 })
    #expect(throws: CallerError(number: 7)) { try integration.advance(to: 1) }
  }

  @Test(arguments: StiffODE.Method.allCases)
  func anErrorOfTheCallerArrivesUnchangedFromTheJacobian(method: StiffODE.Method) throws {
    let integration = try StiffODE(
      method: method, tolerance: .init(relative: 1e-6, absolute: 1e-9, count: 1), values: [1],
      rates: { _, y, rates in rates[0] = -y[0] },
      jacobian: { _, _, _, _ in throw CallerError(number: 8) })
    #expect(throws: CallerError(number: 8)) { try integration.advance(to: 1) }
  }

  @Test(arguments: StiffODE.Method.allCases)
  func ratesThatAreNotANumberAreRefused(method: StiffODE.Method) throws {
    let integration = try StiffODE(
      method: method, tolerance: .init(relative: 1e-6, absolute: 1e-9, count: 2), values: [1, 1],
      rates: { time, y, rates in
        rates[0] = -y[0]
        rates[1] = time > 0.5 ? .nan : -y[1]
      },
      jacobian: { _, _, matrix, _ in
        matrix[0] = -1
        matrix[3] = -1
      })
    let error = #expect(throws: NotFiniteError.self) { try integration.advance(to: 1) }
    #expect(error?.quantity == "rate")
    #expect(error?.index == 1)
    #expect((error?.argument ?? 0) > 0.5)
  }

  @Test func ratesThatAreNotANumberAtTheStartAreRefused() throws {
    let error = #expect(throws: NotFiniteError.self) {
      try decay(rate: .infinity, relative: 1e-6).advance(to: 1)
    }
    #expect(error?.description == "rate 0 is not finite at 0.0")
  }

  @Test func aTrialStepBeyondTheDomainIsRepeatedWithAShorterOne() throws {
    // y' = −√y, y = (1 − t/2)²: beyond t = 2 trial values are negative and their rate is NaN.
    // Local errors of 1e-12 over some thousand steps, damped: 1e-9.
    let integration = try StiffODE(
      tolerance: .init(relative: 1e-8, absolute: 1e-12, count: 1), values: [1],
      rates: { _, y, rates in rates[0] = -y[0].squareRoot() },
      jacobian: { _, y, matrix, _ in matrix[0] = -0.5 / y[0].squareRoot() })
    try integration.advance(to: 1.99)
    #expect(abs(integration.values[0] - 0.005 * 0.005) < 1e-9)
  }

  @Test func tooFewStepsAreReportedWithTheInterval() throws {
    let integration = try decay(rate: 1, relative: 1e-10, maximumSteps: 5)
    let error = #expect(throws: GSLError.self) { try integration.advance(to: 100) }
    #expect(error?.reason == .tooManyIterations)
    let sentence = "integrating from 0.0 to 100.0: the allowed number of iterations was used up"
    #expect(error?.description == sentence)
  }

  @Test func anIntegrationRestartsAfterAnError() throws {
    var fails = true
    let integration = try StiffODE(
      tolerance: .init(relative: 1e-10, absolute: 1e-12, count: 1), values: [1],
      rates: { time, y, rates in
        if fails, time > 0.3 { throw CallerError(number: 9) }
        rates[0] = -y[0]
      }, jacobian: { _, _, matrix, _ in matrix[0] = -1 })
    #expect(throws: CallerError(number: 9)) { try integration.advance(to: 1) }
    fails = false
    integration.restart(at: 0, values: [1])
    try integration.advance(to: 1)
    #expect(abs(integration.values[0] * Self.e - 1) < 1e-8)
    #expect(integration.acceptedSteps > 0)
  }

  @Test func badTolerancesAndBackwardTimesAreRefused() throws {
    #expect(throws: GSLError(.invalidArgument, while: "preparing a stiff integration")) {
      try decay(rate: 1, relative: -1)
    }
    let integration = try decay(rate: 1, relative: 1e-6)
    #expect(throws: GSLError(.invalidArgument, while: "integrating from 0.0 to -1.0")) {
      try integration.advance(to: -1)
    }
  }
}
