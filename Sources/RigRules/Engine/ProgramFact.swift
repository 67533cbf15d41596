public import RigModel

/// A fact that the embedding program computes, for rules as `ctx.facts.NAME.KEY`: what only the program
/// knows, such as a price in its database.
///
/// ```swift
/// let price = ProgramFact("card_price", reads: ["gpus[].name"]) { build in
///   shop.price(of: build["gpus"]?.listValue?.first?["name"]?.textValue).map { .number($0) }
/// }
/// options.facts = ProgramFacts("shop", version: "1.0.0", [price])
/// ```
///
/// The closure is given the fields that it declares and no others, so that the same fields give the same
/// fact. It must depend on nothing else: a report is a function of build, rules and options. It is called
/// once for each evaluation of a build, on the thread that evaluates, whether a rule asks or not.
public struct ProgramFact: Sendable {
  /// The name by which rules read it: letters, digits, `-` and `_`, beginning with a letter.
  public let name: String
  /// The fields that the closure sees, as in a rule's `needs`: `gpus[].name`; `gpus` for all of a card.
  public let reads: [String]
  /// The same as steps, without those that no build has, which an engine refuses.
  let paths: [[FieldPath.Step]]
  /// What it is, for lists of plugins.
  public let doc: LocalizedText
  /// The unit of its values, if it has one.
  public let unit: String?
  /// The value, or nil: not known. What it throws makes every rule that asks broken.
  let compute: @Sendable (BuildValue) throws -> BuildValue?

  /// Makes one from its parts.
  public init(
    _ name: String, reads: [String], doc: LocalizedText = LocalizedText(english: "a fact"),
    unit: String? = nil, compute: @escaping @Sendable (BuildValue) throws -> BuildValue?
  ) {
    self.name = name
    self.reads = reads
    paths = reads.compactMap { try? FieldPath(parsing: $0).steps }
    self.doc = doc
    self.unit = unit
    self.compute = compute
  }
}

/// The facts of a program, which rules see as those of a plugin of this name.
public struct ProgramFacts: Sendable {
  /// The name of the plugin that they stand for.
  public let name: String
  /// Three numbers; part of the hash of the rules, so that other closures are other rules.
  public let version: String
  /// The facts.
  public let facts: [ProgramFact]

  /// Makes one from its parts.
  public init(_ name: String, version: String = "1.0.0", _ facts: [ProgramFact]) {
    self.name = name
    self.version = version
    self.facts = facts
  }
}

// Rules are run on a build that carries the values under a key of its own, and a plugin made of the
// declarations hands them out: rules, explanations and limits know of no second kind of fact.
extension ProgramFacts {
  /// No field of a build, and free to be set.
  package static let key = "x_program_facts"

  var source: PluginSource {
    let facts = facts.map { fact in
      """
          [\(LuaLiteral.text(fact.name))] = {
            doc = { en = \(LuaLiteral.text(fact.doc.english)), zh = \(LuaLiteral.text(fact.doc[.chinese])) },
            \(fact.unit.map { "unit = \(LuaLiteral.text($0))," } ?? "")
            compute = function(build)
              local given = build.\(Self.key)[\(LuaLiteral.text(fact.name))]
              if given.problem then error(given.problem, 0) end
              return given.value
            end,
          },
      """
    }
    let manifest = """
      return {
        name = \(LuaLiteral.text(name)), version = \(LuaLiteral.text(version)), api = \(PluginAPI.version),
        description = { en = "Facts of the program.", zh = "程序提供的事实。" },
        facts = {
      \(facts.joined(separator: "\n"))
        },
      }
      """
    return .files(name, ["plugin.lua": manifest])
  }

  /// What is wrong with the declarations: paths that no build has, with the near name.
  var problems: [Diagnostic] {
    facts.flatMap { fact in
      fact.reads.compactMap { path in
        do throws(Diagnostic) {
          _ = try FieldPath(parsing: path)
          return nil
        } catch {
          return Diagnostic(
            code: error.code,
            message: "the fact `\(name).\(fact.name)` reads `\(path)`: \(error.message)",
            hint: error.hint)
        }
      }
    }
  }

  /// The build as rules are run on it.
  func added(to build: BuildValue) -> BuildValue {
    guard case .map(let fields) = build else { return build }
    return .map(
      fields.filter { $0.key != Self.key }
        + [BuildValue.Field(key: Self.key, value: values(on: build))])
  }

  /// Whether a fact reads a key of a build's root.
  package func read(rootKey: String) -> Bool {
    facts.contains { $0.paths.contains { $0.first == nil || $0.first == .field(rootKey) } }
  }

  /// What stands under `key` in the build as rules are run on it. Of the build only the root keys
  /// that a fact reads must be there.
  package func values(on build: BuildValue) -> BuildValue {
    let values = facts.map { fact -> BuildValue.Field in
      var fields: [BuildValue.Field] = []
      do {
        if let value = try fact.compute(build.restricted(to: fact.paths)) {
          fields.append(BuildValue.Field(key: "value", value: value))
        }
      } catch {
        fields.append(BuildValue.Field(key: "problem", value: .text("\(error)")))
      }
      return BuildValue.Field(key: fact.name, value: .map(fields))
    }
    return .map(values)
  }
}

extension BuildValue {
  /// The value with what some paths name, and nothing else.
  func restricted(to paths: [[FieldPath.Step]]) -> BuildValue {
    if paths.contains(where: \.isEmpty) { return self }
    switch self {
    case .map(let fields):
      return .map(
        fields.compactMap { field in
          let rest = paths.filter { $0.first == .field(field.key) }.map { Array($0.dropFirst()) }
          return rest.isEmpty
            ? nil : Field(key: field.key, value: field.value.restricted(to: rest))
        })
    case .list(let items):
      let rest = paths.filter { $0.first == .each }.map { Array($0.dropFirst()) }
      return .list(items.map { rest.isEmpty ? .map([]) : $0.restricted(to: rest) })
    default: return self
    }
  }
}
