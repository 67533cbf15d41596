/// What a rule sees as `ctx`: it reports findings, unknown fields and a score.
#include "call_limits.h"
#include "context.h"
#include "document.h"
#include "document_from_lua.h"
#include "document_to_lua.h"
#include "facts.h"
#include "location.h"
#include "proxy.h"
#include "value_text.h"

static const char *const SEVERITIES[] = {"advice", "warning", "error"};

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
  if (!state->report.rule) return luaL_error(L, "ctx.score is for check");
  state->report.score = score;
  state->report.has_score = true;
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

static void append_sanitized(lua_State *L, cls_document *document, int index) {
  size_t length;
  const char *text = lua_tolstring(L, index, &length);
  cls_charge_bytes(L, length);
  char buffer[CLS_MAX_TEXT];
  length = cls_clean(text, length, buffer, sizeof buffer);
  cls_document_text(document, CLS_KIND_TEXT, buffer, length);
}

/// Appends the third argument of ctx.report; returns how many entries it added.
static uint32_t append_options(lua_State *L, cls_state *state, cls_document *result) {
  static const char *const known[] = {"at", "suggest", "severity", "score", NULL};
  uint32_t entries = 0;
  if (lua_isnoneornil(L, 3)) return 0;
  luaL_checktype(L, 3, LUA_TTABLE);
  if (cls_push_backing(L, 3)) lua_replace(L, 3);  // options in a table of the file
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
    cls_push_location(L, lua_gettop(L));
    append_sanitized(L, result, -1);
    lua_pop(L, 1);
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
    if (severity > state->report.rule->severity) {
      luaL_error(
        L, "a finding may lower the rule's severity (%s), not raise it to %s",
        SEVERITIES[state->report.rule->severity], SEVERITIES[severity]);
    }
    append_key(result, "severity");
    cls_document_cell(result, CLS_KIND_INTEGER, (uint64_t)severity);
    entries++;
  }
  if (lua_getfield(L, 3, "score") != LUA_TNIL) {
    double score = checked_score(L, -1);
    if (!state->report.has_score || score < state->report.score) state->report.score = score;
    state->report.has_score = true;
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
  if (!state->report.rule) return luaL_error(L, "ctx.report is for check");
  check_message_id(L, state->report.rule, lua_tostring(L, 1));
  if (!lua_isnil(L, 2)) luaL_checktype(L, 2, LUA_TTABLE);
  cls_charge(L, 16);
  if (state->report.findings == CLS_MAX_FINDINGS) {
    state->report.dropped++;
    return 0;
  }
  cls_document *result = &state->report.document;
  uint32_t finding = cls_document_cell(result, CLS_KIND_MAP, 0), entries = 3;
  append_key(result, "id");
  append_sanitized(L, result, 1);
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
  state->report.findings++;
  return 0;
}

/// Reports a missing field that `needs` cannot name, because it matters for this build only.
static int context_unknown(lua_State *L) {
  cls_state *state = state_of(L);
  lua_settop(L, 1);
  luaL_checktype(L, 1, LUA_TSTRING);
  if (!state->report.rule) return luaL_error(L, "ctx.unknown is for check");
  cls_charge(L, 16);
  cls_document *unknowns = &state->report.unknowns;
  if (unknowns->cell_count == 0) cls_document_cell(unknowns, CLS_KIND_LIST, 0);
  cls_push_location(L, 1);
  if (unknowns->cell_count <= CLS_MAX_FINDINGS) append_sanitized(L, unknowns, -1);
  if (unknowns->failed) cls_stop_for_memory(L);
  return 0;
}

void cls_push_context(lua_State *L, const cls_plan *plan) {
  cls_state *state = state_of(L);
  lua_createtable(L, 0, 6);
  cls_push_facts(L);
  lua_setfield(L, -2, "facts");
  lua_pushcfunction(L, context_report);
  lua_setfield(L, -2, "report");
  lua_pushcfunction(L, context_unknown);
  lua_setfield(L, -2, "unknown");
  lua_pushcfunction(L, context_score);
  lua_setfield(L, -2, "score");
  lua_pushstring(L, plan->language);
  lua_setfield(L, -2, "lang");
  bool traced = state->trace.on;
  state->trace.on = false;
  cls_push_cell(L, plan->params->cells, plan->params->bytes, 0);
  state->trace.on = traced;
  lua_setfield(L, -2, "params");
  cls_push_proxy(L, -1);
}
