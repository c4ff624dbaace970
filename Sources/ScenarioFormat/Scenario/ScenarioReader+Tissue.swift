extension ScenarioReader {
  /// Layers or an image, shapes, vessels and nerves. `seed` is that of what is grown.
  func tissue(_ keys: ObjectReader, in space: Space?, seed: UInt64) -> Scenario.TissueLayout {
    let image = keys.optional("image")
    let slabs = keys.optional("layers")
    if image == nil, slabs == nil { keys.requireOne(of: ["layers", "image"]) }
    if image != nil, slabs != nil { keys.reader.report(.onlyOne(of: ["layers", "image"])) }
    let layers = slabs.map { self.layers($0, in: space) } ?? []
    let shapes = keys.list("shapes", "shapes") { entry in
      entry.object { keys -> Scenario.PaintedShape? in
        let tissue = self.tissueName(keys)
        let shape = self.shape(keys, in: space)
        guard let tissue, let shape else { return nil }
        return Scenario.PaintedShape(tissue: tissue, shape: shape)
      } ?? nil
    }
    var layout = Scenario.TissueLayout(
      image: image?.object { self.image($0, in: space) } ?? nil, layers: layers,
      layerAxis: space?.layerAxis ?? 2, shapes: shapes, vessels: [], nerves: [], hasCapillaryBed: true)
    // Nerves first: capillaries may be grown in them.
    var nerveNames = UniqueNames(kind: "nerve id")
    for entry in keys.optional("nerves")?.elements("nerves") ?? [] {
      layout.nerves += entry.object { nerves($0, in: space, names: &nerveNames) } ?? []
    }
    var vesselNames = UniqueNames(kind: "vessel id")
    for (number, entry) in (keys.optional("vessels")?.elements("vessels") ?? []).enumerated() {
      layout.vessels +=
        entry.object {
          vessels($0, in: space, of: layout, seed: seed, number: number, names: &vesselNames)
        } ?? []
    }
    layout.hasCapillaryBed = keys.flag("capillary_bed", default: true)
    return layout
  }

  private func tissueName(_ keys: ObjectReader) -> TissueRecord? {
    keys.required("tissue", "the name of a tissue")?.name("tissue", among: library.tissues.map(\.id))
      .flatMap(library.tissue)
  }

  private func layers(_ reader: NodeReader, in space: Space?) -> [Scenario.Layer] {
    let entries = reader.elements("layers", count: 1...Int.max)
    var start = 0.0
    var layers: [Scenario.Layer] = []
    var lastIsOpen = false
    for (index, entry) in entries.enumerated() {
      let isLast = index == entries.count - 1
      entry.object { keys in
        let tissue = tissueName(keys)
        let smallest = space.map { [$0.grid.dx, $0.grid.dy, $0.grid.dz][$0.layerAxis] }
        let thickness: Double
        if isLast, !keys.keys.contains("thickness_um") {
          _ = keys.optional("thickness_um")
          lastIsOpen = true
          thickness = 0
        } else {
          let value = keys.required("thickness_um", "a number > 0; only the last layer may leave it out")
          thickness = value?.number(.positive, unit: "um") ?? .nan
          if let smallest, thickness < smallest {
            value?.report(
              .outOfStep(.atLeast(smallest), limit: "the size of a voxel", got: NumberRange.plain(thickness)))
          }
        }
        let wave = keys.optional("wave").flatMap { self.wave($0, isLast: isLast, in: space) }
        if let tissue {
          layers.append(
            Scenario.Layer(tissue: tissue, start: start, end: start + thickness, wave: wave ?? nil))
        }
        start += thickness
      }
    }
    guard let space, start.isFinite, !entries.isEmpty else { return layers }
    let extent = space.grid.extent[space.layerAxis]
    let axis = Self.axisNames[space.layerAxis]
    // Sums of decimal thicknesses differ from the extent by round-off.
    let slack = 1e-9 * extent
    if lastIsOpen {
      if start >= extent - slack {
        reader.report(.layers(.nothingLeft, extent: extent, axis: axis, sum: start))
      }
    } else if abs(start - extent) > slack {
      let fault: ScenarioError.LayerFault = start < extent ? .tooThin : .tooThick
      reader.report(.layers(fault, extent: extent, axis: axis, sum: start))
    }
    if !layers.isEmpty { layers[layers.count - 1].end = extent }
    if layers.count == entries.count { checkWaves(layers, entries) }
    return layers
  }

  /// The wave of a layer's lower boundary.
  private func wave(_ reader: NodeReader, isLast: Bool, in space: Space?) -> Scenario.Wave? {
    if isLast {
      reader.report(.wrongType(expected: "left out: the last layer ends with the grid", got: "a wave"))
      return nil
    }
    return reader.object { keys in
      let amplitude = keys.number("amplitude_um", .positive, unit: "um")
      let length = keys.required("wavelength_um", "a number > 0")
      let wavelength = length?.number(.positive, unit: "um") ?? .nan
      // Two voxels to a wave are the least that can show it.
      if let space {
        let shortest = 2 * max(space.grid.dx, space.isPlane ? 0 : space.grid.dy)
        if wavelength < shortest {
          length?.report(
            .outOfStep(.atLeast(shortest), limit: "two voxels", got: NumberRange.plain(wavelength)))
        }
      }
      return Scenario.Wave(amplitude: amplitude, wavelength: wavelength)
    }
  }

  /// Refuses waves that would make the boundaries of a layer touch.
  private func checkWaves(_ layers: [Scenario.Layer], _ entries: [NodeReader]) {
    for index in layers.indices {
      let above = index > 0 ? layers[index - 1].wave?.amplitude ?? 0 : 0
      let below = layers[index].wave?.amplitude ?? 0
      let thickness = layers[index].end - layers[index].start
      guard above + below > 0, above + below >= thickness else { continue }
      let place = layers[index].wave != nil ? index : index - 1
      let reader = entries[place]
      guard let wave = reader.node["wave"], let amplitude = wave["amplitude_um"] else { continue }
      let other = place == index ? above : below
      NodeReader(amplitude, path: reader.path.appending("wave").appending("amplitude_um"), log: log).report(
        .outOfStep(
          .below(thickness - other), limit: "so that the boundaries of layers[\(index)] do not meet",
          got: NumberRange.plain(place == index ? below : above)))
    }
  }
}
