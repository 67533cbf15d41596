import RigModel

/// The build of a session: edited step by step, each step checked like a file, each undone at will.
struct BuildDraft {
  private(set) var build: Build
  /// What the build was when it was loaded, saved or begun.
  private(set) var origin: Build
  /// The file it is of, where it is of one.
  private(set) var file: String?
  private var past: [Build] = []
  private var future: [Build] = []
  static let maximumSteps = 1000

  init(_ build: Build, file: String?) {
    (self.build, origin, self.file) = (build, build, file)
  }

  var isChanged: Bool { build != origin }

  /// Takes the next version over. The steps undone before are gone.
  mutating func edit(to next: Build) {
    past.append(build)
    if past.count > Self.maximumSteps { past.removeFirst() }
    future = []
    build = next
  }

  /// False where there is nothing to take back.
  mutating func undo() -> Bool {
    guard let last = past.popLast() else { return false }
    future.append(build)
    build = last
    return true
  }

  mutating func redo() -> Bool {
    guard let next = future.popLast() else { return false }
    past.append(build)
    build = next
    return true
  }

  mutating func saved(as file: String) {
    self.file = file
    origin = build
  }

  /// The build with another value at a path, checked like a file; nil takes away what is there.
  func setting(_ path: BuildPath, to value: BuildValue?) throws -> Build {
    let path = path.canonical
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
