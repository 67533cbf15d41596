/// Views of a traced build note every value that is read, by its path.
#include <stdio.h>

#include "sandbox.h"

#define MAX_READS 4096
#define MAX_PATH 256

/// A call that ended while it noted a read left half a pair behind, which the size of the list
/// does not count.
static void drop_unfinished(cls_document *reads) {
  if (reads->cell_count > 0) reads->cell_count = reads->cells[0].size;
}

/// Notes `path` with the value at `index`, once.
static void note(
  lua_State *L, const char *path, size_t length, int index, uint32_t depth
) {
  cls_state *state = state_of(L);
  // What a fact reads is the fact's own affair; the rule read the fact.
  if (state->fact || state->seen_reads_ref == LUA_NOREF) return;
  int value = lua_absindex(L, index);
  lua_rawgeti(L, LUA_REGISTRYINDEX, state->seen_reads_ref);
  lua_pushlstring(L, path, length);
  lua_pushvalue(L, -1);
  bool seen = lua_rawget(L, -3) != LUA_TNIL;
  lua_pop(L, 1);
  drop_unfinished(&state->reads);
  // Half of the text is room for one more value, so that tracing never ends a call by itself.
  bool room = state->reads.cell_count > 0 && state->reads.cell_count <= MAX_READS &&
              state->reads.byte_count <= CLS_MAX_DOCUMENT_BYTES / 2;
  if (seen || !room) {
    lua_pop(L, 2);
    return;
  }
  lua_pushboolean(L, 1);
  lua_rawset(L, -3);
  lua_pop(L, 1);
  cls_document *reads = &state->reads;
  uint32_t pair = cls_document_cell(reads, CLS_KIND_LIST, 0);
  cls_document_text(reads, CLS_KIND_TEXT, path, length);
  // Keys are cells too.
  document_caps caps = {
    .depth = depth, .entries = 64, .cells = 2 * CLS_MAX_FACT_VALUES + 2, .clean = true};
  cls_document_append(L, reads, value, &caps);
  cls_document_close(reads, pair, 2);
  cls_document_close(reads, 0, reads->cells[0].count + 1);
}

/// Writes the path of the field `key` of the view at index 1; its length, or 0 where it is none.
static size_t field_path(lua_State *L, int key, char *out) {
  if (!lua_getmetatable(L, 1)) return 0;
  lua_rawgeti(L, -1, 2);
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

int cls_trace_index(lua_State *L) {
  lua_settop(L, 2);
  if (!cls_push_raw(L, 1)) return luaL_error(L, "not a read-only table");
  lua_pushvalue(L, 2);
  int type = lua_rawget(L, -2);
  char path[MAX_PATH];
  size_t length = type == LUA_TTABLE ? 0 : field_path(L, 2, path);
  // The end of a list is looked for by every loop; only fields that could be stated count.
  if (length && !(type == LUA_TNIL && lua_isinteger(L, 2))) note(L, path, length, -1, 1);
  return 1;
}

int cls_trace_length(lua_State *L) {
  lua_settop(L, 1);
  if (!cls_push_raw(L, 1)) return luaL_error(L, "not a read-only table");
  lua_pushinteger(L, (lua_Integer)lua_rawlen(L, -1));
  lua_getmetatable(L, 1);
  lua_rawgeti(L, -1, 2);
  size_t length;
  const char *parent = lua_tolstring(L, -1, &length);
  char path[MAX_PATH];
  int written = parent ? snprintf(path, MAX_PATH, "#%s", parent) : 0;
  if (written > 0 && written < MAX_PATH) note(L, path, (size_t)written, -3, 1);
  lua_pop(L, 2);
  return 1;
}

void cls_trace_fact(lua_State *L, const char *plugin, const char *key, int index) {
  if (!state_of(L)->traced) return;
  char path[MAX_PATH];
  int written = snprintf(path, MAX_PATH, "ctx.facts.%s.%s", plugin, key);
  if (written < MAX_PATH) note(L, path, (size_t)written, index, CLS_MAX_FACT_DEPTH + 1);
}

const cls_document *cls_reads(cls_state *state) {
  if (!state->traced || !state->reads.cell_count) return NULL;
  drop_unfinished(&state->reads);
  return &state->reads;
}

static int clear_reads(lua_State *L) {
  cls_state *state = lua_touserdata(L, 1);
  luaL_unref(L, LUA_REGISTRYINDEX, state->seen_reads_ref);
  state->seen_reads_ref = LUA_NOREF;
  lua_newtable(L);
  state->seen_reads_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

void cls_clear_reads(cls_state *state) {
  cls_document_clear(&state->reads);
  cls_document_cell(&state->reads, CLS_KIND_LIST, 0);
  cls_unlimited(state, clear_reads, state, NULL);
}
