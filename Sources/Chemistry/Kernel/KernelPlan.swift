/// Everything `ReactionKernel` needs in its inner loops, laid out flat: a trivial value made of counts and
/// pointers into storage that the kernel owns.
///
/// Unknowns and balances stand in *elimination order* here (least fill first); `order` gives the basis index.
struct KernelPlan {
  /// Rows of a sparse matrix that is applied to the vector of molalities: entries
  /// `start[r] ..< start[r + 1]` of `index` and `value` belong to row r.
  struct Rows {
    var count: Int
    var start: UnsafeMutablePointer<Int32>
    var index: UnsafeMutablePointer<Int32>
    var value: UnsafeMutablePointer<Double>
  }

  /// Unknowns, species, minerals, entries of the factor table.
  var unknowns, speciesCount, minerals, factorCount: Int
  /// Basis index of the unknown at each place of the elimination order.
  var order: UnsafeMutablePointer<Int32>
  /// Whether the balance at each place has only non-negative weights.
  var isPositive: UnsafeMutablePointer<Bool>

  /// Powers: variable v (unknowns, then ln a_w, the Davies exponent, the neutral exponent) has its exponential
  /// at `direct[v]` and its reciprocal at `inverse[v]` of the factor table (−1: not needed).
  var direct, inverse: UnsafeMutablePointer<Int32>
  /// Products that fill the rest of the factor table: destination, left, right.
  var products: UnsafeMutablePointer<Int32>
  var productCount: Int
  /// Formation constants [species] and the factors that multiply them.
  var constants: UnsafeMutablePointer<Double>
  var factorStart, factorIndex: UnsafeMutablePointer<Int32>

  /// Rows of every evaluation: balances [unknowns], absolute sums [unknowns], Σm, ½Σz²m, carbonate.
  var balanceRows: Rows
  /// Rows of a Newton step: Jacobian [lower triangle by rows], charged, neutral and water sums per balance [3·unknowns],
  /// ½Σz⁴m, ½Σz²ωm, Σm of neutral species, Σωm.
  var jacobianRows: Rows
  /// Exponents of the unknowns in each species, one row per species.
  var exponentRows: Rows
  /// Places below the diagonal of each column of the factor L, fill included.
  var columnStart, columnRow: UnsafeMutablePointer<Int32>
  /// Species that is the free ion of each unknown (the hydrogen ion for the alkalinity).
  var freeIon: UnsafeMutablePointer<Int32>
  /// ln a_H = `acidityConstant` + Σ `acidityExponent` · u.
  var acidityConstant: Double
  var acidityExponent: UnsafeMutablePointer<Double>

  /// Minerals: exponents [mineral][unknowns], ln Ω constant, exponent of water.
  var mineralExponent, mineralConstant, mineralWater: UnsafeMutablePointer<Double>
  /// Growth: V̄k [µm/s], 1/root, order; dissolution: 1/root, order; formula volume factor 4π/(3 V̄).
  var growthSpeed, growthInverseRoot, growthOrder: UnsafeMutablePointer<Double>
  var dissolutionInverseRoot, dissolutionOrder, sphere: UnsafeMutablePointer<Double>
  /// Dissolution mechanisms of each mineral: V̄A exp(−E/RT) [µm/s] and order in H⁺.
  var termStart: UnsafeMutablePointer<Int32>
  var termSpeed, termOrder: UnsafeMutablePointer<Double>

  /// Cold start: ln of the sum of constants of the species that hold one unknown alone, at the assumed pH.
  /// The acidity's own unknown has its start value there.
  var coldConstant: UnsafeMutablePointer<Double>
  /// Place of that unknown; −1 where pH is held.
  var acidPlace: Int
  /// Squared charge of the components behind the unknowns, for the first guess of the ionic strength.
  var coldCharge: UnsafeMutablePointer<Double>

  /// Debye-Hückel constant times ln 10, and mmol per litre of water for one mol per kg.
  var davies, millimolarPerMolal: Double

  /// Scratch vectors.
  var scratch: KernelScratch
}

/// Working vectors of `KernelPlan`, one block of memory.
struct KernelScratch {
  /// ln activities in elimination order, totals [mol/kg], residuals of the balances.
  var u, total, residual: UnsafeMutablePointer<Lanes>
  /// Factor table, molalities, results of the two sets of rows.
  var factor, molality, balance, jacobian: UnsafeMutablePointer<Lanes>
  /// Inverse pivots and the three right-hand sides [3][unknowns].
  var pivot, right: UnsafeMutablePointer<Lanes>
  /// Per mineral: ln Ω, ξ and slope [mol/kg], growth and dissolution lengths [µm], accepted ξ.
  var saturation, uptake, slope, growthLength, dissolutionLength, accepted: UnsafeMutablePointer<Lanes>
  /// Per mineral: crystal radius [µm], and N 4π/(3V̄) brought to [mol/kg/µm³].
  var radius, crystalVolume: UnsafeMutablePointer<Lanes>
  /// Single vectors: √I, ln a_w, [mM tissue per mol/kg]⁻¹, worst relative balance error.
  var rootStrength, water, perTissue, remaining: UnsafeMutablePointer<Lanes>
  /// Single vectors: residuals of √I and ln a_w, a_w, slopes of −ln γ in √I per z² and for neutral species.
  var strengthResidual, waterResidual, waterActivity, chargedSlope, neutralSlope: UnsafeMutablePointer<Lanes>
}
