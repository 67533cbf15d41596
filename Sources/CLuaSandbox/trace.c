/// Records what rules read of a traced build: each value once, by its path.
#include <stdio.h>

#include "call_limits.h"
#include "document.h"
#include "document_from_lua.h"
#include "fact_value.h"
#include "proxy.h"
#include "trace.h"

#define MAX_READS 4096
#define MAX_PATH 256

/// A call that ended while it recorded a read left half a pair behind, which the size of the list
/// does not count.
static void drop_unfinished(cls_document *reads) {
  if (reads->cell_count > 0) reads->cell_count = reads->cells[0].size;
}

/// Records `path` with the value at `index`, once.
static void record(
  lua_State *L, const char *path, size_t length, int index, uint32_t depth
) {
  cls_state *state = state_of(L);
  // The rule read the fact, not what the fact itself reads.
  if (state->facts.running || state->trace.seen_ref == LUA_NOREF) return;
  int value = lua_absindex(L, index);
  lua_rawgeti(L, LUA_REGISTRYINDEX, state->trace.seen_ref);
  lua_pushlstring(L, path, length);
  lua_pushvalue(L, -1);
  bool seen = lua_rawget(L, -3) != LUA_TNIL;
  lua_pop(L, 1);
  cls_document *reads = &state->trace.reads;
  drop_unfinished(reads);
  // Half of the text is room for one more value, so that tracing never ends a call by itself.
  bool room = reads->cell_count > 0 && reads->cell_count <= MAX_READS &&
              reads->byte_count <= CLS_MAX_DOCUMENT_BYTES / 2;
  if (seen || !room) {
    lua_pop(L, 2);
    return;
  }
  uint32_t pair = cls_document_cell(reads, CLS_KIND_LIST, 0);
  cls_document_text(reads, CLS_KIND_TEXT, path, length);
  // Keys are cells too.
  document_caps caps = {
    .depth = depth, .entries = 64, .cells = 2 * CLS_MAX_FACT_VALUES + 2, .clean = true};
  cls_document_append(L, reads, value, &caps);
  cls_document_close(reads, pair, 2);
  // Only a whole pair is known: a call that ends before is followed by others on the same build.
  lua_pushboolean(L, 1);
  lua_rawset(L, -3);
  lua_pop(L, 1);
  cls_document_close(reads, 0, reads->cells[0].count + 1);
}

/// Writes the path of the field `key` of the proxy at index 1. Returns its length, or 0 if there is
/// no path.
static size_t field_path(lua_State *L, int key, char *out) {
  if (!lua_getmetatable(L, 1)) return 0;
  lua_rawgeti(L, -1, CLS_PROXY_PATH);
  size_t length;
  const char *parent = lua_tolstring(L, -1, &length);
  int written = 0;
  if (parent && lua_type(L, key) == LUA_TSTRING) {
    written = snprintf(
      out, MAX_PATH, length ? "%s.%s" : "%s%s", parent, lua_tostring(L, key));
  } else if (parent && lua_isinteger(L, key)) {
    written = snprintf(out, MAX_PATH, "%s[%lld]", parent, (long long)lua_tointeger(L, key) - 1);
  }
  lua_pop(L, 2);
  return written > 0 && written < MAX_PATH ? (size_t)written : 0;
}

static int trace_index(lua_State *L) {
  lua_settop(L, 2);
  if (!cls_push_backing(L, 1)) return luaL_error(L, "not a read-only table");
  lua_pushvalue(L, 2);
  int type = lua_rawget(L, -2);
  char path[MAX_PATH];
  size_t length = type == LUA_TTABLE ? 0 : field_path(L, 2, path);
  // Every loop reads past the end of its list; only fields that a build could state count.
  if (length && !(type == LUA_TNIL && lua_isinteger(L, 2))) record(L, path, length, -1, 1);
  return 1;
}

static int trace_length(lua_State *L) {
  lua_settop(L, 1);
  if (!cls_push_backing(L, 1)) return luaL_error(L, "not a read-only table");
  lua_pushinteger(L, (lua_Integer)lua_rawlen(L, -1));
  lua_getmetatable(L, 1);
  lua_rawgeti(L, -1, CLS_PROXY_PATH);
  size_t length;
  const char *parent = lua_tolstring(L, -1, &length);
  char path[MAX_PATH];
  int written = parent ? snprintf(path, MAX_PATH, "#%s", parent) : 0;
  if (written > 0 && written < MAX_PATH) record(L, path, (size_t)written, -3, 1);
  lua_pop(L, 2);
  return 1;
}

void cls_push_traced_proxy(lua_State *L, int index, const char *path, size_t path_length) {
  int backing = lua_absindex(L, index);
  luaL_checkstack(L, 6, "too deep");
  lua_createtable(L, 0, 0);
  lua_createtable(L, 2, 3);
  lua_pushvalue(L, backing);
  lua_rawseti(L, -2, CLS_PROXY_BACKING);
  lua_pushlstring(L, path, path_length);
  lua_rawseti(L, -2, CLS_PROXY_PATH);
  lua_pushcfunction(L, trace_index);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, trace_length);
  lua_setfield(L, -2, "__len");
  lua_pushcfunction(L, cls_refuse_write);
  lua_setfield(L, -2, "__newindex");
  lua_setmetatable(L, -2);
}

void cls_trace_fact(
  lua_State *L, const char *plugin, const char *key, int index, uint32_t depth
) {
  if (!state_of(L)->trace.on) return;
  char path[MAX_PATH];
  int written = snprintf(path, MAX_PATH, "ctx.facts.%s.%s", plugin, key);
  if (written < MAX_PATH) record(L, path, (size_t)written, index, depth);
}

const cls_document *cls_reads(cls_state *state) {
  if (!state->trace.on || !state->trace.reads.cell_count) return NULL;
  drop_unfinished(&state->trace.reads);
  return &state->trace.reads;
}

static int clear_reads(lua_State *L) {
  cls_state *state = lua_touserdata(L, 1);
  luaL_unref(L, LUA_REGISTRYINDEX, state->trace.seen_ref);
  state->trace.seen_ref = LUA_NOREF;
  lua_newtable(L);
  state->trace.seen_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

void cls_clear_reads(cls_state *state) {
  cls_document_clear(&state->trace.reads);
  cls_document_cell(&state->trace.reads, CLS_KIND_LIST, 0);
  cls_unlimited(state, clear_reads, state, NULL);
}
