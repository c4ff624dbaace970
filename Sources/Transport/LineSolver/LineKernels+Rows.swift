extension LineKernels {
  /// Adds what moves along x by the concentrations as they are, in turned rows, the two sides included.
  ///
  /// `faces` holds one conductance per face where the tissue is uniform.
  @inline(__always)
  static func addRowFluxes(
    faces: UnsafePointer<Double>, face: Int, _ scratch: LineScratch.Pointers, _ system: LineSystem,
    isUniform: Bool
  ) {
    let (nx, width) = (system.lattice.nx, LineTissue.blockRows)
    let (c, rest) = (UnsafePointer(scratch.concentration), scratch.rest)
    let reach = Vector(repeating: system.reach)
    for lane in stride(from: 0, to: width, by: 8) {
      addSide(system.xLow, at: 0, lane, face, c, rest)
      addSide(system.xHigh, at: nx - 1, lane, face, c, rest)
      var (here, flux) = (load(c, lane), Vector())
      var place = lane
      for x in 0..<nx {
        let next = load(c, place &+ width)
        let coupling =
          isUniform ? Vector(repeating: faces[x &+ 1] * system.reach) : load(faces, place &+ width) * reach
        let nextFlux = coupling * (next - here)
        store(load(rest, place) + (nextFlux - flux), rest, place)
        (here, flux) = (next, nextFlux)
        place &+= width
      }
    }
  }

  /// Adds what comes in through a side across x.
  private static func addSide(
    _ side: LineSide, at x: Int, _ lane: Int, _ face: Int, _ c: UnsafePointer<Double>,
    _ rest: UnsafeMutablePointer<Double>
  ) {
    guard side.isOpen else { return }
    let place = x * LineTissue.blockRows + lane
    var gain = Vector(repeating: side.inflow)
    if side.hold != 0 {
      gain += load(side.faces, face + lane) * side.hold * (Vector(repeating: side.value) - load(c, place))
    }
    store(load(rest, place) + gain, rest, place)
  }
}
