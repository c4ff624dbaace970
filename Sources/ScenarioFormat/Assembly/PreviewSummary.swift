import Foundation
import Outputs
import TissueModel

/// What a preview has found and written.
package struct PreviewSummary {
  /// What the tissue holds.
  package let census: Census
  /// How far its voxels are from vessels.
  package let histogram: DistanceHistogram
  /// The interstitial flow before disease; nil where the fluid rests.
  package let flow: FlowCensus?
  /// What became of the scenario's vessels and images on the way to the grid, one sentence each.
  package let notes: [String]
  /// Path of the output folder.
  package let folder: String
  /// Files written, in order.
  package let files: [String]

  /// The numbers for `run.json`.
  var record: [String: JSONValue] {
    var record: [String: JSONValue] = [
      "preview": .boolean(true),
      "vessel_length_density_mm_per_mm3": .number(census.vesselLengthDensity * 1e6),
      "vessel_surface_density_mm2_per_mm3": .number(census.vesselSurfaceDensity * 1e3),
    ]
    for tissue in census.tissues { record["\(tissue.id)_voxels"] = .integer(tissue.voxels) }
    if let mean = histogram.mean { record["mean_vessel_distance_um"] = .number(mean) }
    if let longest = histogram.longest { record["longest_vessel_distance_um"] = .number(longest) }
    if let flow {
      record["mean_pressure_mmHg"] = .number(flow.meanPressure)
      record["lowest_pressure_mmHg"] = .number(flow.lowestPressure)
      record["highest_pressure_mmHg"] = .number(flow.highestPressure)
      record["mean_flow_um_per_s"] = .number(flow.meanFlux)
      record["largest_flow_um_per_s"] = .number(flow.largestFlux)
      record["filtered_per_s"] = .number(flow.filtered)
      record["absorbed_per_s"] = .number(flow.absorbed)
      record["lymph_per_s"] = .number(flow.drained)
      record["side_outflow_per_s"] = .number(flow.sideOutflow)
    }
    return record
  }

  /// The summary for people.
  package var text: String {
    let voxels = census.tissues.reduce(0) { $0 + $1.voxels }
    let width = census.tissues.map(\.id.count).max() ?? 0
    var lines = ["\(voxels) voxels, \(plain(census.volume * 1e-9)) mm³:"]
    for tissue in census.tissues {
      let name = tissue.id + String(repeating: " ", count: width - tissue.id.count)
      lines.append(
        "  \(name)  \(tissue.voxels) (\(plain(100 * Double(tissue.voxels) / Double(voxels))) %)")
    }
    if census.vessels.isEmpty {
      lines.append("No vessels are drawn.")
    } else {
      let length = census.vessels.reduce(0) { $0 + $1.length }
      lines.append(
        "Vessels: \(plain(length * 1e-3)) mm, \(plain(census.vesselLengthDensity * 1e6)) mm/mm³, walls "
          + "\(plain(census.vesselSurfaceDensity * 1e3)) mm²/mm³.")
      let thin = census.vessels.reduce(0) { $0 + $1.lineSources }
      if thin > 0 {
        let all = census.vessels.reduce(0) { $0 + $1.pieces }
        lines.append(
          "\(thin) of \(all) pieces have a radius below a third of a voxel: line sources, without a lumen."
        )
      }
    }
    if let mean = histogram.mean, let longest = histogram.longest {
      lines.append(
        "Distance to the nearest vessel wall: mean \(plain(mean)) µm, at most \(plain(longest)) µm."
      )
    }
    if !census.nerves.isEmpty {
      lines.append("Nerves: \(plain(census.nerves.reduce(0) { $0 + $1.length } * 1e-3)) mm.")
    }
    if let flow {
      lines.append(
        "Interstitial fluid: \(plain(flow.meanPressure)) mmHg (\(plain(flow.lowestPressure)) to "
          + "\(plain(flow.highestPressure))), flow \(plain(flow.meanFlux)) µm/s in the mean, at most "
          + "\(plain(flow.largestFlux)).")
      lines.append(
        "Per hour and tissue volume: filtered \(plain(flow.filtered * 3600)), absorbed "
          + "\(plain(flow.absorbed * 3600)), lymph \(plain(flow.drained * 3600)), out of the sides "
          + "\(plain(flow.sideOutflow * 3600)).")
    }
    for note in notes { lines.append("Note: \(note)") }
    lines.append("Files:")
    for file in files { lines.append("  \(folder)/\(file)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func plain(_ number: Double) -> String { String(format: "%.4g", number) }
}
