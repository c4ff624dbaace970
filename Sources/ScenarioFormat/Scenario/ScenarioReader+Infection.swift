import TissueModel

extension Scenario {
  /// What has infected the tissue.
  package struct InfectionSettings: Sendable {
    /// Id of the pathogen.
    package var pathogen: String
    /// Pathogens between the cells at the start, in the order of the file.
    package var outside: [Inoculum]
  }

  /// Pathogens between the cells of a part of the tissue, evenly in all its voxels.
  package struct Inoculum: Sendable {
    /// How many.
    package var number: Double
    /// The part of the tissue.
    package var part: Part
  }
}

extension ScenarioReader {
  /// An infection; it goes only with cells.
  func infection(
    _ reader: NodeReader, in space: Space?, _ layout: Scenario.TissueLayout?, hasCells: Bool
  ) -> Scenario.InfectionSettings? {
    if !hasCells { reader.report(.cells(.withoutCells)) }
    let lumens = space.flatMap { space in layout.map { Lumens(of: $0, in: space) } }
    return reader.object { keys in
      let pathogen = keys.required("pathogen", "the name of a pathogen")?
        .name("pathogen", among: library.pathogens.map(\.id))
      let outside = keys.list("outside", "objects") { entry in
        entry.object { self.inoculum($0, in: space, lumens) } ?? nil
      }
      return pathogen.map { Scenario.InfectionSettings(pathogen: $0, outside: outside) }
    } ?? nil
  }

  private func inoculum(
    _ keys: ObjectReader, in space: Space?, _ lumens: Lumens?
  ) -> Scenario.Inoculum? {
    let number = keys.number("number", .above(0, upTo: 1e12), unit: "1")
    let place = keys.required("in", "the name of a tissue or a shape")
    guard let place, let part = self.part(place, in: space), let lumens, number.isFinite else { return nil }
    if lumens.centres(of: part).isEmpty { place.report(.cells(.noTissue)) }
    return Scenario.Inoculum(number: number, part: part)
  }
}
