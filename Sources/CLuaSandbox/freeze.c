/// Makes everything read-only that a file built: its tables, and the locals its functions hold.
#include "call_limits.h"
#include "freeze.h"
#include "guards.h"
#include "library.h"
#include "proxy.h"

/// How deep the tables and functions of a file may be nested, because the walk is recursive.
#define MAX_DEPTH 500

typedef struct {
  /// Stack index of a table from plain tables and functions to their frozen forms.
  int seen;
  /// Stack index of the list of locals to watch, or 0.
  int guards;
  int depth;
} freezing;

static void freeze_value(lua_State *L, int index, freezing *freezing);

/// Replaces each value of the plain table at `table` by its frozen form.
static void freeze_fields(lua_State *L, int table, freezing *freezing) {
  lua_pushnil(L);
  while (lua_next(L, table)) {
    int type = lua_type(L, -1);
    if (type == LUA_TTABLE || type == LUA_TFUNCTION) {
      freeze_value(L, lua_gettop(L), freezing);
      lua_pushvalue(L, -3);
      lua_insert(L, -2);
      lua_rawset(L, table);  // an existing field: allowed while traversing
    }
    lua_pop(L, 1);
  }
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
    if (freezing->guards) cls_guard_local(L, function, upvalue, freezing->guards);
  }
}

/// Pushes the frozen form of a table or function at `index` that was not seen before.
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
    cls_push_proxy(L, index);
    lua_pushvalue(L, index);
    lua_pushvalue(L, -2);
    lua_rawset(L, freezing->seen);
    freeze_fields(L, index, freezing);
  }
  freezing->depth--;
}

/// Pushes the frozen form of the value at `index`. Shared values stay shared, circles stay circles.
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
    lua_pop(L, 1);  // a proxy or an environment: read-only already
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
