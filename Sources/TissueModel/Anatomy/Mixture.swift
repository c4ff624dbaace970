/// What moves through a voxel of several tissues, from their shares of its volume.
struct Mixture {
  /// Interstitial fluid per volume.
  let fluid: Double
  /// λ² for which κ = φ/λ² is the mean of the tissues' by volume, as if they lay side by side along the flow.
  let squaredTortuosity: Double
  /// Permeability times surface of the unresolved capillaries, reference ion [1/s].
  let bedExchange: Double
  /// Fluid through the voxel per area and gradient of pressure, the mean of the tissues' by volume [µm²/(s mmHg)].
  let hydraulicConductivity: Double

  init(_ shares: [TissueFill.Share], of types: [TissueType]) {
    if shares.count == 1 {
      fluid = types[shares[0].type].fluidFraction
      squaredTortuosity = types[shares[0].type].squaredTortuosity
      bedExchange = types[shares[0].type].capillaryExchange
      hydraulicConductivity = types[shares[0].type].hydraulicConductivity
      return
    }
    var fluid = 0.0
    var conductivity = 0.0
    var exchange = 0.0
    var hydraulic = 0.0
    for share in shares {
      let type = types[share.type]
      fluid += share.share * type.fluidFraction
      conductivity += share.share * type.fluidFraction / type.squaredTortuosity
      exchange += share.share * type.capillaryExchange
      hydraulic += share.share * type.hydraulicConductivity
    }
    hydraulicConductivity = hydraulic
    self.fluid = fluid
    squaredTortuosity = fluid / conductivity
    bedExchange = exchange
  }
}

extension TissueType {
  /// λ².
  var squaredTortuosity: Double { tortuosity * tortuosity }
}
