/// Finds the fields that a rule reads beyond those it is shown.
///
/// The backing table of a cached map has a metatable, whose `__index` handler runs for every field
/// that is not in the table. Either the build does not state the field, or the rule was not known
/// to read it. In the second case the call ends: a dependency is discovered.
#include "call_limits.h"
#include "dependency.h"

/// Key in the metatable of a cached backing table: the number of its root key.
enum { HANDLER_ROOT_KEY = 1 };
/// Upvalues of the `__index` handler: the root key, and a table from field names to their bits.
enum { UP_ROOT_KEY = 1, UP_BITS };

/// Ends the call if the build that the rule is shown leaves some of these fields out.
static void require_fields(lua_State *L, uint32_t root_key, uint32_t bits) {
  cls_state *state = state_of(L);
  const cls_cached_build *build = state->cached.build;
  if (!build) return;
  uint32_t shown = root_key == CLS_WHOLE_BUILD ? build->root_keys : build->fields[root_key];
  if ((bits & ~shown) == 0) return;
  state->cached.needed_key = root_key;
  state->cached.needed_fields = bits & ~shown;
  cls_stop_for_fields(L);
}

void cls_require_all_fields(lua_State *L) {
  if (!lua_getmetatable(L, -1)) return;
  bool is_cached = lua_rawgeti(L, -1, HANDLER_ROOT_KEY) == LUA_TNUMBER;
  uint32_t root_key = is_cached ? (uint32_t)lua_tointeger(L, -1) : 0;
  lua_pop(L, 2);
  if (is_cached) require_fields(L, root_key, CLS_ALL_FIELDS);
}

/// The `__index` handler of a cached backing table: the field is not in the table.
static int find_absent_field(lua_State *L) {
  uint32_t root_key = (uint32_t)lua_tointeger(L, lua_upvalueindex(UP_ROOT_KEY));
  lua_settop(L, 2);
  if (lua_type(L, 2) != LUA_TSTRING) return 0;
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(UP_BITS)) == LUA_TNUMBER) {
    require_fields(L, root_key, 1u << lua_tointeger(L, -1));
  } else if (strncmp(lua_tostring(L, 2), "x_", 2) == 0) {
    require_fields(L, root_key, 1u << CLS_FREE_FIELD);
  }
  return 0;
}

void cls_push_field_handler(
  lua_State *L, uint32_t root_key, const uint32_t *fields, uint32_t field_count
) {
  cls_state *state = state_of(L);
  lua_createtable(L, 1, 1);
  lua_pushinteger(L, root_key);
  lua_rawseti(L, -2, HANDLER_ROOT_KEY);
  lua_pushinteger(L, root_key);
  lua_createtable(L, 0, (int)field_count);
  for (uint32_t bit = 0; bit < field_count; bit++) {
    lua_pushstring(L, state->keys.names[fields[bit]]);
    lua_pushinteger(L, bit);
    lua_rawset(L, -3);
  }
  lua_pushcclosure(L, find_absent_field, 2);
  lua_setfield(L, -2, "__index");
}
