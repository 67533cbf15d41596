internal import RigSystem
internal import Synchronization

/// The examples of a rule, which may be decoded only when they are first read.
struct ExampleList: Sendable {
  private final class Deferred: Sendable {
    private let decode: @Sendable () -> [RuleExample]
    private let decoded = Guarded<[RuleExample]?>(nil)

    init(_ decode: @escaping @Sendable () -> [RuleExample]) { self.decode = decode }

    var examples: [RuleExample] {
      decoded.withLock { decoded in
        if let decoded { return decoded }
        let examples = decode()
        decoded = examples
        return examples
      }
    }
  }

  private enum Storage {
    case decoded([RuleExample])
    case deferred(Deferred)
  }
  private let storage: Storage

  init(_ examples: [RuleExample]) { storage = .decoded(examples) }

  /// `decode` is called once, when the examples are first read.
  init(deferred decode: @escaping @Sendable () -> [RuleExample]) {
    storage = .deferred(Deferred(decode))
  }

  var examples: [RuleExample] {
    switch storage {
    case .decoded(let examples): examples
    case .deferred(let deferred): deferred.examples
    }
  }
}

extension ExampleList: Hashable {
  static func == (left: ExampleList, right: ExampleList) -> Bool {
    left.examples == right.examples
  }

  func hash(into hasher: inout Hasher) { hasher.combine(examples) }
}
