/// Read-only values. A view is an empty table whose metatable finds the fields in the raw table,
/// which nobody can reach: rules have no `getmetatable`, `rawget` or `next`.
#include "sandbox.h"

/// In a view's metatable: [1] the raw table, [2] the path from the build's root.
enum { RAW = 1, PATH = 2 };

int cls_refuse_write(lua_State *L) {
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
  if (state_of(L)->kept) cls_need_whole(L);
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
  lua_pushcfunction(L, cls_refuse_write);
  lua_setfield(L, -2, "__newindex");
  lua_setmetatable(L, -2);
}

void cls_check_writable(lua_State *L, int index) {
  if (lua_getmetatable(L, index)) luaL_error(L, "attempt to change a read-only table");
}

// MARK: Freezing what a file built

/// Tables in tables, and functions in functions, that a file may build: the walk is recursive.
#define MAX_DEPTH 500

typedef struct {
  /// Stack index of a table from raw tables and functions to their frozen forms.
  int seen;
  /// Stack index of the list of locals to watch, or 0.
  int guards;
  int depth;
} freezing;

static void freeze_value(lua_State *L, int index, freezing *freezing);

/// Replaces each value of the raw table at `raw` by its frozen form.
static void freeze_fields(lua_State *L, int raw, freezing *freezing) {
  lua_pushnil(L);
  while (lua_next(L, raw)) {
    int type = lua_type(L, -1);
    if (type == LUA_TTABLE || type == LUA_TFUNCTION) {
      freeze_value(L, lua_gettop(L), freezing);
      lua_pushvalue(L, -3);
      lua_insert(L, -2);
      lua_rawset(L, raw);  // an existing field: allowed while traversing
    }
    lua_pop(L, 1);
  }
}

/// What the list of watched locals holds for each.
enum { GUARD_FUNCTION = 1, GUARD_UPVALUE, GUARD_VALUE };

static void guard_local(lua_State *L, int function, int upvalue, int guards) {
  // Filled before it is listed, so that a lack of memory never leaves half a guard.
  lua_createtable(L, 3, 0);
  lua_pushvalue(L, function);
  lua_rawseti(L, -2, GUARD_FUNCTION);
  lua_pushinteger(L, upvalue);
  lua_rawseti(L, -2, GUARD_UPVALUE);
  lua_getupvalue(L, function, upvalue);
  lua_rawseti(L, -2, GUARD_VALUE);
  lua_rawseti(L, guards, (lua_Integer)lua_rawlen(L, guards) + 1);
}

static bool is_environment(lua_State *L, const char *name) {
  return strcmp(name, "_ENV") == 0 && lua_istable(L, -1) && luaL_getmetafield(L, -1, "__env");
}

static void freeze_function(lua_State *L, int function, freezing *freezing) {
  lua_CFunction in_c = lua_tocfunction(L, function);
  if (in_c == cls_pairs_step || in_c == cls_gmatch_step) {
    luaL_error(L, "an iterator changes when it is called; a rule keeps nothing between builds");
  }
  if (in_c) return;
  for (int upvalue = 1;; upvalue++) {
    const char *name = lua_getupvalue(L, function, upvalue);
    if (!name) return;
    if (is_environment(L, name)) {
      lua_pop(L, 2);
      continue;
    }
    if (lua_istable(L, -1) || lua_isfunction(L, -1)) {
      freeze_value(L, lua_gettop(L), freezing);
      lua_setupvalue(L, function, upvalue);
    }
    lua_pop(L, 1);
    if (freezing->guards) guard_local(L, function, upvalue, freezing->guards);
  }
}

/// Pushes the frozen form of the table or function at `index`, which was not seen before.
static void freeze_new(lua_State *L, int index, freezing *freezing) {
  if (++freezing->depth > MAX_DEPTH) {
    luaL_error(L, "the file's tables are nested deeper than %d", MAX_DEPTH);
  }
  if (lua_isfunction(L, index)) {
    lua_pushvalue(L, index);
    lua_pushvalue(L, index);
    lua_rawset(L, freezing->seen);
    freeze_function(L, index, freezing);
    lua_pushvalue(L, index);
  } else {
    cls_push_view(L, index, NULL, 0);
    lua_pushvalue(L, index);
    lua_pushvalue(L, -2);
    lua_rawset(L, freezing->seen);
    freeze_fields(L, index, freezing);
  }
  freezing->depth--;
}

/// Pushes the frozen form of the value at `index`. Shared and circular values stay what they are.
static void freeze_value(lua_State *L, int index, freezing *freezing) {
  luaL_checkstack(L, 12, "the file's tables are nested too deep");
  cls_charge(L, 1);
  int type = lua_type(L, index);
  if (type != LUA_TTABLE && type != LUA_TFUNCTION) {
    lua_pushvalue(L, index);
    return;
  }
  lua_pushvalue(L, index);
  if (lua_rawget(L, freezing->seen) != LUA_TNIL) return;
  lua_pop(L, 1);
  if (type == LUA_TTABLE && lua_getmetatable(L, index)) {
    lua_pop(L, 1);  // a view, or an environment: frozen already
    lua_pushvalue(L, index);
    return;
  }
  freeze_new(L, index, freezing);
}

void cls_freeze(lua_State *L, int index, int guards) {
  int value = lua_absindex(L, index);
  lua_newtable(L);
  freezing freezing = {.seen = lua_gettop(L), .guards = guards};
  freeze_value(L, value, &freezing);
  lua_remove(L, freezing.seen);
}

/// Whether nobody could tell the two values apart: unlike `==`, 1 is not 1.0 and NaN is itself.
static bool is_same(lua_State *L, int a, int b) {
  if (lua_type(L, a) != LUA_TNUMBER || lua_type(L, b) != LUA_TNUMBER) {
    return lua_rawequal(L, a, b);
  }
  if (lua_isinteger(L, a) || lua_isinteger(L, b)) {
    return lua_isinteger(L, a) && lua_isinteger(L, b) && lua_rawequal(L, a, b);
  }
  lua_Number left = lua_tonumber(L, a), right = lua_tonumber(L, b);
  return memcmp(&left, &right, sizeof left) == 0;
}

bool cls_check_guards(lua_State *L, int guards) {
  int list = lua_absindex(L, guards), top = lua_gettop(L);
  const char *changed = NULL;
  luaL_checkstack(L, 8, "too deep");
  for (lua_Integer item = (lua_Integer)lua_rawlen(L, list); item > 0; item--) {
    int guard = top + 1, function = top + 2, value = top + 3;
    lua_rawgeti(L, list, item);
    lua_rawgeti(L, guard, GUARD_UPVALUE);
    int upvalue = (int)lua_tointeger(L, -1);
    lua_pop(L, 1);
    lua_rawgeti(L, guard, GUARD_FUNCTION);
    lua_rawgeti(L, guard, GUARD_VALUE);
    const char *name = lua_getupvalue(L, function, upvalue);
    if (name && !is_same(L, -1, value)) {
      lua_pushvalue(L, value);
      lua_setupvalue(L, function, upvalue);
      changed = name;  // belongs to the function, which the list keeps
    }
    lua_settop(L, top);
  }
  if (changed) lua_pushstring(L, changed);
  return !changed;
}

void cls_begin_guarded(lua_State *L, int guards_ref, bool *unchecked) {
  int top = lua_gettop(L);
  if (*unchecked) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, guards_ref);
    cls_check_guards(L, -1);
    lua_settop(L, top);
  }
  *unchecked = true;
}

void cls_end_guarded(lua_State *L, int guards_ref, bool *unchecked) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, guards_ref);
  bool kept = cls_check_guards(L, -1);
  *unchecked = false;
  if (!kept) {
    luaL_error(
      L, "the local `%s` was changed; a rule keeps nothing between builds", lua_tostring(L, -1));
  }
  lua_pop(L, 1);
}
