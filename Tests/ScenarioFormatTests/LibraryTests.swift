import ScenarioFormat
import Testing

/// The embedded records.
@Suite struct LibraryTests {
  @Test func theEmbeddedLibraryIsReadWithoutProblems() throws {
    let library = try Library.embedded()
    #expect(library.components.contains { $0.id == "PPi" })
    #expect(library.mineral("HAP")?.kinetics != nil)
    #expect(library.tissue("skeletal_muscle")?.fluidFraction.value == 0.13)
    #expect(library.vessel("capillary")?.radius.value == 3)
    #expect(library.cause("dermatomyositis")?.capillaryDropout.value == 0.7)
  }
}
