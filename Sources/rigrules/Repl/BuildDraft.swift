import RigModel

/// The build of a session: edited step by step, each step checked like a file, each undone at will.
/// Another build that is loaded is a step too, so that no edit is lost.
struct BuildDraft {
  /// Where a build came from; the steps since then share it.
  private final class Origin {
    /// What the build was when it was loaded, saved or begun.
    var build: Build
    /// The file it is of, where it is of one.
    let file: String?
    /// The text of the file, where it can be edited in place.
    var text: [UInt8]?

    init(_ build: Build, file: String?, text: [UInt8]?) {
      (self.build, self.file, self.text) = (build, file, text)
    }
  }
  private struct Step {
    var build: Build
    var origin: Origin
  }

  private var now: Step
  private var past: [Step] = []
  private var future: [Step] = []
  static let maximumSteps = 1000

  init(_ build: Build, file: String?, text: [UInt8]? = nil) {
    now = Step(build: build, origin: Origin(build, file: file, text: text))
  }

  var build: Build { now.build }
  var origin: Build { now.origin.build }
  var file: String? { now.origin.file }
  var text: [UInt8]? { now.origin.text }
  var isChanged: Bool { build != origin }

  /// Takes the next version over. The steps undone before are gone.
  mutating func edit(to next: Build) { take(Step(build: next, origin: now.origin)) }

  /// Takes another build over, with where it came from.
  mutating func begin(_ build: Build, file: String?, text: [UInt8]?) {
    take(Step(build: build, origin: Origin(build, file: file, text: text)))
  }

  private mutating func take(_ next: Step) {
    past.append(now)
    if past.count > Self.maximumSteps { past.removeFirst() }
    future = []
    now = next
  }

  /// False where there is nothing to take back.
  mutating func undo() -> Bool {
    guard let last = past.popLast() else { return false }
    future.append(now)
    now = last
    return true
  }

  mutating func redo() -> Bool {
    guard let next = future.popLast() else { return false }
    past.append(now)
    now = next
    return true
  }

  /// The build is what a file holds now.
  mutating func saved(as file: String, text: [UInt8]) {
    guard file == now.origin.file else {
      now.origin = Origin(build, file: file, text: text)
      return
    }
    now.origin.text = text
    now.origin.build = build
  }

  /// The build with another value at a path, checked like a file; nil takes away what is there.
  func setting(_ path: BuildPath, to value: BuildValue?) throws -> Build {
    let path = path.canonical
    if path.steps.last == .each, value == nil {
      return try setting(BuildPath(steps: path.steps.dropLast()), to: nil)
    }
    return try Self.checked(build.value.setting(path.steps[...], to: value) ?? .map([]), build)
  }

  /// The build with one more part, checked like a file.
  func adding(_ part: BuildValue, as component: String) throws -> Build {
    guard let field = FieldRegistry.version1.root.field(component), field.component != nil else {
      let parts = FieldRegistry.version1.root.fields.filter { $0.component != nil }
      let names = parts.flatMap { [$0.key] + $0.aliases }
      let near = FieldRegistry.version1.nearest(to: component, among: names)
      throw BuildPath.Malformed(
        message: "a build has no part `\(component)`; "
          + (near.map { "did you mean `\($0)`?" }
            ?? "it has \(parts.map(\.key).joined(separator: ", "))"))
    }
    let old = build.value[field.key]
    if !field.isList && old != nil {
      throw BuildPath.Malformed(
        message: "the build has its \(field.key) already; change it with :set \(field.key).…")
    }
    let new = field.isList ? BuildValue.list((old?.listValue ?? []) + [part]) : part
    return try Self.checked(
      build.value.setting([BuildPath.Step.key(field.key)][...], to: new) ?? .map([]), build)
  }

  /// The build as an input of Lua left it, checked like a file; nil if it is what it was.
  func edited(_ value: BuildValue) throws -> Build? {
    let value = value.reconciled(with: build.value)
    return value == build.value ? nil : try Self.checked(value, build)
  }

  /// A value as a build. One that a program made has no file name to be known by, so it keeps the
  /// one it had.
  private static func checked(_ value: BuildValue, _ old: Build) throws -> Build {
    try Build(named(value, old))
  }

  /// The value with the id that the other build has, where it states none.
  static func named(_ value: BuildValue, _ old: Build) -> BuildValue {
    guard value["id"] == nil, let id = old.id ?? old.fallbackID, case .map(let fields) = value
    else { return value }
    return .map([BuildValue.Field(key: "id", value: .text(id))] + fields)
  }
}

extension BuildValue {
  /// A value that was a Lua table for a while, in the shape of what it was before: Lua does not tell
  /// an empty list from an empty map, and a list from which an entry was taken has a hole.
  fileprivate func reconciled(with old: BuildValue?) -> BuildValue {
    switch (self, old) {
    case (.map(let fields), .list(let items)?):
      if fields.isEmpty && items.isEmpty { return .list([]) }
      let numbered = fields.compactMap { field in Int(field.key).map { ($0, field.value) } }
      guard numbered.count == fields.count else { return self }
      return .list(
        numbered.sorted { $0.0 < $1.0 }.map { number, value in
          value.reconciled(with: items.indices.contains(number - 1) ? items[number - 1] : nil)
        })
    case (.list(let items), .map?) where items.isEmpty: return .map([])
    case (.list(let items), .list(let others)?):
      return .list(
        items.enumerated().map { index, item in
          item.reconciled(with: others.indices.contains(index) ? others[index] : nil)
        })
    case (.map(let fields), .map(let others)?):
      // The order of what was there stays: a table has none.
      let known = others.compactMap { other in
        fields.first { $0.key == other.key }.map {
          Field(key: $0.key, value: $0.value.reconciled(with: other.value))
        }
      }
      return .map(known + fields.filter { old?[$0.key] == nil })
    default: return self
    }
  }
}
