/// Caches values in the worker, and assembles builds from them.
#include <stdio.h>

#include "call_limits.h"
#include "dependency.h"
#include "document.h"
#include "document_to_lua.h"
#include "proxy.h"
#include "state.h"

/// Its address is the registry key of the list of field handlers, by root key.
static const char FIELD_HANDLERS = 0;

// MARK: Opening

typedef struct {
  cls_state *state;
  const cls_root_key *root_keys;
  uint32_t count;
} keys_request;

static int open_root_keys(lua_State *L) {
  keys_request *request = lua_touserdata(L, 1);
  cls_state *state = request->state;
  lua_createtable(L, (int)request->count, 0);
  for (uint32_t root_key = 0; root_key < request->count; root_key++) {
    state->cached.keys[root_key] = request->root_keys[root_key].key;
    if (request->root_keys[root_key].field_count > 0) {
      cls_push_field_handler(
        L, root_key, request->root_keys[root_key].fields,
        request->root_keys[root_key].field_count);
    } else {
      lua_pushboolean(L, 0);
    }
    lua_rawseti(L, -2, root_key + 1);
  }
  lua_rawsetp(L, LUA_REGISTRYINDEX, &FIELD_HANDLERS);
  lua_createtable(L, 0, (int)request->count);
  cls_push_field_handler(L, CLS_WHOLE_BUILD, state->cached.keys, request->count);
  lua_setmetatable(L, -2);
  cls_push_proxy(L, -1);
  state->cached.root_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  state->cached.root_backing_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_newtable(L);
  state->cached.values_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  state->cached.key_count = request->count;
  return 0;
}

cls_status cls_open_root_keys(
  cls_state *state, const cls_root_key *root_keys, uint32_t key_count, cls_error *error
) {
  bool fits = key_count <= CLS_MAX_ROOT_KEYS && state->cached.values_ref == LUA_NOREF;
  // A field is a bit of a mask, whose last bit is that of keys that are not fields.
  for (uint32_t index = 0; fits && index < key_count; index++) {
    fits = root_keys[index].field_count <= CLS_FREE_FIELD;
  }
  if (!fits) {
    snprintf(
      state->failure.message, sizeof state->failure.message,
      "the parts cannot be opened like this");
    cls_set_error(state, error, CLS_ERROR);
    return CLS_ERROR;
  }
  keys_request request = {.state = state, .root_keys = root_keys, .count = key_count};
  cls_status status = cls_unlimited(state, open_root_keys, &request, error);
  state->call.baseline = state->pool.used;
  return status;
}

// MARK: Caching

typedef struct {
  cls_state *state;
  uint32_t root_key;
  const cls_cell *cells;
  const char *bytes;
  /// Of a list that is made of its elements.
  const cls_element *elements;
  uint32_t element_count;
  int32_t handle;
} cache_request;

/// Pushes the proxy of a map. Its backing table gets the field handler at stack index `handler`.
static void push_map(lua_State *L, const cache_request *request, uint32_t index, int handler) {
  const cls_cell *cells = request->cells;
  uint32_t count = cells[index].count;
  lua_createtable(L, 0, (int)count);
  index++;
  while (count--) {
    if (cells[index].kind == CLS_KIND_KEY) {
      lua_pushlstring(L, request->bytes + cells[index].bits, cells[index].size);
      index++;
    } else {
      lua_pushstring(L, request->state->keys.names[cells[index].key]);
    }
    cls_push_cell(L, cells, request->bytes, index);
    lua_rawset(L, -3);
    index = cls_skip_cell(cells, index);
  }
  lua_pushvalue(L, handler);
  lua_setmetatable(L, -2);
  cls_push_proxy(L, -1);
  lua_remove(L, -2);
}

static void push_value(lua_State *L, const cache_request *request, int handler) {
  const cls_cell *cells = request->cells;
  if (cells[0].kind == CLS_KIND_MAP) {
    push_map(L, request, 0, handler);
    return;
  }
  uint32_t count = cells[0].count, index = 1;
  lua_createtable(L, (int)count, 0);
  for (uint32_t item = 1; item <= count; item++) {
    push_map(L, request, index, handler);
    lua_rawseti(L, -2, item);
    index = cls_skip_cell(cells, index);
  }
  cls_push_proxy(L, -1);
  lua_remove(L, -2);
}

/// Stores the value on top of the stack under the handle of the request, or under a new one.
static void store_value(lua_State *L, cache_request *request, int values) {
  cls_state *state = request->state;
  if (request->handle) {
    // The assembled build may hold the value that is replaced.
    int32_t *shown = &state->cached.shown[request->root_key];
    if (*shown == request->handle) *shown = -1;
  } else {
    request->handle = state->cached.count + 1;
  }
  lua_rawseti(L, values, request->handle);
  if (request->handle > state->cached.count) state->cached.count = request->handle;
}

/// Pushes the field handler of the root key (or false) and the list of all values.
static void push_handler_and_values(lua_State *L, const cache_request *request) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &FIELD_HANDLERS);
  lua_rawgeti(L, -1, request->root_key + 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, request->state->cached.values_ref);
}

static int cache_value(lua_State *L) {
  cache_request *request = lua_touserdata(L, 1);
  uint32_t kind = request->cells[0].kind;
  push_handler_and_values(L, request);
  int values = lua_gettop(L), handler = values - 1;
  if (lua_istable(L, handler) && (kind == CLS_KIND_MAP || kind == CLS_KIND_LIST)) {
    push_value(L, request, handler);
  } else {
    cls_push_cell(L, request->cells, request->bytes, 0);
  }
  store_value(L, request, values);
  return 0;
}

/// Whether the root key is one of those declared and the handles are of cached values, or 0.
static bool is_known(const cls_state *state, uint32_t root_key, int32_t handle) {
  return root_key < state->cached.key_count && handle >= 0 && handle <= state->cached.count;
}

static cls_status refuse_value(cls_state *state, cls_error *error) {
  snprintf(
    state->failure.message, sizeof state->failure.message,
    "there is no such root key or cached value");
  cls_set_error(state, error, CLS_ERROR);
  return CLS_ERROR;
}

static cls_status cache(
  cls_state *state, lua_CFunction body, cache_request *request, int32_t *handle, cls_error *error
) {
  uint64_t before = state->pool.used;
  state->trace.on = false;
  cls_status status = cls_unlimited(state, body, request, error);
  // A value that replaces another takes about as much memory.
  if (!*handle && state->pool.used > before) state->cached.bytes += state->pool.used - before;
  *handle = request->handle;
  return status;
}

cls_status cls_cache_value(
  cls_state *state, uint32_t root_key, const cls_cell *cells, const char *bytes, int32_t *handle,
  cls_error *error
) {
  if (!is_known(state, root_key, *handle)) return refuse_value(state, error);
  cache_request request = {
    .state = state, .root_key = root_key, .cells = cells, .bytes = bytes, .handle = *handle};
  return cache(state, cache_value, &request, handle, error);
}

static int cache_list(lua_State *L) {
  cache_request *request = lua_touserdata(L, 1);
  push_handler_and_values(L, request);
  int values = lua_gettop(L), handler = values - 1;
  if (!lua_istable(L, handler)) return luaL_error(L, "the root key has no fields");
  lua_createtable(L, (int)request->element_count, 0);
  for (uint32_t item = 0; item < request->element_count; item++) {
    const cls_element *element = &request->elements[item];
    if (element->handle) {
      lua_rawgeti(L, values, element->handle);
    } else {
      cache_request one = *request;
      one.cells = element->cells;
      one.bytes = element->bytes;
      push_map(L, &one, 0, handler);
    }
    lua_rawseti(L, -2, (lua_Integer)item + 1);
  }
  cls_push_proxy(L, -1);
  store_value(L, request, values);
  return 0;
}

cls_status cls_cache_list(
  cls_state *state, uint32_t root_key, const cls_element *elements, uint32_t element_count,
  int32_t *handle, cls_error *error
) {
  bool fits = is_known(state, root_key, *handle);
  for (uint32_t item = 0; fits && item < element_count; item++) {
    fits = is_known(state, root_key, elements[item].handle) &&
           (elements[item].handle || elements[item].cells[0].kind == CLS_KIND_MAP);
  }
  if (!fits) return refuse_value(state, error);
  cache_request request = {
    .state = state, .root_key = root_key, .elements = elements, .element_count = element_count,
    .handle = *handle};
  return cache(state, cache_list, &request, handle, error);
}

static int drop(lua_State *L) {
  cls_state *state = lua_touserdata(L, 1);
  lua_newtable(L);
  lua_rawseti(L, LUA_REGISTRYINDEX, state->cached.values_ref);
  lua_rawgeti(L, LUA_REGISTRYINDEX, state->cached.root_backing_ref);
  for (uint32_t root_key = 0; root_key < state->cached.key_count; root_key++) {
    lua_pushstring(L, state->keys.names[state->cached.keys[root_key]]);
    lua_pushnil(L);
    lua_rawset(L, -3);
    state->cached.shown[root_key] = 0;
  }
  return 0;
}

void cls_drop_cached(cls_state *state) {
  if (state->cached.values_ref == LUA_NOREF) return;
  // Handles are given out again, so an old one must not match what the build shows, not even if
  // memory is too short to clear it.
  for (uint32_t root_key = 0; root_key < state->cached.key_count; root_key++) {
    state->cached.shown[root_key] = -1;
  }
  cls_unlimited(state, drop, state, NULL);
  state->cached.count = 0;
  state->cached.bytes = 0;
  // A fact may have met a limit because of them.
  state->facts.stale = true;
  lua_gc(state->L, LUA_GCCOLLECT);
}

uint64_t cls_cached_bytes(const cls_state *state) { return state->cached.bytes; }

bool cls_has_cached(const cls_state *state) { return state->cached.count > 0; }

// MARK: Evaluating

static int32_t wanted_handle(const cls_cached_build *build, uint32_t root_key) {
  bool is_shown = root_key < build->key_count && (build->root_keys >> root_key & 1);
  return is_shown ? build->handles[root_key] : 0;
}

/// Whether the assembled build differs from the wanted one. Mostly it does not: most rules see what
/// the rule before them saw.
static bool shows_other(const cls_state *state, const cls_cached_build *build) {
  for (uint32_t root_key = 0; root_key < state->cached.key_count; root_key++) {
    if (wanted_handle(build, root_key) != state->cached.shown[root_key]) return true;
  }
  return false;
}

/// Puts the values of a build into the assembled build; touches only what changes.
static int show(lua_State *L) {
  cls_state *state = lua_touserdata(L, 1);
  const cls_cached_build *build = state->cached.build;
  lua_rawgeti(L, LUA_REGISTRYINDEX, state->cached.root_backing_ref);
  lua_rawgeti(L, LUA_REGISTRYINDEX, state->cached.values_ref);
  for (uint32_t root_key = 0; root_key < state->cached.key_count; root_key++) {
    int32_t wanted = wanted_handle(build, root_key);
    if (wanted == state->cached.shown[root_key]) continue;
    // A handle from before all values were dropped would look like a key that the build leaves out.
    if (wanted < 0 || wanted > state->cached.count) luaL_error(L, "there is no such cached value");
    lua_pushstring(L, state->keys.names[state->cached.keys[root_key]]);
    if (wanted) lua_rawgeti(L, 3, wanted);
    else lua_pushnil(L);
    lua_rawset(L, 2);
    state->cached.shown[root_key] = wanted;
  }
  return 0;
}

void cls_evaluate_cached(
  cls_state *state, uint32_t rule, const cls_cached_build *build, cls_result *result
) {
  const cls_cell *cells = state->build.cells;
  const char *bytes = state->build.bytes;
  int build_ref = state->build.ref;
  uint64_t build_bytes = state->call.build_bytes;
  state->cached.build = build;
  state->trace.on = false;
  *result = (cls_result){.document = &state->report.document, .outcome = CLS_BROKEN};
  if (!shows_other(state, build) || cls_unlimited(state, show, state, &result->error) == CLS_OK) {
    state->build.cells = build->cells;
    state->build.bytes = build->bytes;
    state->build.ref = state->cached.root_ref;
    state->call.build_bytes = (uint64_t)build->cell_count * 512;
    // Facts rest on what this rule is shown, so they must not be replayed for another rule.
    state->facts.stale = true;
    cls_evaluate(state, rule, result);
    state->facts.stale = true;
    result->needed_root_key = state->cached.needed_key;
    result->needed_fields = state->cached.needed_fields;
  }
  state->cached.build = NULL;
  state->build.cells = cells;
  state->build.bytes = bytes;
  state->build.ref = build_ref;
  state->call.build_bytes = build_bytes;
}
