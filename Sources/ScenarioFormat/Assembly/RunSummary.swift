import Fields
import Foundation
import Outputs
import TissueModel

/// What a run came to.
package struct RunSummary {
  /// How it ended.
  package let end: RunEnd
  /// Simulated time [d].
  package let days: Double
  /// Steps of the main sequence, refused ones apart.
  package let steps: Int
  /// Steps taken again shorter.
  package let refusedSteps: Int
  /// When each mineral's first crystal appeared [d], in that order.
  package let births: [(mineral: String, days: Double)]
  /// Where the mineral lies at the end.
  package let distribution: Distribution
  /// Mineral ids, in the order of the distribution's numbers.
  package let minerals: [String]
  /// Connected deposits at the end.
  package let deposits: Int
  /// Largest residual of any solute's books, relative to its turnover.
  package let conservation: Double
  /// How the speciation went.
  package let speciation: SpeciationRecord
  /// What the user should know before trusting the numbers, one sentence each.
  package let warnings: [String]
  /// Largest relative drift of the start in an hour without a cause.
  package let drift: Double?
  /// Cells at the end and what happened to them; nil in a run without.
  package let cells: (count: Int, events: CellEvents)?
  /// The output folder.
  package let folder: String
  /// Files in it.
  package let files: [String]
  /// Wall time [s].
  package var wallSeconds = 0.0

  init(
    end: RunEnd, simulation: Simulation, tissue: Tissue, days: Double, drift: Double?,
    births: [(mineral: String, days: Double)], depositThreshold: Double, folder: String, files: [String]
  ) {
    self.end = end
    self.days = days
    steps = simulation.clock.step
    refusedSteps = simulation.refusedSteps
    self.births = births
    distribution = Distribution(tissue)
    minerals = tissue.minerals.map(\.phase.id)
    deposits =
      ConnectedBodies(on: tissue.anatomy.grid) { tissue.mineralVolumeFraction($0) >= depositThreshold }.count
    conservation = tissue.solutes.indices.reduce(0) { max($0, abs(tissue.relativeResidual($1))) }
    speciation = simulation.speciation
    cells = tissue.inflammation.map { ($0.population.count, $0.events) }
    warnings =
      RunSummary.warnings(of: speciation, on: tissue.anatomy.grid) + RunSummary.warnings(of: cells?.events)
    self.drift = drift
    self.folder = folder
    self.files = files
  }

  /// Sentences about what went beyond the range of the laws.
  private static func warnings(of speciation: SpeciationRecord, on grid: Grid) -> [String] {
    guard speciation.highestIonicStrength > SpeciationRecord.daviesLimit else { return [] }
    let (x, y, z) = grid.coordinates(of: speciation.voxel)
    let strength = String(format: "%.3g", speciation.highestIonicStrength)
    return [
      "the ionic strength reached \(strength) mol/kg in voxel [\(x), \(y), \(z)]; activity coefficients "
        + "(Davies) hold up to \(SpeciationRecord.daviesLimit)"
    ]
  }

  /// Sentences about cells that were squeezed beyond any packing.
  private static func warnings(of events: CellEvents?) -> [String] {
    guard let events, events.overcrowded > 0 else { return [] }
    return [
      "cells were squeezed beyond any packing in \(events.overcrowded) search boxes, counted in each step of mechanics; "
        + "they were let part slowly"
    ]
  }

  /// The numbers for `run.json`.
  var record: [String: JSONValue] {
    var record: [String: JSONValue] = [
      "simulated_d": .number(days), "steps": .number(Double(steps)),
      "refused_steps": .number(Double(refusedSteps)), "deposits": .number(Double(deposits)),
      "largest_relative_residual": .number(conservation),
      "speciated_voxels": .integer(speciation.solutions),
      "speciation_restarts": .integer(speciation.restarts),
      "highest_ionic_strength_mol_per_kg": .number(speciation.highestIonicStrength),
      "warnings": .array(warnings.map { .string($0) }),
      "volume_share_within_50_um_of_vessel_or_nerve": .number(distribution.nearVolumeShare),
    ]
    for (index, mineral) in minerals.enumerated() {
      record["\(mineral)_mass_pg"] = .number(distribution.mass[index])
      record["\(mineral)_expected_nuclei"] = .number(distribution.expectedNuclei[index])
      record["\(mineral)_highest_SI"] = .number(distribution.highestSaturationIndex[index])
    }
    for birth in births { record["\(birth.mineral)_first_crystal_d"] = .number(birth.days) }
    if let share = distribution.damagedShare { record["mass_share_in_damaged_tissue"] = .number(share) }
    if let share = distribution.nearShare {
      record["mass_share_within_50_um_of_vessel_or_nerve"] = .number(share)
    }
    if let ratio = distribution.nearRatio { record["enrichment_near_vessel_or_nerve"] = .number(ratio) }
    if let drift { record["start_drift_per_hour"] = .number(drift) }
    if let cells {
      record["cells"] = .integer(cells.count)
      record["cells_recruited"] = .integer(cells.events.recruited)
      record["overcrowded_boxes"] = .integer(cells.events.overcrowded)
    }
    return record
  }

  /// The summary for people.
  package var text: String {
    var lines = [
      "\(end == .done ? "Done" : "The run was interrupted") after \(plain(days)) simulated days: \(steps) steps, "
        + "\(refusedSteps) taken again shorter, \(ProgressLine.duration(wallSeconds)) of wall time."
    ]
    if births.isEmpty {
      lines.append("No mineral formed (expected nuclei: \(expectation)).")
    } else {
      let first = births.map { "\($0.mineral) on day \(plain($0.days))" }.joined(separator: ", then ")
      lines.append("First crystals: \(first).")
      let masses = minerals.indices.map { "\(minerals[$0]) \(plain(distribution.mass[$0] * 1e-6)) µg" }
      lines.append("Mineral: \(masses.joined(separator: ", ")) in \(deposits) connected deposits.")
    }
    for index in minerals.indices {
      let highest = distribution.highestSaturationIndex[index]
      lines.append("Highest SI(\(minerals[index])) at the end: \(plain(highest)).")
    }
    if let damaged = distribution.damagedShare, let near = distribution.nearShare,
      let ratio = distribution.nearRatio
    {
      lines.append(
        "In damaged tissue: \(plain(damaged * 100)) % of the mass. Within 50 µm of a vessel or nerve: "
          + "\(plain(near * 100)) % of the mass in \(plain(distribution.nearVolumeShare * 100)) % of the volume "
          + "(\(plain(ratio)) times denser than by volume).")
    }
    if let cells {
      let events = cells.events
      lines.append(
        "Cells: \(cells.count) at the end; \(events.recruited) came through vessel walls, \(events.died) died, "
          + "\(events.departed) left.")
    }
    lines.append("Books: largest relative residual \(plain(conservation)).")
    if let drift { lines.append("Start: largest relative drift in an hour without a cause \(plain(drift)).") }
    lines.append("Files:")
    for file in files + [OutputFolder.recordName] { lines.append("  \(folder)/\(file)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private var expectation: String {
    minerals.indices.map { "\(minerals[$0]) \(plain(distribution.expectedNuclei[$0]))" }.joined(
      separator: ", ")
  }

  private func plain(_ number: Double) -> String { String(format: "%.4g", number) }
}
