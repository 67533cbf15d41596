/// What rules and plugins find as globals: the whole list, as the sandbox gives it.
public enum SandboxLibrary {
  /// The functions that rules may call, in the order of the page.
  public static let functions = [
    "assert", "error", "ipairs", "pairs", "rawequal", "require", "select", "tonumber", "tostring",
    "type",
  ]

  /// Fields by library.
  public static let libraries: [(name: String, fields: [String])] = [
    (
      "math",
      [
        "abs", "acos", "asin", "atan", "ceil", "cos", "deg", "exp", "floor", "fmod", "huge", "log",
        "max", "maxinteger", "min", "mininteger", "modf", "pi", "rad", "sin", "sqrt", "tan",
        "tointeger", "type", "ult",
      ]
    ),
    (
      "string",
      [
        "byte", "char", "find", "format", "gmatch", "gsub", "len", "lower", "match", "rep",
        "reverse", "sub", "upper",
      ]
    ),
    ("table", ["concat", "insert", "move", "pack", "remove", "sort", "unpack"]),
    ("utf8", ["char", "charpattern", "codepoint", "codes", "len", "offset"]),
  ]

  /// Names of Lua that rules do not have, because they reach outside of the sandbox.
  public static let blocked = [
    "collectgarbage", "coroutine", "debug", "dofile", "getmetatable", "io", "load", "loadfile",
    "loadstring", "next", "os", "package", "pcall", "print", "rawget", "rawlen", "rawset",
    "setmetatable", "unpack", "warn", "xpcall",
  ]

  /// Whether a global is one of the libraries.
  public static func isLibrary(_ name: String) -> Bool { libraries.contains { $0.name == name } }
}
