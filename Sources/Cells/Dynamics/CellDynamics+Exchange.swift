import Fields
import Parallelism

extension CellDynamics {
  /// What the cells give to and take from the signals, in place of what `exchange` held. After ``decide``.
  ///
  /// Every worker owns a block of the grid's rows and adds up, in the order of the population, the cells that lie there:
  /// each voxel's sum has one order, whoever forms it.
  package func exchange(
    _ population: Population, into exchange: SignalExchange, sensing surroundings: Surroundings
  ) {
    let grid = surroundings.signals.grid
    precondition(exchange.production.grid == grid, "signals and exchange on one grid")
    precondition(exchange.production.count == programme.signalCount, "as many signals as the kinds know")
    if programme.signalCount == 0 { return }
    var job = ExchangeJob(
      columns: population.columns, voxel: scratch.voxel, fields: SensedFields(surroundings),
      kinds: programme.kinds, flows: programme.flows, responses: programme.responses,
      production: exchange.production.pointer(0), loss: exchange.loss.pointer(0),
      usedRows: exchange.usedRows, signalCount: programme.signalCount, perVolume: 1 / grid.voxelVolume,
      count: population.count,
      workers: workers)
    withUnsafePointer(to: &job) { job in
      workers.run(UnsafeRawPointer(job)) { context, worker in
        context.assumingMemoryBound(to: ExchangeJob.self).pointee.run(worker)
      }
    }
  }
}

/// The exchange as the workers see it.
private struct ExchangeJob {
  let columns: CellColumns
  let voxel: UnsafePointer<UInt32>
  let fields: SensedFields
  let kinds: UnsafePointer<KindRow>
  let flows: UnsafePointer<FlowRow>
  let responses: UnsafePointer<ResponseRow>
  let production, loss: UnsafeMutablePointer<Double>
  let usedRows: UnsafeMutablePointer<UInt8>
  let signalCount: Int
  let perVolume: Double
  let count: Int
  let workers: Workers

  func run(_ worker: Int) {
    let grid = fields.grid
    let rows = workers.planes(of: worker, among: grid.ny * grid.nz)
    let (first, end) = (rows.lowerBound * grid.rowStride, rows.upperBound * grid.rowStride)
    for row in rows where usedRows[row] != 0 {
      for signal in 0..<signalCount {
        let place = signal * fields.signalStride + row * grid.rowStride
        (production + place).update(repeating: 0, count: grid.rowStride)
        (loss + place).update(repeating: 0, count: grid.rowStride)
      }
      usedRows[row] = 0
    }
    for cell in 0..<count {
      let place = Int(voxel[cell])
      if place >= first && place < end { add(cell, place) }
    }
  }

  @inline(__always)
  private func add(_ cell: Int, _ place: Int) {
    let kind = kinds + Int(columns.kind[cell])
    if kind.pointee.flows.count == 0 { return }
    usedRows[place / fields.grid.rowStride] = 1
    let frustrated = columns.state[cell] == CellState.frustrated.rawValue
    let sense = Sense(
      signals: fields.signals, signalStride: fields.signalStride, voxel: place,
      load: kind.pointee.capacity > 0 ? columns.load[cell] / kind.pointee.capacity : 0,
      pressure: Double(columns.pressure[cell]), frustration: frustrated ? 1 : 0)
    var row = Int(kind.pointee.flows.first)
    let end = row + Int(kind.pointee.flows.count)
    while row < end {
      let flow = flows + row
      let amount = sense.value(of: flow.pointee.rate, responses) * perVolume
      let target = Int(flow.pointee.signal) * fields.signalStride + place
      if flow.pointee.half == 0 {
        production[target] += amount
      } else {
        loss[target] += amount / (flow.pointee.half + max(fields.signals[target], 0))
      }
      row += 1
    }
  }
}
