extension ScenarioReader {
  /// The tissue of an image: its files, the size of its voxels and what its labels stand for.
  func image(_ keys: ObjectReader, in space: Space?) -> Scenario.TissueImage? {
    let files = imageFiles(keys)
    let sizes = keys.optional("voxel_size_um")
    let origin =
      keys.optional("origin_um").map { $0.numbers(count: 2...3, .any, unit: "um") } ?? [0, 0, 0]
    let table = keys.required("labels", "an object of tissues by label")
    let names = table.map(labelTable) ?? [:]
    guard let files, let first = files.first, let labels = stack(of: files) else { return nil }
    let spacing: SIMD3<Double>?
    if let sizes {
      spacing = Self.triple(sizes)
    } else {
      spacing = labels.spacing
      if spacing == nil { keys.reader.report(.missingSize(file: first.name)) }
    }
    guard let spacing, origin.count >= 2, let space, let table else { return nil }
    var records: [Int32: String] = [:]
    for (name, tissue) in names {
      guard let label = labels.label(named: name) else {
        let expected = labels.isColour ? "a colour, like #ff8000" : "a whole number"
        table.report(.label(.notOfItsKind(name, expected: expected)))
        continue
      }
      records[label] = tissue
    }
    for (label, count) in labels.histogram()
    where records[label] == nil && table.node.members != nil {
      table.report(.label(.unknown(labels.name(of: label), voxels: count)))
    }
    var start = SIMD3(origin[0], origin[1], origin.count == 3 ? origin[2] : 0)
    var size = spacing
    if space.isPlane {
      // A plane takes one slice, however thick either of them is.
      if labels.counts.z > 1 { first.reader.report(.slices(labels.counts.z)) }
      start.z = 0
      size.z = space.grid.dz
    }
    let covered =
      SIMD3(Double(labels.counts.x), Double(labels.counts.y), Double(labels.counts.z)) * size
    let slack = 1e-6 * space.grid.extent.max()
    for axis in 0..<space.dimensions
    where start[axis] > slack || start[axis] + covered[axis] < space.grid.extent[axis] - slack {
      keys.reader.report(
        .doesNotCover(
          axis: Self.axisNames[axis], from: NumberRange.plain(start[axis]),
          to: NumberRange.plain(start[axis] + covered[axis]),
          extent: NumberRange.plain(space.grid.extent[axis])))
    }
    let tissues = records.compactMapValues(library.tissue)
    return Scenario.TissueImage(
      files: files.map(\.name), image: labels, spacing: size, origin: start, tissues: tissues)
  }

  /// One file, or several as a stack of slices.
  private func imageFiles(_ keys: ObjectReader) -> [NamedFile]? {
    let one = keys.optional("file")
    let several = keys.optional("files")
    switch (one, several) {
    case (let one?, nil): return file(one, kind: .labels).map { [$0] }
    case (nil, let several?):
      let entries = several.elements("files", count: 1...100_000)
      let files = entries.compactMap { file($0, kind: .labels) }
      return files.count == entries.count && !files.isEmpty ? files : nil
    case (nil, nil):
      keys.requireOne(of: ["file", "files"])
      return nil
    default:
      keys.reader.report(.onlyOne(of: ["file", "files"]))
      return nil
    }
  }

  private func stack(of files: [NamedFile]) -> LabelImage? {
    let slices = files.compactMap(slice)
    guard slices.count == files.count, let first = slices.first else { return nil }
    guard slices.count > 1 else { return first }
    var labels: [Int32] = []
    for (slice, file) in zip(slices, files) {
      guard slice.counts == first.counts, slice.isColour == first.isColour, slice.counts.z == 1
      else {
        file.reader.report(
          .imported(
            file: file.name,
            ImportError(
              .mustBe(
                "a slice", expected: "like the first, \(first.extentInWords)",
                got: slice.extentInWords), at: .file)))
        return nil
      }
      labels += slice.labels
      guard labels.count <= ImportLimit.labels else {
        file.reader.report(
          .imported(
            file: file.name, ImportError(.tooMany("labels", limit: ImportLimit.labels), at: .file)))
        return nil
      }
    }
    return LabelImage(
      counts: SIMD3(first.counts.x, first.counts.y, slices.count), labels: labels,
      isColour: first.isColour)
  }

  private func slice(_ file: NamedFile) -> LabelImage? {
    if file.ends(with: ".png") {
      return imported(file) { bytes throws(ImportError) in try LabelImage(png: bytes) }
    }
    if file.ends(with: ".pgm") {
      return imported(file) { bytes throws(ImportError) in try LabelImage(pgm: bytes) }
    }
    if file.ends(with: ".nii", ".nii.gz") {
      return imported(file) { bytes throws(ImportError) in try LabelImage(nifti: bytes) }
    }
    file.reader.report(
      .wrongType(expected: "a file .png, .pgm, .nii or .nii.gz", got: TextPreview.quoted(file.name))
    )
    return nil
  }

  /// Tissues by label; all keys are allowed.
  private func labelTable(_ reader: NodeReader) -> [String: String] {
    let entries = reader.object { keys in
      keys.keys.compactMap { key -> (String, String)? in
        keys.optional(key)?.name("tissue", among: library.tissues.map(\.id)).map { (key, $0) }
      }
    }
    return Dictionary(entries ?? []) { first, _ in first }
  }

  /// One length for all axes, or one for each; the third of two is the first.
  private static func triple(_ reader: NodeReader) -> SIMD3<Double>? {
    let range = NumberRange.above(0, upTo: 1e6)
    if reader.node.number != nil {
      let size = reader.number(range, unit: "um")
      return size.isFinite ? SIMD3(repeating: size) : nil
    }
    let sizes = reader.numbers(count: 2...3, range, unit: "um")
    guard sizes.count >= 2 else { return nil }
    return SIMD3(sizes[0], sizes[1], sizes.count == 3 ? sizes[2] : sizes[0])
  }
}
