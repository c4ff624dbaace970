extension NodeReader {
  /// A quantity: a record `{"value", "unit", "source", "confidence"}`, or a bare number in `unit` as a scenario
  /// may give it. The value is NaN after a problem.
  package func quantity(_ range: NumberRange, unit: String) -> Quantity {
    guard node.members != nil else {
      let value = number(range, unit: unit)
      return Quantity(value, unit: unit, source: place, confidence: .given)
    }
    let quantity = object { keys in
      var result = Quantity(.nan, unit: unit, source: "", confidence: .low)
      if var reader = keys.required("value", "a number") {
        // A bare number laid over a record stands where the record would.
        if reader.node.position == node.position { reader = NodeReader(reader.node, path: path, log: log) }
        result.value = reader.unrecordedNumber(range)
        if keys.optional("source") == nil { result.source = reader.place }
      }
      if let reader = keys.optional("unit") {
        let text = reader.string()
        if text != unit { reader.report(.unknownWord(got: text, nearest: nil, allowed: [unit])) }
      }
      if let source = keys.optional("source")?.string(allowsEmpty: false) { result.source = source }
      result.confidence = keys.optional("confidence").map { $0.word(Confidence.self) ?? .low } ?? .given
      if let ends = keys.optional("range")?.elements("numbers", count: 2...2).map({
        $0.unrecordedNumber(.any)
      }),
        ends.count == 2, ends[0] <= ends[1]
      {
        result.range = ends[0]...ends[1]
      }
      result.note = keys.optional("note")?.string()
      result.calibrated = keys.optional("calibrated")?.string()
      return result
    }
    let result = quantity ?? Quantity(.nan, unit: unit, source: "", confidence: .low)
    if result.value.isFinite { record(result) }
    return result
  }

  /// Notes a resolved quantity.
  package func record(_ quantity: Quantity) {
    log.record(
      ResolvedQuantity(
        location: path, value: NumberRange.plain(quantity.value), unit: quantity.unit,
        source: quantity.source, confidence: quantity.confidence, note: quantity.note,
        calibrated: quantity.calibrated))
  }
}

extension ObjectReader {
  /// A quantity that must be there; NaN after a problem.
  package func quantity(_ key: String, _ range: NumberRange, unit: String) -> Quantity {
    let expected = range == .any ? "a number" : "a number \(range.words)"
    return required(key, expected)?.quantity(range, unit: unit)
      ?? Quantity(.nan, unit: unit, source: "", confidence: .low)
  }
}

extension NodeReader {
  /// Reads an object of quantities with keys of any name, in the order of the text.
  package func quantities(_ range: NumberRange, unit: String) -> [(key: String, quantity: Quantity)] {
    object { keys in
      keys.keys.compactMap { key in keys.optional(key).map { (key, $0.quantity(range, unit: unit)) } }
    } ?? []
  }
}
