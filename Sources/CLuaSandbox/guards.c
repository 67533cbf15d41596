/// Watches the locals of a file that its functions could change, and restores them.
#include "guards.h"

/// What the list of watched locals holds for each local.
enum { GUARD_FUNCTION = 1, GUARD_UPVALUE, GUARD_VALUE };

void cls_guard_local(lua_State *L, int function, int upvalue, int guards) {
  // Filled before it is added, so that a lack of memory never leaves half a guard.
  lua_createtable(L, 3, 0);
  lua_pushvalue(L, function);
  lua_rawseti(L, -2, GUARD_FUNCTION);
  lua_pushinteger(L, upvalue);
  lua_rawseti(L, -2, GUARD_UPVALUE);
  lua_getupvalue(L, function, upvalue);
  lua_rawseti(L, -2, GUARD_VALUE);
  lua_rawseti(L, guards, (lua_Integer)lua_rawlen(L, guards) + 1);
}

/// Whether the two values are indistinguishable. Unlike with `==`, 1 is not 1.0 and NaN equals
/// itself.
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

/// Whether all watched locals hold what they held after loading. If not, restores them and pushes
/// the name of one.
static bool check_guards(lua_State *L, int guards) {
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
      changed = name;  // the function owns it, and the list refers to the function
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
    check_guards(L, -1);
    lua_settop(L, top);
  }
  *unchecked = true;
}

void cls_end_guarded(lua_State *L, int guards_ref, bool *unchecked) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, guards_ref);
  bool unchanged = check_guards(L, -1);
  *unchecked = false;
  if (!unchanged) {
    luaL_error(
      L, "the local `%s` was changed; a rule keeps nothing between builds", lua_tostring(L, -1));
  }
  lua_pop(L, 1);
}
