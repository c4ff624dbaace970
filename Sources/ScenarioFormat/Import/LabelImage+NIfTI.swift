import ImageCodecs

extension LabelImage {
  /// The labels of a NIfTI-1 volume in one file, packed by gzip (`.nii.gz`) or not (`.nii`).
  ///
  /// After R. W. Cox et al., "A (sort of) new image data format standard: NIfTI-1", HBM 2004, and nifti1.h. Axes are taken
  /// as they are stored; the position in a scanner is not read.
  ///
  /// - Throws: `ImportError` that names the byte, in the unpacked file.
  package init(nifti file: [UInt8]) throws(ImportError) {
    let bytes = file.starts(with: [0x1F, 0x8B]) ? try Self.unpacked(file) : file
    let header = try NIfTIHeader(bytes)
    var reader = ByteReader(bytes, from: header.offset, isLittleEndian: header.isLittleEndian)
    let count = header.counts.x * header.counts.y * header.counts.z
    try reader.require(count, of: header.kind.size, for: "the labels")
    var labels: [Int32] = []
    labels.reserveCapacity(count)
    for _ in 0..<count {
      let start = reader.place
      let value =
        try reader.number(header.kind, for: "the labels") * header.slope + header.intercept
      guard let label = Int32(exactly: value) else {
        throw ImportError(
          .mustBe("a label", expected: "a whole number", got: "\(value)"), at: .byte(start))
      }
      labels.append(label)
    }
    self.init(counts: header.counts, spacing: header.spacing, labels: labels)
  }

  private static func unpacked(_ file: [UInt8]) throws(ImportError) -> [UInt8] {
    do {
      // Labels of eight bytes and a header with extensions.
      return try Inflation.inflate(
        file[...], limit: min(ImportLimit.bytes, 8 * ImportLimit.labels + (1 << 20)))
    } catch {
      switch error {
      case .truncated(let offset):
        throw ImportError(.endsIn("the packed stream"), at: .byte(offset))
      case .tooLarge(let limit):
        throw ImportError(.tooMany("unpacked bytes", limit: limit), at: .file)
      case .damaged(let words, let offset):
        throw ImportError(.damaged(words), at: offset.map { .byte($0) } ?? .file)
      case .unsupported(let what): throw ImportError(.unsupported(what), at: .file)
      case .outOfMemory: throw ImportError(.damaged("no memory for the volume"), at: .file)
      }
    }
  }
}

/// What a NIfTI-1 header tells.
private struct NIfTIHeader {
  let isLittleEndian: Bool
  let counts: SIMD3<Int>
  /// Sides of a voxel [µm]; nil where the file tells no unit.
  let spacing: SIMD3<Double>?
  let kind: NumberKind
  /// Offset of the labels.
  let offset: Int
  /// Labels are slope times what is stored, plus the intercept.
  let slope, intercept: Double

  init(_ bytes: [UInt8]) throws(ImportError) {
    var reader = ByteReader(bytes, isLittleEndian: true)
    try reader.require(348, for: "the header")
    let size = try reader.integer(Int32.self, for: "the header")
    guard size == 348 || size.byteSwapped == 348 else {
      throw ImportError(
        .mustBe("the length of the header", expected: "348", got: "\(size)"), at: .byte(0))
    }
    let isLittle = size == 348
    isLittleEndian = isLittle
    func number(_ place: Int, _ kind: NumberKind) throws(ImportError) -> Double {
      var reader = ByteReader(bytes, from: place, isLittleEndian: isLittle)
      return try reader.number(kind, for: "the header")
    }
    let magic = Array(bytes[344..<348])
    guard magic == [0x6E, 0x2B, 0x31, 0] else {
      if magic == [0x6E, 0x69, 0x31, 0] {
        throw ImportError(
          .unsupported("a header whose labels are in another file (.img)"), at: .byte(344))
      }
      throw ImportError(
        .mustBe(
          "the mark", expected: "\"n+1\"",
          got: TextPreview.quoted(String(decoding: magic, as: UTF8.self))),
        at: .byte(344))
    }
    let dimensions = Int(try number(40, .int16))
    guard (2...7).contains(dimensions) else {
      throw ImportError(
        .mustBe("the number of dimensions", expected: "2 to 7", got: "\(dimensions)"), at: .byte(40)
      )
    }
    var counts = SIMD3(1, 1, 1)
    var product = 1
    for axis in 1...dimensions {
      let count = Int(try number(40 + 2 * axis, .int16))
      guard axis <= 3 ? count >= 1 : count == 1 else {
        throw ImportError(
          .mustBe(
            "the dimension \(axis)", expected: axis <= 3 ? "at least 1" : "1", got: "\(count)"),
          at: .byte(40 + 2 * axis))
      }
      product *= count
      if axis <= 3 { counts[axis - 1] = count }
    }
    guard product <= ImportLimit.labels else {
      throw ImportError(.tooMany("voxels", limit: ImportLimit.labels), at: .byte(42))
    }
    self.counts = counts
    let code = Int(try number(70, .int16))
    let kinds: [Int: NumberKind] = [
      2: .uint8, 4: .int16, 8: .int32, 16: .single, 64: .double, 256: .int8, 512: .uint16,
      768: .uint32,
      1024: .int64, 1280: .uint64,
    ]
    guard let kind = kinds[code] else {
      throw ImportError(.unsupported("the type of number \(code)"), at: .byte(70))
    }
    self.kind = kind
    spacing = try Self.spacing(number, dimensions: dimensions)
    let start = try number(108, .single)
    guard let offset = Int(exactly: start), offset >= 348, offset <= bytes.count else {
      throw ImportError(
        .mustBe("the place of the labels", expected: "from 348 to the file's end", got: "\(start)"),
        at: .byte(108))
    }
    self.offset = offset
    let slope = try number(112, .single)
    let intercept = try number(116, .single)
    // A slope of zero means none.
    let isScaled = slope != 0 && slope.isFinite && intercept.isFinite
    self.slope = isScaled ? slope : 1
    self.intercept = isScaled ? intercept : 0
  }

  private static func spacing(
    _ number: (Int, NumberKind) throws(ImportError) -> Double, dimensions: Int
  ) throws(ImportError) -> SIMD3<Double>? {
    let units: [Int: Double] = [1: 1e6, 2: 1e3, 3: 1]
    guard let unit = units[Int(try number(123, .uint8)) & 7] else { return nil }
    var spacing = SIMD3(0.0, 0, 0)
    for axis in 0..<3 {
      // The third side of a plane is often left at zero: as wide as the first.
      if axis == 2, dimensions == 2 {
        spacing[2] = spacing[0]
        continue
      }
      // The shortest decimal of the stored single number: 0.01, not 0.00999999978.
      let stored = Float(try number(80 + 4 * axis, .single))
      let side = (Double(abs(stored).description) ?? .nan) * unit
      guard side > 0, side <= 1e6 else {
        throw ImportError(
          .mustBe(
            "the side \(axis + 1) of a voxel", expected: "> 0 and at most a metre",
            got: "\(side) µm"),
          at: .byte(80 + 4 * axis))
      }
      spacing[axis] = side
    }
    return spacing
  }
}
