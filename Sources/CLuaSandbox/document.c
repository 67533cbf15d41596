#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "sandbox.h"

// MARK: Building

void cls_document_clear(cls_document *document) {
  document->cell_count = 0;
  document->byte_count = 0;
  document->failed = false;
}

void cls_document_free(cls_document *document) {
  free(document->cells);
  free(document->bytes);
  *document = (cls_document){0};
}

uint32_t cls_document_cell(cls_document *document, cls_kind kind, uint64_t bits) {
  if (document->cell_count == document->cell_capacity) {
    uint32_t capacity = document->cell_capacity ? document->cell_capacity * 2 : 256;
    cls_cell *cells = realloc(document->cells, capacity * sizeof *cells);
    if (!cells) {
      document->failed = true;
      return UINT32_MAX;
    }
    document->cells = cells;
    document->cell_capacity = capacity;
  }
  uint32_t index = document->cell_count++;
  document->cells[index] =
    (cls_cell){.kind = kind, .key = CLS_KEY_NONE, .size = 1, .count = 0, .bits = bits};
  return index;
}

uint32_t cls_document_text(
  cls_document *document, cls_kind kind, const char *text, size_t length
) {
  // Not even an empty text points nowhere.
  if (!document->bytes || document->byte_count + length > document->byte_capacity) {
    size_t capacity = (document->byte_count + length) * 2 + 1024;
    char *bytes = capacity > UINT32_MAX ? NULL : realloc(document->bytes, capacity);
    if (!bytes) {
      document->failed = true;
      return UINT32_MAX;
    }
    document->bytes = bytes;
    document->byte_capacity = (uint32_t)capacity;
  }
  uint32_t index = cls_document_cell(document, kind, document->byte_count);
  if (index == UINT32_MAX) return index;
  memcpy(document->bytes + document->byte_count, text, length);
  document->byte_count += (uint32_t)length;
  document->cells[index].size = (uint32_t)length;
  return index;
}

void cls_document_close(cls_document *document, uint32_t container, uint32_t count) {
  if (container == UINT32_MAX) return;
  document->cells[container].size = document->cell_count - container;
  document->cells[container].count = count;
}

// MARK: From Lua

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

/// The number of list items where the raw table at `table` is a list, else -1.
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

/// A key of a map that is being written; the table keeps the text alive.
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
  // Large integers are not told apart as floating-point numbers.
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

/// Fills `keys` (or a Lua block, pushed, where there are more) with the table's keys, sorted.
static map_key *sorted_keys(lua_State *L, int table, map_key *keys, uint32_t *count) {
  uint32_t capacity = KEYS_ON_STACK, found = 0;
  lua_pushnil(L);  // the place of a block
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
    lua_pushvalue(L, -1);  // as text, which must not change the key itself
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
  if (!cls_push_raw(L, index)) lua_pushvalue(L, index);
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

// MARK: To Lua

typedef struct {
  lua_State *L;
  cls_state *state;
  const cls_cell *cells;
  const char *bytes;
  bool views;
  bool traced;
} pusher;

static uint32_t push(
  const pusher *p, uint32_t index, const char *path, size_t path_length);

#define MAX_PATH 256

static size_t join(
  char *out, const char *parent, size_t length, const char *key, size_t key_length
) {
  size_t dot = length ? 1 : 0;
  if (length + dot + key_length >= MAX_PATH) return length;
  memcpy(out, parent, length);
  if (dot) out[length] = '.';
  memcpy(out + length + dot, key, key_length);
  return length + dot + key_length;
}

/// Pushes the key of the entry at `*index`, moves `*index` to its value, and extends the path.
static size_t push_key(
  const pusher *p, uint32_t *index, char *path, const char *parent, size_t length
) {
  const cls_cell *cell = &p->cells[*index];
  const char *key;
  size_t key_length;
  if (cell->kind == CLS_KIND_KEY) {
    key = p->bytes + cell->bits;
    key_length = cell->size;
    lua_pushlstring(p->L, key, key_length);
    (*index)++;
  } else {
    if (cell->key >= p->state->key_count) luaL_error(p->L, "a document names no key");
    key = p->state->keys[cell->key];
    key_length = p->traced ? strlen(key) : 0;
    lua_pushstring(p->L, key);
  }
  return p->traced ? join(path, parent, length, key, key_length) : 0;
}

static uint32_t push_map(
  const pusher *p, uint32_t index, const char *parent, size_t length
) {
  uint32_t count = p->cells[index].count;
  char path[MAX_PATH];
  lua_createtable(p->L, 0, (int)count);
  index++;
  while (count--) {
    size_t path_length = push_key(p, &index, path, parent, length);
    index = push(p, index, path, path_length);
    lua_rawset(p->L, -3);
  }
  return index;
}

static uint32_t push_list(
  const pusher *p, uint32_t index, const char *parent, size_t length
) {
  uint32_t count = p->cells[index].count;
  char path[MAX_PATH];
  lua_createtable(p->L, (int)count, 0);
  index++;
  for (uint32_t item = 0; item < count; item++) {
    size_t path_length = 0;
    if (p->traced) {
      int written = snprintf(path, MAX_PATH, "%.*s[%u]", (int)length, parent, item);
      path_length = written < MAX_PATH ? (size_t)written : 0;
    }
    index = push(p, index, path, path_length);
    lua_rawseti(p->L, -2, item + 1);
  }
  return index;
}

static uint32_t push_container(
  const pusher *p, uint32_t index, const char *path, size_t length
) {
  luaL_checkstack(p->L, 12, "the build is nested too deep");
  uint32_t next = p->cells[index].kind == CLS_KIND_LIST ? push_list(p, index, path, length)
                                                        : push_map(p, index, path, length);
  if (p->views) {
    cls_push_view(p->L, -1, p->traced ? path : NULL, length);
    lua_remove(p->L, -2);
  }
  return next;
}

static uint32_t push(const pusher *p, uint32_t index, const char *path, size_t length) {
  const cls_cell *cell = &p->cells[index];
  switch (cell->kind) {
  case CLS_KIND_FALSE: lua_pushboolean(p->L, 0); break;
  case CLS_KIND_TRUE: lua_pushboolean(p->L, 1); break;
  case CLS_KIND_INTEGER: lua_pushinteger(p->L, (lua_Integer)cell->bits); break;
  case CLS_KIND_NUMBER: {
    double number;
    memcpy(&number, &cell->bits, sizeof number);
    lua_pushnumber(p->L, number);
    break;
  }
  case CLS_KIND_TEXT: lua_pushlstring(p->L, p->bytes + cell->bits, cell->size); break;
  case CLS_KIND_LIST:
  case CLS_KIND_MAP: return push_container(p, index, path, length);
  default: lua_pushnil(p->L); break;
  }
  return index + 1;
}

void cls_push_cell(
  lua_State *L, const cls_cell *cells, const char *bytes, uint32_t index, bool views
) {
  cls_state *state = state_of(L);
  pusher p = {
    .L = L, .state = state, .cells = cells, .bytes = bytes, .views = views,
    .traced = views && state->traced,
  };
  push(&p, index, "", 0);
}
