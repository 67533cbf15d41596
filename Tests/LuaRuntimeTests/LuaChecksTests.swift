import CLua
import Testing

/// The self-checks of tables, in plain Lua: `Tests/LuaChecks`.
@Suite struct LuaChecksTests {
  static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

  @Test(arguments: [
    ("cuda_support.lua", "/Rules/lib/cuda_support.lua"),
    ("gpu_facts.lua", "/Sources/RigCatalog/Facts/"),
  ])
  func `A table agrees with itself and with its edges`(script: String, subject: String) throws {
    let state = try #require(luaL_newstate())
    defer { lua_close(state) }
    luaL_openlibs(state)
    lua_createtable(state, 1, 0)
    lua_pushstring(state, Self.root + subject)
    lua_rawseti(state, -2, 1)
    lua_setglobal(state, "arg")
    let file = "\(Self.root)/Tests/LuaChecks/\(script)"
    let status =
      luaL_loadfilex(state, file, nil) == LUA_OK
      ? lua_pcallk(state, 0, 0, 0, 0, nil) : LUA_ERRSYNTAX
    let message = lua_tolstring(state, -1, nil).map { String(cString: $0) }
    #expect(status == LUA_OK, "\(message ?? "")")
  }
}
