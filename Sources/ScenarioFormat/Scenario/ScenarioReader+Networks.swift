import Fields
import TissueModel

extension ScenarioReader {
  /// Chains of one radius, in the grid's coordinates [µm].
  typealias Chains = [Network.Chain]

  /// What may leave the grid.
  enum Outside: String, CaseIterable {
    /// Nothing: it is a problem.
    case refuse
    /// Anything: what lies outside is cut off, with a note.
    case clip
  }

  /// What a scenario says of what may leave the grid.
  func outside(_ keys: ObjectReader, default usual: Outside = .refuse) -> Outside {
    keys.optional("outside").map { $0.word(Outside.self) ?? .clip } ?? usual
  }

  /// The network of a file, moved and scaled into the grid; nil with a problem.
  ///
  /// - Parameters:
  ///   - radius: radius of all pieces [µm], nil where the file's are taken.
  ///   - byType: whether pieces of different types are kept apart.
  func network(_ keys: ObjectReader, radius: Double?, byType: Bool, in space: Space?) -> Chains? {
    let named = keys.optional("file")
    let unit = keys.number(
      "unit_um", .positive,
      default: Quantity(
        1, unit: "um", source: "default of the format: lengths of the file are micrometres",
        confidence: .given))
    let origin =
      keys.optional("origin_um").map { $0.numbers(count: 3...3, .any, unit: "um") } ?? [0, 0, 0]
    let radiusName = keys.optional("radius_array")?.string(allowsEmpty: false)
    if space?.isPlane == true {
      named?.report(.needsBlock)
      return nil
    }
    guard let named, let file = file(named, kind: .network), origin.count == 3, unit.isFinite else {
      return nil
    }
    let network: Network?
    if file.ends(with: ".swc") {
      network = imported(file, SWCFile.network)
    } else if file.ends(with: ".vtk") {
      network = imported(file) { bytes throws(ImportError) in
        try VTKLegacyFile.network(bytes, radiusName: radiusName)
      }
    } else if file.ends(with: ".vtp") {
      network = imported(file) { bytes throws(ImportError) in
        try VTPFile.network(bytes, radiusName: radiusName)
      }
    } else {
      named.report(
        .wrongType(expected: "a file .swc, .vtk or .vtp", got: TextPreview.quoted(file.name)))
      return nil
    }
    guard var network else { return nil }
    if !byType { network.types = nil }
    if radius == nil {
      if network.radii == nil {
        named.report(
          .imported(
            file: file.name, ImportError(.lacks("an array of radii, or radius_um here,"), at: .file)
          ))
        return nil
      }
    } else {
      network.radii = nil
    }
    let shift = SIMD3(origin[0], origin[1], origin[2])
    let chains = network.chains().map { chain in
      Network.Chain(
        points: chain.points.map { $0 * unit + shift },
        radius: radius ?? chain.radius.map { $0 * unit }, type: chain.type)
    }
    if let thin = chains.first(where: { !(($0.radius ?? 0) > 0) }) {
      named.report(
        .imported(
          file: file.name,
          ImportError(
            .mustBe(
              "every radius", expected: "> 0, or radius_um given here", got: "\(thin.radius ?? 0)"),
            at: .file)))
      return nil
    }
    return chains
  }

  /// Keeps what lies in the grid. What lies outside is refused or cut off with a note, as the scenario says; nil
  /// with a problem.
  func placed(
    _ chains: Chains, _ what: String, at reader: NodeReader, outside: Outside, in space: Space?
  ) -> Chains? {
    guard let space else { return nil }
    // A point on the edge of the grid may leave it by round-off.
    let slack = 1e-9 * space.grid.extent.max()
    let extent = space.grid.extent
    func isInside(_ point: SIMD3<Double>) -> Bool {
      all(point .>= SIMD3(repeating: -slack)) && all(point .<= extent + slack)
    }
    if chains.allSatisfy({ $0.points.allSatisfy(isInside) }) { return chains }
    let parts = chains.flatMap { chain in
      Polyline(chain.points).clipped(to: extent).map {
        Network.Chain(points: $0.points, radius: chain.radius, type: chain.type)
      }
    }
    let before = chains.reduce(0) { $0 + Polyline($1.points).length }
    let after = parts.reduce(0) { $0 + Polyline($1.points).length }
    guard outside == .clip, !parts.isEmpty else {
      reader.report(
        .leavesGrid(
          outside: NumberRange.plain((before - after).rounded()),
          of: NumberRange.plain(before.rounded()),
          mayClip: outside == .refuse && !parts.isEmpty))
      return nil
    }
    log.note(
      "\(what): \(NumberRange.plain((before - after).rounded())) of \(NumberRange.plain(before.rounded())) µm lie "
        + "outside the grid and are cut off")
    return parts
  }
}
