/// The functions without a library: `type`, `tonumber`, `pairs` and the like.
#include "call_limits.h"
#include "library.h"
#include "proxy.h"
#include "value_text.h"

static int base_type(lua_State *L) {
  luaL_checkany(L, 1);
  lua_pushstring(L, luaL_typename(L, 1));
  return 1;
}

static int base_tostring(lua_State *L) {
  luaL_checkany(L, 1);
  cls_push_text(L, 1, NULL);
  return 1;
}

static int digit_value(int character) {
  if (character >= '0' && character <= '9') return character - '0';
  character |= 0x20;
  return character >= 'a' && character <= 'z' ? character - 'a' + 10 : 99;
}

static bool is_blank(char character) {
  return character == ' ' || (character >= '\t' && character <= '\r');
}

/// Pushes the integer that a text holds in the given base, with blanks around it allowed; otherwise
/// nil.
static void push_in_base(lua_State *L, const char *text, size_t length, int base) {
  const char *end = text + length;
  while (text < end && is_blank(*text)) text++;
  while (text < end && is_blank(end[-1])) end--;
  bool negative = text < end && *text == '-';
  if (negative || (text < end && *text == '+')) text++;
  lua_Unsigned value = 0;
  bool valid = text < end;
  for (; valid && text < end; text++) {
    int digit = digit_value(*text);
    valid = digit < base;
    value = value * (lua_Unsigned)base + (lua_Unsigned)digit;
  }
  if (!valid) {
    lua_pushnil(L);
    return;
  }
  lua_pushinteger(L, (lua_Integer)(negative ? 0u - value : value));
}

static int base_tonumber(lua_State *L) {
  luaL_checkany(L, 1);
  size_t length;
  if (!lua_isnoneornil(L, 2)) {
    lua_Integer base = luaL_checkinteger(L, 2);
    luaL_argcheck(L, base >= 2 && base <= 36, 2, "base out of range");
    luaL_checktype(L, 1, LUA_TSTRING);
    const char *text = lua_tolstring(L, 1, &length);
    cls_charge_bytes(L, length);
    push_in_base(L, text, length, (int)base);
    return 1;
  }
  if (lua_type(L, 1) == LUA_TNUMBER) {
    lua_settop(L, 1);
    return 1;
  }
  if (lua_type(L, 1) == LUA_TSTRING) {
    const char *text = lua_tolstring(L, 1, &length);
    cls_charge_bytes(L, length);
    if (lua_stringtonumber(L, text) == length + 1) return 1;
  }
  lua_pushnil(L);
  return 1;
}

static int base_select(lua_State *L) {
  int count = lua_gettop(L);
  if (lua_type(L, 1) == LUA_TSTRING && *lua_tostring(L, 1) == '#') {
    lua_pushinteger(L, count - 1);
    return 1;
  }
  lua_Integer from = luaL_checkinteger(L, 1);
  if (from < 0) from = count + from;
  else if (from > count) from = count;
  luaL_argcheck(L, from >= 1, 1, "index out of range");
  cls_charge(L, (uint64_t)(count - from) + 1);
  return count - (int)from;
}

/// Whether a message begins like a location, so that it would pass for one from there.
static bool claims_a_location(lua_State *L, int index) {
  return lua_type(L, index) == LUA_TSTRING && *lua_tostring(L, index) == '#';
}

static int base_error(lua_State *L) {
  lua_Integer level = luaL_optinteger(L, 2, 1);
  lua_settop(L, 1);
  bool placed = level > 0 && level < 200;
  if (lua_type(L, 1) == LUA_TSTRING && (placed || claims_a_location(L, 1))) {
    luaL_where(L, placed ? (int)level : 1);
    lua_insert(L, 1);
    cls_charge_bytes(L, lua_rawlen(L, 2));
    lua_concat(L, 2);
  }
  state_of(L)->failure.raised = true;
  return lua_error(L);
}

static int base_assert(lua_State *L) {
  luaL_checkany(L, 1);
  if (lua_toboolean(L, 1)) return lua_gettop(L);
  state_of(L)->failure.raised = true;
  if (lua_gettop(L) < 2) return luaL_error(L, "assertion failed");
  lua_settop(L, 2);
  if (claims_a_location(L, 2)) {
    luaL_where(L, 1);
    lua_insert(L, 2);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

static int base_rawequal(lua_State *L) {
  luaL_checkany(L, 1);
  luaL_checkany(L, 2);
  lua_pushboolean(L, lua_rawequal(L, 1, 2));
  return 1;
}

static int ipairs_step(lua_State *L) {
  lua_Integer item = (lua_Integer)((lua_Unsigned)luaL_checkinteger(L, 2) + 1u);
  luaL_checkany(L, 1);
  lua_pushinteger(L, item);
  return lua_geti(L, 1, item) == LUA_TNIL ? 1 : 2;
}

static int base_ipairs(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_pushcfunction(L, ipairs_step);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  return 3;
}

static int rank_of(lua_State *L, int index) {
  switch (lua_type(L, index)) {
  case LUA_TNUMBER: return 0;
  case LUA_TSTRING: return 1;
  default: return 2;
  }
}

static bool key_before(lua_State *L, int a, int b) {
  int a_rank = rank_of(L, a), b_rank = rank_of(L, b);
  if (a_rank != b_rank) return a_rank < b_rank;
  if (a_rank == 2) return !lua_toboolean(L, a) && lua_toboolean(L, b);
  return a_rank == 1 ? cls_text_before(L, a, b) : lua_compare(L, a, b, LUA_OPLT);
}

enum { PAIRS_TABLE = 1, PAIRS_KEYS, PAIRS_NEXT };

int cls_pairs_step(lua_State *L) {
  lua_Integer item = lua_tointeger(L, lua_upvalueindex(PAIRS_NEXT));
  while (lua_rawgeti(L, lua_upvalueindex(PAIRS_KEYS), item) != LUA_TNIL) {
    item++;
    lua_pushinteger(L, item);
    lua_replace(L, lua_upvalueindex(PAIRS_NEXT));
    lua_pushvalue(L, -1);
    if (lua_gettable(L, lua_upvalueindex(PAIRS_TABLE)) != LUA_TNIL) return 2;
    lua_pop(L, 2);  // the key was removed during the loop
  }
  return 1;
}

/// `pairs` in the order of the keys: numbers, then names, so that every run is the same.
static int base_pairs(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  if (!cls_push_backing(L, 1)) lua_pushvalue(L, 1);
  lua_newtable(L);
  lua_Integer count = 0;
  lua_pushnil(L);
  while (lua_next(L, 2)) {
    lua_pop(L, 1);
    int type = lua_type(L, -1);
    if (type != LUA_TSTRING && type != LUA_TNUMBER && type != LUA_TBOOLEAN) {
      return luaL_error(
        L, "pairs needs keys that can be sorted; one is a %s", luaL_typename(L, -1));
    }
    cls_charge(L, 1);
    lua_pushvalue(L, -1);
    lua_rawseti(L, 3, ++count);
  }
  cls_sort(L, 3, count, key_before);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 3);
  lua_pushinteger(L, 1);
  lua_pushcclosure(L, cls_pairs_step, 3);
  return 1;
}

void cls_push_base(lua_State *L) {
  static const luaL_Reg functions[] = {
    {"assert", base_assert},     {"error", base_error},   {"ipairs", base_ipairs},
    {"pairs", base_pairs},       {"rawequal", base_rawequal}, {"select", base_select},
    {"tonumber", base_tonumber}, {"tostring", base_tostring}, {"type", base_type},
    {NULL, NULL},
  };
  luaL_newlib(L, functions);
}
