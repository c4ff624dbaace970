import Fields
import Parallelism

/// Mineral on its way into, through and out of cells.
extension CellDynamics {
  /// Takes one crystal of the voxel, what is left of one where there is less, while nobody with a lower id has taken it.
  ///
  /// The mineral is drawn in proportion to the numbers of crystals that fit.
  func engulf(_ cell: Int, _ population: Population, _ surroundings: Surroundings, at tick: Int) {
    guard let crystals = surroundings.crystals else { return }
    let (columns, place) = (population.columns, Int(scratch.voxel[cell]))
    let kind = programme.kinds[Int(columns.kind[cell])]
    func fits(_ mineral: Int) -> Bool {
      let radius = crystals[2 * mineral + 1, place]
      return crystals[2 * mineral, place] > 0 && radius <= kind.largestCrystal
        && columns.load[cell] + ballVolume(radius) <= kind.capacity * Double(columns.nuclei[cell])
    }
    var (all, last, choices) = (0.0, -1, 0)
    for mineral in 0..<mineralCount where fits(mineral) {
      all += crystals[2 * mineral, place]
      (last, choices) = (mineral, choices + 1)
    }
    if last < 0 { return }
    var chosen = last
    if choices > 1 {
      var left = streams.meal.uniform(index: columns.id[cell], tick: tick) * all
      for mineral in 0..<last where fits(mineral) {
        left -= crystals[2 * mineral, place]
        if left <= 0 {
          chosen = mineral
          break
        }
      }
    }
    let number = crystals[2 * chosen, place] * crystals.grid.voxelVolume
    let taken = min(1, number)
    crystals[2 * chosen, place] = (number - taken) / crystals.grid.voxelVolume
    let volume = taken * ballVolume(crystals[2 * chosen + 1, place])
    columns.add(Crystals(volume: volume, number: taken), of: chosen, at: cell)
    outcome.engulfed += 1
  }

  /// The mineral of a cell that vanishes stays in its voxel.
  func leaveMineral(of cell: Int, _ population: Population, _ surroundings: Surroundings) {
    let columns = population.columns
    if !(columns.load[cell] > 0) { return }
    outcome.leftMineral += columns.load[cell]
    guard let leftovers = surroundings.leftovers else { return }
    let place = Int(scratch.voxel[cell])
    for mineral in 0..<mineralCount {
      let crystals = columns.crystals(mineral, at: cell)
      leftovers[2 * mineral, place] += crystals.volume
      leftovers[2 * mineral + 1, place] += crystals.number
    }
  }

  /// The mineral of a cell that leaves the tissue goes with it.
  func carryMineral(of cell: Int, _ population: Population) {
    if !(population.columns.load[cell] > 0) { return }
    for mineral in 0..<mineralCount {
      let crystals = population.columns.crystals(mineral, at: cell)
      outcome.carried[mineral].volume += crystals.volume
      outcome.carried[mineral].number += crystals.number
    }
  }

  /// Dissolves crystals in the phagolysosomes for `time` [s].
  ///
  /// A worker owns a block of the grid's rows, as in the exchange of signals, so that each voxel's sum has one order.
  func digest(_ population: Population, _ surroundings: Surroundings, over time: Double) {
    if !programme.digests || population.count == 0 { return }
    let grid = surroundings.signals.grid
    var job = DigestJob(
      columns: population.columns, voxel: scratch.voxel, kinds: programme.kinds,
      digestion: programme.digestion, mineralCount: mineralCount,
      released: surroundings.released?.pointer(0), stride: grid.storageCount, rowStride: grid.rowStride,
      rowCount: grid.ny * grid.nz, time: time, count: population.count, workers: workers)
    withUnsafePointer(to: &job) { job in
      workers.run(UnsafeRawPointer(job)) { context, worker in
        context.assumingMemoryBound(to: DigestJob.self).pointee.run(worker)
      }
    }
  }

  /// Refuses surroundings that do not fit the minerals or the grid.
  func check(_ population: Population, _ surroundings: Surroundings) {
    let grid = surroundings.signals.grid
    precondition(population.mineralCount == mineralCount, "as many minerals as the cells can hold")
    for fields in [surroundings.crystals, surroundings.leftovers] {
      guard let fields else { continue }
      precondition(fields.grid == grid && fields.count == 2 * mineralCount, "two fields for each mineral")
    }
    if let bursts = surroundings.bursts {
      precondition(
        bursts.grid == grid && bursts.count == programme.signalCount, "a field for each signal")
    }
    if let solutes = surroundings.solutes {
      precondition(solutes.count >= programme.soluteCount, "as many solutes as the kinds know")
    }
    if let debris = surroundings.debris {
      precondition(debris.grid == grid && debris.count == 1, "one field of debris")
    }
    if let released = surroundings.released {
      precondition(released.grid == grid && released.count == mineralCount, "a field for each mineral")
    }
  }
}

/// Volume of a ball [µm³] of `radius` [µm].
@inline(__always)
func ballVolume(_ radius: Double) -> Double { 4 * Double.pi / 3 * radius * radius * radius }

/// Digestion as the workers see it.
private struct DigestJob {
  let columns: CellColumns
  let voxel: UnsafePointer<UInt32>
  let kinds: UnsafePointer<KindRow>
  let digestion: UnsafePointer<Double>
  let mineralCount: Int
  let released: UnsafeMutablePointer<Double>?
  let stride, rowStride, rowCount: Int
  let time: Double
  let count: Int
  let workers: Workers

  func run(_ worker: Int) {
    let rows = workers.planes(of: worker, among: rowCount)
    let (first, end) = (rows.lowerBound * rowStride, rows.upperBound * rowStride)
    for cell in 0..<count {
      let place = Int(voxel[cell])
      // The load of another worker's cell may be changing at this moment: it must not even be read.
      if place < first || place >= end { continue }
      if columns.load[cell] > 0 && kinds[Int(columns.kind[cell])].digests { digest(cell, place) }
    }
  }

  private func digest(_ cell: Int, _ place: Int) {
    let speeds = digestion + Int(columns.kind[cell]) * mineralCount
    for mineral in 0..<mineralCount where speeds[mineral] > 0 {
      let crystals = columns.crystals(mineral, at: cell)
      let left = Digestion.rest(of: crystals, speed: speeds[mineral], after: time)
      columns.volume[mineral * columns.mineralStride + cell] = left.volume
      columns.number[mineral * columns.mineralStride + cell] = left.number
      if let released { released[mineral * stride + place] += crystals.volume - left.volume }
    }
    columns.addUp(cell)
  }
}
