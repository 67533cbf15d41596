/// Loads rule files, and completes the rules with what the engine decided about them.
#include <stdio.h>
#include <stdlib.h>

#include "call_limits.h"
#include "context.h"
#include "document.h"
#include "document_from_lua.h"
#include "environment.h"
#include "freeze.h"
#include "module.h"
#include "needs.h"
#include "rule.h"

// MARK: Loading

typedef struct {
  cls_state *state;
  uint32_t space;
  uint32_t chunk;
  const char *source;
  size_t length;
  bool accepted;
  const cls_compiled *compiled;
  rule_record rule;
} load_request;

/// A reference to the function in the field `name` of the table at `table`, or LUA_NOREF.
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
    L, request->space, request->chunk, request->source, request->length, request->accepted,
    request->compiled, "the file");
  int environment = lua_gettop(L), table = environment - 1;
  document_caps caps = {.depth = 32, .entries = 4096, .cells = 60000, .functions = true};
  cls_document_append(L, &state->output, table, &caps);
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
  if (state->rules.count < state->rules.capacity) return true;
  uint32_t capacity = state->rules.capacity ? state->rules.capacity * 2 : 64;
  rule_record *rules = realloc(state->rules.items, capacity * sizeof *rules);
  if (!rules) return false;
  state->rules.items = rules;
  state->rules.capacity = capacity;
  return true;
}

cls_status cls_load_rule(
  cls_state *state, uint32_t space, const char *source, size_t length, bool accepted,
  const cls_compiled *compiled, uint32_t chunk, uint32_t *rule, const cls_document **description, cls_error *error
) {
  load_request request = {
    .state = state, .space = space, .chunk = chunk, .source = source, .length = length,
    .accepted = accepted, .compiled = compiled,
    .rule = {.chunk = chunk, .check_ref = LUA_NOREF, .when_ref = LUA_NOREF,
             .context_ref = LUA_NOREF, .guard_ref = LUA_NOREF},
  };
  cls_document_clear(&state->output);
  state->call.build_bytes = 0;
  if (!make_room_for_rule(state)) {
    cls_set_error(state, error, CLS_MEMORY);
    return CLS_MEMORY;
  }
  cls_status status = cls_protected(state, load_rule, &request, error);
  cls_end_loading(state);
  if (status != CLS_OK) {
    if (error->chunk == 0) error->chunk = chunk;
    cls_undo(state, unload_rule, &request.rule, error);
    return status;
  }
  *rule = state->rules.count;
  state->rules.items[state->rules.count++] = request.rule;
  *description = &state->output;
  state->call.baseline = state->pool.used;
  return CLS_OK;
}

// MARK: Preparing

typedef struct {
  rule_record *rule;
  const cls_plan *plan;
} prepare_request;

static int prepare(lua_State *L) {
  prepare_request *request = lua_touserdata(L, 1);
  cls_push_context(L, request->plan);
  luaL_unref(L, LUA_REGISTRYINDEX, request->rule->context_ref);
  request->rule->context_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

static void free_plan(rule_record *rule) {
  cls_free_needs(rule->needs, rule->need_count);
  for (uint32_t id = 0; id < rule->message_id_count; id++) free(rule->message_ids[id]);
  free(rule->message_ids);
  rule->needs = NULL;
  rule->message_ids = NULL;
  rule->need_count = rule->message_id_count = 0;
}

static bool copy_plan(rule_record *rule, const cls_plan *plan) {
  free_plan(rule);
  rule->message_ids =
    calloc(plan->message_id_count ? plan->message_id_count : 1, sizeof *rule->message_ids);
  if (!rule->message_ids ||
      !cls_copy_needs(&rule->needs, &rule->need_count, plan->needs, plan->need_count)) {
    return false;
  }
  for (uint32_t id = 0; id < plan->message_id_count; id++) {
    rule->message_ids[id] = strdup(plan->message_ids[id]);
    if (!rule->message_ids[id]) return false;
    rule->message_id_count++;
  }
  rule->severity = plan->severity;
  return true;
}

cls_status cls_prepare_rule(
  cls_state *state, uint32_t rule, const cls_plan *plan, cls_error *error
) {
  if (rule >= state->rules.count) {
    snprintf(state->failure.message, sizeof state->failure.message, "there is no such rule");
    cls_set_error(state, error, CLS_ERROR);
    return CLS_ERROR;
  }
  rule_record *record = &state->rules.items[rule];
  if (!copy_plan(record, plan)) {
    cls_set_error(state, error, CLS_MEMORY);
    return CLS_MEMORY;
  }
  prepare_request request = {.rule = record, .plan = plan};
  cls_status status = cls_unlimited(state, prepare, &request, error);
  state->call.baseline = state->pool.used;
  return status;
}

void cls_free_rules(cls_state *state) {
  for (uint32_t index = 0; index < state->rules.count; index++) {
    free_plan(&state->rules.items[index]);
  }
  free(state->rules.items);
}
