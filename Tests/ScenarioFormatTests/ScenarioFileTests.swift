import Foundation
import ScenarioFormat
import Testing

/// What can be wrong with a file as a whole.
@Suite struct ScenarioFileTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "scenario-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private func sentences(_ path: String) -> [String] {
    do {
      _ = try ScenarioFile.load(path: path)
      return []
    } catch {
      return error.errors.map(\.sentence)
    }
  }

  @Test func aGoodFileIsReadAndNamedAsTheUserNamedIt() throws {
    try ReferenceScenario.text.write(toFile: path("good.json"), atomically: true, encoding: .utf8)
    #expect(try ScenarioFile.load(path: path("good.json")).file == path("good.json"))
    try? FileManager.default.removeItem(at: folder)
  }

  @Test func aMissingFileIsNamedWithANeighbour() throws {
    #expect(sentences(path("nothing.json")) == ["\(path("nothing.json")): error: no such file"])
    try "{}".write(toFile: path("dermatomyositis.json"), atomically: true, encoding: .utf8)
    #expect(
      sentences(path("dermatomyosits.json")) == [
        "\(path("dermatomyosits.json")): error: no such file; did you mean \"\(path("dermatomyositis.json"))\"?"
      ])
    #expect(sentences("no-such-folder/x.json") == ["no-such-folder/x.json: error: no such file"])
    try? FileManager.default.removeItem(at: folder)
  }

  @Test func aFolderIsNoFile() throws {
    #expect(sentences(folder.path) == ["\(folder.path): error: is a folder; give a scenario file"])
    try? FileManager.default.removeItem(at: folder)
  }

  @Test func anEmptyFileIsSaidToBeEmpty() throws {
    try "".write(toFile: path("empty.json"), atomically: true, encoding: .utf8)
    #expect(
      sentences(path("empty.json")) == [
        "\(path("empty.json")): error: the file is empty; a scenario is a JSON object (calcinose new NAME writes a small one)"
      ])
    try? FileManager.default.removeItem(at: folder)
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may read everything"))
  func aFileThatMayNotBeReadIsSaidToBe() throws {
    try "{}".write(toFile: path("secret.json"), atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path("secret.json"))
    #expect(
      sentences(path("secret.json")) == ["\(path("secret.json")): error: permission to read it is denied"])
    try? FileManager.default.removeItem(at: folder)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/zero")))
  func anEndlessFileIsNotReadToItsEnd() throws {
    #expect(sentences("/dev/zero") == ["/dev/zero: error: is larger than 16 MB, which no scenario is"])
    try? FileManager.default.removeItem(at: folder)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/mem")))
  func aFileThatFailsWhileReadIsSaidTo() throws {
    #expect(sentences("/proc/self/mem") == ["/proc/self/mem: error: cannot be read: Input/output error"])
    try? FileManager.default.removeItem(at: folder)
  }
}
