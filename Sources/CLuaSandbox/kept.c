/// Values that stay in the worker, and builds that are put together from them.
///
/// The raw table of a kept map has a metatable of its own, whose `__index` is asked for every field
/// that is not there: either the build does not state it, or the rule that runs now was not known to
/// read it, and the call ends.
#include <stdio.h>

#include "sandbox.h"

/// In the metatable of a kept raw table: [1] the part's number.
enum { TRAP_PART = 1 };
/// Upvalues of the trap.
enum { UP_PART = 1, UP_BITS };

/// Registry keys by address: the list of traps, by part.
static const char TRAPS = 0;

static void need_fields(lua_State *L, uint32_t part, uint32_t bits) {
  cls_state *state = state_of(L);
  const cls_kept_build *build = state->kept;
  if (!build) return;
  uint32_t shown = part == CLS_ROOT_PART ? build->parts : build->fields[part];
  if ((bits & ~shown) == 0) return;
  state->wider_part = part;
  state->wider_bits = bits & ~shown;
  cls_stop_for_fields(L);
}

void cls_need_whole(lua_State *L) {
  if (!lua_getmetatable(L, -1)) return;
  bool is_kept = lua_rawgeti(L, -1, TRAP_PART) == LUA_TNUMBER;
  uint32_t part = is_kept ? (uint32_t)lua_tointeger(L, -1) : 0;
  lua_pop(L, 2);
  if (is_kept) need_fields(L, part, CLS_ALL_FIELDS);
}

/// `__index` of a kept raw table: the field is not in it.
static int trap(lua_State *L) {
  uint32_t part = (uint32_t)lua_tointeger(L, lua_upvalueindex(UP_PART));
  lua_settop(L, 2);
  if (lua_type(L, 2) != LUA_TSTRING) return 0;
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(UP_BITS)) == LUA_TNUMBER) {
    need_fields(L, part, 1u << lua_tointeger(L, -1));
  } else if (strncmp(lua_tostring(L, 2), "x_", 2) == 0) {
    need_fields(L, part, 1u << CLS_FREE_FIELD);
  }
  return 0;
}

/// Pushes the metatable of a part's raw tables.
static void push_trap(
  lua_State *L, uint32_t part, const uint32_t *fields, uint32_t field_count
) {
  cls_state *state = state_of(L);
  lua_createtable(L, 1, 1);
  lua_pushinteger(L, part);
  lua_rawseti(L, -2, TRAP_PART);
  lua_pushinteger(L, part);
  lua_createtable(L, 0, (int)field_count);
  for (uint32_t bit = 0; bit < field_count; bit++) {
    lua_pushstring(L, state->keys[fields[bit]]);
    lua_pushinteger(L, bit);
    lua_rawset(L, -3);
  }
  lua_pushcclosure(L, trap, 2);
  lua_setfield(L, -2, "__index");
}

// MARK: Opening

typedef struct {
  cls_state *state;
  const cls_part *parts;
  uint32_t count;
} parts_request;

static int open_parts(lua_State *L) {
  parts_request *request = lua_touserdata(L, 1);
  cls_state *state = request->state;
  lua_createtable(L, (int)request->count, 0);
  for (uint32_t part = 0; part < request->count; part++) {
    state->part_keys[part] = request->parts[part].key;
    if (request->parts[part].field_count > 0) {
      push_trap(L, part, request->parts[part].fields, request->parts[part].field_count);
    } else {
      lua_pushboolean(L, 0);
    }
    lua_rawseti(L, -2, part + 1);
  }
  lua_rawsetp(L, LUA_REGISTRYINDEX, &TRAPS);
  lua_createtable(L, 0, (int)request->count);
  push_trap(L, CLS_ROOT_PART, state->part_keys, request->count);
  lua_setmetatable(L, -2);
  cls_push_view(L, -1, NULL, 0);
  state->kept_root_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  state->kept_root_raw_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_newtable(L);
  state->kept_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  state->part_count = request->count;
  return 0;
}

cls_status cls_open_parts(
  cls_state *state, const cls_part *parts, uint32_t part_count, cls_error *error
) {
  bool fits = part_count <= CLS_MAX_PARTS && state->kept_ref == LUA_NOREF;
  // A field is a bit of a mask, whose last one is that of keys that are no field.
  for (uint32_t part = 0; fits && part < part_count; part++) {
    fits = parts[part].field_count <= CLS_FREE_FIELD;
  }
  if (!fits) {
    snprintf(state->message, sizeof state->message, "the parts cannot be opened like this");
    cls_set_error(state, error, CLS_ERROR);
    return CLS_ERROR;
  }
  parts_request request = {.state = state, .parts = parts, .count = part_count};
  cls_status status = cls_unlimited(state, open_parts, &request, error);
  state->baseline = state->pool.used;
  return status;
}

// MARK: Keeping

typedef struct {
  cls_state *state;
  uint32_t part;
  const cls_cell *cells;
  const char *bytes;
  int32_t handle;
} keep_request;

/// Pushes the view of a map whose raw table has the trap at stack index `trap`.
static void push_trapped(lua_State *L, const keep_request *request, uint32_t index, int trap) {
  const cls_cell *cells = request->cells;
  uint32_t count = cells[index].count;
  lua_createtable(L, 0, (int)count);
  index++;
  while (count--) {
    if (cells[index].kind == CLS_KIND_KEY) {
      lua_pushlstring(L, request->bytes + cells[index].bits, cells[index].size);
      index++;
    } else {
      lua_pushstring(L, request->state->keys[cells[index].key]);
    }
    cls_push_cell(L, cells, request->bytes, index, true);
    lua_rawset(L, -3);
    index = cls_skip_cell(cells, index);
  }
  lua_pushvalue(L, trap);
  lua_setmetatable(L, -2);
  cls_push_view(L, -1, NULL, 0);
  lua_remove(L, -2);
}

static void push_part(lua_State *L, const keep_request *request, int trap) {
  const cls_cell *cells = request->cells;
  if (cells[0].kind == CLS_KIND_MAP) {
    push_trapped(L, request, 0, trap);
    return;
  }
  uint32_t count = cells[0].count, index = 1;
  lua_createtable(L, (int)count, 0);
  for (uint32_t item = 1; item <= count; item++) {
    push_trapped(L, request, index, trap);
    lua_rawseti(L, -2, item);
    index = cls_skip_cell(cells, index);
  }
  cls_push_view(L, -1, NULL, 0);
  lua_remove(L, -2);
}

static int keep(lua_State *L) {
  keep_request *request = lua_touserdata(L, 1);
  cls_state *state = request->state;
  uint32_t kind = request->cells[0].kind;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &TRAPS);
  lua_rawgeti(L, -1, request->part + 1);
  int trap = lua_gettop(L);
  lua_rawgeti(L, LUA_REGISTRYINDEX, state->kept_ref);
  if (lua_istable(L, trap) && (kind == CLS_KIND_MAP || kind == CLS_KIND_LIST)) {
    push_part(L, request, trap);
  } else {
    cls_push_cell(L, request->cells, request->bytes, 0, true);
  }
  if (request->handle) {
    // The root may show the value that goes.
    if (state->shown[request->part] == request->handle) state->shown[request->part] = -1;
  } else {
    request->handle = state->kept_count + 1;
  }
  lua_rawseti(L, -2, request->handle);
  if (request->handle > state->kept_count) state->kept_count = request->handle;
  return 0;
}

cls_status cls_keep(
  cls_state *state, uint32_t part, const cls_cell *cells, const char *bytes, int32_t *handle,
  cls_error *error
) {
  if (part >= state->part_count || *handle < 0 || *handle > state->kept_count) {
    snprintf(state->message, sizeof state->message, "there is no such part or kept value");
    cls_set_error(state, error, CLS_ERROR);
    return CLS_ERROR;
  }
  keep_request request = {
    .state = state, .part = part, .cells = cells, .bytes = bytes, .handle = *handle};
  uint64_t before = state->pool.used;
  state->traced = false;
  cls_status status = cls_unlimited(state, keep, &request, error);
  // One that takes another's place takes about the same room.
  if (!*handle && state->pool.used > before) state->kept_bytes += state->pool.used - before;
  *handle = request.handle;
  return status;
}

static int drop(lua_State *L) {
  cls_state *state = lua_touserdata(L, 1);
  lua_newtable(L);
  lua_rawseti(L, LUA_REGISTRYINDEX, state->kept_ref);
  lua_rawgeti(L, LUA_REGISTRYINDEX, state->kept_root_raw_ref);
  for (uint32_t part = 0; part < state->part_count; part++) {
    lua_pushstring(L, state->keys[state->part_keys[part]]);
    lua_pushnil(L);
    lua_rawset(L, -3);
    state->shown[part] = 0;
  }
  return 0;
}

void cls_drop_kept(cls_state *state) {
  if (state->kept_ref == LUA_NOREF) return;
  // Handles are given out again, so what the root shows must not be known by the old ones even if
  // memory is too short to drop it.
  for (uint32_t part = 0; part < state->part_count; part++) state->shown[part] = -1;
  cls_unlimited(state, drop, state, NULL);
  state->kept_count = 0;
  state->kept_bytes = 0;
  lua_gc(state->L, LUA_GCCOLLECT);
}

// MARK: Evaluating

static int32_t wanted_handle(const cls_kept_build *build, uint32_t part) {
  bool is_shown = part < build->part_count && (build->parts >> part & 1);
  return is_shown ? build->handles[part] : 0;
}

/// Whether the root shows another value than it should; most rules see what the one before saw.
static bool shows_other(const cls_state *state, const cls_kept_build *build) {
  for (uint32_t part = 0; part < state->part_count; part++) {
    if (wanted_handle(build, part) != state->shown[part]) return true;
  }
  return false;
}

/// Puts the values of a build into the root that rules see; touches only what changes.
static int show(lua_State *L) {
  cls_state *state = lua_touserdata(L, 1);
  const cls_kept_build *build = state->kept;
  lua_rawgeti(L, LUA_REGISTRYINDEX, state->kept_root_raw_ref);
  lua_rawgeti(L, LUA_REGISTRYINDEX, state->kept_ref);
  for (uint32_t part = 0; part < state->part_count; part++) {
    int32_t wanted = wanted_handle(build, part);
    if (wanted == state->shown[part]) continue;
    // A handle from before all values were dropped would look like a part that is not stated.
    if (wanted < 0 || wanted > state->kept_count) luaL_error(L, "there is no such kept value");
    lua_pushstring(L, state->keys[state->part_keys[part]]);
    if (wanted) lua_rawgeti(L, 3, wanted);
    else lua_pushnil(L);
    lua_rawset(L, 2);
    state->shown[part] = wanted;
  }
  return 0;
}

void cls_evaluate_kept(
  cls_state *state, uint32_t rule, const cls_kept_build *build, cls_result *result
) {
  const cls_cell *cells = state->cells;
  const char *bytes = state->bytes;
  int build_ref = state->build_ref;
  uint64_t build_bytes = state->build_bytes, baseline = state->baseline;
  state->kept = build;
  state->traced = false;
  *result = (cls_result){.document = &state->result, .outcome = CLS_BROKEN};
  if (!shows_other(state, build) || cls_unlimited(state, show, state, &result->error) == CLS_OK) {
    state->cells = build->cells;
    state->bytes = build->bytes;
    state->build_ref = state->kept_root_ref;
    state->build_bytes = (uint64_t)build->cell_count * 512;
    state->baseline += state->kept_bytes;
    uint64_t used = state->pool.used;
    // Facts say no more than what this rule is shown, and must not be told to another.
    state->facts_stale = true;
    cls_evaluate(state, rule, result);
    state->facts_stale = true;
    result->wider_part = state->wider_part;
    result->wider_bits = state->wider_bits;
    // `recent_peak` is of the last protected call; `when` alone takes next to nothing.
    uint64_t limit = state->limits.memory;
    result->heavy = limit && state->pool.recent_peak > used + limit / 4;
  }
  state->kept = NULL;
  state->cells = cells;
  state->bytes = bytes;
  state->build_ref = build_ref;
  state->build_bytes = build_bytes;
  state->baseline = baseline;
}
