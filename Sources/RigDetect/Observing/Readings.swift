package import RigModel

/// A value with where it was read, and what has to be known about it.
package struct Reading: Sendable, Hashable {
  package let value: BuildValue
  package let source: DetectionSource
  package var remark: FieldDoc?

  package init(_ value: BuildValue, _ source: DetectionSource, remark: FieldDoc? = nil) {
    self.value = value
    self.source = source
    self.remark = remark
  }
}

/// What was read of one part: for each key of the build format every reading.
package struct Readings: Sendable, Hashable {
  /// A part has a few dozen keys; more is a damaged text.
  private static let mostKeys = 64
  private static let mostOfOne = 16
  private(set) var byKey: [String: [Reading]] = [:]

  package init() {}

  package var isEmpty: Bool { byKey.isEmpty }

  /// The reading that counts: the one of the best source, the first of it.
  package subscript(key: String) -> Reading? {
    byKey[key]?.min { $0.source < $1.source }
  }

  package func text(_ key: String) -> String? { self[key]?.value.textValue }
  package func number(_ key: String) -> Double? { self[key]?.value.numberValue }
  package func whole(_ key: String) -> Int? { self[key]?.value.integerValue.map { Int($0) } }

  /// Readings that say something else than the one that counts, one of each source.
  package func disagreeing(_ key: String) -> [Reading] {
    guard let best = self[key] else { return [] }
    var seen: Set<DetectionSource> = [best.source]
    return (byKey[key] ?? []).sorted { $0.source < $1.source }
      .filter { $0.value != best.value && seen.insert($0.source).inserted }
  }

  mutating func add(_ key: String, _ reading: Reading) {
    guard byKey[key] != nil || byKey.count < Self.mostKeys else { return }
    guard byKey[key, default: []].count < Self.mostOfOne,
      byKey[key]?.contains(reading) != true
    else { return }
    byKey[key, default: []].append(reading)
  }

  mutating func add(
    _ key: String, _ value: BuildValue?, _ source: DetectionSource, remark: FieldDoc? = nil
  ) {
    if let value { add(key, Reading(value, source, remark: remark)) }
  }

  mutating func add(_ key: String, text: String?, _ source: DetectionSource) {
    add(key, text.map { .text($0) }, source)
  }

  mutating func add(_ key: String, whole: Int?, _ source: DetectionSource) {
    add(key, whole.map { .integer(Int64($0)) }, source)
  }

  mutating func add(_ key: String, number: Double?, _ source: DetectionSource) {
    add(key, number.map { .quantity($0) }, source)
  }

  mutating func merge(_ other: Readings) {
    for (key, readings) in other.byKey.sorted(by: { $0.key < $1.key }) {
      for reading in readings { add(key, reading) }
    }
  }

  mutating func remove(_ key: String) { byKey[key] = nil }

  /// Leaves out every text that is not to be shown.
  mutating func removeTexts(where isHidden: (String) -> Bool) {
    for (key, readings) in byKey {
      let kept = readings.filter { $0.value.textValue.map { !isHidden($0) } ?? true }
      byKey[key] = kept.isEmpty ? nil : kept
    }
  }
}
