/// One thing that is wrong with a rule file or a manifest, before it is attributed to the file.
struct LoadProblem: Error, Hashable {
  let code: String
  /// Where in the table: `params.overhead.min`.
  let path: String
  let message: String
  /// Set where the line is known without the path.
  var line: Int?
}

extension LoadProblem {
  /// Codes of diagnostics about rules and plugins, with what each means.
  static let codes: [(code: String, meaning: String)] = [
    ("rule/unreadable", "The rules folder or a file in it cannot be read."),
    ("rule/syntax", "The file is not valid Lua, or raised an error while it was loaded."),
    ("rule/limit", "The file met a limit (fuel, memory, time, size) while it was loaded."),
    ("rule/not-a-rule", "The file does not return a table."),
    ("rule/unknown-key", "The table has a key that rules do not have."),
    ("rule/missing-key", "The table lacks a key that every rule has."),
    ("rule/wrong-type", "A key holds another type of value than it must."),
    ("rule/severity", "The severity is none of error, warning and advice."),
    ("rule/needs", "A path in `needs`, `reads` or `ordered` is no such field of a build."),
    ("rule/parameter", "A parameter's declaration or value is not valid."),
    ("rule/text", "A text has no English version, or names a language that is not known."),
    ("rule/placeholder", "A message has a placeholder that its data does not fill."),
    ("rule/undeclared-message", "`ctx.report` names a message that `messages` does not declare."),
    ("rule/unknown-fact", "`ctx.facts` names a fact that the plugin does not have."),
    ("rule/example", "An example is not complete or not valid."),
    ("rule/duplicate-example", "Two examples have the same name or the same build."),
    ("rule/duplicate-id", "Two files give a rule of the same id."),
    ("rule/id", "The file's path makes no rule id."),
    ("rule/runtime", "The rule raised an error while it was evaluated."),
    ("rule/fuel", "The rule used up its fuel."),
    ("rule/memory", "The rule used up its memory."),
    ("rule/deadline", "The rule ran out of time."),
    ("plugin/unreadable", "The plugin's folder or a file in it cannot be read."),
    ("plugin/missing-manifest", "The plugin's folder has no plugin.lua."),
    ("plugin/syntax", "plugin.lua is not valid Lua, or raised an error while it was loaded."),
    ("plugin/limit", "plugin.lua met a limit (fuel, memory, time, size) while it was loaded."),
    ("plugin/unknown-key", "The manifest has a key that manifests do not have."),
    ("plugin/missing-key", "The manifest lacks a key that it must have."),
    ("plugin/wrong-type", "A key holds another type of value than it must."),
    ("plugin/name", "A name is not one that plugins, facts and the like may have."),
    ("plugin/version", "The version is not of the form 1.2.3."),
    ("plugin/api", "The plugin is written for an api that this engine does not know."),
    ("plugin/text", "A text has no English version, or names a language that is not known."),
    ("plugin/needs", "A path in a fact's `needs` is no field of a build."),
    ("plugin/severity", "A severity is none of error, warning and advice."),
    ("plugin/unknown-fact", "`ctx.facts` in the manifest names a fact that it does not have."),
    ("plugin/stray-file", "A Lua file lies where no plugin has any, so it would never run."),
    ("plugin/duplicate", "Another plugin has this name already."),
    ("plugin/runtime", "A reporter or importer raised an error."),
    ("plugin/fuel", "A reporter or importer used up its fuel."),
    ("plugin/memory", "A reporter or importer used up its memory."),
    ("plugin/deadline", "A reporter or importer ran out of time."),
  ]
}
