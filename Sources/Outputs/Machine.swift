import Foundation

/// The computer a run was made on.
package struct Machine: Codable, Equatable, Sendable {
  /// Model of the processor, as the system names it.
  package let processor: String
  /// Logical cores that the system offers.
  package let logicalCores: Int
  /// Operating system and its version.
  package let operatingSystem: String

  enum CodingKeys: String, CodingKey {
    case processor
    case logicalCores = "logical_cores"
    case operatingSystem = "operating_system"
  }

  /// This computer.
  package static var current: Machine {
    Machine(
      processor: processorName() ?? architecture,
      logicalCores: ProcessInfo.processInfo.activeProcessorCount,
      operatingSystem: distribution() ?? ProcessInfo.processInfo.operatingSystemVersionString)
  }

  private static var architecture: String {
    #if arch(arm64)
      "arm64"
    #elseif arch(x86_64)
      "x86_64"
    #else
      "unknown"
    #endif
  }

  #if canImport(Darwin)
    private static func processorName() -> String? {
      var size = 0
      guard unsafe sysctlbyname("machdep.cpu.brand_string", nil, &size, nil, 0) == 0, size > 1 else {
        return nil
      }
      var bytes = [UInt8](repeating: 0, count: size)
      guard unsafe sysctlbyname("machdep.cpu.brand_string", &bytes, &size, nil, 0) == 0 else { return nil }
      return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    private static func distribution() -> String? { nil }
  #else
    private static func processorName() -> String? {
      value(of: "model name", in: "/proc/cpuinfo", separator: ":")
    }

    private static func distribution() -> String? {
      value(of: "PRETTY_NAME", in: "/etc/os-release", separator: "=")
    }

    /// The text after `key` and `separator` on its first line in `file`.
    private static func value(of key: String, in file: String, separator: Character) -> String? {
      guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
      for line in text.split(separator: "\n") where line.hasPrefix(key) {
        guard let place = line.firstIndex(of: separator) else { continue }
        return line[line.index(after: place)...].trimmingCharacters(in: CharacterSet(charactersIn: " \t\""))
      }
      return nil
    }
  #endif
}
