import Testing
import TissueModel

@Suite struct ClockTests {
  @Test func aMinuteIsAPowerOfTwoOfTicks() {
    #expect(Clock.ticks(seconds: 60) == 65536)
    #expect(Clock.seconds(65536) == 60)
  }

  @Test func aYearOfDaysIsExact() {
    // 65536/60 ticks per second times 86400 s is the whole number 94371840.
    for day in [1, 90, 365] { #expect(Clock.ticks(days: Double(day)) == Int64(day) * 94_371_840) }
  }
}

@Suite struct StepControlTests {
  @Test func stepsDoubleFromASecondAndStayAligned() {
    var control = StepControl(tolerance: 1, longest: 86400, events: [])
    var clock = Clock()
    for _ in 0..<200 {
      let ticks = control.next(at: clock)
      #expect(ticks & (ticks - 1) == 0, "a power of two")
      #expect((clock.tick - clock.origin) % ticks == 0, "a multiple of its own length")
      control.accept(error: 0, ticks: ticks, clock: &clock)
    }
    // The longest power of two of a tick within a day is 2²⁶.
    #expect(control.next(at: clock) == 1 << 26)
  }

  @Test func eventsAreMetExactlyAndRestartTheAlignment() {
    let event: Int64 = 1_000_003
    var control = StepControl(tolerance: 1, longest: 86400, events: [event])
    var clock = Clock()
    var met = false
    while clock.tick < 3 * event {
      let ticks = control.next(at: clock)
      #expect(!(clock.tick < event && clock.tick + ticks > event), "no step crosses the event")
      control.accept(error: 0, ticks: ticks, clock: &clock)
      if clock.tick == event {
        met = true
        #expect(clock.origin == event)
        #expect(control.next(at: clock) == 1 << StepControl.firstExponent)
      }
    }
    #expect(met)
  }

  @Test func aRefusedStepIsHalved() {
    var control = StepControl(tolerance: 1e-3, longest: 86400, events: [])
    let ticks = control.next(at: Clock())
    #expect(!control.accepts(error: 2e-3, ticks: ticks))
    control.shorten(from: ticks)
    #expect(control.next(at: Clock()) == ticks / 2)
  }

  @Test func theLastTickBeforeAnEventIsAStepOfItsOwn() {
    let control = StepControl(tolerance: 1, longest: 86400, events: [1])
    #expect(control.next(at: Clock()) == 1)
  }
}
