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

  /// Reads `a.b[2].c`; nil if the text is no path. Keys may hold anything but `.`, `[` and `]`.
  package init?(parsing text: String) {
    var steps: [Step] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      let key = part.prefix { $0 != "[" }
      guard !key.isEmpty, !key.contains("]") else { return nil }
      steps.append(.key(String(key)))
      var rest = part.dropFirst(key.count)
      while !rest.isEmpty {
        guard rest.first == "[", let end = rest.firstIndex(of: "]") else { return nil }
        let digits = rest[rest.index(after: rest.startIndex)..<end]
        guard !digits.isEmpty, digits.allSatisfy({ ("0"..."9").contains($0) }), let index = Int(digits)
        else { return nil }
        steps.append(.index(index))
        rest = rest[rest.index(after: end)...]
      }
    }
    self.steps = steps
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
