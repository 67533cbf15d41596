/// One prepared rule on the bound build.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "sandbox.h"

static const char *const SEVERITIES[] = {"advice", "warning", "error"};

// MARK: What a rule sees as `ctx`

static int severity_named(lua_State *L, const char *name) {
  for (int severity = 0; severity < 3; severity++) {
    if (strcmp(name, SEVERITIES[severity]) == 0) return severity;
  }
  return luaL_error(L, "the severity `%s` is none of error, warning, advice", name);
}

static double checked_score(lua_State *L, int index) {
  double score = luaL_checknumber(L, index);
  if (!(score >= 0 && score <= 1)) luaL_error(L, "a score is a number from 0 to 1");
  return score;
}

static int context_score(lua_State *L) {
  cls_state *state = state_of(L);
  double score = checked_score(L, 1);
  if (!state->current) return luaL_error(L, "ctx.score is for check");
  state->score = score;
  state->has_score = true;
  return 0;
}

static void check_message_id(lua_State *L, const rule_record *rule, const char *id) {
  for (uint32_t index = 0; index < rule->message_id_count; index++) {
    if (strcmp(rule->message_ids[index], id) == 0) return;
  }
  luaL_error(L, "ctx.report: `messages` declares no `%s`", id);
}

static void append_key(cls_document *document, const char *key) {
  cls_document_text(document, CLS_KIND_KEY, key, strlen(key));
}

static void append_clean(lua_State *L, cls_document *document, int index) {
  size_t length;
  const char *text = lua_tolstring(L, index, &length);
  cls_charge_bytes(L, length);
  char buffer[CLS_MAX_TEXT];
  cls_document_text(document, CLS_KIND_TEXT, buffer, cls_clean(text, length, buffer, sizeof buffer));
}

/// The third argument of ctx.report; returns how many entries it added.
static uint32_t append_options(lua_State *L, cls_state *state, cls_document *result) {
  static const char *const known[] = {"at", "suggest", "severity", "score", NULL};
  uint32_t entries = 0;
  if (lua_isnoneornil(L, 3)) return 0;
  luaL_checktype(L, 3, LUA_TTABLE);
  if (cls_push_raw(L, 3)) lua_replace(L, 3);  // options that stand at the top of the file
  lua_pushnil(L);
  while (lua_next(L, 3)) {
    lua_pop(L, 1);
    size_t length;
    const char *key = cls_push_text(L, lua_gettop(L), &length);
    bool found = false;
    for (const char *const *name = known; *name; name++) found |= strcmp(*name, key) == 0;
    if (!found) luaL_error(L, "ctx.report: `%s` is none of at, suggest, severity, score", key);
    lua_pop(L, 1);
  }
  if (lua_getfield(L, 3, "at") != LUA_TNIL) {
    luaL_checktype(L, -1, LUA_TSTRING);
    append_key(result, "at");
    append_clean(L, result, -1);
    entries++;
  }
  if (lua_getfield(L, 3, "suggest") != LUA_TNIL) {
    append_key(result, "suggest");
    document_caps caps = {.depth = 1, .entries = 8, .cells = 32, .clean = true};
    cls_document_append(L, result, -1, &caps);
    entries++;
  }
  if (lua_getfield(L, 3, "severity") != LUA_TNIL) {
    int severity = severity_named(L, luaL_checkstring(L, -1));
    if (severity > state->current->severity) {
      luaL_error(
        L, "a finding may lower the rule's severity (%s), not raise it to %s",
        SEVERITIES[state->current->severity], SEVERITIES[severity]);
    }
    append_key(result, "severity");
    cls_document_cell(result, CLS_KIND_INTEGER, (uint64_t)severity);
    entries++;
  }
  if (lua_getfield(L, 3, "score") != LUA_TNIL) {
    double score = checked_score(L, -1);
    if (!state->has_score || score < state->score) state->score = score;
    state->has_score = true;
  }
  return entries;
}

/// The line of the nearest Lua function: `ctx.report` may be called back by `gsub`.
static int line_of_caller(lua_State *L) {
  lua_Debug frame;
  for (int level = 1; lua_getstack(L, level, &frame); level++) {
    lua_getinfo(L, "l", &frame);
    if (frame.currentline > 0) return frame.currentline;
  }
  return 0;
}

static int context_report(lua_State *L) {
  cls_state *state = state_of(L);
  lua_settop(L, 3);
  if (lua_type(L, 1) != LUA_TSTRING) {
    return luaL_error(L, "ctx.report takes the id of a message, not a %s", luaL_typename(L, 1));
  }
  if (!state->current) return luaL_error(L, "ctx.report is for check");
  check_message_id(L, state->current, lua_tostring(L, 1));
  if (!lua_isnil(L, 2)) luaL_checktype(L, 2, LUA_TTABLE);
  cls_charge(L, 16);
  if (state->findings == CLS_MAX_FINDINGS) {
    state->dropped++;
    return 0;
  }
  cls_document *result = &state->result;
  uint32_t finding = cls_document_cell(result, CLS_KIND_MAP, 0), entries = 3;
  append_key(result, "id");
  append_clean(L, result, 1);
  append_key(result, "line");
  cls_document_cell(result, CLS_KIND_INTEGER, (uint64_t)line_of_caller(L));
  append_key(result, "data");
  if (lua_isnil(L, 2)) {
    cls_document_cell(result, CLS_KIND_MAP, 0);
  } else {
    document_caps caps = {.depth = 4, .entries = 64, .cells = 1024, .clean = true};
    cls_document_append(L, result, 2, &caps);
  }
  entries += append_options(L, state, result);
  cls_document_close(result, finding, entries);
  if (result->failed) cls_stop_for_memory(L);
  state->findings++;
  return 0;
}

/// A field that matters for this build alone, so that `needs` could not name it.
static int context_unknown(lua_State *L) {
  cls_state *state = state_of(L);
  lua_settop(L, 1);
  luaL_checktype(L, 1, LUA_TSTRING);
  if (!state->current) return luaL_error(L, "ctx.unknown is for check");
  cls_charge(L, 16);
  if (state->unknowns.cell_count == 0) cls_document_cell(&state->unknowns, CLS_KIND_LIST, 0);
  if (state->unknowns.cell_count <= CLS_MAX_FINDINGS) append_clean(L, &state->unknowns, 1);
  if (state->unknowns.failed) cls_stop_for_memory(L);
  return 0;
}

// MARK: Preparing

typedef struct {
  cls_state *state;
  rule_record *rule;
  const cls_plan *plan;
} prepare_request;

static int prepare(lua_State *L) {
  prepare_request *request = lua_touserdata(L, 1);
  lua_createtable(L, 0, 6);
  cls_push_facts(L);
  lua_setfield(L, -2, "facts");
  lua_pushcfunction(L, context_report);
  lua_setfield(L, -2, "report");
  lua_pushcfunction(L, context_unknown);
  lua_setfield(L, -2, "unknown");
  lua_pushcfunction(L, context_score);
  lua_setfield(L, -2, "score");
  lua_pushstring(L, request->plan->language);
  lua_setfield(L, -2, "lang");
  bool traced = request->state->traced;
  request->state->traced = false;
  cls_push_cell(L, request->plan->params->cells, request->plan->params->bytes, 0, true);
  request->state->traced = traced;
  lua_setfield(L, -2, "params");
  cls_push_view(L, -1, NULL, 0);
  luaL_unref(L, LUA_REGISTRYINDEX, request->rule->context_ref);
  request->rule->context_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

static uint32_t shared_steps(const owned_need *need) {
  const owned_path *first = &need->alternatives[0];
  uint32_t shared = 0;
  for (uint32_t step = 0; step < first->step_count; step++) {
    for (uint32_t path = 1; path < need->alternative_count; path++) {
      const owned_path *other = &need->alternatives[path];
      if (step >= other->step_count || other->steps[step] != first->steps[step]) return shared;
    }
    if (first->steps[step] == CLS_STEP_EACH) shared = step + 1;
  }
  return shared;
}

static bool copy_need(owned_need *copy, const cls_need *need) {
  copy->alternatives = calloc(need->alternative_count, sizeof *copy->alternatives);
  if (!copy->alternatives) return false;
  copy->alternative_count = need->alternative_count;
  for (uint32_t path = 0; path < need->alternative_count; path++) {
    const cls_path *from = &need->alternatives[path];
    owned_path *to = &copy->alternatives[path];
    to->steps = malloc((from->step_count ? from->step_count : 1) * sizeof *to->steps);
    if (!to->steps) return false;
    memcpy(to->steps, from->steps, from->step_count * sizeof *to->steps);
    to->step_count = from->step_count;
  }
  copy->shared = shared_steps(copy);
  return true;
}

bool cls_copy_needs(owned_need **copies, uint32_t *count, const cls_need *needs, uint32_t given) {
  *count = 0;
  *copies = calloc(given ? given : 1, sizeof **copies);
  if (!*copies) return false;
  for (uint32_t need = 0; need < given; need++) {
    (*count)++;
    if (!copy_need(&(*copies)[need], &needs[need])) return false;
  }
  return true;
}

void cls_free_needs(owned_need *needs, uint32_t count) {
  for (uint32_t need = 0; need < count; need++) {
    for (uint32_t path = 0; path < needs[need].alternative_count; path++) {
      free(needs[need].alternatives[path].steps);
    }
    free(needs[need].alternatives);
  }
  free(needs);
}

static bool copy_plan(rule_record *rule, const cls_plan *plan) {
  cls_free_plan(rule);
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
  if (rule >= state->rule_count) {
    snprintf(state->message, sizeof state->message, "there is no such rule");
    cls_set_error(state, error, CLS_ERROR);
    return CLS_ERROR;
  }
  rule_record *record = &state->rules[rule];
  if (!copy_plan(record, plan)) {
    cls_set_error(state, error, CLS_MEMORY);
    return CLS_MEMORY;
  }
  prepare_request request = {.state = state, .rule = record, .plan = plan};
  cls_status status = cls_unlimited(state, prepare, &request, error);
  state->baseline = state->pool.used;
  return status;
}

// MARK: Binding

static int bind(lua_State *L) {
  cls_state *state = lua_touserdata(L, 1);
  luaL_unref(L, LUA_REGISTRYINDEX, state->build_ref);
  state->build_ref = LUA_NOREF;
  cls_push_cell(L, state->cells, state->bytes, 0, true);
  state->build_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

cls_status cls_bind(
  cls_state *state, const cls_cell *cells, uint32_t cell_count, const char *bytes, bool traced,
  cls_error *error
) {
  state->cells = cells;
  state->bytes = bytes;
  state->traced = traced;
  if (traced) cls_clear_reads(state);
  cls_reset_facts(state);
  // What a build takes in Lua follows from its size alone, so a limit falls at the same place
  // whatever was evaluated before.
  state->build_bytes = (uint64_t)cell_count * 512;
  return cls_unlimited(state, bind, state, error);
}

// MARK: Needs

typedef struct {
  cls_state *state;
  const owned_need *need;
  uint32_t missing;
  /// Only whether anything is missing is wanted.
  bool counts_only;
} need_walk;

/// The cell of a key in the map at `index`, or 0: the root is nobody's field.
static uint32_t field_of(const cls_state *state, uint32_t index, uint32_t key) {
  const cls_cell *cells = state->cells;
  if (cells[index].kind != CLS_KIND_MAP) return 0;
  uint32_t at = index + 1;
  for (uint32_t entry = cells[index].count; entry > 0; entry--) {
    if (cells[at].kind == CLS_KIND_KEY) {
      const char *name = state->keys[key];
      if (strlen(name) == cells[at].size &&
          memcmp(name, state->bytes + cells[at].bits, cells[at].size) == 0) {
        return at + 1;
      }
      at++;
    } else if (cells[at].key == key) {
      return at;
    }
    at = cls_skip_cell(cells, at);
  }
  return 0;
}

typedef struct place {
  const struct place *outer;
  uint32_t key;
  uint32_t item;
} place;

static size_t write_place(const cls_state *state, const place *at, char *out, size_t capacity) {
  if (!at) return 0;
  size_t length = write_place(state, at->outer, out, capacity);
  if (length >= capacity) return capacity;
  int written = at->key == CLS_STEP_EACH
                  ? snprintf(out + length, capacity - length, "[%u]", at->item)
                  : snprintf(out + length, capacity - length, length ? ".%s" : "%s",
                             state->keys[at->key]);
  return written < 0 ? length : length + (size_t)written;
}

static void note_missing(need_walk *walk, const place *at) {
  if (walk->counts_only) {
    walk->missing++;
    return;
  }
  char path[256];
  size_t length = write_place(walk->state, at, path, sizeof path);
  if (length >= sizeof path) length = sizeof path - 1;
  cls_document *result = &walk->state->result;
  // The same list may be missing for several needs.
  for (uint32_t cell = 1; cell < result->cell_count; cell++) {
    if (result->cells[cell].size == length &&
        memcmp(result->bytes + result->cells[cell].bits, path, length) == 0) {
      return;
    }
  }
  cls_document_text(result, CLS_KIND_TEXT, path, length);
  walk->missing++;
}

/// Follows `path` from step `step` at cell `index`. Without `note`, only tells whether all is there.
static bool follow(
  need_walk *walk, const owned_path *path, uint32_t step, uint32_t index, const place *outer,
  bool note
) {
  const cls_cell *cells = walk->state->cells;
  if (step == path->step_count) return true;
  if (path->steps[step] != CLS_STEP_EACH) {
    place here = {.outer = outer, .key = path->steps[step]};
    uint32_t field = field_of(walk->state, index, path->steps[step]);
    if (field) return follow(walk, path, step + 1, field, &here, note);
    // A whole missing list is one path; a missing part is told by the field that was wanted.
    place deeper[16];
    const place *last = &here;
    for (uint32_t next = step + 1; next < path->step_count && next - step < 16; next++) {
      if (path->steps[next] == CLS_STEP_EACH) break;
      deeper[next - step] = (place){.outer = last, .key = path->steps[next]};
      last = &deeper[next - step];
    }
    if (note) note_missing(walk, last);
    return false;
  }
  bool all = true;
  uint32_t at = index + 1;
  for (uint32_t item = 0; item < cells[index].count; item++, at = cls_skip_cell(cells, at)) {
    place here = {.outer = outer, .key = CLS_STEP_EACH, .item = item};
    all = follow(walk, path, step + 1, at, &here, note) && all;
    if (!all && !note) return false;
  }
  return all;
}

/// Goes down the shared steps; at their end any alternative will do.
static void follow_shared(need_walk *walk, uint32_t step, uint32_t index, const place *outer) {
  const owned_need *need = walk->need;
  const owned_path *last = &need->alternatives[need->alternative_count - 1];
  if (step == need->shared) {
    for (uint32_t path = 0; path + 1 < need->alternative_count; path++) {
      if (follow(walk, &need->alternatives[path], step, index, outer, false)) return;
    }
    follow(walk, last, step, index, outer, true);
    return;
  }
  if (last->steps[step] == CLS_STEP_EACH) {
    uint32_t at = index + 1;
    for (uint32_t item = 0; item < walk->state->cells[index].count; item++) {
      place here = {.outer = outer, .key = CLS_STEP_EACH, .item = item};
      follow_shared(walk, step + 1, at, &here);
      at = cls_skip_cell(walk->state->cells, at);
    }
    return;
  }
  place here = {.outer = outer, .key = last->steps[step]};
  uint32_t field = field_of(walk->state, index, last->steps[step]);
  if (field) follow_shared(walk, step + 1, field, &here);
  else follow(walk, last, step, index, outer, true);
}

static uint32_t collect_missing(cls_state *state, const rule_record *rule) {
  cls_document_clear(&state->result);
  uint32_t list = cls_document_cell(&state->result, CLS_KIND_LIST, 0);
  need_walk walk = {.state = state};
  for (uint32_t need = 0; need < rule->need_count; need++) {
    walk.need = &rule->needs[need];
    follow_shared(&walk, 0, 0, NULL);
  }
  cls_document_close(&state->result, list, walk.missing);
  return walk.missing;
}

bool cls_needs_are_met(cls_state *state, const owned_need *needs, uint32_t count) {
  need_walk walk = {.state = state, .counts_only = true};
  for (uint32_t need = 0; need < count; need++) {
    walk.need = &needs[need];
    follow_shared(&walk, 0, 0, NULL);
  }
  return walk.missing == 0;
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
  bool own = rule->guard_ref != LUA_NOREF, modules = state->has_module_guards;
  if (own) cls_begin_guarded(L, rule->guard_ref, &rule->guards_unchecked);
  if (modules) cls_begin_guarded(L, state->module_guards_ref, &state->module_guards_unchecked);
  lua_rawgeti(
    L, LUA_REGISTRYINDEX, request->asks_when ? rule->when_ref : rule->check_ref);
  lua_rawgeti(L, LUA_REGISTRYINDEX, state->build_ref);
  lua_rawgeti(L, LUA_REGISTRYINDEX, rule->context_ref);
  lua_call(L, 2, 1);
  if (request->asks_when) {
    request->applies = lua_toboolean(L, -1);
  } else if (!lua_isnil(L, -1)) {
    // No Lua function is running any more, so the place is where `check` begins.
    lua_Debug info;
    lua_rawgeti(L, LUA_REGISTRYINDEX, rule->check_ref);
    lua_getinfo(L, ">S", &info);
    return luaL_error(
      L, "%s:%d: `check` returned a %s; report a finding with ctx.report(id, data)",
      info.source + 1, info.linedefined, luaL_typename(L, -1));
  }
  if (own) cls_end_guarded(L, rule->guard_ref, &rule->guards_unchecked);
  if (modules) cls_end_guarded(L, state->module_guards_ref, &state->module_guards_unchecked);
  return 0;
}

static cls_outcome run_when(cls_state *state, rule_record *rule, cls_result *result) {
  evaluate_request request = {.state = state, .rule = rule, .asks_when = true};
  cls_status status = cls_protected(state, evaluate, &request, &result->error);
  result->fuel = (uint64_t)(state->fuel_at_start - state->fuel);
  if (status == CLS_OK) return request.applies ? CLS_PASS : CLS_NOT_APPLICABLE;
  if (status == CLS_WIDER) return CLS_WIDEN;
  // An error for want of data is no fault of the rule; a fact that broke is one of the fact.
  if (status == CLS_ERROR && !state->fact_broke && collect_missing(state, rule) > 0) {
    return CLS_UNKNOWN;
  }
  return CLS_BROKEN;
}

static cls_outcome run_check(cls_state *state, rule_record *rule, cls_result *result) {
  cls_document_clear(&state->result);
  cls_document_clear(&state->unknowns);
  if (cls_document_cell(&state->result, CLS_KIND_LIST, 0) == UINT32_MAX) {
    cls_set_error(state, &result->error, CLS_MEMORY);
    return CLS_BROKEN;
  }
  state->current = rule;
  evaluate_request request = {.state = state, .rule = rule};
  cls_status status = cls_protected(state, evaluate, &request, &result->error);
  state->current = NULL;
  result->fuel += (uint64_t)(state->fuel_at_start - state->fuel);
  if (status == CLS_WIDER) return CLS_WIDEN;
  if (status != CLS_OK) return CLS_BROKEN;
  if (state->findings == 0 && state->unknowns.cell_count > 0) {
    cls_document_close(&state->unknowns, 0, state->unknowns.cell_count - 1);
    result->document = &state->unknowns;
    return CLS_UNKNOWN;
  }
  cls_document_close(&state->result, 0, state->findings);
  result->dropped_findings = state->dropped;
  result->has_score = state->has_score;
  result->score = state->score;
  return state->findings ? CLS_FAIL : CLS_PASS;
}

/// A call that the engine should not have made is told like any other error.
static void refuse_evaluation(cls_state *state, cls_result *result, const char *reason) {
  snprintf(state->message, sizeof state->message, "%s", reason);
  state->error_chunk = 0;
  state->error_line = 0;
  result->outcome = CLS_BROKEN;
  cls_set_error(state, &result->error, CLS_ERROR);
}

void cls_evaluate(cls_state *state, uint32_t index, cls_result *result) {
  *result = (cls_result){.document = &state->result};
  if (index >= state->rule_count) {
    refuse_evaluation(state, result, "there is no such rule");
    return;
  }
  if (state->build_ref == LUA_NOREF) {
    refuse_evaluation(state, result, "no build is bound");
    return;
  }
  if (state->facts_stale) cls_reset_facts(state);
  rule_record *rule = &state->rules[index];
  state->findings = state->dropped = 0;
  state->has_score = false;
  result->outcome = CLS_PASS;
  if (rule->when_ref != LUA_NOREF) result->outcome = run_when(state, rule, result);
  if (result->outcome == CLS_PASS) {
    result->outcome =
      collect_missing(state, rule) > 0 ? CLS_UNKNOWN : run_check(state, rule, result);
  }
  if (result->outcome == CLS_UNKNOWN && result->document->failed) {
    result->outcome = CLS_BROKEN;
    cls_set_error(state, &result->error, CLS_MEMORY);
  }
  if (result->outcome == CLS_BROKEN && result->error.chunk == 0) {
    result->error.chunk = rule->chunk;
  }
}
