import Fields
import TissueModel

extension Scenario {
  /// Labels that say what the tissue is.
  package struct TissueImage: Sendable {
    /// Names of the files in the scenario.
    package var files: [String]
    /// The labels.
    package var image: LabelImage
    /// Sides of the image's voxels [µm].
    package var spacing: SIMD3<Double>
    /// Where the image's corner lies in the grid [µm].
    package var origin: SIMD3<Double>
    /// What each label stands for.
    package var tissues: [Int32: TissueRecord]

    /// The tissue at a point of the grid [µm]; points beyond the edge take that of the edge.
    package func tissue(at point: SIMD3<Double>) -> TissueRecord? {
      var place = SIMD3(0, 0, 0)
      for axis in 0..<3 {
        let position = ((point[axis] - origin[axis]) / spacing[axis]).rounded(.down)
        place[axis] = Int(min(max(position, 0), Double(image.counts[axis] - 1)))
      }
      return tissues[image.labels[(place.z * image.counts.y + place.y) * image.counts.x + place.x]]
    }

    /// The volume of each label in a voxel of the grid over the voxel's, by overlap, in the order of labels: together 1.
    ///
    /// The overlap of two boxes is the product of the overlaps of their sides, so that the volume of each label over
    /// all voxels is that in the image, to round-off.
    package func shares(
      inVoxel x: Int, _ y: Int, _ z: Int, of grid: Grid
    ) -> [(label: Int32, share: Double)] {
      let columns = overlaps(0, from: Double(x) * grid.dx, to: Double(x + 1) * grid.dx)
      let rows = overlaps(1, from: Double(y) * grid.dy, to: Double(y + 1) * grid.dy)
      let slices = overlaps(2, from: Double(z) * grid.dz, to: Double(z + 1) * grid.dz)
      var shares: [Int32: Double] = [:]
      for (k, depth) in slices {
        for (j, height) in rows {
          let row = (k * image.counts.y + j) * image.counts.x
          for (i, width) in columns { shares[image.labels[row + i], default: 0] += width * height * depth }
        }
      }
      // In the order of the labels: sums must not depend on the order of a dictionary.
      return shares.sorted { $0.key < $1.key }.map { (label: $0.key, share: $0.value) }
    }

    /// Voxels of the image along an axis that meet an interval, each with its part of the interval. What lies beyond
    /// the image, by round-off, counts for the voxel at the edge.
    private func overlaps(_ axis: Int, from low: Double, to high: Double) -> [(
      place: Int, part: Double
    )] {
      let last = image.counts[axis] - 1
      let start = (low - origin[axis]) / spacing[axis]
      let end = (high - origin[axis]) / spacing[axis]
      let first = min(max(Int(start.rounded(.down)), 0), last)
      let final = min(max(Int(end.rounded(.up)) - 1, first), last)
      return (first...final).map { place in
        let from = place == first ? start : Double(place)
        let to = place == final ? end : Double(place + 1)
        return (place, (to - from) / (end - start))
      }
    }
  }
}
