extension Build {
  /// Sets the value at a path as reports write it, indexes from 0, and validates the whole build.
  ///
  /// ```swift
  /// try build.set("gpus[0].tdp_w", to: 320)
  /// try build.set("gpus[1]", to: ["name": "RTX 4090", "tdp_w": 450])  // the one after the last
  /// ```
  ///
  /// Parts along the path that are not there are made; a list grows by one element at a time.
  /// - Throws: `InvalidBuild`, with the nearest field as a hint, and the build stays as it was.
  public mutating func set(_ path: String, to value: BuildValue) throws(InvalidBuild) {
    try edit(path) { _ in value }
  }

  /// Removes the value at a path, so that it is unknown; an element of a list goes as a whole.
  ///
  /// - Throws: `InvalidBuild` if nothing is there, or if the build is not valid without it.
  public mutating func remove(_ path: String) throws(InvalidBuild) {
    guard self[path] != nil else {
      // A mistyped name is the likeliest reason, and looking the path up says which was meant.
      let named = BuildLocation.general(path)
      do throws(Diagnostic) { _ = try FieldPath(parsing: named) } catch {
        throw InvalidBuild(diagnostics: [error.at(path)])
      }
      throw InvalidBuild(diagnostics: [
        Diagnostic(
          code: "path/syntax", path: path,
          message: "the build has no `\(Quoted.clean(path, limit: 80))`",
          hint: "`set` adds it")
      ])
    }
    try edit(path) { _ in nil }
  }

  private mutating func edit(_ path: String, _ change: (BuildValue?) -> BuildValue?)
    throws(InvalidBuild)
  {
    let steps = try Self.steps(of: path)
    let changed: BuildValue?
    do throws(Diagnostic) {
      changed = try value.changed(at: steps[...], change)
    } catch {
      throw InvalidBuild(diagnostics: [error.at(path)])
    }
    self = Build(try Build(changed ?? .map([])), named: fallbackID)
  }

  private static func steps(of path: String) throws(InvalidBuild) -> [EditStep] {
    var steps: [EditStep] = []
    var rest = Substring(path)
    func refused() -> InvalidBuild {
      InvalidBuild(diagnostics: [
        Diagnostic(
          code: "path/syntax", path: path,
          message: "`\(Quoted.clean(path, limit: 80))` is not a path into a build",
          hint: "write `gpus[0].tdp_w`, with indexes from 0")
      ])
    }
    guard !rest.isEmpty, path.utf8.count <= 256 else { throw refused() }
    while !rest.isEmpty {
      if rest.first == "[" {
        guard !steps.isEmpty, let end = rest.firstIndex(of: "]"),
          let index = Int(rest[rest.index(after: rest.startIndex)..<end]), index >= 0
        else { throw refused() }
        steps.append(.index(index))
        rest = rest[rest.index(after: end)...]
      } else {
        if !steps.isEmpty {
          guard rest.first == "." else { throw refused() }
          rest = rest.dropFirst()
        }
        let key = rest.prefix { $0 != "." && $0 != "[" }
        guard !key.isEmpty else { throw refused() }
        steps.append(.key(String(key)))
        rest = rest[key.endIndex...]
      }
    }
    return steps
  }
}

/// One step to the place of a change.
private enum EditStep {
  case key(String)
  case index(Int)
}

extension BuildValue {
  /// The same with another value at the end of the steps; nil: without it.
  fileprivate func changed(
    at steps: ArraySlice<EditStep>, _ change: (BuildValue?) -> BuildValue?
  ) throws(Diagnostic) -> BuildValue? {
    guard let step = steps.first else { return change(self) }
    switch step {
    case .key(let key):
      guard case .map(var fields) = self else {
        throw Diagnostic(
          code: "path/syntax", message: "`\(key)` stands below a value that has no fields")
      }
      let index = fields.firstIndex { $0.key == key }
      let old = index.map { fields[$0].value }
      let new = try Self.changed(old, at: steps.dropFirst(), change)
      if let index { fields.remove(at: index) }
      if let new { fields.insert(Field(key: key, value: new), at: index ?? fields.count) }
      return .map(fields)
    case .index(let number):
      guard case .list(var items) = self, number <= items.count else {
        let count = listValue?.count
        throw Diagnostic(
          code: "path/syntax",
          message: count.map { "there is no element [\(number)]: the list has \($0)" }
            ?? "[\(number)] stands below a value that is not a list",
          hint: count.map { "[\($0)] adds one" })
      }
      let old = number < items.count ? items[number] : nil
      let new = try Self.changed(old, at: steps.dropFirst(), change)
      if old != nil { items.remove(at: number) }
      if let new { items.insert(new, at: number) }
      return .list(items)
    }
  }

  /// Of a value that is not there, what its first step needs is made.
  private static func changed(
    _ old: BuildValue?, at steps: ArraySlice<EditStep>, _ change: (BuildValue?) -> BuildValue?
  ) throws(Diagnostic) -> BuildValue? {
    switch steps.first {
    case nil: change(old)
    case .key?: try (old ?? .map([])).changed(at: steps, change)
    case .index?: try (old ?? .list([])).changed(at: steps, change)
    }
  }
}

extension Diagnostic {
  /// The same, about a path that a program gave.
  fileprivate func at(_ path: String) -> Diagnostic {
    Diagnostic(code: code, severity: severity, path: path, message: message, hint: hint)
  }
}
