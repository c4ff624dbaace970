import NumericalMethods
import Testing

/// Robertson's kinetics: y1' = −0.04 y1 + 1e4 y2 y3, y3' = 3e7 y2², y2' = −y1' − y3'.
///
/// H. H. Robertson, The solution of a set of reaction rate equations (1966); problem ROBER of Hairer & Wanner,
/// Solving Ordinary Differential Equations II (1996), section IV.10.
@Suite struct RobertsonTests {
  /// Radau IIA collocation of order 11 and of order 15 in 40-digit arithmetic, which agree in the digits given.
  /// The last row agrees with the Test Set for Initial Value Problem Solvers (Mazzia & Magherini, release 2.4,
  /// 2008): 0.2083340149701255e-07, 0.8333360770334713e-13, 0.9999999791665050.
  static let reference: [(time: Double, values: [Double])] = [
    (0.4, [9.85172113861e-1, 3.38639537898e-5, 1.47940221852e-2]),
    (4, [9.05518678584e-1, 2.24047568756e-5, 9.44589166589e-2]),
    (40, [7.15827068719e-1, 9.18553476456e-6, 2.84163745746e-1]),
    (400, [4.50518668471e-1, 3.22290144167e-6, 5.49478108627e-1]),
    (4e3, [1.83202257777e-1, 8.94237125278e-7, 8.16796847986e-1]),
    (4e4, [3.89833770855e-2, 1.62176831591e-7, 9.61016460738e-1]),
    (4e5, [4.93827452098e-3, 1.98499408795e-8, 9.95061705629e-1]),
    (4e6, [5.16809601492e-4, 2.06829449122e-9, 9.99483188330e-1]),
    (4e7, [5.20307184412e-5, 2.08133573189e-10, 9.99947969073e-1]),
    (4e8, [5.20770210357e-6, 2.08309155942e-11, 9.99994792277e-1]),
    (4e9, [5.20827661144e-7, 2.08331171660e-12, 9.99999479170e-1]),
    (4e10, [5.20834517680e-8, 2.08333817793e-13, 9.99999947916e-1]),
    (1e11, [2.08334014970e-8, 8.33336077033e-14, 9.99999979167e-1]),
  ]

  /// Local errors far below the 1e-6 asked for, since they add up along the run.
  static func integration(_ method: StiffODE.Method) throws -> StiffODE {
    try StiffODE(
      method: method, tolerance: .init(relative: 1e-10, absolute: [1e-18, 1e-22, 1e-14]), values: [1, 0, 0],
      rates: { _, y, rates in
        let slow = -0.04 * y[0] + 1e4 * y[1] * y[2]
        let fast = 3e7 * y[1] * y[1]
        rates[0] = slow
        rates[1] = -slow - fast
        rates[2] = fast
      },
      jacobian: { _, y, matrix, _ in
        matrix[0] = -0.04
        matrix[1] = 1e4 * y[2]
        matrix[2] = 1e4 * y[1]
        matrix[3] = 0.04
        matrix[4] = -1e4 * y[2] - 6e7 * y[1]
        matrix[5] = -1e4 * y[1]
        matrix[7] = 6e7 * y[1]
      })
  }

  @Test(arguments: [StiffODE.Method.backwardDifferentiation, .implicitExtrapolation])
  func robertsonsProblemIsSolvedToAMillionth(method: StiffODE.Method) throws {
    let integration = try Self.integration(method)
    let found = try integration.values(at: Self.reference.map(\.time))
    var worst = 0.0
    for (values, expected) in zip(found, Self.reference) {
      for (value, exact) in zip(values, expected.values) { worst = max(worst, abs(value / exact - 1)) }
    }
    #expect(worst < 1e-6)
  }

  @Test func instancesOnSeveralThreadsGiveTheBitsOfASerialRun() async throws {
    let times = Self.reference.map(\.time)
    let expected = try Self.integration(.backwardDifferentiation).values(at: times)
    let runs = try await withThrowingTaskGroup(of: [[Double]].self) { group in
      for _ in 0..<4 {
        group.addTask { try Self.integration(.backwardDifferentiation).values(at: times) }
      }
      return try await group.reduce(into: [[[Double]]]()) { $0.append($1) }
    }
    #expect(runs.count == 4 && runs.allSatisfy { $0 == expected })
  }
}
