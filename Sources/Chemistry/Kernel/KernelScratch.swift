extension KernelScratch {
  /// Allocates the working vectors.
  init(
    unknowns: Int, molalities: Int, table: Int, balanceRows: Int, jacobianRows: Int, couplings: Int,
    minerals: Int, storage: KernelStorage
  ) {
    u = storage.vectors(unknowns)
    total = storage.vectors(unknowns)
    residual = storage.vectors(unknowns)
    self.table = storage.vectors(table)
    molality = storage.vectors(molalities)
    balance = storage.vectors(balanceRows)
    jacobian = storage.vectors(jacobianRows)
    matrix = storage.vectors(unknowns + couplings)
    factor = storage.vectors(couplings)
    pivot = storage.vectors(unknowns)
    right = storage.vectors(3 * unknowns)
    saturation = storage.vectors(minerals)
    uptake = storage.vectors(minerals)
    slope = storage.vectors(minerals)
    growthLength = storage.vectors(minerals)
    dissolutionLength = storage.vectors(minerals)
    accepted = storage.vectors(minerals)
    radius = storage.vectors(minerals)
    curvatureShift = storage.vectors(minerals)
    growth = storage.vectors(minerals)
    surface = storage.vectors(minerals)
    length = storage.vectors(minerals)
    number = storage.vectors(minerals)
    shrinkingLength = storage.vectors(minerals)
    shrinkingNumber = storage.vectors(minerals)
    rootStrength = storage.vectors(1)
    perTissue = storage.vectors(1)
    logWater = storage.vectors(1)
    particles = storage.vectors(1)
    strength = storage.vectors(1)
    fourth = storage.vectors(1)
    strengthResidual = storage.vectors(1)
    waterResidual = storage.vectors(1)
    chargedSlope = storage.vectors(1)
    neutralSlope = storage.vectors(1)
  }
}
