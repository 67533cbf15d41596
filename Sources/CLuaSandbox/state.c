/// Opening and closing a worker, and loading rules into it.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "sandbox.h"

static int open_state(lua_State *L) {
  cls_state *state = lua_touserdata(L, 1);
  cls_open_libraries(L);
  lua_newtable(L);
  state->module_guards_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  // Names that every build uses are made once and kept.
  lua_createtable(L, (int)state->key_count, 0);
  for (uint32_t key = 0; key < state->key_count; key++) {
    lua_pushstring(L, state->keys[key]);
    lua_rawseti(L, -2, key + 1);
  }
  luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

cls_state *cls_open(const cls_limits *limits, const char *const *keys, uint32_t key_count) {
  cls_state *state = calloc(1, sizeof *state);
  if (!state) return NULL;
  state->limits = *limits;
  if (state->limits.hook_interval == 0) state->limits.hook_interval = 100;
  if (state->limits.fuel > INT64_MAX) state->limits.fuel = INT64_MAX;
  state->pool.pooled = limits->pool;
  state->keys = keys;
  state->key_count = key_count;
  state->build_ref = state->seen_reads_ref = state->module_guards_ref = LUA_NOREF;
  state->kept_ref = state->kept_root_ref = state->kept_root_raw_ref = LUA_NOREF;
  state->facts_ref = LUA_NOREF;
  if (limits->probes) state->probes = calloc(limits->probes, 1);
  if (!limits->probes || state->probes) {
    state->L = lua_newstate(cls_pool_allocate, &state->pool);
  }
  if (!state->L) {
    free(state->probes);
    cls_pool_destroy(&state->pool);
    free(state);
    return NULL;
  }
  *(cls_state **)lua_getextraspace(state->L) = state;
  state->c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
  if (cls_unlimited(state, open_state, state, NULL) != CLS_OK) {
    cls_close(state);
    return NULL;
  }
  state->baseline = state->pool.used;
  return state;
}

void cls_free_plan(rule_record *rule) {
  cls_free_needs(rule->needs, rule->need_count);
  for (uint32_t id = 0; id < rule->message_id_count; id++) free(rule->message_ids[id]);
  free(rule->message_ids);
  rule->needs = NULL;
  rule->message_ids = NULL;
  rule->need_count = rule->message_id_count = 0;
}

void cls_close(cls_state *state) {
  if (!state) return;
  lua_close(state->L);
  cls_pool_destroy(&state->pool);
  if (state->c_locale) freelocale(state->c_locale);
  for (uint32_t index = 0; index < state->rule_count; index++) cls_free_plan(&state->rules[index]);
  for (uint32_t index = 0; index < state->module_count; index++) {
    free(state->modules[index].name);
    free(state->modules[index].source);
  }
  cls_free_plugins(state);
  free(state->rules);
  free(state->modules);
  cls_document_free(&state->result);
  cls_document_free(&state->unknowns);
  cls_document_free(&state->description);
  cls_document_free(&state->reads);
  free(state->probes);
  free(state);
}

// MARK: Loading

typedef struct {
  cls_state *state;
  uint32_t space;
  uint32_t chunk;
  const char *source;
  size_t length;
  rule_record rule;
} load_request;

/// Keeps the function that is the field `name` of the table at `table`, or refuses it.
static int take_function(lua_State *L, int table, const char *name) {
  int type = lua_getfield(L, table, name);
  if (type == LUA_TFUNCTION) return luaL_ref(L, LUA_REGISTRYINDEX);
  lua_pop(L, 1);
  return LUA_NOREF;
}

static int load_rule(lua_State *L) {
  load_request *request = lua_touserdata(L, 1);
  cls_state *state = request->state;
  bool guarded = cls_run_table(
    L, request->space, request->chunk, request->source, request->length, "the file");
  int environment = lua_gettop(L), table = environment - 1;
  document_caps caps = {.depth = 32, .entries = 4096, .cells = 60000, .functions = true};
  cls_document_append(L, &state->description, table, &caps);
  lua_newtable(L);
  int guards = lua_gettop(L);
  int watched = guarded ? guards : 0;
  request->rule.check_ref = take_function(L, table, "check");
  request->rule.when_ref = take_function(L, table, "when");
  cls_freeze_environment(L, environment, watched);
  lua_rawgeti(L, LUA_REGISTRYINDEX, request->rule.check_ref);
  if (lua_isfunction(L, -1)) cls_freeze(L, -1, watched);
  lua_rawgeti(L, LUA_REGISTRYINDEX, request->rule.when_ref);
  if (lua_isfunction(L, -1)) cls_freeze(L, -1, watched);
  if (watched && lua_rawlen(L, guards) > 0) {
    lua_pushvalue(L, guards);
    request->rule.guard_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  }
  return 0;
}

static int unload_rule(lua_State *L) {
  rule_record *rule = lua_touserdata(L, 1);
  luaL_unref(L, LUA_REGISTRYINDEX, rule->check_ref);
  luaL_unref(L, LUA_REGISTRYINDEX, rule->when_ref);
  luaL_unref(L, LUA_REGISTRYINDEX, rule->guard_ref);
  luaL_unref(L, LUA_REGISTRYINDEX, rule->context_ref);
  return 0;
}

static bool make_room_for_rule(cls_state *state) {
  if (state->rule_count < state->rule_capacity) return true;
  uint32_t capacity = state->rule_capacity ? state->rule_capacity * 2 : 64;
  rule_record *rules = realloc(state->rules, capacity * sizeof *rules);
  if (!rules) return false;
  state->rules = rules;
  state->rule_capacity = capacity;
  return true;
}

cls_status cls_load_rule(
  cls_state *state, uint32_t space, const char *source, size_t length, uint32_t chunk,
  uint32_t *rule, const cls_document **description, cls_error *error
) {
  load_request request = {
    .state = state, .space = space, .chunk = chunk, .source = source, .length = length,
    .rule = {.space = space, .chunk = chunk, .check_ref = LUA_NOREF, .when_ref = LUA_NOREF,
             .context_ref = LUA_NOREF, .guard_ref = LUA_NOREF},
  };
  cls_document_clear(&state->description);
  state->build_bytes = 0;
  if (!make_room_for_rule(state)) {
    cls_set_error(state, error, CLS_MEMORY);
    return CLS_MEMORY;
  }
  cls_status status = cls_protected(state, load_rule, &request, error);
  cls_end_loading(state);
  if (status != CLS_OK) {
    if (error->chunk == 0) error->chunk = chunk;
    cls_error kept = *error;
    char message[sizeof state->message];
    memcpy(message, state->message, sizeof message);
    cls_unlimited(state, unload_rule, &request.rule, NULL);
    memcpy(state->message, message, sizeof message);
    *error = kept;
    return status;
  }
  *rule = state->rule_count;
  state->rules[state->rule_count++] = request.rule;
  *description = &state->description;
  state->baseline = state->pool.used;
  return CLS_OK;
}

// MARK: Measuring and testing

cls_memory cls_memory_use(const cls_state *state) {
  return (cls_memory){
    .bytes_in_use = state->pool.used,
    .peak_bytes = state->pool.peak,
    .recent_peak_bytes = state->pool.recent_peak,
    .allocations = state->pool.allocations,
  };
}

void cls_fail_allocation(cls_state *state, uint64_t count) { state->pool.fail_at = count; }

void cls_collect_always(cls_state *state, bool on) {
  state->pool.collect_always = on;
  state->pool.retrying = false;
}

int32_t cls_stack_height(const cls_state *state) { return lua_gettop(state->L); }

size_t cls_stack_headroom(void) {
  static _Thread_local uintptr_t bottom = 0;
  if (bottom == 0) {
#if defined(__linux__)
    pthread_attr_t attributes;
    void *address;
    size_t size;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) return SIZE_MAX;
    if (pthread_attr_getstack(&attributes, &address, &size) == 0) bottom = (uintptr_t)address;
    pthread_attr_destroy(&attributes);
#elif defined(__APPLE__)
    bottom = (uintptr_t)pthread_get_stackaddr_np(pthread_self()) -
             pthread_get_stacksize_np(pthread_self());
#endif
    if (bottom == 0) return SIZE_MAX;
  }
  return (uintptr_t)__builtin_frame_address(0) - bottom;
}
