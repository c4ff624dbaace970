import Fields
import Parallelism
import Transport

/// A grid with its fields and the line solver beside the unsplit one, for tests.
final class LineCase {
  let test: TransportCase
  let line: LineSolver
  /// Whether losses and sources of the case take part.
  var reacts = false

  init(_ test: TransportCase) {
    self.test = test
    test.prepare()
    line = LineSolver(unsplit: test.solver)
    line.setCapacity(test.pointer(.fluid))
  }

  /// Random tissue with jumps of 10⁴, sealed voxels, exchange and sources.
  static func random(_ nx: Int, _ ny: Int, _ nz: Int, threads: Int = 1) -> LineCase {
    LineCase(PropertyTests.random(nx, ny, nz, threads: threads))
  }

  var concentration: [Double] { test.values(.concentration) }

  var solute: LineSolute {
    LineSolute(
      name: "test", diffusivity: test.diffusivity, concentration: test.pointer(.concentration),
      loss: reacts ? UnsafePointer(test.pointer(.loss)) : nil,
      source: reacts ? UnsafePointer(test.pointer(.source)) : nil, sides: test.sides)
  }

  /// One step [s].
  @discardableResult
  func advance(_ step: Double) throws -> LineReport { try line.advance([solute], over: step) }

  /// `count` steps that make up `time` [s].
  func advance(_ time: Double, steps count: Int) throws {
    for _ in 0..<count { try advance(time / Double(count)) }
  }

  /// The longest step that is one pass, to a hundredth, and at most a tenth of a second [s].
  var longestPass: Double {
    var step = 1e-6
    while step < 0.1,
      line.passes(diffusivity: test.diffusivity, sides: test.sides, over: step * 1.01) == 1
    {
      step *= 1.01
    }
    return step
  }

  /// Σ φ c [mM].
  var amount: Double { zip(test.values(.fluid), concentration).reduce(0) { $0 + $1.0 * $1.1 } }

  static func difference(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).map { abs($0 - $1) }.max() ?? .infinity
  }
}
