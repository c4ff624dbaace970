/// What one cell senses.
struct Sense {
  let signals: UnsafePointer<Double>
  let signalStride: Int
  let voxel: Int
  let load, pressure, frustration, collagen, pathogens: Double
  private let crystals, solutes, antigen, caseum: UnsafePointer<Double>?
  private let mineralCount: Int

  /// The surroundings alone: of a place where a cell may come.
  init(_ fields: SensedFields, voxel: Int) {
    (signals, signalStride, self.voxel) = (fields.signals, fields.signalStride, voxel)
    (load, pressure, frustration, pathogens) = (0, 0, 0, 0)
    (antigen, caseum) = (fields.pathogens, fields.caseum)
    collagen = fields.collagen.map { $0[voxel] } ?? 0
    (crystals, solutes, mineralCount) = (fields.crystals, fields.solutes, fields.mineralCount)
  }

  /// What the cell at place `cell`, of `kind`, senses in `voxel`.
  @inline(__always)
  init(
    _ fields: SensedFields, _ columns: CellColumns, _ cell: Int, _ kind: UnsafePointer<KindRow>, voxel: Int
  ) {
    (signals, signalStride, self.voxel) = (fields.signals, fields.signalStride, voxel)
    let capacity = kind.pointee.capacity
    load =
      capacity > 0 && columns.load[cell] > 0
      ? columns.load[cell] / (capacity * Double(columns.nuclei[cell])) : 0
    pressure = Double(columns.pressure[cell])
    frustration = columns.state[cell] == CellState.frustrated.rawValue ? 1 : 0
    collagen = fields.collagen.map { $0[voxel] } ?? 0
    (crystals, solutes, mineralCount) = (fields.crystals, fields.solutes, fields.mineralCount)
    (antigen, caseum) = (fields.pathogens, fields.caseum)
    pathogens =
      if let held = columns.pathogens, held[cell] > 0, kind.pointee.bearable > 0 {
        held[cell] / (kind.pointee.bearable * Double(columns.nuclei[cell]))
      } else { 0 }
  }

  /// The rate in these circumstances.
  @inline(__always)
  func value(of rate: RateRow, _ responses: UnsafePointer<ResponseRow>) -> Double {
    var result = rate.base
    var place = Int(rate.responses.first)
    let end = place + Int(rate.responses.count)
    while place < end {
      let response = responses[place]
      let level: Double =
        switch response.stimulus {
        case ResponseRow.load: load
        case ResponseRow.pressure: pressure
        case ResponseRow.frustration: frustration
        case ResponseRow.burden: max(max(load, frustration), max(pathogens, caseumHere))
        case ResponseRow.collagen: collagen
        case ResponseRow.crystals: numberOfCrystals
        case ...ResponseRow.solutes: solute(Int(ResponseRow.solutes - response.stimulus))
        case ResponseRow.pathogens: pathogens
        case ResponseRow.antigen: antigen.map { $0[voxel] } ?? 0
        case ResponseRow.caseum: caseumHere
        default: signals[Int(response.stimulus) * signalStride + voxel]
        }
      place += 1
      if !(level > 0) {
        result *= response.none
        continue
      }
      let ratio = level * response.perHalf
      var power = ratio
      var left = response.exponent
      while left > 1 {
        power *= ratio
        left -= 1
      }
      result *= response.none + response.gain * (power < .infinity ? power / (1 + power) : 1)
    }
    return result
  }

  /// Volume fraction of caseum in the voxel.
  private var caseumHere: Double { caseum.map { $0[voxel] } ?? 0 }

  /// Crystals of all minerals in the voxel [1/µm³].
  private var numberOfCrystals: Double {
    guard let crystals else { return 0 }
    var sum = 0.0
    for mineral in 0..<mineralCount { sum += crystals[2 * mineral * signalStride + voxel] }
    return sum
  }

  /// Concentration of a solute [mM].
  private func solute(_ place: Int) -> Double { solutes.map { $0[place * signalStride + voxel] } ?? 0 }
}
