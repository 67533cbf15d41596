package import RigCatalog
package import RigModel

/// The builds over which two versions of a rule are compared: what stands under each key of a build.
///
/// Under the key of a kind of part stands nothing, or one part of the catalogue, or so many of it. A
/// build with two different cards is not among them.
package struct ProofSpace: Sendable {
  /// What may stand under one key.
  struct Axis: Sendable {
    let key: String
    /// Each value, nil for none; in the order of the parts.
    let values: [BuildValue?]
    let isList: Bool
  }

  /// What each build states.
  package let fixed: Build
  let axes: [Axis]

  /// How many builds there are.
  package var total: Double { axes.reduce(1) { $0 * Double($1.values.count) } }

  /// How many of a kind a build has, where nothing else is said.
  package static let usualCounts: [PartCategory: [Int]] = [
    .gpu: [1, 2, 3, 4], .memory: [1, 2, 4],
  ]

  /// Collects what a build may have: parts under the keys that `fixed` does not state, and each word
  /// of the settings that have few.
  ///
  /// - Parameters:
  ///   - fixed: What stays as it is.
  ///   - offers: The parts.
  ///   - counts: How many of a kind there may be; 1 without it.
  package init(
    _ fixed: Build, _ offers: Offers, counts: [PartCategory: [Int]] = Self.usualCounts
  ) {
    self.fixed = fixed
    var axes: [Axis] = []
    for category in PartCategory.allCases where fixed.value[category.buildKey] == nil {
      let parts = offers[category]
      guard !parts.isEmpty else { continue }
      let values = parts.flatMap { part -> [BuildValue?] in
        guard category.isList else { return [part.value] }
        return (counts[category] ?? [1]).map { .list(Array(repeating: part.value, count: $0)) }
      }
      axes.append(Axis(key: category.buildKey, values: [nil] + values, isList: category.isList))
    }
    for field in FieldRegistry.version1.root.fields where fixed.value[field.key] == nil {
      let values: [BuildValue]
      switch field.kind {
      case .enumeration(let words, open: false): values = words.map { .text($0) }
      case .integerChoice(let numbers) where numbers.count > 1:
        values = numbers.map { .integer($0) }
      default: continue
      }
      axes.append(Axis(key: field.key, values: [nil] + values, isList: false))
    }
    self.axes = axes.sorted { $0.key < $1.key }
  }
}

extension ProofSpace.Axis {
  /// The values that a rule cannot tell apart as one, by what it reads of them: the position of the
  /// first of each class, and how many values it has.
  /// - Parameter fields: The fields that are read; nil for all.
  func classes(reading fields: Set<String>?) -> (positions: [Int], weights: [Double]) {
    struct Seen: Hashable {
      let count: Int
      let fields: [BuildValue?]
    }
    let names = fields?.sorted()
    var numbers: [Seen: Int] = [:]
    var classes: (positions: [Int], weights: [Double]) = ([], [])
    for (position, value) in values.enumerated() {
      let part = isList ? value?[0] : value
      let read: [BuildValue?]
      if let names, part?.mapValue != nil { read = names.map { part?[$0] } } else { read = [part] }
      let count = value == nil ? -1 : isList ? value?.listValue?.count ?? 0 : 1
      let seen = Seen(count: count, fields: read)
      if let number = numbers[seen] {
        classes.weights[number] += 1
      } else {
        numbers[seen] = classes.positions.count
        classes.positions.append(position)
        classes.weights.append(1)
      }
    }
    return classes
  }
}
