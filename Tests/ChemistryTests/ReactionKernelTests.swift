import Chemistry
import NumericalMethods
import Testing

/// Speciation and mineral kinetics as one balance, eight voxels at a time.
@Suite struct ReactionKernelTests {
  static let modes: [AcidBase] = [.open(pCO2_mmHg: 45), .heldPH(7), .closed]

  /// A Sobol point made into a voxel: pH 5–9, calcium and phosphate over six decades, crystals from a trace to
  /// two fifths of the volume and from 1 nm to 1 µm, fluid from 0.1 % to all of it, steps up to twelve days.
  static func scatter(_ point: [Double], into kernel: ReactionKernel, lane: Int) throws -> Double {
    let totals = try TestLibrary.fluid(
      pH: 5 + 4 * point[0],
      [
        "Ca": Natural.power(10, -7 + 6 * point[1]), "PO4": Natural.power(10, -7 + 6 * point[2]),
        "Mg": Natural.power(10, -5 + 3 * point[3]),
        "PPi": point[4] < 0.2 ? 0 : Natural.power(10, -9 + 5 * point[4]),
      ])
    kernel.fill(lane: lane, totals: totals, fluidFraction: Natural.power(10, -3 * point[5]))
    for mineral in kernel.minerals.indices {
      let radius = Natural.power(10, -3 + 3 * point[6 + 3 * mineral])
      let share = Natural.power(10, -9 + 8.6 * point[7 + 3 * mineral])
      let number = share / (4.19 * radius * radius * radius)
      kernel.block.put(CrystalPopulation(number: number, radius: radius), of: mineral, lane: lane)
      kernel.block.rateFactor[mineral][lane] = point[8 + 3 * mineral]
    }
    return Natural.power(10, 6 * point[12])
  }

  /// From the balance of the fluid alone, through one step of any stiffness.
  @Test(arguments: modes)
  func stepsCloseTheirBalancesAndTakeNoMoreThanThereIs(mode: AcidBase) throws {
    let kernel = try TestLibrary.kernel(mode, minerals: ["HAP", "ACP"])
    let sequence = try QuasiRandom(dimension: 13)
    var restarts = 0
    var unsettled = 0
    for _ in 0..<600 {
      let step = try ReactionKernelTests.scatter(sequence.next(), into: kernel, lane: 0)
      kernel.block.timeStep = 0
      #expect(kernel.solve(lanes: 1).unsettledLanes == 0)
      kernel.block.timeStep = step
      let report = kernel.solve(lanes: 1)
      restarts += report.restarts
      if report.unsettledLanes != 0 {
        unsettled += 1
        continue
      }
      // 10⁻¹² in the kernel; where ξ is linear in a last step below 10⁻¹⁰, what that leaves.
      #expect(try kernel.worstBalance(lane: 0) < 1e-11)
      for mineral in 0..<2 {
        // Kernel and test form (4π/3) Σr² r/V̄ in different order: eight roundings.
        #expect(kernel.block.uptake[mineral][0] >= -kernel.content(of: mineral, lane: 0) * (1 + 9e-16))
      }
    }
    #expect(restarts <= 6)
    // Steps far beyond any run's, such as a voxel's whole calcium in one step of days, may find no balance; the
    // kernel says so and the caller takes a shorter step. One in 300 is the most that is tolerated.
    #expect(unsettled <= 2)
  }

  @Test func aLanesResultDoesNotDependOnItsNeighbours() throws {
    let kernel = try TestLibrary.kernel(.open(pCO2_mmHg: 45), minerals: ["HAP", "ACP"])
    let other = try TestLibrary.kernel(.open(pCO2_mmHg: 45), minerals: ["HAP", "ACP"])
    let sequence = try QuasiRandom(dimension: 13)
    for _ in 0..<40 {
      var points: [[Double]] = []
      for lane in 0..<8 {
        points.append(try sequence.next())
        _ = try ReactionKernelTests.scatter(points[lane], into: kernel, lane: lane)
      }
      kernel.block.timeStep = 3000
      _ = kernel.solve(lanes: 8)
      for lane in 0..<8 {
        // Alone, in another lane, beside what was left there.
        let place = (lane * 3 + 1) % 8
        for filled in 0...place {
          _ = try ReactionKernelTests.scatter(points[lane], into: other, lane: filled)
        }
        other.block.timeStep = 3000
        _ = other.solve(lanes: place + 1)
        for index in kernel.system.basis.indices {
          #expect(kernel.block.logActivity[index][lane] == other.block.logActivity[index][place])
        }
        for mineral in 0..<2 {
          #expect(kernel.block.uptake[mineral][lane] == other.block.uptake[mineral][place])
          #expect(kernel.block.uptakeSlope[mineral][lane] == other.block.uptakeSlope[mineral][place])
          #expect(kernel.block.saturation[mineral][lane] == other.block.saturation[mineral][place])
        }
      }
    }
  }

  @Test func withoutCrystalsAStepIsSpeciationAlone() throws {
    let kernel = try TestLibrary.kernel(.open(pCO2_mmHg: 45), minerals: ["HAP", "ACP"])
    let totals = try TestLibrary.fluid()
    kernel.fill(lane: 0, totals: totals, fluidFraction: 0.2)
    kernel.block.timeStep = 1e4
    #expect(kernel.solve(lanes: 1).unsettledLanes == 0)
    #expect(kernel.block.uptake[0][0] == 0 && kernel.block.uptake[1][0] == 0)
    #expect(abs(kernel.block.acidity[0][0] - 7.4) < 1e-10)
    let carbonate = try #require(totals["CO3"]) * kernel.system.millimolarPerMolal
    #expect(abs(kernel.block.carbonate[0][0] / carbonate - 1) < 1e-10)
    let single = try Speciation(table: TestLibrary.table()).solve(
      Solution(temperature: TestLibrary.body, acidBase: .open(pCO2_mmHg: 45), totals: totals))
    #expect(
      abs(kernel.block.saturation[0][0] / Natural.ln10 - (try #require(single.saturationIndex["HAP"])))
        < 1e-12)
    let calcium = try #require(kernel.system.index(of: "Ca"))
    let free = try #require(single.freeIon["Ca"]) * kernel.system.millimolarPerMolal
    #expect(abs(kernel.block.freeIon[calcium][0] / free - 1) < 1e-12)
  }

  /// A vanishing step forms N·4πr²·k·σᵖ·Δt (above saturation) with the rate laws' own rates.
  @Test(arguments: [("HAP", 7.4, 1.0), ("HAP", 5.2, -1), ("ACP", 7.4, 1), ("ACP", 7.4, -1)])
  func aShortStepFormsRateTimesSurfaceTimesTime(id: String, pH: Double, sign: Double) throws {
    let kernel = try TestLibrary.kernel(.open(pCO2_mmHg: 45), minerals: [id])
    kernel.fill(
      lane: 0, totals: try TestLibrary.fluid(pH: pH, ["Ca": sign < 0 ? 1e-4 : id == "ACP" ? 3e-2 : 1.4e-3]),
      fluidFraction: 0.2)
    kernel.block.timeStep = 0
    _ = kernel.solve(lanes: 1)
    kernel.block.put(CrystalPopulation(number: 1e-6, radius: 0.5), of: 0, lane: 0)
    kernel.block.rateFactor[0][0] = 0.7
    kernel.block.timeStep = 1e-3
    _ = kernel.solve(lanes: 1)
    let mineral = kernel.minerals[0]
    let saturation = kernel.block.saturation[0][0]
    #expect(saturation * sign > 0)
    let acidity = kernel.block.acidity[0][0]
    let rate =
      sign > 0
      ? 0.7 * mineral.growth.rate(saturation: saturation)
      : -mineral.dissolution.rate(saturation: saturation, pH: acidity, temperature: TestLibrary.body)
    // 1 mol/(m² s) = 10⁶ amol/(µm² s); ξ differs by G Δt/r < 10⁻⁶ of it, Ω over the step by less.
    let expected = 1e-6 * 4 * Double.pi * 0.25 * rate * 1e6 * 1e-3
    #expect(abs(kernel.block.uptake[0][0] / expected - 1) < 1e-5)
  }

  /// dξ/d ln Ω against a central difference, moving only calcium of a held fluid.
  @Test(arguments: [("HAP", 2e-3), ("HAP", 1e-9), ("ACP", 8e-3), ("ACP", 1e-3)])
  func theSlopeIsTheDerivativeOfTheUptake(id: String, calcium: Double) throws {
    let kernel = try TestLibrary.kernel(.heldPH(7.4), minerals: [id])
    func uptake(_ factor: Double) throws -> (uptake: Double, slope: Double, saturation: Double) {
      kernel.fill(lane: 0, totals: try TestLibrary.fluid(["Ca": calcium * factor]), fluidFraction: 0.2)
      kernel.block.timeStep = 0
      _ = kernel.solve(lanes: 1)
      kernel.block.put(CrystalPopulation(number: 1e-9, radius: 0.05), of: 0, lane: 0)
      kernel.block.timeStep = id == "HAP" ? 3000 : 3
      _ = kernel.solve(lanes: 1)
      return (kernel.block.uptake[0][0], kernel.block.uptakeSlope[0][0], kernel.block.saturation[0][0])
    }
    let middle = try uptake(1)
    let below = try uptake(1 - 1e-5)
    let above = try uptake(1 + 1e-5)
    let slope = (above.uptake - below.uptake) / (above.saturation - below.saturation)
    // Truncation (10⁻⁵)², rounding of ln Ω ≈ 30 at 10⁻¹⁵/10⁻⁵, the balance's 10⁻¹² at 10⁻⁷.
    #expect(abs(middle.slope / slope - 1) < 1e-6)
  }

  @Test func dissolutionEmptiesACrystalAndStops() throws {
    let kernel = try TestLibrary.kernel(.heldPH(5), minerals: ["HAP", "ACP"])
    kernel.fill(lane: 0, totals: try TestLibrary.fluid(pH: 5, ["Ca": 1e-6]), fluidFraction: 0.5)
    kernel.block.timeStep = 0
    _ = kernel.solve(lanes: 1)
    for mineral in 0..<2 {
      kernel.block.put(CrystalPopulation(number: 1e-6, radius: 0.02), of: mineral, lane: 0)
    }
    kernel.block.timeStep = 1e9
    #expect(kernel.solve(lanes: 1).unsettledLanes == 0)
    for mineral in 0..<2 {
      let content = kernel.content(of: mineral, lane: 0)
      #expect(abs(kernel.block.uptake[mineral][0] / content + 1) < 1e-15)
      #expect(kernel.block.uptakeSlope[mineral][0] == 0)
    }
  }

  /// Far from equilibrium in plenty of acid a sphere's radius shrinks evenly and is gone at t = r/(k V̄): half-way an
  /// eighth of it is left.
  @Test func aSphereShrinksEvenly() throws {
    let kernel = try TestLibrary.kernel(.heldPH(5), minerals: ["HAP"])
    kernel.fill(lane: 0, totals: try TestLibrary.fluid(pH: 5, ["Ca": 1e-9, "PO4": 1e-9]), fluidFraction: 1)
    kernel.block.timeStep = 0
    _ = kernel.solve(lanes: 1)
    let mineral = kernel.minerals[0]
    let rate = mineral.dissolution.rateConstant(pH: 5, temperature: TestLibrary.body)
    let life = 0.5 / (rate * 1e6 * mineral.phase.volumePerAttomole)
    kernel.block.put(CrystalPopulation(number: 1e-12, radius: 0.5), of: 0, lane: 0)
    kernel.block.timeStep = life / 2
    #expect(kernel.solve(lanes: 1).unsettledLanes == 0)
    let left = 1 + kernel.block.uptake[0][0] / kernel.content(of: 0, lane: 0)
    // The crystal's own calcium, 3e-9 mM, and Ω^(1/5) of the fluid slow it by less than a millionth of its content.
    #expect(kernel.block.saturation[0][0] < -5 * 13)
    #expect(abs(left - 0.125) < 1e-5)
    kernel.block.timeStep = life * 1.001
    _ = kernel.solve(lanes: 1)
    #expect(kernel.block.surfaceShift[0][0] == -0.5)
  }

  /// A fast mineral and a long step: the fluid ends in equilibrium with what is left of it.
  @Test func aLongStepEndsInEquilibrium() throws {
    let kernel = try TestLibrary.kernel(.open(pCO2_mmHg: 45), minerals: ["ACP"])
    kernel.fill(lane: 0, totals: try TestLibrary.fluid(), fluidFraction: 0.2)
    kernel.block.timeStep = 0
    _ = kernel.solve(lanes: 1)
    kernel.block.put(CrystalPopulation(number: 1, radius: 0.3), of: 0, lane: 0)
    kernel.block.timeStep = 1e6
    #expect(kernel.solve(lanes: 1).unsettledLanes == 0)
    #expect(abs(kernel.block.saturation[0][0]) < 1e-2)
    #expect(kernel.block.uptake[0][0] < 0)
    #expect(try kernel.worstBalance(lane: 0) < 1e-11)
  }

  @Test func absentComponentsDoNotStopTheSolution() throws {
    let kernel = try TestLibrary.kernel(.open(pCO2_mmHg: 45), minerals: ["HAP", "ACP"])
    kernel.fill(lane: 0, totals: try TestLibrary.fluid(["PPi": 0, "Ca": 0]), fluidFraction: 0.2)
    #expect(kernel.solve(lanes: 1).unsettledLanes == 0)
    #expect(kernel.block.saturation[0][0] < -20)
    #expect(abs(kernel.block.acidity[0][0] - 7.4) < 1e-9)
  }

  @Test func aVoxelThatIsNotANumberIsReported() throws {
    let kernel = try TestLibrary.kernel(.open(pCO2_mmHg: 45), minerals: [])
    for lane in 0..<3 { kernel.fill(lane: lane, totals: try TestLibrary.fluid(), fluidFraction: 0.2) }
    kernel.block.amount[0][1] = .nan
    let report = kernel.solve(lanes: 3)
    #expect(report.unsettledLanes == 0b010)
    #expect(abs(kernel.block.acidity[0][2] - 7.4) < 1e-9)
  }

  @Test func aMineralMustFitItsSystem() throws {
    let system = try TestLibrary.table().system(of: ["Ca", "Cl"], acidBase: .heldPH(7), temperature: 310.15)
    let apatite = try TestLibrary.mineral("HAP")
    #expect(throws: ChemistryError.missingComponent("PO4", record: "HAP")) {
      try ReactionKernel(system: system, minerals: [apatite])
    }
  }
}

extension ReactionKernelTests {
  /// Eight warm voxels of all components against single solutions from cold: both close their balances to 1e-12;
  /// the least buffered unknown magnifies that tenfold.
  @Test(arguments: modes)
  func aWarmBlockGivesTheAnswersOfSingleSolutions(mode: AcidBase) throws {
    let table = try TestLibrary.table()
    let ids = table.components.map(\.id).filter { $0 != "H" }
    let system = try table.system(of: ids, acidBase: mode, temperature: TestLibrary.body)
    let phases = table.minerals
    let kernel = try ReactionKernel(system: system, minerals: [], phases: phases)
    let trace = [
      "Fe3": 1e-6, "Fe2": 1e-5, "Cu": 1e-6, "Al": 1e-6, "Cit": 1.2e-4, "Edta": 1e-5, "Thio": 1e-4,
      "NH4": 3e-5,
    ]
    var totals = try TestLibrary.fluid(pH: 7, trace)
    func fill(_ share: Double) {
      for lane in 0..<8 {
        for (index, entry) in system.basis.enumerated() {
          let factor = 1 + share * Double(lane + 1)
          kernel.block.amount[index][lane] = (totals[entry.id] ?? 0) * factor * system.millimolarPerMolal
          if share == 0 { kernel.block.logActivity[index][lane] = .nan }
        }
        kernel.block.fluidFraction[0][lane] = 1
      }
    }
    fill(0)
    #expect(kernel.solve(lanes: 8).unsettledLanes == 0)
    fill(1e-3)
    let report = kernel.solve(lanes: 8)
    #expect(report.unsettledLanes == 0 && report.restarts == 0 && report.iterations <= 4)
    let base = totals
    for lane in 0..<8 {
      totals = base.mapValues { $0 * (1 + 1e-3 * Double(lane + 1)) }
      if case .open = mode { totals["CO3"] = nil }
      let single = try Speciation(table: table).solve(
        Solution(temperature: TestLibrary.body, acidBase: mode, totals: totals))
      #expect(abs(kernel.block.acidity[0][lane] - single.pH) < 1e-10)
      #expect(abs(kernel.block.ionicStrength[0][lane] / single.ionicStrength - 1) < 1e-10)
      for (index, phase) in phases.enumerated() {
        let saturation = kernel.block.phaseSaturation[index][lane] / Natural.ln10
        #expect(abs(saturation - (try #require(single.saturationIndex[phase.id]))) < 1e-10, "\(phase.id)")
      }
      for (index, entry) in system.basis.enumerated() where single.freeIon[entry.id] != nil {
        let free = try #require(single.freeIon[entry.id]) * system.millimolarPerMolal
        #expect(abs(kernel.block.freeIon[index][lane] / free - 1) < 1e-10, "\(entry.id)")
      }
      #expect(kernel.balanceError(lane: lane) < 1e-12)
    }
  }
}
