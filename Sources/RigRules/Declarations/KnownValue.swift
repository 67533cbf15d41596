internal import RigModel

/// What an expression of a rule's code is known to be. What is not certain is `unknown`, about which
/// nothing is ever said.
enum KnownValue: Hashable {
  case unknown
  /// A part of a build, or the build: its number in `FieldTable`.
  case component(Int)
  /// A value of a field that is not a part: its number in `FieldTable`.
  case plain(Int)
  /// A list, by the number of its elements' kind in `FieldTable`.
  case list(Int)
  /// `ctx`.
  case context
  /// `ctx.params`, and one of them.
  case parameters
  case parameter(String)
  /// `ctx.facts`, and the facts of one plugin.
  case facts
  case plugin(String)
  /// `ctx.lang`.
  case language
  /// A library such as `math`, by its position in the list.
  case library(Int)
  /// A function of the file, by its number.
  case function(Int)
  /// A text that is written out: its token.
  case text(Int)
  /// A number that is written out and not above 0, or the first number of a loop that starts there.
  case belowOne(isLoop: Bool)
  case `nil`
  /// `{}`, which stands in for a part that is absent.
  case emptyTable
}

/// The fields of builds, by numbers: made once, because every file that loads is looked at.
struct FieldTable: Sendable {
  let components: [ComponentDefinition]
  /// Kinds of plain values and of list elements.
  private(set) var kinds: [FieldKind] = []
  /// By component: what its fields are.
  private(set) var fields: [[String: KnownValue]] = []
  /// By kind: what an element of it is.
  private(set) var elements: [KnownValue] = []
  /// By what a value is known to be: its path in a build (`gpus[].tdp_w`).
  private(set) var paths: [KnownValue: String] = [:]

  static let version1 = FieldTable(.version1)

  init(_ registry: FieldRegistry) {
    components = registry.components
    for component in components {
      var known: [String: KnownValue] = [:]
      for field in component.fields where !field.isShorthand {
        known[field.key] = value(of: field.kind)
      }
      fields.append(known)
    }
    notePaths(of: .component(0), below: "")
  }

  private mutating func notePaths(of value: KnownValue, below prefix: String) {
    guard case .component(let number) = value else { return }
    for field in components[number].fields {
      guard let known = fields[number][field.key], known != .unknown, paths[known] == nil else {
        continue
      }
      paths[known] = prefix + field.key
      if case .list(let kind) = known {
        let element = elements[kind]
        if paths[element] == nil { paths[element] = "\(prefix)\(field.key)[]" }
        notePaths(of: element, below: "\(prefix)\(field.key)[].")
      } else {
        notePaths(of: known, below: "\(prefix)\(field.key).")
      }
    }
  }

  private mutating func value(of kind: FieldKind) -> KnownValue {
    switch kind {
    case .free: return .unknown
    case .map(let component):
      return components.firstIndex(of: component).map { .component($0) } ?? .unknown
    case .list(let element, _):
      let value = value(of: element)
      kinds.append(element)
      elements.append(value)
      return .list(kinds.count - 1)
    default:
      kinds.append(kind)
      elements.append(.unknown)
      return .plain(kinds.count - 1)
    }
  }

  /// The words that a plain value is one of; nil where it may be any.
  func words(of kind: Int) -> [String]? {
    if case .enumeration(let words, open: false) = kinds[kind] { return words }
    return nil
  }

  /// Whether it is a number or a truth value, which have no fields.
  func isWithoutFields(_ kind: Int) -> Bool {
    switch kinds[kind] {
    case .integer, .integerChoice, .number, .boolean: true
    default: false
    }
  }
}
