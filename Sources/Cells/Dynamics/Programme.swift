/// The kinds as kernels read them: numbers in rows, without enums or arrays.
///
/// An operator: made of the kinds once, never changed.
final class Programme: @unchecked Sendable {
  /// One row per kind.
  let kinds: UnsafeMutablePointer<KindRow>
  /// Attractants of all kinds, one kind after the other; likewise the rest.
  let attractions: UnsafeMutablePointer<AttractionRow>
  let flows: UnsafeMutablePointer<FlowRow>
  let fates: UnsafeMutablePointer<FateRow>
  let responses: UnsafeMutablePointer<ResponseRow>
  let releases: UnsafeMutablePointer<ReleaseRow>
  /// Kinds that somebody has to meet.
  let partners: UnsafeMutablePointer<Int32>
  /// Speed at which the radius of a crystal falls in a kind's phagolysosome [µm/s], `[kind][mineral]`.
  let digestion: UnsafeMutablePointer<Double>
  /// Whether any kind dissolves any mineral.
  let digests: Bool
  /// Number of kinds and of signals, and of the solutes that some kind answers to.
  let kindCount, signalCount, soluteCount: Int
  /// Kinds that come through vessel walls, and how.
  let recruits: [RecruitRow]
  /// Largest radius of a kind that walks and is not made by fusion [µm]: such cells are the many.
  let usualRadius: Float

  /// The programme of `kinds` in surroundings of `signalCount` signals and of minerals that dissolve at the speeds
  /// `digestion`.
  init(kinds list: [CellKind], signalCount: Int, digestion speeds: [[Double]], mineralCount: Int) {
    precondition(!list.isEmpty && list.count < 255, "1 to 254 kinds")
    precondition(
      speeds.isEmpty
        || speeds.count == list.count
          && speeds.allSatisfy { $0.count == mineralCount && $0.allSatisfy { $0 >= 0 } },
      "a speed of dissolution for each kind and mineral")
    var builder = ProgrammeBuilder()
    let rows = list.map { builder.row(of: $0) }
    kinds = Programme.copied(rows)
    attractions = Programme.copied(builder.attractions)
    flows = Programme.copied(builder.flows)
    fates = Programme.copied(builder.fates)
    var recruits: [RecruitRow] = []
    for (kind, record) in list.enumerated() {
      for case .recruitment(let behaviour) in record.behaviours {
        recruits.append(
          RecruitRow(kind: kind, rate: builder.rate(behaviour.rate), begin: behaviour.begin))
      }
    }
    self.recruits = recruits
    soluteCount = builder.responses.reduce(0) { max($0, Int(ResponseRow.solutes - $1.stimulus) + 1) }
    responses = Programme.copied(builder.responses)
    releases = Programme.copied(builder.releases)
    partners = Programme.copied(builder.partners)
    let digesting = (0..<speeds.count).filter { rows[$0].digests && speeds[$0].contains { $0 > 0 } }
    digests = !digesting.isEmpty
    digestion = Programme.copied(speeds.flatMap(\.self))
    kindCount = list.count
    self.signalCount = signalCount
    precondition(
      builder.isWithin(kinds: list.count, signals: signalCount), "kinds and signals that are there")
    usualRadius = Programme.usualRadius(of: list)
  }

  deinit {
    kinds.deallocate()
    attractions.deallocate()
    flows.deallocate()
    fates.deallocate()
    responses.deallocate()
    digestion.deallocate()
    releases.deallocate()
    partners.deallocate()
  }

  private static func usualRadius(of kinds: [CellKind]) -> Float {
    var products: Set<Int> = []
    for kind in kinds {
      for case .fusion(let behaviour) in kind.behaviours { products.insert(behaviour.product) }
    }
    let walking = kinds.indices.filter { place in
      !products.contains(place)
        && kinds[place].behaviours.contains {
          if case .walk(let walk) = $0 { walk.speed > 0 } else { false }
        }
    }
    return Float((walking.isEmpty ? kinds : walking.map { kinds[$0] }).map(\.radius).max() ?? 1)
  }

  private static func copied<Row: BitwiseCopyable>(_ rows: [Row]) -> UnsafeMutablePointer<Row> {
    let pointer = UnsafeMutablePointer<Row>.allocate(capacity: max(rows.count, 1))
    for (i, row) in rows.enumerated() { (pointer + i).initialize(to: row) }
    return pointer
  }
}

/// A kind in numbers.
struct KindRow: BitwiseCopyable {
  /// Radius [µm], volume [µm³] and rate of growing back to it [1/s].
  var radius = 0.0
  var volume = 0.0
  var growth = 0.0
  /// Square roots of repulsion and adhesion [√(µm/s)].
  var repulsion: Float = 0
  var adhesion: Float = 0
  /// Speed [µm/s] and turns per time [1/s].
  var speed = 0.0
  var turns = 0.0
  /// What changes the speed.
  var speedResponses = Span()
  /// Mineral that it can hold [µm³], largest crystal that it takes [µm], number of crystals of half the rate [1/µm³].
  var capacity = 0.0
  var largestCrystal = 0.0
  var halfCrystals = 1.0
  /// Pathogens that it bears for each nucleus, number outside of half the rate of uptake [1/µm³], growth inside over the usual.
  var bearable = 0.0
  var halfPathogens = 1.0
  var pathogenGrowth = 1.0
  /// Share of the pathogens inside that it kills per time [1/s].
  var killing = RateRow(base: 0, responses: Span())
  /// Whether it dissolves what it has taken up.
  var digests = false
  /// First and number of its rows among attractions, flows and fates.
  var attractions = Span()
  var flows = Span()
  var fates = Span()
  /// What two of such cells become when they fuse, −1 where they do not.
  var product: Int32 = -1
}

/// Consecutive rows.
struct Span: BitwiseCopyable {
  var first: Int32 = 0
  var count: Int32 = 0

  var range: Range<Int> { Int(first)..<Int(first + count) }
}

/// An attractant in numbers: see ``Chemotaxis``.
struct AttractionRow: BitwiseCopyable {
  var signal: Int32
  var dissociation, halfDifference: Double
}

/// A rate in numbers: see ``Rate``.
struct RateRow: BitwiseCopyable {
  var base: Double
  var responses: Span
}

/// A kind that comes through vessel walls in numbers: see ``Recruitment``.
struct RecruitRow {
  let kind: Int
  let rate: RateRow
  let begin: Int
}

/// A secretion (`half` = 0), an uptake or a flow of matrix in numbers: see ``Secretion``, ``Uptake``, ``CollagenLaying``
/// (`half` is the most that is laid down), ``CollagenRemoval`` and ``VesicleRelease``.
struct FlowRow: BitwiseCopyable {
  /// Place of the signal, or one of the codes below.
  var signal: Int32
  var rate: RateRow
  var half: Double

  static let laying: Int32 = -1
  static let removal: Int32 = -2
  static let vesicles: Int32 = -3
}

/// What a dying cell gives off in numbers: see ``Release``.
struct ReleaseRow: BitwiseCopyable {
  var signal: Int32
  var amount: Double
}

/// Something that happens to a cell at a rate.
struct FateRow: BitwiseCopyable {
  var event: Event
  /// Kind that comes of it or is concerned, −1 for none.
  var target: Int32
  var rate: RateRow
  /// What is given off when it happens, and the kinds that have to be in touch.
  var releases, partners: Span
  /// Of a death, for each nucleus: area of bare membranes [µm²] and caseum [µm³]; and the share of pathogens that survive.
  var debris = 0.0
  var caseum = 0.0
  var survivingPathogens = 1.0
}

/// What can happen to a cell.
enum Event: UInt8, BitwiseCopyable {
  case die, depart, divide, change, engulf, fuse, clear, recognise, recogniseLaden, recogniseInfected, ingest,
    attack
}

/// A response in numbers: see ``Response``.
struct ResponseRow: BitwiseCopyable {
  /// Place of the signal, or one of the codes below.
  var stimulus: Int32
  var exponent: Int32
  /// 1/half, the factor without the stimulus, and what it gains with a full one.
  var perHalf, none, gain: Double

  static let load: Int32 = -1
  static let pressure: Int32 = -2
  static let frustration: Int32 = -3
  static let burden: Int32 = -4
  static let collagen: Int32 = -5
  static let crystals: Int32 = -6
  static let pathogens: Int32 = -7
  static let antigen: Int32 = -8
  static let caseum: Int32 = -9
  /// The first of the solutes, −11 the second, and so on.
  static let solutes: Int32 = -10
}
