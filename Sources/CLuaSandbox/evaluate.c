/// Binds a build and runs one prepared rule on it.
#include <stdio.h>

#include "call_limits.h"
#include "document.h"
#include "document_to_lua.h"
#include "guards.h"
#include "needs.h"
#include "state.h"

// MARK: Binding

static int bind(lua_State *L) {
  cls_state *state = lua_touserdata(L, 1);
  luaL_unref(L, LUA_REGISTRYINDEX, state->build.ref);
  state->build.ref = LUA_NOREF;
  cls_push_cell(L, state->build.cells, state->build.bytes, 0);
  state->build.ref = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

cls_status cls_bind(
  cls_state *state, const cls_cell *cells, uint32_t cell_count, const char *bytes, bool traced,
  cls_error *error
) {
  state->build.cells = cells;
  state->build.bytes = bytes;
  state->trace.on = traced;
  if (traced) cls_clear_reads(state);
  cls_reset_facts(state);
  // The allowance for a build follows from its size alone, so a limit stops a rule at the same
  // instruction whatever was evaluated before.
  state->call.build_bytes = (uint64_t)cell_count * 512;
  return cls_unlimited(state, bind, state, error);
}

// MARK: Evaluating

typedef struct {
  cls_state *state;
  rule_record *rule;
  bool asks_when;
  bool applies;
} evaluate_request;

static int evaluate(lua_State *L) {
  evaluate_request *request = lua_touserdata(L, 1);
  cls_state *state = request->state;
  rule_record *rule = request->rule;
  bool own = rule->guard_ref != LUA_NOREF, modules = state->modules.has_guards;
  if (own) cls_begin_guarded(L, rule->guard_ref, &rule->guards_unchecked);
  if (modules) cls_begin_guarded(L, state->modules.guards_ref, &state->modules.guards_unchecked);
  lua_rawgeti(
    L, LUA_REGISTRYINDEX, request->asks_when ? rule->when_ref : rule->check_ref);
  lua_rawgeti(L, LUA_REGISTRYINDEX, state->build.ref);
  lua_rawgeti(L, LUA_REGISTRYINDEX, rule->context_ref);
  lua_call(L, 2, 1);
  if (request->asks_when) {
    request->applies = lua_toboolean(L, -1);
  } else if (!lua_isnil(L, -1)) {
    // No Lua function is running any more, so the location is the line where `check` begins.
    lua_Debug info;
    lua_rawgeti(L, LUA_REGISTRYINDEX, rule->check_ref);
    lua_getinfo(L, ">S", &info);
    return luaL_error(
      L, "%s:%d: `check` returned a %s; report a finding with ctx.report(id, data)",
      info.source + 1, info.linedefined, luaL_typename(L, -1));
  }
  if (own) cls_end_guarded(L, rule->guard_ref, &rule->guards_unchecked);
  if (modules) cls_end_guarded(L, state->modules.guards_ref, &state->modules.guards_unchecked);
  return 0;
}

/// Whether the bound build lacks a field that the rule needs; the report then lists the paths.
static bool lacks_needs(cls_state *state, const rule_record *rule) {
  return cls_collect_missing(state, rule->needs, rule->need_count) > 0;
}

static cls_outcome run_when(cls_state *state, rule_record *rule, cls_result *result) {
  evaluate_request request = {.state = state, .rule = rule, .asks_when = true};
  cls_status status = cls_protected(state, evaluate, &request, &result->error);
  result->fuel = (uint64_t)(state->call.fuel_at_start - state->call.fuel);
  if (status == CLS_OK) return request.applies ? CLS_PASS : CLS_NOT_APPLICABLE;
  if (status == CLS_NEEDS_FIELD) return CLS_DEPENDENCY_FOUND;
  // If data is missing, an error is not the fault of the rule, unless a fact failed.
  if (status == CLS_ERROR && !state->failure.in_fact && lacks_needs(state, rule)) {
    return CLS_UNKNOWN;
  }
  return CLS_BROKEN;
}

static cls_outcome run_check(cls_state *state, rule_record *rule, cls_result *result) {
  cls_document_clear(&state->report.document);
  cls_document_clear(&state->report.unknowns);
  if (cls_document_cell(&state->report.document, CLS_KIND_LIST, 0) == UINT32_MAX) {
    cls_set_error(state, &result->error, CLS_MEMORY);
    return CLS_BROKEN;
  }
  state->report.rule = rule;
  evaluate_request request = {.state = state, .rule = rule};
  cls_status status = cls_protected(state, evaluate, &request, &result->error);
  state->report.rule = NULL;
  result->fuel += (uint64_t)(state->call.fuel_at_start - state->call.fuel);
  if (status == CLS_NEEDS_FIELD) return CLS_DEPENDENCY_FOUND;
  if (status != CLS_OK) return CLS_BROKEN;
  if (state->report.findings == 0 && state->report.unknowns.cell_count > 0) {
    cls_document_close(&state->report.unknowns, 0, state->report.unknowns.cell_count - 1);
    result->document = &state->report.unknowns;
    return CLS_UNKNOWN;
  }
  cls_document_close(&state->report.document, 0, state->report.findings);
  result->dropped_findings = state->report.dropped;
  result->has_score = state->report.has_score;
  result->score = state->report.score;
  return state->report.findings ? CLS_FAIL : CLS_PASS;
}

/// Reports a call that the engine should not have made, like any other error.
static void refuse_evaluation(cls_state *state, cls_result *result, const char *reason) {
  snprintf(state->failure.message, sizeof state->failure.message, "%s", reason);
  state->failure.chunk = 0;
  state->failure.line = 0;
  result->outcome = CLS_BROKEN;
  cls_set_error(state, &result->error, CLS_ERROR);
}

void cls_evaluate(cls_state *state, uint32_t index, cls_result *result) {
  *result = (cls_result){.document = &state->report.document};
  if (index >= state->rules.count) {
    refuse_evaluation(state, result, "there is no such rule");
    return;
  }
  if (state->build.ref == LUA_NOREF) {
    refuse_evaluation(state, result, "no build is bound");
    return;
  }
  if (state->facts.stale) cls_reset_facts(state);
  rule_record *rule = &state->rules.items[index];
  uint64_t used = state->pool.used, limit = state->call.limits.memory, peak = 0;
  state->report.findings = state->report.dropped = 0;
  state->report.has_score = false;
  result->outcome = CLS_PASS;
  if (rule->when_ref != LUA_NOREF) {
    result->outcome = run_when(state, rule, result);
    peak = state->pool.recent_peak;
  }
  if (result->outcome == CLS_PASS) {
    if (lacks_needs(state, rule)) {
      result->outcome = CLS_UNKNOWN;
    } else {
      result->outcome = run_check(state, rule, result);
      if (state->pool.recent_peak > peak) peak = state->pool.recent_peak;
    }
  }
  result->heavy = limit && peak > used + limit / 4;
  if (result->outcome == CLS_UNKNOWN && result->document->failed) {
    result->outcome = CLS_BROKEN;
    cls_set_error(state, &result->error, CLS_MEMORY);
  }
  if (result->outcome == CLS_BROKEN && result->error.chunk == 0) {
    result->error.chunk = rule->chunk;
  }
}
