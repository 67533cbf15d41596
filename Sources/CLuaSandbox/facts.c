/// Facts: named functions of the build, defined by plugins. A fact is computed when a rule first
/// asks for it, once for each build.
///
/// The result does not depend on which rule asks first. A fact runs under limits of its own; asking
/// costs the same whether the fact is computed or replayed; and a fact that failed raises the same
/// error for every rule that asks.
#include <stdio.h>
#include <stdlib.h>

#include "call_limits.h"
#include "document_to_lua.h"
#include "fact_value.h"
#include "facts.h"
#include "nearest_name.h"
#include "needs.h"
#include "plugin.h"
#include "proxy.h"
#include "trace.h"
#include "value_text.h"

/// How many facts may wait for one another. A fact that itself asks deeper than `MAX_DEPTH` always
/// fails. `MAX_NESTING` only protects the C stack: a failure at that limit is cached only if the
/// fact is certain to be too deep.
#define MAX_DEPTH 12
#define MAX_NESTING (2 * MAX_DEPTH)

// MARK: Failures

/// Ends the call because of the fact whose failure `state->failure` describes.
static _Noreturn void fail_as(lua_State *L, cls_status status) {
  state_of(L)->failure.in_fact = true;
  state_of(L)->failure.raised = false;
  cls_stop_as(L, status);
}

/// Raises the cached failure of a fact.
static _Noreturn void replay_failure(lua_State *L, const fact_record *fact) {
  cls_state *state = state_of(L);
  snprintf(
    state->failure.message, sizeof state->failure.message, "%s",
    fact->message ? fact->message : "a fact broke");
  state->failure.chunk = fact->error_chunk;
  state->failure.line = fact->error_line;
  fail_as(L, fact->status);
}

static int line_of(lua_State *L, const fact_record *fact) {
  lua_Debug info;
  lua_rawgeti(L, LUA_REGISTRYINDEX, fact->compute_ref);
  lua_getinfo(L, ">S", &info);
  return info.linedefined;
}

/// Prefixes the reason of the failure with the name of the fact.
static void name_failure(lua_State *L, const fact_record *fact, cls_status status) {
  cls_state *state = state_of(L);
  char reason[sizeof state->failure.message];
  switch (status) {
  case CLS_FUEL: snprintf(reason, sizeof reason, " exceeded its work limit (endless loop?)"); break;
  case CLS_MEMORY: snprintf(reason, sizeof reason, " exceeded its memory limit"); break;
  case CLS_DEADLINE: snprintf(reason, sizeof reason, " ran out of time"); break;
  default: snprintf(reason, sizeof reason, ": %.3900s", state->failure.message); break;
  }
  snprintf(
    state->failure.message, sizeof state->failure.message, "the fact `%.64s.%.64s`%s",
    fact->plugin->name, fact->key, reason);
  if (state->failure.chunk != 0) return;
  // No Lua function was running: what the fact returned cannot be used.
  state->failure.chunk = fact->plugin->chunk;
  state->failure.line = line_of(L, fact);
}

/// Whether the failure does not depend on where the fact was asked for, so that it can be cached.
static bool is_reproducible(const cls_state *state, cls_status status, uint32_t nesting) {
  if (state->facts.too_deep && nesting > MAX_NESTING - MAX_DEPTH) return false;
  return status != CLS_ERROR || !strstr(state->failure.message, "C stack overflow");
}

static void cache_failure(cls_state *state, fact_record *fact, cls_status status) {
  fact->progress = FACT_FAILED;
  fact->status = status;
  fact->error_chunk = state->failure.chunk;
  fact->error_line = state->failure.line;
  free(fact->message);
  fact->message = strdup(state->failure.message);
}

static void describe_too_deep(cls_state *state, const fact_record *fact) {
  snprintf(
    state->failure.message, sizeof state->failure.message,
    "the facts of `%.64s` ask for one another more than %d deep", fact->plugin->name, MAX_DEPTH);
  state->failure.chunk = fact->plugin->chunk;
  state->failure.line = 0;
}

/// Raises the error that `fact` waits for itself. The message starts with the fact that is first by
/// name, so that it is the same wherever the circle was entered.
static _Noreturn void refuse_circle(lua_State *L, const fact_record *fact) {
  cls_state *state = state_of(L);
  const fact_record *circle[MAX_NESTING], *at = state->facts.running;
  uint32_t count = 0, first = 0;
  // From the fact that asked, back to the fact that was asked for.
  while (at && count < MAX_NESTING) {
    circle[count++] = at;
    if (at == fact) break;
    at = at->asker;
  }
  for (uint32_t index = 1; index < count; index++) {
    if (strcmp(circle[index]->key, circle[first]->key) < 0) first = index;
  }
  char *out = state->failure.message;
  size_t room = sizeof state->failure.message, used;
  used = (size_t)snprintf(out, room, "the facts of `%.64s` ask in a circle: ", fact->plugin->name);
  for (uint32_t step = 0; step <= count && used < room; step++) {
    const fact_record *next = circle[(first + count - step % count) % count];
    used += (size_t)snprintf(out + used, room - used, step ? " → %.64s" : "%.64s", next->key);
  }
  state->failure.line = line_of(L, circle[first]);
  state->failure.chunk = fact->plugin->chunk;
  fail_as(L, CLS_ERROR);
}

// MARK: Computing

/// Pops a value and reads what a path names in it, as a rule would, so that missing dependencies
/// are discovered.
static void read_path(lua_State *L, const owned_path *path, uint32_t step) {
  luaL_checkstack(L, 4, "too deep");
  if (step == path->step_count || !lua_istable(L, -1)) {
    lua_pop(L, 1);
    return;
  }
  if (path->steps[step] != CLS_STEP_EACH) {
    lua_getfield(L, -1, state_of(L)->keys.names[path->steps[step]]);
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
      lua_rawgeti(L, LUA_REGISTRYINDEX, state_of(L)->build.ref);
      read_path(L, &fact->needs[need].alternatives[path], 0);
    }
  }
}

static int run_fact(lua_State *L) {
  fact_record *fact = lua_touserdata(L, 1);
  plugin_record *plugin = fact->plugin;
  cls_state *state = state_of(L);
  fact->value_ref = LUA_REFNIL;
  if (state->cached.build) read_needs(L, fact);
  if (!cls_needs_are_met(state, fact->needs, fact->need_count)) return 0;
  cls_begin_plugin(L, plugin);
  lua_rawgeti(L, LUA_REGISTRYINDEX, fact->compute_ref);
  lua_rawgeti(L, LUA_REGISTRYINDEX, state->build.ref);
  lua_rawgeti(L, LUA_REGISTRYINDEX, plugin->context_ref);
  lua_call(L, 2, 1);
  cls_end_plugin(L, plugin);
  uint64_t bytes = cls_freeze_fact_value(L);
  fact->value_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  state->facts.bytes += bytes;
  return 0;
}

/// Computes a fact that was not asked for before; raises an error if it fails.
static void compute(lua_State *L, fact_record *fact) {
  cls_state *state = state_of(L);
  uint32_t nesting = state->facts.nesting + 1;
  fact->asker = state->facts.running;
  fact->progress = FACT_RUNNING;
  fact->depth = 1;
  state->facts.running = fact;
  state->facts.nesting = nesting;
  state->facts.computed++;
  state->facts.asked = true;
  fact->plugin->running++;
  cls_status status = cls_nested(L, run_fact, fact);
  fact->plugin->running--;
  state->facts.nesting = nesting - 1;
  state->facts.running = fact->asker;
  fact->progress = status == CLS_OK ? FACT_KNOWN : FACT_UNASKED;
  if (status == CLS_OK) return;
  // The fact read a field that this build leaves out: the rule runs again with that field.
  if (status == CLS_NEEDS_FIELD) cls_stop_as(L, status);
  if (!state->failure.in_fact) name_failure(L, fact, status);
  if (is_reproducible(state, status, nesting)) cache_failure(state, fact, status);
  fail_as(L, status);
}

/// Updates the depth of the asking fact: one more than the fact it asked for.
static void note_depth(lua_State *L, const fact_record *fact) {
  cls_state *state = state_of(L);
  fact_record *asker = state->facts.running;
  if (!asker || asker->depth > fact->depth) return;
  asker->depth = fact->depth + 1;
  if (asker->depth <= MAX_DEPTH) return;
  describe_too_deep(state, asker);
  fail_as(L, CLS_ERROR);
}

static fact_record *find_fact(lua_State *L, const plugin_record *plugin, const char *key) {
  for (uint32_t index = 0; index < plugin->fact_count; index++) {
    if (strcmp(plugin->facts[index].key, key) == 0) return &plugin->facts[index];
  }
  nearest_name nearest = {.wanted = key};
  for (uint32_t index = 0; index < plugin->fact_count; index++) {
    cls_consider_name(&nearest, plugin->facts[index].key);
  }
  if (nearest.best) {
    luaL_error(
      L, "the plugin `%s` has no fact `%s`; did you mean `%s`?", plugin->name, key, nearest.best);
  }
  luaL_error(L, "the plugin `%s` has no fact `%s`", plugin->name, key);
  return NULL;
}

/// The `__index` handler of `ctx.facts.<plugin>`: the value of a fact.
static int ask(lua_State *L) {
  cls_state *state = state_of(L);
  const plugin_record *plugin = lua_touserdata(L, lua_upvalueindex(1));
  lua_settop(L, 2);
  luaL_checkstack(L, 16, "too deep");
  fact_record *fact = find_fact(L, plugin, cls_push_text(L, 2, NULL));
  if (state->build.ref == LUA_NOREF) return luaL_error(L, "no build is bound");
  // The count is the same for a known fact and for one that is computed.
  cls_restart_count(L);
  if (fact->progress == FACT_RUNNING) refuse_circle(L, fact);
  if (fact->progress == FACT_UNASKED) {
    if (state->facts.nesting >= MAX_NESTING) {
      state->facts.too_deep = true;
      describe_too_deep(state, fact);
      fail_as(L, CLS_ERROR);
    }
    compute(L, fact);
  }
  cls_restart_count(L);
  if (fact->progress == FACT_FAILED) replay_failure(L, fact);
  note_depth(L, fact);
  lua_rawgeti(L, LUA_REGISTRYINDEX, fact->value_ref);
  cls_trace_fact(L, plugin->name, fact->key, -1, CLS_MAX_FACT_DEPTH + 1);
  return 1;
}

// MARK: What rules see

/// Pushes an object whose `__index` handler is `index`. Rules can neither write to it nor iterate
/// over it.
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

/// The `__index` handler of `ctx.facts`. In a fact, it finds only the fact's own plugin.
static int plugin_of_facts(lua_State *L) {
  cls_state *state = state_of(L);
  const plugin_record *own = lua_touserdata(L, lua_upvalueindex(1));
  lua_settop(L, 2);
  const char *name = cls_push_text(L, 2, NULL);
  for (uint32_t index = 0; index < state->plugins.count; index++) {
    const plugin_record *plugin = state->plugins.items[index];
    if ((own && plugin != own) || strcmp(plugin->name, name) != 0) continue;
    if (plugin->fact_count == 0) return luaL_error(L, "the plugin `%s` has no facts", name);
    lua_rawgeti(L, LUA_REGISTRYINDEX, plugin->facts_ref);
    return 1;
  }
  if (own) {
    return luaL_error(
      L, "a fact sees the facts of its own plugin, `%s`, and not of `%s`", own->name, name);
  }
  nearest_name nearest = {.wanted = name};
  for (uint32_t index = 0; index < state->plugins.count; index++) {
    const plugin_record *plugin = state->plugins.items[index];
    if (plugin->fact_count > 0) cls_consider_name(&nearest, plugin->name);
  }
  if (nearest.best) {
    return luaL_error(L, "no plugin `%s` is on; did you mean `%s`?", name, nearest.best);
  }
  return luaL_error(L, "no plugin `%s` is on", name);
}

void cls_push_facts(lua_State *L) {
  cls_state *state = state_of(L);
  if (state->facts.ref == LUA_NOREF) {
    push_asker(L, plugin_of_facts, NULL);
    state->facts.ref = luaL_ref(L, LUA_REGISTRYINDEX);
  }
  lua_rawgeti(L, LUA_REGISTRYINDEX, state->facts.ref);
}

// MARK: Preparing

typedef struct {
  plugin_record *plugin;
  const char *language;
  const cls_document *params;
} prepare_request;

static int prepare(lua_State *L) {
  prepare_request *request = lua_touserdata(L, 1);
  plugin_record *plugin = request->plugin;
  for (uint32_t index = 0; index < plugin->fact_count; index++) {
    fact_record *fact = &plugin->facts[index];
    cls_push_plugin_function(L, plugin, "facts", fact->key, "compute");
    if (!lua_isfunction(L, -1)) return luaL_error(L, "`%s` is not a fact", fact->key);
    fact->compute_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  }
  push_asker(L, ask, plugin);
  plugin->facts_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_createtable(L, 0, 3);
  lua_pushstring(L, request->language);
  lua_setfield(L, -2, "lang");
  if (request->params) {
    cls_push_cell(L, request->params->cells, request->params->bytes, 0);
  } else {
    lua_newtable(L);
  }
  lua_setfield(L, -2, "params");
  push_asker(L, plugin_of_facts, plugin);
  lua_setfield(L, -2, "facts");
  cls_push_proxy(L, -1);
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
  const cls_document *params, cls_error *error
) {
  plugin_record *plugin = number < state->plugins.count ? state->plugins.items[number] : NULL;
  if (!plugin || plugin->facts) {
    snprintf(
      state->failure.message, sizeof state->failure.message, "there is no plugin to prepare");
    cls_set_error(state, error, CLS_ERROR);
    return CLS_ERROR;
  }
  if (!copy_facts(plugin, facts, count)) {
    cls_set_error(state, error, CLS_MEMORY);
    return CLS_MEMORY;
  }
  prepare_request request = {.plugin = plugin, .language = language, .params = params};
  cls_status status = cls_unlimited(state, prepare, &request, error);
  state->call.baseline = state->pool.used;
  return status;
}

// MARK: Dropping values

static int drop_values(lua_State *L) {
  cls_state *state = lua_touserdata(L, 1);
  for (uint32_t index = 0; index < state->plugins.count; index++) {
    plugin_record *plugin = state->plugins.items[index];
    for (uint32_t fact = 0; fact < plugin->fact_count; fact++) {
      luaL_unref(L, LUA_REGISTRYINDEX, plugin->facts[fact].value_ref);
      plugin->facts[fact].value_ref = LUA_NOREF;
      plugin->facts[fact].progress = FACT_UNASKED;
    }
  }
  return 0;
}

void cls_reset_facts(cls_state *state) {
  state->facts.bytes = 0;
  state->facts.stale = false;
  if (!state->facts.asked) return;
  cls_unlimited(state, drop_values, state, NULL);
  state->facts.asked = false;
}

uint64_t cls_facts_computed(const cls_state *state) { return state->facts.computed; }
