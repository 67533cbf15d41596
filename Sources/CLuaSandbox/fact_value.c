/// The values that facts may have: plain data within size limits.
#include <math.h>

#include "call_limits.h"
#include "fact_value.h"
#include "freeze.h"
#include "proxy.h"

typedef struct {
  uint32_t values;
  uint64_t bytes;
} fact_size;

static void measure(lua_State *L, int index, fact_size *size, int depth);

static void measure_text(lua_State *L, int index, fact_size *size) {
  size->bytes += lua_rawlen(L, index);
  if (size->bytes > CLS_MAX_FACT_TEXT) {
    luaL_error(L, "it holds more than %d bytes of text", CLS_MAX_FACT_TEXT);
  }
}

static void measure_table(lua_State *L, int index, fact_size *size, int depth) {
  if (depth >= CLS_MAX_FACT_DEPTH) {
    luaL_error(L, "its tables are nested deeper than %d", CLS_MAX_FACT_DEPTH);
  }
  luaL_checkstack(L, 8, "too deep");
  if (!cls_push_backing(L, index)) lua_pushvalue(L, index);
  int table = lua_gettop(L);
  lua_pushnil(L);
  while (lua_next(L, table)) {
    int key = lua_type(L, -2);
    if (key != LUA_TSTRING && key != LUA_TNUMBER) {
      luaL_error(L, "its table has a key that is a %s", lua_typename(L, key));
    }
    if (key == LUA_TSTRING) measure_text(L, lua_gettop(L) - 1, size);
    measure(L, lua_gettop(L), size, depth + 1);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

static void measure(lua_State *L, int index, fact_size *size, int depth) {
  cls_charge(L, 1);
  if (++size->values > CLS_MAX_FACT_VALUES) {
    luaL_error(L, "it holds more than %d values", CLS_MAX_FACT_VALUES);
  }
  switch (lua_type(L, index)) {
  case LUA_TBOOLEAN: break;
  case LUA_TNUMBER:
    if (!lua_isinteger(L, index) && !isfinite(lua_tonumber(L, index))) {
      luaL_error(L, "it holds a number that is not finite (%f)", lua_tonumber(L, index));
    }
    break;
  case LUA_TSTRING: measure_text(L, index, size); break;
  case LUA_TTABLE: measure_table(L, index, size, depth); break;
  default:
    luaL_error(
      L, "it holds a %s; a fact is a number, a text, true, false, a plain table of these, or nil",
      luaL_typename(L, index));
  }
}

uint64_t cls_freeze_fact_value(lua_State *L) {
  if (lua_isnil(L, -1)) return 0;
  fact_size size = {0};
  measure(L, lua_gettop(L), &size, 0);
  cls_freeze(L, -1, 0);
  lua_remove(L, -2);
  return size.bytes + (uint64_t)size.values * 512;
}
