/// The way from the root of a document to a value: `tissue.vessels[2].radius_um`.
package struct JSONPath: Sendable, Hashable, CustomStringConvertible {
  /// One step of a path.
  package enum Step: Sendable, Hashable {
    case key(String)
    case index(Int)
  }

  /// The steps from the root.
  package var steps: [Step]

  /// The root of a document.
  package static let root = JSONPath(steps: [])

  /// Makes a path of steps.
  package init(steps: [Step]) {
    self.steps = steps
  }

  /// Reads `a.b[2]["c d"]`; nil if the text is no path. A key without quotes may hold anything but `.`, `[`, `]`
  /// and `"`; one in quotes anything but `"`.
  package init?(parsing text: String) {
    var steps: [Step] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      if rest.first == "[" {
        guard let (step, tail) = Self.bracket(rest) else { return nil }
        steps.append(step)
        rest = tail
      } else {
        if !steps.isEmpty {
          guard rest.first == "." else { return nil }
          rest = rest.dropFirst()
        }
        let key = rest.prefix { !".[]\"".contains($0) }
        guard !key.isEmpty else { return nil }
        steps.append(.key(String(key)))
        rest = rest.dropFirst(key.count)
      }
    }
    guard !steps.isEmpty else { return nil }
    self.steps = steps
  }

  /// Takes `[2]` or `["key"]` off the start.
  private static func bracket(_ text: Substring) -> (Step, Substring)? {
    let inside = text.dropFirst()
    if inside.first == "\"" {
      let key = inside.dropFirst().prefix { $0 != "\"" }
      let tail = inside.dropFirst(key.count + 1)
      return tail.hasPrefix("\"]") ? (.key(String(key)), tail.dropFirst(2)) : nil
    }
    let digits = inside.prefix { ("0"..."9").contains($0) }
    let tail = inside.dropFirst(digits.count)
    guard tail.first == "]", let index = Int(digits) else { return nil }
    return (.index(index), tail.dropFirst())
  }

  /// The path of a key below this one.
  package func appending(_ key: String) -> JSONPath {
    JSONPath(steps: steps + [.key(key)])
  }

  /// The path of an array entry below this one.
  package func appending(_ index: Int) -> JSONPath {
    JSONPath(steps: steps + [.index(index)])
  }

  /// Whether this path is `other` or lies below it.
  package func isInside(_ other: JSONPath) -> Bool {
    steps.starts(with: other.steps)
  }

  /// `a.b[2].c`; a key with other characters than letters, digits, `_`, `-`, `$` and `+` is quoted: `a["b c"]`.
  package var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .index(let index): text += "[\(index)]"
      case .key(let key) where Self.isPlain(key): text += text.isEmpty ? key : ".\(key)"
      case .key(let key): text += "[\(TextPreview.quoted(key))]"
      }
    }
    return text
  }

  private static func isPlain(_ key: String) -> Bool {
    !key.isEmpty
      && key.unicodeScalars.allSatisfy { scalar in
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-", "$", "+": true
        default: false
        }
      }
  }
}

extension JSONNode {
  /// The node at a path, or the deepest one on the way to it, with its own path.
  package func deepest(along path: JSONPath) -> (node: JSONNode, reached: Bool) {
    var node = self
    for step in path.steps {
      switch step {
      case .key(let key):
        guard let next = node[key] else { return (node, false) }
        node = next
      case .index(let index):
        guard let elements = node.elements, elements.indices.contains(index) else { return (node, false) }
        node = elements[index]
      }
    }
    return (node, true)
  }
}
