import Fields
import Parallelism

extension CellDynamics {
  /// What the cells give to and take from the signals, and from the matrix where somebody wants to know, in place of what
  /// `exchange` and `matrix` held. After ``decide``.
  ///
  /// Every worker owns a block of the grid's rows and adds up, in the order of the population, the cells that lie there:
  /// each voxel's sum has one order, whoever forms it.
  package func exchange(
    _ population: Population, into exchange: SignalExchange, matrix: MatrixExchange? = nil,
    sensing surroundings: Surroundings
  ) {
    let grid = surroundings.signals.grid
    precondition(exchange.production.grid == grid, "signals and exchange on one grid")
    precondition(exchange.production.count == programme.signalCount, "as many signals as the kinds know")
    precondition(matrix?.fields.grid ?? grid == grid, "signals and matrix on one grid")
    if programme.signalCount == 0 && matrix == nil { return }
    var job = ExchangeJob(
      columns: population.columns, voxel: scratch.voxel, fields: SensedFields(surroundings),
      kinds: programme.kinds, flows: programme.flows, responses: programme.responses,
      production: programme.signalCount > 0
        ? exchange.production.pointer(0) : UnsafeMutablePointer(bitPattern: 64)!,
      loss: programme.signalCount > 0 ? exchange.loss.pointer(0) : UnsafeMutablePointer(bitPattern: 64)!,
      matrix: matrix.map {
        MatrixFlows(laid: $0.production, lost: $0.loss, vesicles: $0.vesicles, usedRows: $0.usedRows)
      },
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
  let matrix: MatrixFlows?
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
    if let matrix { for row in rows { matrix.empty(row, grid.rowStride) } }
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
    let sense = Sense(fields, columns, cell, kind, voxel: place)
    // A cell of n nuclei does what n cells do.
    let perVolume = perVolume * Double(columns.nuclei[cell])
    var row = Int(kind.pointee.flows.first)
    let end = row + Int(kind.pointee.flows.count)
    while row < end {
      let flow = flows + row
      row += 1
      let amount = sense.value(of: flow.pointee.rate, responses) * perVolume
      if amount == 0 { continue }
      if flow.pointee.signal < 0 {
        matrix?.add(flow.pointee, amount, place, row: place / fields.grid.rowStride, sense.collagen)
        continue
      }
      let target = Int(flow.pointee.signal) * fields.signalStride + place
      if flow.pointee.half == 0 {
        production[target] += amount
      } else {
        loss[target] += amount / (flow.pointee.half + max(fields.signals[target], 0))
      }
    }
  }
}

/// Flows of matrix as the workers see them.
private struct MatrixFlows {
  let laid, lost, vesicles: UnsafeMutablePointer<Double>
  let usedRows: UnsafeMutablePointer<UInt8>

  /// Forgets what a row of the grid held.
  func empty(_ row: Int, _ length: Int) {
    if usedRows[row] == 0 { return }
    (laid + row * length).update(repeating: 0, count: length)
    (lost + row * length).update(repeating: 0, count: length)
    (vesicles + row * length).update(repeating: 0, count: length)
    usedRows[row] = 0
  }

  /// Adds what one cell does, per volume of tissue, where there is `collagen`.
  func add(_ flow: FlowRow, _ amount: Double, _ place: Int, row: Int, _ collagen: Double) {
    usedRows[row] = 1
    switch flow.signal {
    case FlowRow.laying:
      // Where the matrix is full nobody lays down more, and nobody dissolves it for that.
      if collagen >= flow.half { return }
      let mass = amount * CollagenLaying.milligramsPerMillilitre
      laid[place] += mass
      lost[place] += mass / flow.half
    case FlowRow.removal: lost[place] += amount
    default: vesicles[place] += amount
    }
  }
}
