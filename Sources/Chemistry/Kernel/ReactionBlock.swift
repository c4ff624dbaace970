/// Eight voxels side by side: the inputs and outputs of `ReactionKernel`, one vector lane per voxel.
///
/// The kernel owns the storage; the caller writes and reads it through the pointers, which stay valid for the
/// kernel's life. [basis entry] and [mineral] are indices of the system's basis and the kernel's minerals.
package struct ReactionBlock {
  /// Eight values, one per voxel.
  package typealias Lanes = SIMD8<Double>

  /// In: total per volume of tissue [mM], [basis entry]; totals below 10⁻¹⁸ mol/kg are solved as that trace.
  package let amount: UnsafeMutablePointer<Lanes>
  /// In: volume fraction φ of interstitial water [1], one vector.
  package let fluidFraction: UnsafeMutablePointer<Lanes>
  /// In and out: ln activity uⱼ, [basis entry] (u = −ln a_H for `alkalinity`). In: the state at the step's
  /// start, from which Newton begins and whose acidity catalyses dissolution; NaN asks for a cold start.
  package let logActivity: UnsafeMutablePointer<Lanes>
  /// In: crystals at the step's start [1/µm³ of tissue], [mineral].
  package let crystals: UnsafeMutablePointer<Lanes>
  /// In: sum of their radii [µm/µm³], [mineral].
  package let radiusSum: UnsafeMutablePointer<Lanes>
  /// In: sum of their squared radii [µm²/µm³], [mineral].
  package let squareSum: UnsafeMutablePointer<Lanes>
  /// In: radius by which they shrink as a whole, Σr³/Σr² [µm], [mineral].
  package let radius: UnsafeMutablePointer<Lanes>
  /// In: by how much the curvature of small crystals lowers ln Ω at their surface (Gibbs-Thomson) [1], [mineral].
  package let curvatureShift: UnsafeMutablePointer<Lanes>
  /// In: factor on the growth rate, ≥ 0 [1], [mineral]: inhibition and room left.
  package let rateFactor: UnsafeMutablePointer<Lanes>
  /// In: factor on the rate of dissolution, ≥ 0 [1], [mineral]: inhibition; 1 unless it is set.
  package let dissolutionFactor: UnsafeMutablePointer<Lanes>
  /// Out: mineral formed in the step, ξ [mM of tissue], [mineral]; negative where it dissolved.
  package let uptake: UnsafeMutablePointer<Lanes>
  /// Out: how far the crystals' surfaces moved in the step [µm], [mineral]; at least −`radius`.
  package let surfaceShift: UnsafeMutablePointer<Lanes>
  /// Out: dξ/d ln Ω at the end of the step [mM of tissue], [mineral].
  package let uptakeSlope: UnsafeMutablePointer<Lanes>
  /// Out: ln Ω, [mineral].
  package let saturation: UnsafeMutablePointer<Lanes>
  /// Out: ln Ω of the phases that are looked at, [phase].
  package let phaseSaturation: UnsafeMutablePointer<Lanes>
  /// Out: free ion [mM of water], [basis entry]; for `alkalinity` the hydrogen ion.
  package let freeIon: UnsafeMutablePointer<Lanes>
  /// Out: dissolved inorganic carbon [mM of water], one vector.
  package let carbonate: UnsafeMutablePointer<Lanes>
  /// In and out: ionic strength [mol/kg], one vector; in: a start value, estimated where it is not positive.
  package let ionicStrength: UnsafeMutablePointer<Lanes>
  /// Out: −log₁₀ a_H, one vector.
  package let acidity: UnsafeMutablePointer<Lanes>
  /// Out: ln of the activity of water, one vector.
  package let logWaterActivity: UnsafeMutablePointer<Lanes>

  private let step: UnsafeMutablePointer<Double>
  private let storage: UnsafeMutableRawPointer

  /// In: length of the step [s]; zero asks for speciation alone.
  package var timeStep: Double {
    get { step.pointee }
    nonmutating set { step.pointee = newValue }
  }

  /// Allocates a zeroed block for so many basis entries, minerals and phases that are looked at.
  init(basisCount: Int, mineralCount: Int, phaseCount: Int) {
    let vectors = 3 * basisCount + 11 * mineralCount + phaseCount + 5
    let bytes = (vectors + 1) * MemoryLayout<Lanes>.stride
    storage = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    let lanes = storage.bindMemory(to: Lanes.self, capacity: vectors)
    lanes.initialize(repeating: Lanes(repeating: 0), count: vectors)
    step = (storage + vectors * MemoryLayout<Lanes>.stride).bindMemory(to: Double.self, capacity: 1)
    step.initialize(to: 0)
    var next = lanes
    func take(_ count: Int) -> UnsafeMutablePointer<Lanes> {
      defer { next += count }
      return next
    }
    amount = take(basisCount)
    logActivity = take(basisCount)
    freeIon = take(basisCount)
    crystals = take(mineralCount)
    radiusSum = take(mineralCount)
    squareSum = take(mineralCount)
    radius = take(mineralCount)
    curvatureShift = take(mineralCount)
    rateFactor = take(mineralCount)
    dissolutionFactor = take(mineralCount)
    dissolutionFactor.update(repeating: Lanes(repeating: 1), count: mineralCount)
    uptake = take(mineralCount)
    surfaceShift = take(mineralCount)
    uptakeSlope = take(mineralCount)
    saturation = take(mineralCount)
    phaseSaturation = take(phaseCount)
    fluidFraction = take(1)
    carbonate = take(1)
    ionicStrength = take(1)
    acidity = take(1)
    logWaterActivity = take(1)
  }

  /// Gives the storage back; the pointers are invalid afterwards.
  func deallocate() { storage.deallocate() }
}

extension ReactionBlock {
  /// Puts the crystals of a mineral into a lane.
  package func put(_ population: CrystalPopulation, of mineral: Int, lane: Int) {
    crystals[mineral][lane] = population.number
    radiusSum[mineral][lane] = population.radiusSum
    squareSum[mineral][lane] = population.squareSum
    radius[mineral][lane] = population.shrinkingRadius
  }
}
