import Outputs
import TissueModel

/// The table, where `Profiles` alone would mean the scenario's section.
private typealias ProfileTables = Profiles
/// The finding, where `Deposits` alone would mean the scenario's section.
private typealias ConnectedDeposits = Deposits

extension Scenario {
  /// Volume fraction of mineral from which a voxel belongs to a deposit.
  var depositThreshold: Double { outputs.deposits?.threshold ?? ConnectedDeposits.defaultThreshold }

  /// The observers that write what the scenario asks for.
  func observers(in folder: OutputFolder, of tissue: Tissue, end: Int64) throws -> [any Observer] {
    var observers: [any Observer] = [
      try TimeSeries(
        in: folder, of: tissue, ticks: ticks(outputs.timeseries, end: end), threshold: depositThreshold)
    ]
    if let profiles = outputs.profiles {
      observers.append(
        try ProfileTables(
          in: folder, of: tissue, ticks: ticks(profiles.schedule, end: end), from: profiles.from,
          to: profiles.to, points: profiles.points))
    }
    if let deposits = outputs.deposits {
      observers.append(
        try DepositsTable(
          in: folder, of: tissue, ticks: ticks(deposits.schedule, end: end), threshold: depositThreshold))
    }
    if let schedule = outputs.conservation {
      observers.append(try ConservationTable(in: folder, ticks: ticks(schedule, end: end)))
    }
    if let schedule = outputs.minerals {
      observers.append(try MineralsTable(in: folder, ticks: ticks(schedule, end: end)))
    }
    if let fields = outputs.fields {
      observers.append(
        try FieldSeries(
          in: folder, fields: fields.names.compactMap { TissueField(named: $0, in: tissue) },
          ticks: ticks(fields.schedule, end: end)))
    }
    return try observers + cellObservers(in: folder, of: tissue, end: end)
  }

  /// The observers that write what the scenario asks for of cells.
  private func cellObservers(
    in folder: OutputFolder, of tissue: Tissue, end: Int64
  ) throws -> [any Observer] {
    guard let inflammation = tissue.inflammation, let cells else { return [] }
    var observers: [any Observer] = []
    if let schedule = outputs.cells.counts {
      let ticks = ticks(schedule, end: end)
      observers.append(try CellsTable(in: folder, of: tissue, kinds: cells.kinds, ticks: ticks))
      observers.append(try SignalsTable(in: folder, ticks: ticks))
      if inflammation.infection != nil {
        observers.append(try PathogensTable(in: folder, ticks: ticks))
      }
    }
    if let schedule = outputs.cells.granulomas {
      observers.append(
        try GranulomasTable(
          in: folder, of: tissue, kinds: cells.kinds,
          criteria: granulomaCriteria(among: inflammation.kinds), ticks: ticks(schedule, end: end)))
    }
    if let positions = outputs.cells.positions {
      let formats = Set(positions.formats.map { $0 == .csv ? CellPositions.Format.table : .polydata })
      observers.append(
        try CellPositions(in: folder, formats: formats, ticks: ticks(positions.schedule, end: end)))
    }
    return observers
  }

  /// The ticks of a schedule up to the end of the run.
  private func ticks(_ schedule: Schedule, end: Int64) -> [Int64] {
    schedule.days(duration: duration).map { Clock.ticks(days: $0) }.filter { $0 <= end }
  }
}
