import Foundation

/// What a run may use of the machine's memory.
package enum AvailableMemory {
  /// Memory that is free or can be freed, within the limit of a container [bytes].
  package static var bytes: Double {
    let physical = Double(ProcessInfo.processInfo.physicalMemory)
    let free = text("/proc/meminfo").flatMap(Self.available) ?? physical
    let limit = text("/sys/fs/cgroup/memory.max").flatMap { Double($0.prefix { $0.isNumber }) } ?? physical
    return min(free, limit, physical)
  }

  /// `MemAvailable` of `/proc/meminfo` [bytes], nil if it is not there.
  static func available(in text: String) -> Double? {
    for line in text.split(separator: "\n") where line.hasPrefix("MemAvailable:") {
      let digits = line.drop { !$0.isNumber }.prefix { $0.isNumber }
      return Double(digits).map { $0 * 1024 }
    }
    return nil
  }

  private static func text(_ path: String) -> String? {
    try? String(contentsOfFile: path, encoding: .utf8)
  }
}
