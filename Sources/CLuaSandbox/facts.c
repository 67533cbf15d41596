/// Facts: functions of the build that plugins name, computed when a rule asks, once for each build.
///
/// What a rule gets does not depend on who asked first: a fact runs under limits of its own, the
/// asking costs the same whether it is computed or remembered, and a fact that broke breaks everyone
/// who asks in the same words.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "plugin.h"

/// How many facts may wait for one another. A fact that truly asks deeper than `MAX_DEPTH` fails for
/// everyone; `MAX_NESTING` only guards the C stack, and what it cuts off is not remembered unless it
/// is sure to be too deep.
#define MAX_DEPTH 12
#define MAX_NESTING (2 * MAX_DEPTH)

// MARK: Failures

/// Ends the call because of the fact whose failure the state describes.
static _Noreturn void fail_as(lua_State *L, cls_status status) {
  state_of(L)->fact_broke = true;
  state_of(L)->raised = false;
  cls_stop_as(L, status);
}

static _Noreturn void replay(lua_State *L, const fact_record *fact) {
  cls_state *state = state_of(L);
  snprintf(
    state->message, sizeof state->message, "%s", fact->message ? fact->message : "a fact broke");
  state->error_chunk = fact->error_chunk;
  state->error_line = fact->error_line;
  fail_as(L, fact->status);
}

static int line_of(lua_State *L, const fact_record *fact) {
  lua_Debug info;
  lua_rawgeti(L, LUA_REGISTRYINDEX, fact->compute_ref);
  lua_getinfo(L, ">S", &info);
  return info.linedefined;
}

/// Puts the fact's name before what the sandbox says of the failure.
static void name_failure(lua_State *L, const fact_record *fact, cls_status status) {
  cls_state *state = state_of(L);
  char reason[sizeof state->message];
  switch (status) {
  case CLS_FUEL: snprintf(reason, sizeof reason, " used up its fuel"); break;
  case CLS_MEMORY: snprintf(reason, sizeof reason, " used up its memory"); break;
  case CLS_DEADLINE: snprintf(reason, sizeof reason, " ran out of time"); break;
  default: snprintf(reason, sizeof reason, ": %.3900s", state->message); break;
  }
  snprintf(
    state->message, sizeof state->message, "the fact `%.64s.%.64s`%s", fact->plugin->name,
    fact->key, reason);
  if (state->error_chunk != 0) return;
  // No function of Lua was running, as where what it returned cannot be used.
  state->error_chunk = fact->plugin->chunk;
  state->error_line = line_of(L, fact);
}

/// Whether the failure would be the same whoever asked, so that it is kept.
static bool is_its_own(const cls_state *state, cls_status status, uint32_t nesting) {
  if (state->fact_was_too_deep && nesting > MAX_NESTING - MAX_DEPTH) return false;
  return status != CLS_ERROR || !strstr(state->message, "C stack overflow");
}

static void keep_failure(cls_state *state, fact_record *fact, cls_status status) {
  fact->progress = FACT_BROKEN;
  fact->status = status;
  fact->error_chunk = state->error_chunk;
  fact->error_line = state->error_line;
  free(fact->message);
  fact->message = strdup(state->message);
}

static void describe_too_deep(cls_state *state, const fact_record *fact) {
  snprintf(
    state->message, sizeof state->message,
    "the facts of `%.64s` ask for one another more than %d deep", fact->plugin->name, MAX_DEPTH);
  state->error_chunk = fact->plugin->chunk;
  state->error_line = 0;
}

/// Raises that `fact` waits for itself. The circle is told from the fact that is first by name, so
/// that it reads the same wherever it was entered.
static _Noreturn void refuse_circle(lua_State *L, const fact_record *fact) {
  cls_state *state = state_of(L);
  const fact_record *circle[MAX_NESTING], *at = state->fact;
  uint32_t count = 0, first = 0;
  // From the one that asked back to the one asked for.
  while (at && count < MAX_NESTING) {
    circle[count++] = at;
    if (at == fact) break;
    at = at->asker;
  }
  for (uint32_t index = 1; index < count; index++) {
    if (strcmp(circle[index]->key, circle[first]->key) < 0) first = index;
  }
  char *out = state->message;
  size_t room = sizeof state->message, used;
  used = (size_t)snprintf(out, room, "the facts of `%.64s` ask in a circle: ", fact->plugin->name);
  for (uint32_t step = 0; step <= count && used < room; step++) {
    const fact_record *next = circle[(first + count - step % count) % count];
    used += (size_t)snprintf(out + used, room - used, step ? " → %.64s" : "%.64s", next->key);
  }
  state->error_line = line_of(L, circle[first]);
  state->error_chunk = fact->plugin->chunk;
  fail_as(L, CLS_ERROR);
}

// MARK: What a fact may be

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
  if (!cls_push_raw(L, index)) lua_pushvalue(L, index);
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

/// Checks that the value on top of the stack is plain data of a sane size, replaces it by its
/// read-only form and returns what it takes.
static uint64_t freeze_value(lua_State *L) {
  if (lua_isnil(L, -1)) return 0;
  fact_size size = {0};
  measure(L, lua_gettop(L), &size, 0);
  cls_freeze(L, -1, 0);
  lua_remove(L, -2);
  return size.bytes + (uint64_t)size.values * 512;
}

// MARK: Computing

/// Reads what a path names, as a rule would, from the value on top of the stack, which it pops: so
/// that a build which leaves fields out says so.
static void read_path(lua_State *L, const owned_path *path, uint32_t step) {
  luaL_checkstack(L, 4, "too deep");
  if (step == path->step_count || !lua_istable(L, -1)) {
    lua_pop(L, 1);
    return;
  }
  if (path->steps[step] != CLS_STEP_EACH) {
    lua_getfield(L, -1, state_of(L)->keys[path->steps[step]]);
    lua_remove(L, -2);
    read_path(L, path, step + 1);
    return;
  }
  lua_Integer length = luaL_len(L, -1);
  for (lua_Integer item = 1; item <= length; item++) {
    lua_geti(L, -1, item);
    read_path(L, path, step + 1);
  }
  lua_pop(L, 1);
}

static void read_needs(lua_State *L, const fact_record *fact) {
  for (uint32_t need = 0; need < fact->need_count; need++) {
    for (uint32_t path = 0; path < fact->needs[need].alternative_count; path++) {
      lua_rawgeti(L, LUA_REGISTRYINDEX, state_of(L)->build_ref);
      read_path(L, &fact->needs[need].alternatives[path], 0);
    }
  }
}

static int run_fact(lua_State *L) {
  fact_record *fact = lua_touserdata(L, 1);
  plugin_record *plugin = fact->plugin;
  cls_state *state = state_of(L);
  fact->value_ref = LUA_REFNIL;
  if (state->kept) read_needs(L, fact);
  if (!cls_needs_are_met(state, fact->needs, fact->need_count)) return 0;
  cls_begin_plugin(L, plugin);
  lua_rawgeti(L, LUA_REGISTRYINDEX, fact->compute_ref);
  lua_rawgeti(L, LUA_REGISTRYINDEX, state->build_ref);
  lua_rawgeti(L, LUA_REGISTRYINDEX, plugin->context_ref);
  lua_call(L, 2, 1);
  cls_end_plugin(L, plugin);
  uint64_t bytes = freeze_value(L);
  fact->value_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  state->fact_bytes += bytes;
  return 0;
}

/// Computes a fact that was not asked for before; raises where it breaks.
static void compute(lua_State *L, fact_record *fact) {
  cls_state *state = state_of(L);
  uint32_t nesting = state->fact_nesting + 1;
  fact->asker = state->fact;
  fact->progress = FACT_RUNNING;
  fact->depth = 1;
  state->fact = fact;
  state->fact_nesting = nesting;
  state->facts_computed++;
  state->facts_asked = true;
  fact->plugin->running++;
  cls_status status = cls_nested(L, run_fact, fact);
  fact->plugin->running--;
  state->fact_nesting = nesting - 1;
  state->fact = fact->asker;
  fact->progress = status == CLS_OK ? FACT_KNOWN : FACT_UNASKED;
  if (status == CLS_OK) return;
  // A field that this build leaves out was read: whoever asked is run again, with it.
  if (status == CLS_WIDER) cls_stop_as(L, status);
  if (!state->fact_broke) name_failure(L, fact, status);
  if (is_its_own(state, status, nesting)) keep_failure(state, fact, status);
  fail_as(L, status);
}

/// The one who asks is one deeper than what it asked for.
static void note_depth(lua_State *L, const fact_record *fact) {
  cls_state *state = state_of(L);
  fact_record *asker = state->fact;
  if (!asker || asker->depth > fact->depth) return;
  asker->depth = fact->depth + 1;
  if (asker->depth <= MAX_DEPTH) return;
  describe_too_deep(state, asker);
  fail_as(L, CLS_ERROR);
}

static fact_record *find_fact(lua_State *L, const plugin_record *plugin, const char *key) {
  near_name near = {.wanted = key};
  for (uint32_t index = 0; index < plugin->fact_count; index++) {
    if (strcmp(plugin->facts[index].key, key) == 0) return &plugin->facts[index];
    cls_consider_name(&near, plugin->facts[index].key);
  }
  if (near.best) {
    luaL_error(
      L, "the plugin `%s` has no fact `%s`; did you mean `%s`?", plugin->name, key, near.best);
  }
  luaL_error(L, "the plugin `%s` has no fact `%s`", plugin->name, key);
  return NULL;
}

/// `ctx.facts.<plugin>.<key>`.
static int ask(lua_State *L) {
  cls_state *state = state_of(L);
  const plugin_record *plugin = lua_touserdata(L, lua_upvalueindex(1));
  lua_settop(L, 2);
  luaL_checkstack(L, 16, "too deep");
  fact_record *fact = find_fact(L, plugin, cls_push_text(L, 2, NULL));
  if (state->build_ref == LUA_NOREF) return luaL_error(L, "no build is bound");
  // Counted the same for a fact that is known and for one that is not.
  cls_restart_count(L);
  if (fact->progress == FACT_RUNNING) refuse_circle(L, fact);
  if (fact->progress == FACT_UNASKED) {
    if (state->fact_nesting >= MAX_NESTING) {
      state->fact_was_too_deep = true;
      describe_too_deep(state, fact);
      fail_as(L, CLS_ERROR);
    }
    compute(L, fact);
  }
  cls_restart_count(L);
  if (fact->progress == FACT_BROKEN) replay(L, fact);
  note_depth(L, fact);
  lua_rawgeti(L, LUA_REGISTRYINDEX, fact->value_ref);
  cls_trace_fact(L, plugin->name, fact->key, -1);
  return 1;
}

// MARK: What rules see

/// Pushes an object whose fields `index` finds; nobody can write to it or walk over it.
static void push_asker(lua_State *L, lua_CFunction index, const void *plugin) {
  lua_newuserdatauv(L, 0, 0);
  lua_createtable(L, 0, 2);
  lua_pushlightuserdata(L, (void *)plugin);
  lua_pushcclosure(L, index, 1);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, cls_refuse_write);
  lua_setfield(L, -2, "__newindex");
  lua_setmetatable(L, -2);
}

/// `ctx.facts.<plugin>`; in a fact, of its own plugin alone.
static int plugin_of_facts(lua_State *L) {
  cls_state *state = state_of(L);
  const plugin_record *own = lua_touserdata(L, lua_upvalueindex(1));
  lua_settop(L, 2);
  const char *name = cls_push_text(L, 2, NULL);
  near_name near = {.wanted = name};
  for (uint32_t index = 0; index < state->plugin_count; index++) {
    const plugin_record *plugin = state->plugins[index];
    if (own && plugin != own) continue;
    if (strcmp(plugin->name, name) == 0) {
      if (plugin->fact_count == 0) return luaL_error(L, "the plugin `%s` has no facts", name);
      lua_rawgeti(L, LUA_REGISTRYINDEX, plugin->facts_ref);
      return 1;
    }
    if (plugin->fact_count > 0) cls_consider_name(&near, plugin->name);
  }
  if (own) {
    return luaL_error(
      L, "a fact sees the facts of its own plugin, `%s`, and not of `%s`", own->name, name);
  }
  if (near.best) {
    return luaL_error(L, "no plugin `%s` is on; did you mean `%s`?", name, near.best);
  }
  return luaL_error(L, "no plugin `%s` is on", name);
}

void cls_push_facts(lua_State *L) {
  cls_state *state = state_of(L);
  if (state->facts_ref == LUA_NOREF) {
    push_asker(L, plugin_of_facts, NULL);
    state->facts_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  }
  lua_rawgeti(L, LUA_REGISTRYINDEX, state->facts_ref);
}

// MARK: Preparing

typedef struct {
  plugin_record *plugin;
  const cls_fact *facts;
  uint32_t count;
  const char *language;
} prepare_request;

static int prepare(lua_State *L) {
  prepare_request *request = lua_touserdata(L, 1);
  plugin_record *plugin = request->plugin;
  for (uint32_t index = 0; index < plugin->fact_count; index++) {
    fact_record *fact = &plugin->facts[index];
    cls_push_plugin_function(L, plugin, "facts", fact->key, "compute");
    if (!lua_isfunction(L, -1)) return luaL_error(L, "`%s` is no fact", fact->key);
    fact->compute_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  }
  push_asker(L, ask, plugin);
  plugin->facts_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_createtable(L, 0, 2);
  lua_pushstring(L, request->language);
  lua_setfield(L, -2, "lang");
  push_asker(L, plugin_of_facts, plugin);
  lua_setfield(L, -2, "facts");
  cls_push_view(L, -1, NULL, 0);
  plugin->context_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

static bool copy_facts(plugin_record *plugin, const cls_fact *facts, uint32_t count) {
  plugin->facts = calloc(count ? count : 1, sizeof *plugin->facts);
  if (!plugin->facts) return false;
  for (uint32_t index = 0; index < count; index++) {
    fact_record *fact = &plugin->facts[index];
    plugin->fact_count++;
    fact->plugin = plugin;
    fact->compute_ref = fact->value_ref = LUA_NOREF;
    fact->key = strdup(facts[index].key);
    if (!fact->key ||
        !cls_copy_needs(
          &fact->needs, &fact->need_count, facts[index].needs, facts[index].need_count)) {
      return false;
    }
  }
  return true;
}

cls_status cls_prepare_facts(
  cls_state *state, uint32_t number, const cls_fact *facts, uint32_t count, const char *language,
  cls_error *error
) {
  plugin_record *plugin = number < state->plugin_count ? state->plugins[number] : NULL;
  if (!plugin || plugin->facts) {
    snprintf(state->message, sizeof state->message, "there is no plugin to prepare");
    cls_set_error(state, error, CLS_ERROR);
    return CLS_ERROR;
  }
  if (!copy_facts(plugin, facts, count)) {
    cls_set_error(state, error, CLS_MEMORY);
    return CLS_MEMORY;
  }
  prepare_request request = {
    .plugin = plugin, .facts = facts, .count = count, .language = language};
  cls_status status = cls_unlimited(state, prepare, &request, error);
  state->baseline = state->pool.used;
  return status;
}

// MARK: Forgetting

static int forget(lua_State *L) {
  cls_state *state = lua_touserdata(L, 1);
  for (uint32_t index = 0; index < state->plugin_count; index++) {
    plugin_record *plugin = state->plugins[index];
    for (uint32_t fact = 0; fact < plugin->fact_count; fact++) {
      luaL_unref(L, LUA_REGISTRYINDEX, plugin->facts[fact].value_ref);
      plugin->facts[fact].value_ref = LUA_NOREF;
      plugin->facts[fact].progress = FACT_UNASKED;
    }
  }
  return 0;
}

void cls_reset_facts(cls_state *state) {
  state->fact_bytes = 0;
  state->facts_stale = false;
  if (!state->facts_asked) return;
  cls_unlimited(state, forget, state, NULL);
  state->facts_asked = false;
}

uint64_t cls_facts_computed(const cls_state *state) { return state->facts_computed; }
