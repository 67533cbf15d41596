/// Makes read-only Lua values of flat documents.
#include <stdio.h>

#include "document_to_lua.h"
#include "proxy.h"
#include "trace.h"

typedef struct {
  lua_State *L;
  cls_state *state;
  const cls_cell *cells;
  const char *bytes;
  bool traced;
  /// Where on the stack the list of names is.
  int names;
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

/// Pushes the key of the entry at `*index`, moves `*index` to its value and writes the path of the
/// value; returns the length of the path.
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
    if (cell->key >= p->state->keys.count) luaL_error(p->L, "a document names no key");
    key = p->state->keys.names[cell->key];
    key_length = p->traced ? strlen(key) : 0;
    if (cell->key < p->state->keys.listed) lua_rawgeti(p->L, p->names, cell->key + 1);
    else lua_pushstring(p->L, key);
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
  if (p->traced) cls_push_traced_proxy(p->L, -1, path, length);
  else cls_push_proxy(p->L, -1);
  lua_remove(p->L, -2);
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

void cls_push_cell(lua_State *L, const cls_cell *cells, const char *bytes, uint32_t index) {
  cls_state *state = state_of(L);
  pusher p = {
    .L = L, .state = state, .cells = cells, .bytes = bytes, .traced = state->trace.on};
  lua_rawgeti(L, LUA_REGISTRYINDEX, state->keys.list_ref);
  p.names = lua_gettop(L);
  push(&p, index, "", 0);
  lua_remove(L, p.names);
}
