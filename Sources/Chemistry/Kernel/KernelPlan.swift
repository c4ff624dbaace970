/// Everything `ReactionKernel` needs in its inner loops, laid out flat: a trivial value made of counts and
/// pointers into storage that the kernel owns.
///
/// Unknowns and balances stand in *elimination order* here (least fill first); `order` gives the basis index.
struct KernelPlan {
  /// Linear functions ln a = constant + ω ln a_w + Σ e u of the unknowns: entries `start[r] ..< start[r + 1]` of
  /// `place` and `exponent` belong to function r.
  struct LogarithmicRows {
    var count: Int
    var start, place: UnsafeMutablePointer<Int32>
    var exponent, constant, water: UnsafeMutablePointer<Double>
  }

  /// Unknowns, dissolved species, minerals that react, entries below the Jacobian's diagonal.
  var unknowns, speciesCount, minerals, couplings: Int
  /// Basis index of the unknown at each place of the elimination order.
  var order: UnsafeMutablePointer<Int32>
  /// Whether the balance at each place has only non-negative weights.
  var isPositive: UnsafeMutablePointer<Bool>

  /// Table of monomials (see `MonomialTable`); variables are the unknowns' activities, then a_w, then the inverse
  /// activity coefficients of a unit charge and of a neutral species.
  var one, tableCount, reciprocalCount, productCount: Int
  var reciprocals, products: UnsafeMutablePointer<Int32>
  /// Constants [species] and their two factors [species][2].
  var constants: UnsafeMutablePointer<Double>
  var factors: UnsafeMutablePointer<Int32>

  /// Sums of two molalities that stand behind those of the species (see `SharedSums`).
  var sharedRows: SparseRows
  /// Rows of every evaluation: balances [unknowns], Σm of each squared charge, absolute sums of the balances that
  /// are not positive.
  var balanceRows: SparseRows
  /// Squared charges that occur, ascending; the first is zero.
  var chargeClasses: Int
  var squaredCharges: UnsafeMutablePointer<Double>
  /// Where the sum of absolute terms of each balance stands among them.
  var absolute: UnsafeMutablePointer<Int32>
  /// Rows of a Newton step: Σ(e² − |e|)m [unknowns], Σeem [couplings], charged, neutral and water sums per balance
  /// [3·unknowns], ½Σz²ωm, Σωm.
  var jacobianRows: SparseRows
  /// Dissolved inorganic carbon.
  var carbonateRow: SparseRows
  /// ln of every species without its activity coefficient.
  var speciesRows: LogarithmicRows
  /// ln Ω of the minerals that react, then of the phases that are only looked at.
  var saturationRows: LogarithmicRows
  /// ln a_H.
  var acidityRow: LogarithmicRows
  /// Columns of the elimination (see `Elimination`).
  var columnStart, columnRow, target: UnsafeMutablePointer<Int32>
  /// Entries of the table whose product is each unknown's free ion (the hydrogen ion for the alkalinity).
  var freeIon: UnsafeMutablePointer<Int32>
  /// Largest number of activities in one species: how much faster a molality may change than an activity.
  var steepness: Double
  /// Whether carbonate is exchanged with a gas, so that its total is a result.
  var isOpen: Bool
  /// Place of carbonate where it is an unknown; −1 elsewhere.
  var carbonatePlace: Int

  /// Exponents of the reacting minerals [mineral][unknowns].
  var mineralExponent: UnsafeMutablePointer<Double>
  /// Pairs of places that each mineral couples: `pairStart[m] ..< pairStart[m + 1]`, position and product of
  /// exponents.
  var pairStart, pairPosition: UnsafeMutablePointer<Int32>
  var pairWeight: UnsafeMutablePointer<Double>
  /// Growth: V̄k [µm/s], 1/root, order; dissolution: 1/root, order; formula volume factor 4π/(3 V̄).
  var growthSpeed, growthInverseRoot, growthOrder: UnsafeMutablePointer<Double>
  var dissolutionInverseRoot, dissolutionOrder, sphere: UnsafeMutablePointer<Double>
  /// Dissolution mechanisms of each mineral: V̄A exp(−E/RT) [µm/s] and order in H⁺.
  var termStart: UnsafeMutablePointer<Int32>
  var termSpeed, termOrder: UnsafeMutablePointer<Double>

  /// Cold start: ln of the sum of constants of the species that hold one unknown alone, at the assumed pH.
  /// The acidity's own unknown has its start value there.
  var coldConstant: UnsafeMutablePointer<Double>
  /// Ionic strength of the species that no unknown moves, as if they were ideal: H⁺ and OH⁻ at held pH [mol/kg].
  var coldStrength: Double
  /// Place of that unknown; −1 where pH is held.
  var acidPlace: Int
  /// Squared charge of the components behind the unknowns, for the first guess of the ionic strength.
  var coldCharge: UnsafeMutablePointer<Double>

  /// Debye-Hückel constant times ln 10, and mmol per litre of water for one mol per kg.
  var davies, millimolarPerMolal: Double

  /// Scratch vectors.
  var scratch: KernelScratch

  /// Entries of the variables beside the unknowns in the table.
  var waterEntry: Int { unknowns }
  var chargedEntry: Int { unknowns + 1 }
  var neutralEntry: Int { unknowns + 2 }
}

/// Working vectors of `KernelPlan`, one block of memory.
struct KernelScratch {
  /// ln activities in elimination order, totals [mol/kg], residuals of the balances.
  var u, total, residual: UnsafeMutablePointer<Lanes>
  /// Table of monomials, molalities and the sums of them that rows share, results of the two sets of rows.
  var table, molality, balance, jacobian: UnsafeMutablePointer<Lanes>
  /// Jacobian's diagonal and couplings, factor L, inverse pivots, right-hand sides [unknowns][3]: step, columns of
  /// √I and of ln a_w.
  var matrix, factor, pivot, right: UnsafeMutablePointer<Lanes>
  /// Per mineral: ln Ω, ξ and slope [mol/kg], growth and dissolution lengths [µm], accepted ξ.
  var saturation, uptake, slope, growthLength, dissolutionLength, accepted: UnsafeMutablePointer<Lanes>
  /// Per mineral: radius that the crystals shrink by as a whole, how far the surface moved [µm], Gibbs-Thomson shift
  /// of ln Ω.
  var radius, growth, curvatureShift: UnsafeMutablePointer<Lanes>
  /// Per mineral: 3Σr², 3Σr and N times 4π/(3V̄), brought to [mol/kg] per length, its square and cube; the latter
  /// two where the crystals shrink in proportion.
  var surface, length, number, shrinkingLength, shrinkingNumber: UnsafeMutablePointer<Lanes>
  /// Single vectors: √I, [mM tissue per mol/kg]⁻¹, ln a_w for the minerals.
  var rootStrength, perTissue, logWater: UnsafeMutablePointer<Lanes>
  /// Single vectors: Σm, I = ½Σz²m, ½Σz⁴m.
  var particles, strength, fourth: UnsafeMutablePointer<Lanes>
  /// Single vectors: residuals of √I and a_w, slopes of −ln γ in √I per z² and for neutral species.
  var strengthResidual, waterResidual, chargedSlope, neutralSlope: UnsafeMutablePointer<Lanes>
}
