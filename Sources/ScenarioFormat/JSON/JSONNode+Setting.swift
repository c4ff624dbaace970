/// A `path=value` of the command line.
package struct Setting: Sendable, Equatable {
  /// The path as given.
  package var path: String
  /// The value as given: JSON, or else a text without quotes.
  package var value: String
  /// Where errors say that the value comes from.
  package var origin: JSONOrigin

  /// Makes a setting of its parts.
  package init(path: String, value: String) {
    self.path = path
    self.value = value
    origin = .setting(path)
  }

  /// Splits `path=value` at the first `=`.
  /// - Throws: `ScenarioProblems` if there is none.
  package init(argument: String) throws(ScenarioProblems) {
    guard let sign = argument.firstIndex(of: "=") else {
      throw ScenarioProblems([
        ScenarioError(
          origin: .setting(argument), position: nil, path: .root, fault: .setting(.noEqualsSign))
      ])
    }
    self.init(path: String(argument[..<sign]), value: String(argument[argument.index(after: sign)...]))
  }

  /// The value as a document that stands at the setting.
  var node: JSONNode {
    let document = StrictJSON.parse(value, origin: origin)
    guard let root = document.root, document.problems.isEmpty else {
      return JSONNode(.string(value), position: nil, origin: origin)
    }
    return root.withoutPositions
  }
}

extension JSONNode {
  /// This document with the value at a path replaced or added. Missing objects on the way are made; an array
  /// entry must exist.
  package func setting(_ setting: Setting) throws(ScenarioError) -> JSONNode {
    guard let path = JSONPath(parsing: setting.path) else {
      throw Self.fault(.malformedPath, setting)
    }
    return try replacing(path.steps[...], below: .root, setting: setting)
  }

  private func replacing(
    _ steps: ArraySlice<JSONPath.Step>, below path: JSONPath, setting: Setting
  ) throws(ScenarioError) -> JSONNode {
    guard let step = steps.first else { return setting.node }
    let rest = steps.dropFirst()
    let origin = setting.origin
    var copy = self
    switch step {
    case .index(let index):
      guard var elements else {
        throw Self.fault(.notAnArray(path: path.description, got: TextPreview.of(self)), setting)
      }
      guard elements.indices.contains(index) else {
        throw Self.fault(.noEntry(array: path.description, count: elements.count), setting)
      }
      elements[index] = try elements[index].replacing(rest, below: path.appending(index), setting: setting)
      copy.content = .array(elements)
    case .key(let key):
      guard var members else {
        throw Self.fault(.notAnObject(path: path.description, got: TextPreview.of(self)), setting)
      }
      if let place = members.firstIndex(where: { $0.key == key }) {
        members[place].value = try members[place].value.replacing(
          rest, below: path.appending(key), setting: setting)
      } else {
        let empty = JSONNode(.object([]), position: nil, origin: origin)
        let value = try empty.replacing(rest, below: path.appending(key), setting: setting)
        members.append(Member(key: key, keyPosition: nil, keyOrigin: origin, value: value))
      }
      copy.content = .object(members)
    }
    return copy
  }

  private static func fault(_ fault: ScenarioError.SettingFault, _ setting: Setting) -> ScenarioError {
    ScenarioError(origin: setting.origin, position: nil, path: .root, fault: .setting(fault))
  }

  /// The same value without places in a text.
  var withoutPositions: JSONNode {
    var copy = self
    copy.position = nil
    switch content {
    case .array(let elements): copy.content = .array(elements.map(\.withoutPositions))
    case .object(let members):
      copy.content = .object(
        members.map {
          Member(key: $0.key, keyPosition: nil, keyOrigin: $0.keyOrigin, value: $0.value.withoutPositions)
        })
    default: break
    }
    return copy
  }
}
