import Parallelism

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Capillaries side by side, as along muscle fibres: a given number per area across them, each winding to a given
/// length over its straight distance.
///
/// They start from a hexagonal lattice, shifted by chance as a whole, in which each capillary is displaced by chance.
/// Winding is a sum of two sine waves across the direction, with phases and periods by chance; its amplitude is solved
/// for, so that every capillary has the tortuosity asked for.
package struct CapillaryBed: Equatable, Sendable {
  /// Direction: 0 (x), 1 (y) or 2 (z).
  package let axis: Int
  /// Capillaries per area across the direction [1/µm²].
  package let density: Double
  /// Length over straight distance, at least 1.
  package let tortuosity: Double
  /// Standard deviation of the displacement, along each of two directions, over the distance of neighbours in the
  /// lattice.
  package let irregularity: Double
  /// Distance between the corners of a capillary [µm].
  package let step: Double

  /// A bed from its numbers; units as in the properties.
  package init(axis: Int, density: Double, tortuosity: Double, irregularity: Double, step: Double) {
    precondition(
      (0...2).contains(axis) && density > 0 && tortuosity >= 1 && irregularity >= 0 && step > 0)
    self.axis = axis
    self.density = density
    self.tortuosity = tortuosity
    self.irregularity = irregularity
    self.step = step
  }

  /// Distance of neighbours in a hexagonal lattice of the bed's density [µm]: an area of √3/2 times its square each.
  package var spacing: Double { (2 / (3.0.squareRoot() * density)).squareRoot() }

  /// Axes of the capillaries that cross a box from the origin to `extent` [µm], from side to side. Their middles lie in
  /// the box; winding may take them out of it.
  package func axes(in extent: SIMD3<Double>, stream: RandomStream) -> [Polyline] {
    let across = axis == 0 ? 1 : 0
    let up = axis == 2 ? 1 : 2
    let height = spacing * 3.0.squareRoot() / 2
    let (shiftAcross, shiftUp) = stream.uniformPair(index: 0, tick: 0)
    // A margin of one spacing on each side, since displacement brings capillaries in as well as out.
    let rows = -2...Int((extent[up] / height).rounded(.up)) + 2
    let columns = -2...Int((extent[across] / spacing).rounded(.up)) + 2
    var result: [Polyline] = []
    var index = 0
    for row in rows {
      for column in columns {
        index += 1
        let displaced = stream.normalPair(index: index, tick: 1)
        var middle = SIMD3<Double>()
        let offset = Double(column) + shiftAcross + (row % 2 == 0 ? 0 : 0.5)
        middle[across] = (offset + irregularity * displaced.0) * spacing
        middle[up] = (Double(row) + shiftUp) * height + irregularity * displaced.1 * spacing
        guard (0..<extent[across]).contains(middle[across]), (0..<extent[up]).contains(middle[up])
        else { continue }
        result.append(capillary(through: middle, across, up, length: extent[axis], stream, index))
      }
    }
    return result
  }

  private func capillary(
    through middle: SIMD3<Double>, _ across: Int, _ up: Int, length: Double, _ stream: RandomStream,
    _ index: Int
  ) -> Polyline {
    guard tortuosity > 1 else {
      var start = middle
      var end = middle
      start[axis] = 0
      end[axis] = length
      return Polyline([start, end])
    }
    // Periods of four to eight spacings.
    let waves = (0..<2).map { wave in
      let (phase, period) = stream.uniformPair(index: index, tick: 2 + wave)
      return (phase: 2 * Double.pi * phase, number: 2 * Double.pi / (spacing * (4 + 4 * period)))
    }
    let pieces = max(2, Int((length / step).rounded(.up)))
    func points(_ amplitude: Double) -> [SIMD3<Double>] {
      (0...pieces).map { piece in
        let along = length * Double(piece) / Double(pieces)
        var point = middle
        point[axis] = along
        point[across] += amplitude * sin(waves[0].number * along + waves[0].phase)
        point[up] += amplitude * sin(waves[1].number * along + waves[1].phase)
        return point
      }
    }
    func excess(_ amplitude: Double) -> Double {
      Polyline(points(amplitude)).length / length - tortuosity
    }
    var low = 0.0
    var high = spacing
    for _ in 0..<60 where excess(high) < 0 { high *= 2 }
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if excess(middle) < 0 { low = middle } else { high = middle }
    }
    return Polyline(points(high))
  }
}

extension Polyline {
  /// The parts whose pieces have their middle where `isInside` says so.
  package func parts(where isInside: (SIMD3<Double>) -> Bool, longest: Double) -> [Polyline] {
    var parts: [[SIMD3<Double>]] = []
    var isOpen = false
    for (start, end) in zip(points, points.dropFirst()) {
      let number = max(1, Int((squaredLength(end - start).squareRoot() / longest).rounded(.up)))
      for piece in 0..<number {
        let from = start + (end - start) * (Double(piece) / Double(number))
        let to =
          piece == number - 1 ? end : start + (end - start) * (Double(piece + 1) / Double(number))
        guard isInside((from + to) / 2) else {
          isOpen = false
          continue
        }
        if isOpen { parts[parts.count - 1].append(to) } else { parts.append([from, to]) }
        isOpen = true
      }
    }
    return parts.map(Polyline.init)
  }
}
