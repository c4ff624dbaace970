import NumericalMethods
import Testing

private struct CallerError: Error, Equatable { let number: Int }

@Suite struct RootFindingTests {
  static let squareRootOfTwo = 1.4142135623730951

  @Test func brentFindsKnownRoots() throws {
    // √2; the real root of Wallis' x³ − 2x − 5 (OEIS A007493); a root that is 0. The bracket ends below
    // 1e-12·|root|, so twice that covers the root's place in it.
    let squareRoot = try RootFinding.bracketed(from: 0, to: 2) { $0 * $0 - 2 }
    #expect(abs(squareRoot - Self.squareRootOfTwo) < 3e-12)
    let wallis = try RootFinding.bracketed(from: 2, to: 3) { $0 * $0 * $0 - 2 * $0 - 5 }
    #expect(abs(wallis - 2.0945514815423266) < 5e-12)
    let zero = try RootFinding.bracketed(from: -1, to: 3, absolute: 1e-14) { $0 * (1 + $0 * $0) }
    #expect(abs(zero) < 2e-14)
  }

  @Test func theEndsMayBeSwappedOrBeTheRoot() throws {
    let swapped = try RootFinding.bracketed(from: 2, to: 0) { $0 * $0 - 2 }
    #expect(abs(swapped - Self.squareRootOfTwo) < 3e-12)
    #expect(try RootFinding.bracketed(from: 1, to: 5) { $0 - 1 } == 1)
    #expect(try RootFinding.bracketed(from: 1, to: 5) { $0 - 5 } == 5)
  }

  @Test func anIntervalWithoutASignChangeIsRefusedWithBothValues() {
    let error = #expect(throws: RootFinding.NoBracketError.self) {
      try RootFinding.bracketed(from: 1, to: 2) { $0 * $0 + 1 }
    }
    #expect(error?.description == "no sign change between 1.0 (value 2.0) and 2.0 (value 5.0)")
  }

  @Test func aFunctionThatIsNotANumberIsRefused() {
    let atEnd = #expect(throws: NotFiniteError.self) {
      try RootFinding.bracketed(from: -1, to: 1) { $0.squareRoot() - 0.5 }
    }
    #expect(atEnd?.argument == -1)
    let inside = #expect(throws: NotFiniteError.self) {
      try RootFinding.bracketed(from: -1, to: 2) { abs($0) == 1 || $0 == 2 ? $0 : .nan }
    }
    #expect(inside?.description.hasPrefix("function value 0 is not finite at ") == true)
  }

  @Test func anErrorOfTheCallerArrivesUnchanged() {
    var calls = 0
    #expect(throws: CallerError(number: 3)) {
      try RootFinding.bracketed(from: 0, to: 2) { x -> Double in
        calls += 1
        if calls > 4 { throw CallerError(number: 3) }
        return x * x - 2
      }
    }
  }

  @Test func tooFewIterationsAreReported() {
    #expect(throws: GSLError(.tooManyIterations, while: "finding a root between 0.0 and 2.0")) {
      try RootFinding.bracketed(from: 0, to: 2, maximumIterations: 2) { $0 * $0 * $0 - 2 }
    }
  }

  @Test func newtonConvergesNearASimpleRoot() throws {
    let root = try RootFinding.polished(from: 1.5) { ($0 * $0 - 2, 2 * $0) }
    #expect(abs(root - Self.squareRootOfTwo) < 2e-12)
    let error = #expect(throws: NotFiniteError.self) { try RootFinding.polished(from: 1) { _ in (.nan, 1) } }
    #expect(error?.argument == 1)
    #expect(throws: CallerError(number: 4)) {
      try RootFinding.polished(from: 1) { _ in throw CallerError(number: 4) }
    }
    #expect(throws: GSLError.self) { try RootFinding.polished(from: 1) { _ in (1, 0) } }
  }

  @Test func aSystemOfEquationsIsSolved() throws {
    // Rosenbrock's function as a system: 1 − x = 0, 10 (y − x²) = 0; root (1, 1).
    let root = try RootFinding.system(
      from: [-10, -5], residualTolerance: 1e-12,
      residual: { x, residual in
        residual[0] = 1 - x[0]
        residual[1] = 10 * (x[1] - x[0] * x[0])
      },
      jacobian: { x, matrix in
        matrix[0] = -1
        matrix[2] = -20 * x[0]
        matrix[3] = 10
      })
    #expect(abs(root[0] - 1) < 2e-12 && abs(root[1] - 1) < 4e-12)
  }

  @Test func aSystemPassesErrorsOn() {
    #expect(throws: CallerError(number: 5)) {
      try RootFinding.system(
        from: [1], residualTolerance: 1e-9, residual: { _, _ in throw CallerError(number: 5) },
        jacobian: { _, matrix in matrix[0] = 1 })
    }
    let notFinite = #expect(throws: NotFiniteError.self) {
      try RootFinding.system(
        from: [1], residualTolerance: 1e-9, residual: { x, residual in residual[0] = x[0] },
        jacobian: { _, matrix in matrix[0] = .infinity })
    }
    #expect(notFinite?.quantity == "Jacobian entry")
  }

  @Test func aSystemThatTakesTooLongIsReported() {
    #expect(throws: GSLError(.tooManyIterations, while: "solving 1 equations")) {
      try RootFinding.system(
        from: [100], residualTolerance: 1e-9, maximumIterations: 2,
        residual: { x, residual in residual[0] = x[0] * x[0] * x[0] - 2 },
        jacobian: { x, matrix in matrix[0] = 3 * x[0] * x[0] })
    }
  }
}
