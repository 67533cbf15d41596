internal import LuaRuntime

extension DocumentSet {
  /// The definitions with the settings of the language server and of luacheck, which belong into
  /// the folder that an editor opens.
  public static let luaDefinitions = DocumentSet(files: [
    GeneratedFile(path: ".luacheckrc", text: LuaSettings.luacheck),
    GeneratedFile(path: ".luarc.json", text: LuaSettings.languageServer.document),
    GeneratedFile(path: LuaDefinitions.path, text: LuaDefinitions().text),
  ])
}

/// How tools for Lua are told what the sandbox has.
enum LuaSettings {
  /// `needs` says what is there, which the language server cannot know: its warning about fields
  /// that may be nil would stand on every line.
  static let languageServer: JSONTree = .object([
    "runtime.version": "Lua 5.4",
    "runtime.path": ["?.lua"],
    "runtime.pathStrict": false,
    "runtime.builtin": .object(
      ["bit", "bit32", "coroutine", "debug", "ffi", "io", "jit", "os", "package"].map {
        JSONTree.Field(key: $0, value: "disable")
      }),
    "workspace.library": [.text(LuaDefinitions.folder)],
    "workspace.checkThirdParty": false,
    "diagnostics.disable": ["need-check-nil"],
  ])

  static var luacheck: String {
    var text = "-- \(GeneratedFile.mark)schema lua`; do not edit.\n"
    text +=
      "-- The globals are those of the sandbox: everything else is refused when a rule loads.\n"
    text += "stds.rigrules = {\n  read_globals = {\n"
    for name in SandboxLibrary.functions { text += "    \"\(name)\",\n" }
    for library in SandboxLibrary.libraries {
      text += "    \(library.name) = {\n      fields = {\n"
      for field in library.fields { text += "        \"\(field)\",\n" }
      text += "      },\n    },\n"
    }
    text += "  },\n}\nstd = \"rigrules\"\n"
    text += "-- What a function is called with is settled, whether it looks at all of it or not.\n"
    text +=
      "ignore = { \"212\" }\nmax_line_length = false\nexclude_files = { \".build*\", \".luals\" }\n"
    return text
  }
}
