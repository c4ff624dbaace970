import Fields
import Parallelism

extension CellDynamics {
  /// Lets cells come through vessel walls over `time` [s], patch by patch, kind by kind.
  func recruit(_ population: Population, _ surroundings: Surroundings, at tick: Int, over time: Double) {
    if surroundings.walls.isEmpty || programme.recruits.isEmpty { return }
    let fields = SensedFields(surroundings)
    let grid = fields.grid
    for patch in surroundings.walls {
      let place = patch.voxel
      precondition(place >= 0 && place < grid.storageCount, "walls inside the grid")
      let sense = Sense(fields, voxel: place)
      let open = hindrance.map { $0.factor(at: fields.caseum?[place] ?? 0) } ?? 1
      for (which, recruit) in programme.recruits.enumerated() {
        if tick < recruit.begin { continue }
        let mean = sense.value(of: recruit.rate, programme.responses) * open * patch.area * time
        let index = place * programme.recruits.count + which
        let number = poisson(mean, streams.recruitment, index: index, tick: tick)
        for _ in 0..<number { arrive(recruit.kind, place, population, grid, at: tick) }
      }
    }
  }

  /// A cell of `kind` at a place at random in the voxel.
  private func arrive(_ kind: Int, _ voxel: Int, _ population: Population, _ grid: Grid, at tick: Int) {
    let (x, y, z) = grid.coordinates(of: voxel)
    let words = streams.arrival.bits(index: population.nextID, tick: tick)
    func coordinate(_ i: Int, _ word: UInt32, _ edge: Double) -> Double {
      (Double(i) + (Double(word) + 0.5) * 0x1p-32) * edge
    }
    let position = SIMD3(
      coordinate(x, words.x, grid.dx), coordinate(y, words.y, grid.dy), coordinate(z, words.z, grid.dz))
    population.add(
      Cell(kind: kind, position: position, radius: Float(programme.kinds[kind].radius)), at: tick)
    outcome.recruited += 1
  }
}

/// A Poisson number of `mean`: the uniform number is looked up in the distribution, from zero on.
///
/// Large means are parted into ones of at most 64, whose numbers add; e^(−64) is far from the smallest double.
func poisson(_ mean: Double, _ stream: RandomStream, index: Int, tick: Int) -> Int {
  guard mean > 0 else { return 0 }
  let parts = Int((mean / 64).rounded(.up))
  let part = mean / Double(parts)
  var result = 0
  for i in 0..<parts {
    // The words of the counter above those of a real index and tick keep the parts apart.
    var left = stream.uniform(index: index, tick: tick &+ i << 48)
    var term = exp(-part)
    var number = 0
    while left > term, number < 1024 {
      left -= term
      number += 1
      term *= part / Double(number)
    }
    result += number
  }
  return result
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
