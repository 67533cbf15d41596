/// Read-only values. A view is an empty table whose metatable finds the fields in the raw table,
/// which nobody can reach: rules have no `getmetatable`, `rawget` or `next`.
#include "sandbox.h"

/// In a view's metatable: [1] the raw table, [2] the path from the build's root.
enum { RAW = 1, PATH = 2 };

static int refuse_write(lua_State *L) {
  size_t length;
  cls_push_text(L, 2, &length);
  return luaL_error(L, "attempt to write the field '%s' of a read-only table", lua_tostring(L, -1));
}

static int view_length(lua_State *L) {
  if (!cls_push_raw(L, 1)) return luaL_error(L, "not a read-only table");
  lua_pushinteger(L, (lua_Integer)lua_rawlen(L, -1));
  return 1;
}

bool cls_push_raw(lua_State *L, int index) {
  if (!lua_getmetatable(L, index)) return false;
  if (lua_rawgeti(L, -1, RAW) != LUA_TTABLE) {
    lua_pop(L, 2);
    return false;
  }
  lua_remove(L, -2);
  return true;
}

void cls_push_view(lua_State *L, int index, const char *path, size_t path_length) {
  int raw = lua_absindex(L, index);
  luaL_checkstack(L, 6, "too deep");
  lua_createtable(L, 0, 0);
  lua_createtable(L, path ? 2 : 1, 3);
  lua_pushvalue(L, raw);
  lua_rawseti(L, -2, RAW);
  if (path) {
    lua_pushlstring(L, path, path_length);
    lua_rawseti(L, -2, PATH);
    lua_pushcfunction(L, cls_trace_index);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, cls_trace_length);
  } else {
    lua_pushvalue(L, raw);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, view_length);
  }
  lua_setfield(L, -2, "__len");
  lua_pushcfunction(L, refuse_write);
  lua_setfield(L, -2, "__newindex");
  lua_setmetatable(L, -2);
}

void cls_check_writable(lua_State *L, int index) {
  if (lua_getmetatable(L, index)) luaL_error(L, "attempt to change a read-only table");
}

// MARK: Freezing what a file built

static void freeze_value(lua_State *L, int index, int seen, int guards);

/// Replaces each value of the raw table at `raw` by its frozen form.
static void freeze_fields(lua_State *L, int raw, int seen, int guards) {
  lua_pushnil(L);
  while (lua_next(L, raw)) {
    int type = lua_type(L, -1);
    if (type == LUA_TTABLE || type == LUA_TFUNCTION) {
      freeze_value(L, lua_gettop(L), seen, guards);
      lua_pushvalue(L, -3);
      lua_insert(L, -2);
      lua_rawset(L, raw);  // an existing field: allowed while traversing
    }
    lua_pop(L, 1);
  }
}

static void guard_local(lua_State *L, int function, int upvalue, int guards) {
  lua_Integer count = (lua_Integer)lua_rawlen(L, guards);
  lua_pushvalue(L, function);
  lua_rawseti(L, guards, count + 1);
  lua_pushinteger(L, upvalue);
  lua_rawseti(L, guards, count + 2);
  lua_getupvalue(L, function, upvalue);
  // nil leaves a hole, so it is kept as the list itself, which no local can hold.
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    lua_pushvalue(L, guards);
  }
  lua_rawseti(L, guards, count + 3);
}

static bool is_environment(lua_State *L, const char *name) {
  return strcmp(name, "_ENV") == 0 && lua_istable(L, -1) && luaL_getmetafield(L, -1, "__env");
}

static void freeze_function(lua_State *L, int function, int seen, int guards) {
  if (lua_iscfunction(L, function)) return;
  for (int upvalue = 1;; upvalue++) {
    const char *name = lua_getupvalue(L, function, upvalue);
    if (!name) return;
    if (is_environment(L, name)) {
      lua_pop(L, 2);
      continue;
    }
    if (lua_istable(L, -1) || lua_isfunction(L, -1)) {
      freeze_value(L, lua_gettop(L), seen, guards);
      lua_setupvalue(L, function, upvalue);
    }
    lua_pop(L, 1);
    if (guards) guard_local(L, function, upvalue, guards);
  }
}

/// Pushes the frozen form of the value at `index`; `seen` maps raw tables to views and remembers
/// functions, so that shared and circular values stay what they are.
static void freeze_value(lua_State *L, int index, int seen, int guards) {
  luaL_checkstack(L, 12, "the file's tables are nested too deep");
  cls_charge(L, 1);
  int type = lua_type(L, index);
  if (type != LUA_TTABLE && type != LUA_TFUNCTION) {
    lua_pushvalue(L, index);
    return;
  }
  lua_pushvalue(L, index);
  if (lua_rawget(L, seen) != LUA_TNIL) return;
  lua_pop(L, 1);
  if (type == LUA_TFUNCTION) {
    lua_pushvalue(L, index);
    lua_pushvalue(L, index);
    lua_rawset(L, seen);
    freeze_function(L, index, seen, guards);
    lua_pushvalue(L, index);
    return;
  }
  if (lua_getmetatable(L, index)) {  // a view, or an environment: frozen already
    lua_pop(L, 1);
    lua_pushvalue(L, index);
    return;
  }
  cls_push_view(L, index, NULL, 0);
  lua_pushvalue(L, index);
  lua_pushvalue(L, -2);
  lua_rawset(L, seen);
  freeze_fields(L, index, seen, guards);
}

void cls_freeze(lua_State *L, int index, int guards) {
  int value = lua_absindex(L, index);
  lua_newtable(L);
  int seen = lua_gettop(L);
  freeze_value(L, value, seen, guards);
  lua_remove(L, seen);
}

bool cls_check_guards(lua_State *L, int guards) {
  int list = lua_absindex(L, guards);
  lua_Integer count = (lua_Integer)lua_rawlen(L, list);
  bool kept = true;
  for (lua_Integer item = 1; item < count; item += 3) {
    lua_rawgeti(L, list, item);
    lua_rawgeti(L, list, item + 1);
    int upvalue = (int)lua_tointeger(L, -1);
    lua_rawgeti(L, list, item + 2);
    if (lua_rawequal(L, -1, list)) {
      lua_pop(L, 1);
      lua_pushnil(L);
    }
    const char *name = lua_getupvalue(L, -3, upvalue);
    if (name && !lua_rawequal(L, -1, -2)) {
      lua_pop(L, 1);
      lua_setupvalue(L, -3, upvalue);
      lua_pop(L, 2);
      if (kept) lua_pushstring(L, name);
      kept = false;
      continue;
    }
    lua_pop(L, 4);
  }
  return kept;
}
