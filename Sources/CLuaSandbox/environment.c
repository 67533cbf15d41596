/// The globals of a source file. A name is looked up among its own globals, then in the shared
/// libraries; an unknown name raises an error that states it.
#include "environment.h"
#include "freeze.h"
#include "library.h"
#include "probe.h"
#include "proxy.h"
#include "value_text.h"

static const char *const BLOCKED[] = {
  "_G",      "collectgarbage", "coroutine",    "debug",  "dofile", "getmetatable", "io",
  "load",    "loadfile",       "loadstring",   "next",   "os",     "package",      "pcall",
  "print",   "rawget",         "rawlen",       "rawset", "setmetatable", "unpack", "warn",
  "xpcall",  NULL,
};
static const char *const BLOCKED_LIBRARIES[] = {"coroutine", "debug", "io", "os", "package", NULL};

static bool is_one_of(const char *const *names, const char *name) {
  for (; *names; names++) {
    if (strcmp(*names, name) == 0) return true;
  }
  return false;
}

/// `os.execute`: the library exists only for an error that names the function.
static int blocked_field(lua_State *L) {
  size_t length;
  const char *field = cls_push_text(L, 2, &length);
  return luaL_error(
    L, "`%s.%s` is not available in rules", lua_tostring(L, lua_upvalueindex(1)), field);
}

static int unknown_global(lua_State *L) {
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?";
  if (is_one_of(BLOCKED, name)) return luaL_error(L, "`%s` is not available in rules", name);
  return luaL_error(L, "`%s` is not defined", name);
}

static int unknown_field(lua_State *L) {
  size_t length;
  const char *field = cls_push_text(L, 2, &length);
  const char *library = lua_tostring(L, lua_upvalueindex(1));
  return luaL_error(L, "`%s.%s` is not available in rules", library, field);
}

static void push_blocked_library(lua_State *L, const char *name) {
  lua_newtable(L);
  lua_newtable(L);
  lua_pushstring(L, name);
  lua_pushcclosure(L, blocked_field, 1);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  cls_push_proxy(L, -1);
  lua_remove(L, -2);
}

/// Stores the library table on top of the stack in the globals below it, read-only.
static void store_library(lua_State *L, const char *name) {
  if (strcmp(name, "string") == 0) {
    // The metatable of all strings finds methods in this table; no rule can reach it.
    lua_pushliteral(L, "");
    lua_newtable(L);
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
  }
  lua_newtable(L);
  lua_pushstring(L, name);
  lua_pushcclosure(L, unknown_field, 1);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  cls_push_proxy(L, -1);
  lua_remove(L, -2);
  lua_setfield(L, -2, name);
}

static const char GLOBALS = 0;  // its address is the registry key

void cls_open_libraries(lua_State *L) {
  cls_push_base(L);
  cls_push_string(L);
  store_library(L, "string");
  cls_push_table(L);
  store_library(L, "table");
  cls_push_math(L);
  store_library(L, "math");
  cls_push_utf8(L);
  store_library(L, "utf8");
  for (const char *const *name = BLOCKED_LIBRARIES; *name; name++) {
    push_blocked_library(L, *name);
    lua_setfield(L, -2, *name);
  }
  cls_push_probe(L);
  lua_newtable(L);
  lua_pushcfunction(L, unknown_global);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &GLOBALS);
}

static int refuse_global(lua_State *L) {
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?";
  return luaL_error(
    L, "attempt to write the global `%s`: a rule keeps nothing between builds; use `local`", name);
}

/// Writes a global while the file runs, into the file's own table.
static int write_global(lua_State *L) {
  lua_settop(L, 3);
  lua_rawset(L, lua_upvalueindex(1));
  return 0;
}

void cls_push_environment(lua_State *L, uint32_t space, lua_CFunction require) {
  lua_newtable(L);  // the environment, always empty
  lua_newtable(L);  // its metatable
  lua_newtable(L);  // the file's own globals
  lua_pushinteger(L, space);
  lua_pushcclosure(L, require, 1);
  lua_setfield(L, -2, "require");
  lua_newtable(L);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &GLOBALS);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "__index");
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "__env");
  lua_pushcclosure(L, write_global, 1);
  lua_setfield(L, -2, "__newindex");
  lua_setmetatable(L, -2);
}

void cls_freeze_environment(lua_State *L, int environment, int guards) {
  // Each file freezes its own globals, because another file that loads may call its functions.
  lua_getmetatable(L, environment);
  lua_pushcfunction(L, refuse_global);
  lua_setfield(L, -2, "__newindex");
  lua_pop(L, 1);
  luaL_getmetafield(L, environment, "__env");
  int globals = lua_gettop(L);
  lua_pushnil(L);
  while (lua_next(L, globals)) {
    cls_freeze(L, lua_gettop(L), guards);
    lua_pushvalue(L, -3);
    lua_insert(L, -2);
    lua_rawset(L, globals);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}
