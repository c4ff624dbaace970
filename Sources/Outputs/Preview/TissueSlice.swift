import Fields
import ImageCodecs
import TissueModel

/// A plane of voxels as a picture: tissue in pale colours, blood in red, walls of nerves as their tissue.
package struct TissueSlice {
  /// Axis across the plane: 0 (x), 1 (y) or 2 (z).
  package let axis: Int
  /// Which plane, from 0.
  package let place: Int

  /// The plane of voxels `place` across `axis`.
  package init(axis: Int, place: Int) {
    self.axis = axis
    self.place = place
  }

  /// Planes through the middle of a grid across each axis; in a plane the only one.
  package static func middle(of grid: Grid) -> [TissueSlice] {
    guard grid.nz > 1 else { return [TissueSlice(axis: 2, place: 0)] }
    return [grid.nx, grid.ny, grid.nz].enumerated().map { TissueSlice(axis: $0, place: $1 / 2) }
  }

  /// `slice-z0032`.
  package var name: String {
    let digits = String(place)
    return "slice-\(["x", "y", "z"][axis])"
      + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Shortest length of the longer side of a picture [pixels].
  private static let shortest = 512
  /// Longest side of a picture [pixels].
  private static let longest = 8192

  /// Draws the plane. The first of its two axes runs to the right, the second downwards, as depth does; voxels are
  /// blocks of pixels in the proportion of their sides.
  package func picture(of anatomy: Anatomy, colours: TissueColours) -> PNGPicture {
    let grid = anatomy.grid
    let across = axis == 0 ? 1 : 0
    let down = axis == 2 ? 1 : 2
    let counts = [grid.nx, grid.ny, grid.nz]
    let sides = [grid.dx, grid.dy, grid.dz]
    let (width, height) = blocks(counts[across], counts[down], sides[across] / sides[down])
    var picture = PNGPicture(width: counts[across] * width, height: counts[down] * height)
    var voxel = [0, 0, 0]
    voxel[axis] = place
    for row in 0..<counts[down] {
      voxel[down] = row
      for column in 0..<counts[across] {
        voxel[across] = column
        let index = grid.index(x: voxel[0], y: voxel[1], z: voxel[2])
        let tissue = colours.types[Int(anatomy.tissueIndex[index])]
        // A thin vessel colours its voxel, though not as strongly as a lumen.
        let colour =
          anatomy.wallArea[index] > 0 ? Self.blend(tissue, TissueColours.blood, share: 0.6) : tissue
        for y in row * height..<(row + 1) * height {
          for x in column * width..<(column + 1) * width { picture[x, y] = colour }
        }
      }
    }
    return picture
  }

  /// Pixels per voxel to the right and downwards.
  private func blocks(_ columns: Int, _ rows: Int, _ proportion: Double) -> (Int, Int) {
    let smaller = max(1, (Self.shortest + max(columns, rows) - 1) / max(columns, rows))
    let width = max(1, Int((Double(smaller) * max(1, proportion)).rounded()))
    let height = max(1, Int((Double(smaller) * max(1, 1 / proportion)).rounded()))
    return (
      min(width, max(1, Self.longest / columns)), min(height, max(1, Self.longest / rows))
    )
  }

  private static func blend(
    _ below: PNGPicture.Colour, _ above: PNGPicture.Colour, share: Double
  ) -> PNGPicture.Colour {
    func part(_ low: UInt8, _ high: UInt8) -> UInt8 {
      UInt8((Double(low) + (Double(high) - Double(low)) * share).rounded())
    }
    return PNGPicture.Colour(
      part(below.red, above.red), part(below.green, above.green), part(below.blue, above.blue))
  }
}
