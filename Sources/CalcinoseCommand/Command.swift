import ArgumentParser
@main struct Command: ParsableCommand { static let configuration = CommandConfiguration(commandName: "calcinose"); func run() {} }
