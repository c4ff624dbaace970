import Fields

extension Tissue {
  /// Whether cells have changed the collagen anywhere.
  package var isRemodelled: Bool { inflammation?.isRemodelled ?? false }

  /// Collagen as mass per volume of tissue [mg/mL].
  package func collagen(_ voxel: Int) -> Double {
    inflammation?.collagen[0, voxel] ?? anatomy.healthyCollagen(voxel)
  }

  /// Fluid per tissue volume where no mineral takes any: that of health, less what collagen beyond that of health takes.
  package func openFluid(_ voxel: Int) -> Double {
    // Without a copy of the cells' state, which would hold on to all of its fields, voxel by voxel.
    guard inflammation?.isRemodelled == true, let collagen = inflammation?.collagen[0, voxel],
      let fibrils = inflammation?.fibrils
    else { return anatomy.healthyFluid[voxel] }
    return anatomy.healthyFluid[voxel]
      * fibrils.share(with: collagen, healthy: anatomy.healthyCollagen(voxel))
  }

  /// Sets the fluid fraction of a voxel from what its collagen and its minerals leave of the pore.
  package func fitPore(_ voxel: Int) {
    let open = openFluid(voxel) - mineralVolumeFraction(voxel)
    fluid[0, voxel] = max(open, Tissue.sealedFluidFraction)
  }

  /// What diffuses through the pores of a voxel.
  package enum Diffusant: Sendable {
    /// Dissolved ions.
    case ion
    /// Signals between cells.
    case signal
  }

  /// κ of a voxel: D κ is what diffuses, per tissue area and gradient of the concentration in the fluid.
  package func conductivity(_ voxel: Int, for diffusant: Diffusant) -> Double {
    let healthy = anatomy.healthyFluid[voxel]
    let tortuosity = anatomy.squaredTortuosity[voxel]
    guard inflammation?.isRemodelled == true, let collagen = inflammation?.collagen[0, voxel],
      let fibrils = inflammation?.fibrils
    else {
      return Pore.conductivity(fluid: fluid[0, voxel], healthyFluid: healthy, squaredTortuosity: tortuosity)
    }
    let open = healthy * fibrils.share(with: collagen, healthy: anatomy.healthyCollagen(voxel))
    let hindrance = fibrils.hindrance(
      radius: diffusant == .ion ? fibrils.ionRadius : fibrils.signalRadius,
      collagen: (collagen, anatomy.healthyCollagen(voxel)), fluid: (open, healthy))
    return Pore.conductivity(
      fluid: fluid[0, voxel], healthyFluid: open, squaredTortuosity: tortuosity / hindrance)
  }

  /// Young's modulus [kPa]; 0 where the tissue type has none.
  ///
  /// That of the healthy tissue, times the answer to collagen, times 1 + 5m/(2(1 − m)) for mineral of the volume fraction m:
  /// rigid grains apart from each other in soft tissue that keeps its volume, a lower bound (Z. Hashin, S. Shtrikman,
  /// J. Mech. Phys. Solids 11 (1963) 127).
  package func stiffness(_ voxel: Int) -> Double {
    let mineral = mineralVolumeFraction(voxel)
    let collagen =
      inflammation.map {
        $0.fibrils.stiffness(with: $0.collagen[0, voxel], healthy: anatomy.healthyCollagen(voxel))
      } ?? 1
    return anatomy.healthyStiffness(voxel) * collagen * (1 + 2.5 * mineral / (1 - mineral))
  }

  /// The most collagen that cells lay down in a voxel [mg/mL]: what leaves its pores open.
  func mostCollagen(_ voxel: Int) -> Double {
    guard let inflammation else { return .infinity }
    let kept = (Pore.percolationThreshold + mineralVolumeFraction(voxel)) / anatomy.healthyFluid[voxel]
    return inflammation.fibrils.collagen(leaving: kept, healthy: anatomy.healthyCollagen(voxel))
  }

  /// Fits a pore after its collagen has changed; what is dissolved in it has another concentration now.
  func fitRemodelledPore(_ voxel: Int) {
    let before = fluid[0, voxel]
    fitPore(voxel)
    let after = fluid[0, voxel]
    unspeciatedChange[0, voxel] += Double(solutes.count) * abs(after - before) / after
  }
}
