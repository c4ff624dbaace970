import Testing

@Suite struct UsageTests {
  private let folder: TemporaryFolder
  private let program: Program

  init() throws {
    folder = try TemporaryFolder()
    program = Program(folder: folder)
  }

  @Test func theVersionIsThreeNumbers() throws {
    let ending = try program.run("--version")
    #expect(ending.code == 0)
    #expect(ending.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    #expect(ending.errors == "")
  }

  @Test(arguments: ["run", "validate", "new", "describe", "list", "speciate", "schema", "benchmark"])
  func everySubCommandHasHelpWithExamples(name: String) throws {
    #expect(try program.run("--help").output.contains("\n  \(name) "))
    let ending = try program.run(name, "--help")
    #expect(ending.code == 0)
    #expect(ending.output.contains("EXAMPLES"))
    #expect(ending.output.contains("calcinose \(name)"))
  }

  @Test func withoutArgumentsItPrintsItsHelp() throws {
    let ending = try program.run()
    #expect(ending.code == 0)
    #expect(ending.output.contains("SUBCOMMANDS:"))
  }

  @Test func anUnknownSubCommandIsBadUsageWithASuggestion() throws {
    let near = try program.run("validat", "x.json")
    #expect(near.code == 64)
    #expect(near.errors == "calcinose: error: \"validat\" is no sub-command; did you mean \"validate\"?\n")
    let far = try program.run("simulate")
    #expect(far.code == 64)
    let known = "run, preview, validate, new, describe, list, speciate, schema, benchmark"
    #expect(far.errors == "calcinose: error: \"simulate\" is no sub-command; known: \(known)\n")
  }

  @Test(arguments: [
    ["run"], ["run", "a.json", "b.json"], ["run", "a.json", "--until", "soon"],
    ["run", "a.json", "--seed", "-1"],
    ["run", "a.json", "--threads", "0"], ["run", "a.json", "--frobnicate"], ["validate"],
    ["list", "unicorns"], ["speciate"], ["speciate", "a.json", "--format", "xml"],
    ["describe", "a.json", "--format", "xml"],
    ["benchmark", "diffusion", "--grid", "8x8"],
  ])
  func badUsageEndsWith64AndSaysWhy(arguments: [String]) throws {
    let ending = try program.start(arguments).ending()
    #expect(ending.code == 64)
    #expect(ending.errors.hasPrefix("Error: "))
    #expect(ending.output == "")
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func shellsGetACompletionScript(shell: String) throws {
    let ending = try program.run("--generate-completion-script", shell)
    #expect(ending.code == 0)
    #expect(ending.output.contains("validate"))
  }

  @Test func aFullStandardOutputIsAFailure() throws {
    let ending = try program.shell("\"$CALCINOSE\" list minerals > /dev/full")
    #expect(ending.code == 1)
    #expect(
      ending.errors == "calcinose: error: cannot write to standard output: No space left on device\n")
  }
}
