/// Mineral in cells.
extension CellColumns {
  /// The crystals of `mineral` in the cell at place `i`.
  @inline(__always)
  func crystals(_ mineral: Int, at i: Int) -> Crystals {
    if !(load[i] > 0) { return Crystals() }
    let place = mineral * mineralStride + i
    return Crystals(volume: volume[place], number: number[place])
  }

  /// Puts more crystals of `mineral` into the cell at place `i`; a volume of zero adds nothing.
  func add(_ more: Crystals, of mineral: Int, at i: Int) {
    if !(more.volume > 0) { return }
    prepare(i)
    let place = mineral * mineralStride + i
    volume[place] += more.volume
    number[place] += more.number
    addUp(i)
  }

  /// Puts all mineral of the cell at place `other` into that at place `i` too.
  func addMineral(of other: Int, to i: Int) {
    if !(load[other] > 0) { return }
    prepare(i)
    for mineral in 0..<mineralCount {
      volume[mineral * mineralStride + i] += volume[mineral * mineralStride + other]
      number[mineral * mineralStride + i] += number[mineral * mineralStride + other]
    }
    addUp(i)
  }

  /// Gives half of the mineral of the cell at place `i` to the empty one at place `daughter`: halves are exact.
  func shareMineral(of i: Int, with daughter: Int) {
    load[daughter] = 0
    if !(load[i] > 0) { return }
    for mineral in 0..<mineralCount {
      let offset = mineral * mineralStride
      volume[offset + i] /= 2
      number[offset + i] /= 2
      volume[offset + daughter] = volume[offset + i]
      number[offset + daughter] = number[offset + i]
    }
    addUp(i)
    addUp(daughter)
  }

  /// Takes the mineral of the cell at place `from` of `other`, which holds some.
  @inline(never)
  func takeMineral(_ i: Int, of other: CellColumns, at from: Int) {
    for mineral in 0..<mineralCount {
      volume[mineral * mineralStride + i] = other.volume[mineral * other.mineralStride + from]
      number[mineral * mineralStride + i] = other.number[mineral * other.mineralStride + from]
    }
  }

  /// The sum over the minerals, always in the same order: what a stored cell has is what a living one has.
  func addUp(_ i: Int) {
    var sum = 0.0
    for mineral in 0..<mineralCount { sum += volume[mineral * mineralStride + i] }
    load[i] = sum
  }

  /// Makes what a cell holds count: zeros where it held nothing.
  private func prepare(_ i: Int) {
    if load[i] > 0 { return }
    for mineral in 0..<mineralCount {
      volume[mineral * mineralStride + i] = 0
      number[mineral * mineralStride + i] = 0
    }
  }
}

/// Copies.
extension CellColumns {
  /// Takes the first `count` cells of `other` as they are; both hold as many minerals.
  func copy(_ count: Int, of other: CellColumns) {
    func copy<Value>(_ mine: UnsafeMutablePointer<Value>, _ its: UnsafeMutablePointer<Value>) {
      mine.update(from: its, count: count)
    }
    copy(x, other.x)
    copy(y, other.y)
    copy(z, other.z)
    copy(run, other.run)
    copy(fate, other.fate)
    copy(load, other.load)
    copy(id, other.id)
    copy(birth, other.birth)
    copy(directionX, other.directionX)
    copy(directionY, other.directionY)
    copy(directionZ, other.directionZ)
    copy(pushX, other.pushX)
    copy(pushY, other.pushY)
    copy(pushZ, other.pushZ)
    copy(radius, other.radius)
    copy(pressure, other.pressure)
    copy(box, other.box)
    copy(nuclei, other.nuclei)
    copy(kind, other.kind)
    copy(state, other.state)
    if let pathogens, let its = other.pathogens { copy(pathogens, its) }
    for mineral in 0..<mineralCount {
      copy(volume + mineral * mineralStride, other.volume + mineral * other.mineralStride)
      copy(number + mineral * mineralStride, other.number + mineral * other.mineralStride)
    }
  }
}
