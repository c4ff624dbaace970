/// Labels on a regular grid: a picture, a stack of pictures or a volume.
package struct LabelImage: Equatable, Sendable {
  /// Labels along x (columns), y (rows) and z (slices).
  package let counts: SIMD3<Int>
  /// Sides of a voxel as the file tells them [µm]; nil where it does not.
  package let spacing: SIMD3<Double>?
  /// Labels, x fastest, then y, then z.
  package let labels: [Int32]
  /// Whether labels are colours, 65536 red + 256 green + blue.
  package let isColour: Bool

  /// Labels of their parts.
  package init(
    counts: SIMD3<Int>, spacing: SIMD3<Double>? = nil, labels: [Int32], isColour: Bool = false
  ) {
    precondition(counts.x * counts.y * counts.z == labels.count, "one label per voxel")
    self.counts = counts
    self.spacing = spacing
    self.labels = labels
    self.isColour = isColour
  }

  /// `400 × 300 colours`.
  package var extentInWords: String {
    "\(counts.x) × \(counts.y)" + (counts.z > 1 ? " × \(counts.z)" : "")
      + (isColour ? " colours" : " numbers")
  }

  /// A label as a scenario writes it: `7`, or `#ff0000` for a colour.
  package func name(of label: Int32) -> String {
    guard isColour else { return "\(label)" }
    let digits = String(UInt32(bitPattern: label), radix: 16)
    return "#" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// The label that a scenario writes so; nil if it is none of this image's kind.
  package func label(named name: String) -> Int32? {
    guard isColour else { return Int32(name) }
    guard name.hasPrefix("#"), name.utf8.count == 7 else { return nil }
    return Int32(name.dropFirst(), radix: 16)
  }

  /// How often each label occurs.
  package func histogram() -> [(label: Int32, count: Int)] {
    var counts: [Int32: Int] = [:]
    // Neighbours are mostly equal: count runs.
    var start = 0
    while start < labels.count {
      var end = start + 1
      while end < labels.count, labels[end] == labels[start] { end += 1 }
      counts[labels[start], default: 0] += end - start
      start = end
    }
    return counts.sorted { $0.key < $1.key }.map { (label: $0.key, count: $0.value) }
  }
}
