import Foundation
import Parallelism
import ScenarioFormat
import Testing
import TissueModel

/// Serum with calcium and phosphate added: amorphous calciprotein particles that ripen to crystalline ones (T50).
@Suite struct SerumTests {
  /// Writes down how much amorphous phosphate and apatite there is.
  private final class Course: Observer {
    let ticks: [Int64]
    /// Time [min], amorphous phosphate and apatite [mM] at each look.
    private(set) var points: [(minutes: Double, amorphous: Double, apatite: Double)] = []

    init(end: Int64) { ticks = (1...720).map { end * $0 / 720 } }

    func observe(_ tissue: Tissue, at moment: Moment) throws {
      points.append(
        (moment.days * 1440, try Beaker.amount("ACP", tissue), try Beaker.amount("HAP", tissue)))
    }

    func finish() throws {}

    /// The largest amount of amorphous phosphate [mM].
    var most: Double { points.map(\.amorphous).max() ?? 0 }

    /// When half of the amorphous phosphate was gone, T50 [min].
    func halfTime() throws -> Double {
      let later = try #require(points.lastIndex { $0.amorphous > most / 2 }) + 1
      let (first, second) = (points[later - 1], points[later])
      let part = (first.amorphous - most / 2) / (first.amorphous - second.amorphous)
      return first.minutes + part * (second.minutes - first.minutes)
    }
  }

  private func load(_ name: String) throws -> Scenario { try Beaker.load("beaker-serum-\(name).json") }

  private func course(_ scenario: Scenario) throws -> (course: Course, tissue: Tissue) {
    let assembly = try Assembly(scenario, workers: Workers(count: 1))
    let course = Course(end: assembly.end)
    var run = Run(assembly.simulation, observers: [course], end: assembly.end)
    _ = try run.run()
    return (course, run.finalTissue)
  }

  private func halfTime(_ name: String) throws -> Double { try course(load(name)).course.halfTime() }

  /// 313 min (Bundy et al. 2019; SD 79, n 3404: standard error 1.4), to which apatite's contact angle on amorphous
  /// phosphate is calibrated to a tenth of a degree, worth 4 min: half of that more.
  @Test func kidneyDiseaseRipensWhenItsCalibrationSays() throws {
    let (course, tissue) = try course(load("kidney-disease"))
    #expect(try abs(course.halfTime() - 313) < 1.4 + 2)
    // Primary particles stand after half an hour, for 40 nm (25 to 75) recalled, and nothing is seen to happen.
    let hour = try #require(course.points.first { $0.minutes >= 60 })
    #expect(hour.amorphous > 0.99 * course.most && hour.apatite < 0.01 * course.most / 5)
    // Nothing amorphous is left after the ten hours of the test.
    #expect(try #require(course.points.first { $0.minutes >= 600 }).amorphous == 0)
    ScenarioTests.booksClose(tissue)
  }

  /// BMC Nephrol 2023 (n 776): 287.7 min in survivors, 269.6 in those who died, so 25.3 to 43.4 below the 313 of kidney
  /// disease. Predicted from the sera's composition, within two standard errors: √(1.4² + 2.8²) = 3.2 min with the SD of 79.
  @Test func haemodialysisRipensSoonerByThePublishedSize() throws {
    let difference = try halfTime("kidney-disease") - halfTime("haemodialysis")
    #expect(difference > 25.3 - 6.4 && difference < 43.4 + 6.4)
  }

  /// 340 min (260 to 420) is recalled.
  @Test func healthySerumLastsLongest() throws {
    let healthy = try halfTime("healthy")
    #expect(try healthy > halfTime("kidney-disease"))
    #expect(healthy > 260 && healthy < 420)
  }

  /// Bressendorff et al. 2018: 302 against 229 min. The order only: with magnesium's recalled affinity of 300 L/mol the
  /// difference is 4 %, not 32 %.
  @Test func moreMagnesiumDelaysRipening() throws {
    #expect(try halfTime("haemodialysis-magnesium") > halfTime("haemodialysis"))
  }

  /// Half inhibition at 4.3 µM on birth and growth. Crystals that are born at f J and grow at f G take 1/f as long,
  /// those of the first minutes, whose number is f N, f^(−4/3); growth covers sites, hence 2 % less.
  @Test func fetuinDelaysRipeningAndLeavesTheAmorphousPhosphateAsItIs() throws {
    var scenario = try load("kidney-disease")
    let held = try #require(scenario.conditions.inhibitors.first { $0.id == "fetuin_A" })
    let with = try course(scenario).course
    scenario.conditions.inhibitors = []
    let without = try course(scenario).course
    let slowing = 1 + held.concentration / 4.3
    let ratio = try with.halfTime() / without.halfTime()
    #expect(ratio > 0.98 * slowing && ratio < pow(slowing, 4.0 / 3))
    #expect(abs(with.most / without.most - 1) < 0.02)
  }
}
