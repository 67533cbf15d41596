internal import RigCatalog
internal import RigSystem
internal import Synchronization

/// What names meant before: builds of a batch name the same parts again and again.
final class NameCache: Sendable {
  private struct Name: Hashable {
    let text: String
    let category: PartCategory
  }

  private let known = Guarded<[Name: ListEntry]>([:])
  /// Names that are kept; then all are forgotten.
  private static let limit = 10_000

  func entry(
    _ text: String, _ category: PartCategory, _ read: () throws -> ListEntry
  ) rethrows -> ListEntry {
    let name = Name(text: text, category: category)
    if let entry = known.withLock({ $0[name] }) { return entry }
    let entry = try read()
    known.withLock { known in
      if known.count >= Self.limit { known = [:] }
      known[name] = entry
    }
    return entry
  }
}
