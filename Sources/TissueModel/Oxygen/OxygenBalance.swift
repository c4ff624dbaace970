import Fields
import Parallelism
import Transport

/// Oxygen between blood and the cells that use it, at rest:
///
/// ```
/// −∇·(D κ ∇c) + k (c − c_b) + M c/(c + c_½) = 0
/// ```
///
/// c is the dissolved oxygen [mM], k what passes the walls per tissue volume, c_b that of the blood behind them, M what
/// cells use where there is plenty, c_½ where they use half. Oxygen crosses 50 µm of tissue within a second, so that it is
/// at rest in every step of minutes to hours.
///
/// The left side is a concave function of c whose Jacobian is an M-matrix: a Newton step from anywhere ends at or below the
/// solution, and so does the larger of two such fields, zero being one. Newton's method with negative values set to zero
/// therefore rises to the one solution from step to step, with quadratic convergence, and no voxel is ever left with less
/// than nothing (J. M. Ortega, W. C. Rheinboldt, Iterative Solution of Nonlinear Equations in Several Variables, 1970, 13.3).
package final class OxygenBalance {
  /// Largest change of a Newton step at the end, relative to the blood's highest oxygen.
  package static let tolerance = 1e-8
  /// Newton steps after which the solution has failed: from nothing it takes about ten.
  private static let mostSteps = 100

  private let grid: Grid
  private let workers: Workers
  private let solver: DiffusionSolver
  private let system, next: FieldSet
  private let voxels: VoxelLoops
  /// Newton steps of the last solution.
  package private(set) var steps = 0
  /// Iterations of the linear solver so far.
  package private(set) var iterations = 0

  /// A balance on `grid`.
  package init(grid: Grid, workers: Workers) {
    self.grid = grid
    self.workers = workers
    solver = DiffusionSolver(grid: grid, workers: workers)
    system = FieldSet(grid: grid, count: 2)
    next = FieldSet(grid: grid, count: 1)
    voxels = VoxelLoops(grid: grid, workers: workers)
  }

  /// What oxygen diffuses through: conductivity κ of every voxel, `[z][y][x]`.
  package func setConductivity(_ kappa: UnsafePointer<Double>) {
    solver.setConductivity(kappa, walls: .none)
  }

  /// Terms of the balance in every voxel, `[z][y][x]`.
  package struct Terms {
    /// What passes the walls of vessels per tissue volume k [1/s].
    package var exchange: UnsafePointer<Double>
    /// The same times the oxygen of the blood behind them, Σ k c_b [mM/s].
    package var supply: UnsafePointer<Double>
    /// What cells use where there is plenty M [mM/s].
    package var demand: UnsafePointer<Double>

    /// Terms from their fields; units as in the properties.
    package init(
      exchange: UnsafePointer<Double>, supply: UnsafePointer<Double>, demand: UnsafePointer<Double>
    ) {
      self.exchange = exchange
      self.supply = supply
      self.demand = demand
    }
  }

  /// Solves the balance.
  /// - Parameters:
  ///   - oxygen: any start, then the solution [mM].
  ///   - terms: supply and demand; a voxel through which nothing diffuses needs one of them.
  ///   - diffusivity: D where κ is 1 [µm²/s].
  ///   - half: concentration at which cells use half as much c_½ > 0 [mM].
  ///   - blood: the blood's highest oxygen [mM], which the solution is measured by.
  /// - Throws: ``SimulationError`` with the voxel that keeps changing, and a transport error where a step has no solution.
  package func solve(
    _ oxygen: UnsafeMutablePointer<Double>, _ terms: Terms, diffusivity: Double, half: Double, blood: Double
  ) throws {
    let (loss, source, value) = (system.pointer(0), system.pointer(1), next.pointer(0))
    var change = Double.infinity
    steps = 0
    while change > Self.tolerance * blood {
      guard steps < Self.mostSteps else {
        throw SimulationError("oxygen does not come to rest", voxel: changing(oxygen, value))
      }
      forEachVoxel { voxel in
        let c = oxygen[voxel]
        let share = terms.demand[voxel] / ((c + half) * (c + half))
        loss[voxel] = terms.exchange[voxel] + share * half
        source[voxel] = terms.supply[voxel] - share * c * c
        value[voxel] = c
      }
      iterations += try solver.solve(
        DiffusionProblem(
          name: "oxygen", diffusivity: diffusivity, timeStep: .infinity, capacity: loss, amount: loss,
          loss: loss, source: source, sides: .closed, tolerance: Self.tolerance / 100),
        concentration: value
      ).iterations
      change = largest { max(value[$0], 0) - oxygen[$0] }
      forEachVoxel { oxygen[$0] = max(value[$0], 0) }
      steps += 1
    }
  }

  /// What cells use in all [amol/s].
  package func use(
    of oxygen: UnsafePointer<Double>, demand: UnsafePointer<Double>, half: Double
  ) -> Double {
    grid.voxelVolume * total { demand[$0] * oxygen[$0] / (oxygen[$0] + half) }
  }

  /// What passes the walls of vessels in all [amol/s].
  package func supply(_ oxygen: UnsafePointer<Double>, _ terms: Terms) -> Double {
    grid.voxelVolume * total { terms.supply[$0] - terms.exchange[$0] * oxygen[$0] }
  }

  private func changing(_ old: UnsafePointer<Double>, _ new: UnsafePointer<Double>) -> (
    x: Int, y: Int, z: Int
  )? {
    var worst: (change: Double, voxel: Int)?
    Anatomy.forEachVoxel(of: grid) { voxel, _ in
      let change = abs(new[voxel] - old[voxel])
      if change > worst?.change ?? 0 { worst = (change, voxel) }
    }
    return worst.map { grid.coordinates(of: $0.voxel) }
  }

  private func largest(_ value: (_ voxel: Int) -> Double) -> Double { voxels.largest(value) }

  private func total(_ value: (_ voxel: Int) -> Double) -> Double { voxels.total(value) }

  private func forEachVoxel(_ body: (_ voxel: Int) -> Void) { voxels.forEach(body) }
}
