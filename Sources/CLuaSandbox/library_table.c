/// `table`, and the one sort that rules can see.
#include <limits.h>

#include "call_limits.h"
#include "library.h"
#include "proxy.h"

static lua_Integer length_of(lua_State *L, int index) {
  luaL_checktype(L, index, LUA_TTABLE);
  return luaL_len(L, index);
}

static int table_concat(lua_State *L) {
  lua_Integer last = length_of(L, 1);
  size_t separator_length;
  const char *separator = luaL_optlstring(L, 2, "", &separator_length);
  lua_Integer from = luaL_optinteger(L, 3, 1);
  last = luaL_optinteger(L, 4, last);
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  for (lua_Integer item = from; item <= last; item++) {
    lua_geti(L, 1, item);
    if (!lua_isstring(L, -1)) {
      return luaL_error(
        L, "table.concat: item %I is a %s, not a text or a number", (LUAI_UACINT)item,
        luaL_typename(L, -1));
    }
    cls_charge_bytes(L, lua_rawlen(L, -1) + separator_length);
    luaL_addvalue(&buffer);
    if (item == last) break;  // last may be the largest integer
    luaL_addlstring(&buffer, separator, separator_length);
  }
  luaL_pushresult(&buffer);
  return 1;
}

static int table_insert(lua_State *L) {
  lua_Integer position = length_of(L, 1) + 1;
  cls_check_writable(L, 1);
  int arguments = lua_gettop(L);
  if (arguments == 3) {
    lua_Integer end = position;
    position = luaL_checkinteger(L, 2);
    luaL_argcheck(L, position >= 1 && position <= end, 2, "position out of bounds");
    cls_charge(L, (uint64_t)(end - position) + 1);
    for (lua_Integer item = end; item > position; item--) {
      lua_rawgeti(L, 1, item - 1);
      lua_rawseti(L, 1, item);
    }
  } else if (arguments != 2) {
    return luaL_error(L, "table.insert takes a table, perhaps a position, and a value");
  }
  lua_rawseti(L, 1, position);
  return 0;
}

static int table_remove(lua_State *L) {
  lua_Integer size = length_of(L, 1);
  cls_check_writable(L, 1);
  lua_Integer position = luaL_optinteger(L, 2, size);
  if (position != size) {
    luaL_argcheck(L, position >= 1 && position <= size + 1, 2, "position out of bounds");
  }
  lua_rawgeti(L, 1, position);
  if (position < size) cls_charge(L, (uint64_t)(size - position));
  for (; position < size; position++) {
    lua_rawgeti(L, 1, position + 1);
    lua_rawseti(L, 1, position);
  }
  lua_pushnil(L);
  lua_rawseti(L, 1, position);
  return 1;
}

static int table_move(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_Integer from = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3);
  lua_Integer to = luaL_checkinteger(L, 4);
  int target = lua_isnoneornil(L, 5) ? 1 : 5;
  luaL_checktype(L, target, LUA_TTABLE);
  cls_check_writable(L, target);
  if (last >= from) {
    luaL_argcheck(L, from > 0 || last < LUA_MAXINTEGER + from, 3, "too many elements to move");
    lua_Integer count = last - from + 1;
    luaL_argcheck(L, to <= LUA_MAXINTEGER - count + 1, 4, "destination wraps around");
    cls_charge(L, (uint64_t)count);
    bool downwards = to > last || to <= from || (target != 1 && !lua_rawequal(L, 1, target));
    for (lua_Integer step = 0; step < count; step++) {
      lua_Integer offset = downwards ? step : count - 1 - step;
      lua_geti(L, 1, from + offset);
      lua_rawseti(L, target, to + offset);
    }
  }
  lua_pushvalue(L, target);
  return 1;
}

static int table_pack(lua_State *L) {
  int count = lua_gettop(L);
  cls_charge(L, (uint64_t)count + 1);
  lua_createtable(L, count, 1);
  lua_insert(L, 1);
  for (int item = count; item >= 1; item--) lua_rawseti(L, 1, item);
  lua_pushinteger(L, count);
  lua_setfield(L, 1, "n");
  return 1;
}

#define MAX_UNPACKED 100000

static int table_unpack(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_Integer from = luaL_optinteger(L, 2, 1);
  lua_Integer last = luaL_opt(L, luaL_checkinteger, 3, luaL_len(L, 1));
  if (from > last) return 0;
  // Unsigned, because last - from may be more than an integer holds.
  lua_Unsigned count = (lua_Unsigned)last - (lua_Unsigned)from;
  if (count >= MAX_UNPACKED || !lua_checkstack(L, (int)count + 1)) {
    return luaL_error(L, "too many values to unpack");
  }
  cls_charge(L, count + 1);
  for (lua_Unsigned item = 0; item <= count; item++) {
    lua_geti(L, 1, (lua_Integer)((lua_Unsigned)from + item));
  }
  return (int)count + 1;
}

// MARK: Sorting

typedef bool (*comparison)(lua_State *L, int a, int b);

/// Merges the runs [low, middle) and [middle, high) of `from` into `to`; 1-based tables.
static void merge(
  lua_State *L, int from, int to, lua_Integer low, lua_Integer middle, lua_Integer high,
  comparison less
) {
  lua_Integer left = low, right = middle;
  for (lua_Integer item = low; item < high; item++) {
    cls_charge(L, 1);
    bool take_left = right >= high;
    if (left < middle && right < high) {
      lua_rawgeti(L, from, left);
      lua_rawgeti(L, from, right);
      int top = lua_gettop(L);
      take_left = !less(L, top, top - 1);
      lua_settop(L, top - 2);
    }
    lua_rawgeti(L, from, take_left ? left++ : right++);
    lua_rawseti(L, to, item);
  }
}

/// Merge sort, bottom-up and stable. The number of comparisons depends on the count alone, so an
/// inconsistent comparison cannot keep it running.
void cls_sort(
  lua_State *L, int index, lua_Integer count, bool (*less)(lua_State *L, int a, int b)
) {
  if (count < 2) return;
  luaL_checkstack(L, 10, "too deep");
  int list = lua_absindex(L, index);
  lua_createtable(L, count < INT_MAX ? (int)count : 0, 0);
  int other = lua_gettop(L), from = list, to = other;
  for (lua_Integer width = 1; width < count; width *= 2) {
    for (lua_Integer low = 1; low <= count; low += 2 * width) {
      lua_Integer middle = low + width <= count ? low + width : count + 1;
      lua_Integer high = low + 2 * width <= count ? low + 2 * width : count + 1;
      merge(L, from, to, low, middle, high, less);
    }
    int swap = from;
    from = to;
    to = swap;
  }
  if (from != list) {
    for (lua_Integer item = 1; item <= count; item++) {
      lua_rawgeti(L, from, item);
      lua_rawseti(L, list, item);
    }
  }
  lua_settop(L, other - 1);
}

bool cls_text_before(lua_State *L, int a, int b) {
  size_t a_length, b_length;
  const char *a_text = lua_tolstring(L, a, &a_length), *b_text = lua_tolstring(L, b, &b_length);
  size_t shorter = a_length < b_length ? a_length : b_length;
  cls_charge(L, shorter / 16);
  int order = memcmp(a_text, b_text, shorter);
  return order ? order < 0 : a_length < b_length;
}

static bool plain_less(lua_State *L, int a, int b) {
  bool texts = lua_type(L, a) == LUA_TSTRING && lua_type(L, b) == LUA_TSTRING;
  return texts ? cls_text_before(L, a, b) : lua_compare(L, a, b, LUA_OPLT);
}

/// Called with the comparison function at index 2 of `table.sort`'s own frame.
static bool called_less(lua_State *L, int a, int b) {
  lua_pushvalue(L, 2);
  lua_pushvalue(L, a);
  lua_pushvalue(L, b);
  lua_call(L, 2, 1);
  bool less = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return less;
}

static int table_sort(lua_State *L) {
  lua_Integer count = length_of(L, 1);
  cls_check_writable(L, 1);
  luaL_argcheck(L, count < INT_MAX, 1, "array too big");
  bool called = !lua_isnoneornil(L, 2);
  if (called) luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  cls_charge(L, (uint64_t)count + 1);
  cls_sort(L, 1, count, called ? called_less : plain_less);
  return 0;
}

void cls_push_table(lua_State *L) {
  static const luaL_Reg functions[] = {
    {"concat", table_concat}, {"insert", table_insert}, {"move", table_move},
    {"pack", table_pack},     {"remove", table_remove}, {"sort", table_sort},
    {"unpack", table_unpack}, {NULL, NULL},
  };
  luaL_newlib(L, functions);
}
