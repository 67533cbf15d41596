/// Copies Lua values into flat documents, in an order that depends on the values alone.
#include <math.h>
#include <stdlib.h>

#include "call_limits.h"
#include "document.h"
#include "document_from_lua.h"
#include "proxy.h"

static void append_text(
  lua_State *L, cls_document *document, cls_kind kind, int index, bool clean
) {
  size_t length;
  const char *text = lua_tolstring(L, index, &length);
  cls_charge_bytes(L, length);
  char buffer[CLS_MAX_TEXT];
  if (clean) {
    length = cls_clean(text, length, buffer, sizeof buffer);
    text = buffer;
  }
  if (document->byte_count + length > CLS_MAX_DOCUMENT_BYTES) {
    luaL_error(L, "more than %d bytes of text", CLS_MAX_DOCUMENT_BYTES);
  }
  cls_document_text(document, kind, text, length);
}

/// The number of items if the plain table at `table` is a list, else -1.
static lua_Integer list_length(lua_State *L, int table) {
  lua_Integer length = (lua_Integer)lua_rawlen(L, table), entries = 0;
  lua_pushnil(L);
  while (lua_next(L, table)) {
    entries++;
    cls_charge(L, 1);
    lua_pop(L, 1);
    if (entries > length) {
      lua_pop(L, 1);
      return -1;
    }
  }
  return length > 0 && entries == length ? length : -1;
}

/// A key of a map that is being copied; the table owns the text.
typedef struct {
  const char *text;
  size_t length;
  lua_Number number;
  lua_Integer integer;
  bool is_text;
  bool is_integer;
} map_key;

static int compare_numbers(const map_key *a, const map_key *b) {
  if (a->number != b->number) return a->number < b->number ? -1 : 1;
  // As floating-point numbers, some large integers are equal.
  if (!a->is_integer || !b->is_integer) return a->is_integer - b->is_integer;
  return (a->integer > b->integer) - (a->integer < b->integer);
}

static int compare_keys(const void *left, const void *right) {
  const map_key *a = left, *b = right;
  if (a->is_text != b->is_text) return a->is_text ? 1 : -1;
  if (!a->is_text) return compare_numbers(a, b);
  size_t shorter = a->length < b->length ? a->length : b->length;
  int order = memcmp(a->text, b->text, shorter);
  return order ? order : (a->length > b->length) - (a->length < b->length);
}

static void append(
  lua_State *L, cls_document *document, int index, const document_caps *caps, uint32_t depth);

#define KEYS_ON_STACK 64

/// Fills `keys` with the sorted keys of the table. If there are more than fit, the keys are in a
/// userdata block, which is pushed.
static map_key *sorted_keys(lua_State *L, int table, map_key *keys, uint32_t *count) {
  uint32_t capacity = KEYS_ON_STACK, found = 0;
  lua_pushnil(L);  // slot of the block
  int block = lua_gettop(L);
  lua_pushnil(L);
  while (lua_next(L, table)) {
    lua_pop(L, 1);
    int type = lua_type(L, -1);
    if (type != LUA_TSTRING && type != LUA_TNUMBER) {
      luaL_error(L, "a table has a key that is a %s; keys are names", luaL_typename(L, -1));
    }
    cls_charge(L, 4);
    if (found == capacity) {
      map_key *more = lua_newuserdatauv(L, capacity * 4 * sizeof *more, 0);
      memcpy(more, keys, capacity * sizeof *more);
      lua_replace(L, block);
      keys = more;
      capacity *= 4;
    }
    map_key *key = &keys[found++];
    *key = (map_key){.is_text = type == LUA_TSTRING};
    if (key->is_text) {
      key->text = lua_tolstring(L, -1, &key->length);
    } else {
      key->number = lua_tonumber(L, -1);
      key->is_integer = lua_isinteger(L, -1);
      if (key->is_integer) key->integer = lua_tointeger(L, -1);
    }
  }
  qsort(keys, found, sizeof *keys, compare_keys);
  *count = found;
  return keys;
}

static void push_map_key(lua_State *L, const map_key *key) {
  if (key->is_text) lua_pushlstring(L, key->text, key->length);
  else if (key->is_integer) lua_pushinteger(L, key->integer);
  else lua_pushnumber(L, key->number);
}

static void append_map(
  lua_State *L, cls_document *document, int table, const document_caps *caps, uint32_t depth
) {
  map_key on_stack[KEYS_ON_STACK];
  uint32_t count;
  map_key *keys = sorted_keys(L, table, on_stack, &count);
  if (count > caps->entries) count = caps->entries;
  uint32_t container = cls_document_cell(document, CLS_KIND_MAP, 0);
  for (uint32_t item = 0; item < count; item++) {
    push_map_key(L, &keys[item]);
    lua_pushvalue(L, -1);  // a copy, because conversion to text would change the key
    append_text(L, document, CLS_KIND_KEY, -1, caps->clean);
    lua_pop(L, 1);
    lua_rawget(L, table);
    append(L, document, lua_gettop(L), caps, depth + 1);
    lua_pop(L, 1);
  }
  cls_document_close(document, container, count);
  lua_pop(L, 1);
}

static void append_table(
  lua_State *L, cls_document *document, int index, const document_caps *caps, uint32_t depth
) {
  if (depth >= caps->depth) luaL_error(L, "tables are nested deeper than %d", (int)caps->depth);
  luaL_checkstack(L, 12, "tables are nested too deep");
  if (!cls_push_backing(L, index)) lua_pushvalue(L, index);
  int table = lua_gettop(L);
  lua_Integer length = list_length(L, table);
  if (length < 0) {
    append_map(L, document, table, caps, depth);
    lua_pop(L, 1);
    return;
  }
  if (length > caps->entries) length = caps->entries;
  uint32_t container = cls_document_cell(document, CLS_KIND_LIST, 0);
  for (lua_Integer item = 1; item <= length; item++) {
    lua_rawgeti(L, table, item);
    append(L, document, lua_gettop(L), caps, depth + 1);
    lua_pop(L, 1);
  }
  cls_document_close(document, container, (uint32_t)length);
  lua_pop(L, 1);
}

static uint64_t bits_of(double number) {
  uint64_t bits;
  memcpy(&bits, &number, sizeof bits);
  return bits;
}

static void append(
  lua_State *L, cls_document *document, int index, const document_caps *caps, uint32_t depth
) {
  cls_charge(L, 1);
  if (document->cell_count > caps->cells) luaL_error(L, "more than %d values", (int)caps->cells);
  switch (lua_type(L, index)) {
  case LUA_TNIL: cls_document_cell(document, CLS_KIND_NIL, 0); return;
  case LUA_TBOOLEAN:
    cls_document_cell(document, lua_toboolean(L, index) ? CLS_KIND_TRUE : CLS_KIND_FALSE, 0);
    return;
  case LUA_TNUMBER:
    if (lua_isinteger(L, index)) {
      cls_document_cell(document, CLS_KIND_INTEGER, (uint64_t)lua_tointeger(L, index));
    } else {
      lua_Number number = lua_tonumber(L, index);
      if (caps->clean && !isfinite(number)) {
        luaL_error(L, "a number that is not finite (%f) cannot be reported", number);
      }
      cls_document_cell(document, CLS_KIND_NUMBER, bits_of(number));
    }
    return;
  case LUA_TSTRING: append_text(L, document, CLS_KIND_TEXT, index, caps->clean); return;
  case LUA_TTABLE: append_table(L, document, index, caps, depth); return;
  case LUA_TFUNCTION:
    if (caps->functions) {
      lua_Debug info;
      lua_pushvalue(L, index);
      lua_getinfo(L, ">S", &info);
      cls_document_cell(document, CLS_KIND_FUNCTION, (uint64_t)(int64_t)info.linedefined);
      return;
    }
    // fall through
  default: luaL_error(L, "a %s cannot be reported", luaL_typename(L, index));
  }
}

void cls_document_append(
  lua_State *L, cls_document *document, int index, const document_caps *caps
) {
  document_caps own = *caps;
  own.cells += document->cell_count;
  append(L, document, lua_absindex(L, index), &own, 0);
  if (document->failed) cls_stop_for_memory(L);
}
