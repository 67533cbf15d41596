/// The inputs of a session. They share one environment and run under the limits of a rule.
#include <stdio.h>
#include <stdlib.h>

#include "call_limits.h"
#include "document.h"
#include "document_from_lua.h"
#include "document_to_lua.h"
#include "environment.h"
#include "facts.h"
#include "guards.h"
#include "module.h"
#include "proxy.h"
#include "source.h"

static const char SESSION = 0;  // its address is the registry key
static const char PRINTED = 0;  // likewise: what the input printed, a list for each call

typedef struct {
  cls_state *state;
  uint32_t space;
  const char *source;
  size_t length;
  /// The source after `return `.
  char *expression;
  bool is_expression;
  bool incomplete;
} chunk_request;

#define MAX_COPY_DEPTH 70
#define MAX_PRINTED 1000

/// Pushes a copy of the value at `index` that an input may write: no table of it is a proxy.
static void push_copy(lua_State *L, int index, int depth) {
  if (lua_type(L, index) != LUA_TTABLE) {
    lua_pushvalue(L, index);
    return;
  }
  if (depth > MAX_COPY_DEPTH) luaL_error(L, "tables are nested deeper than %d", MAX_COPY_DEPTH);
  luaL_checkstack(L, 12, "tables are nested too deep");
  if (!cls_push_backing(L, index)) lua_pushvalue(L, index);
  int source = lua_gettop(L);
  lua_newtable(L);
  lua_pushnil(L);
  while (lua_next(L, source)) {
    cls_charge(L, 1);
    lua_pushvalue(L, -2);
    push_copy(L, lua_gettop(L) - 1, depth + 1);
    lua_rawset(L, -5);
    lua_pop(L, 1);
  }
  lua_remove(L, source);
}

/// `print` of a session: keeps its arguments until the input has ended.
static int session_print(lua_State *L) {
  int count = lua_gettop(L);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &PRINTED);
  lua_Integer lines = (lua_Integer)lua_rawlen(L, -1);
  if (lines >= MAX_PRINTED) return luaL_error(L, "more than %d lines are printed", MAX_PRINTED);
  lua_createtable(L, count, 0);
  for (int argument = 1; argument <= count; argument++) {
    if (lua_isnil(L, argument)) lua_pushliteral(L, "nil");
    else push_copy(L, argument, 0);
    lua_rawseti(L, -2, argument);
  }
  lua_rawseti(L, -2, lines + 1);
  return 0;
}

/// Pushes the session's environment, which is made at its first use.
static void push_session(lua_State *L, uint32_t space) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &SESSION) == LUA_TTABLE) return;
  lua_pop(L, 1);
  cls_push_environment(L, space, cls_require);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &SESSION);
  luaL_getmetafield(L, -1, "__env");
  lua_pushcfunction(L, session_print);
  lua_setfield(L, -2, "print");
  lua_pop(L, 1);
}

/// Whether the compiler error on top of the stack states that the text ended too soon.
static bool ended_too_soon(lua_State *L) {
  static const char end[] = "near <eof>";
  size_t length;
  const char *message = lua_tolstring(L, -1, &length);
  return message && length >= sizeof end - 1 &&
         memcmp(message + length - (sizeof end - 1), end, sizeof end - 1) == 0;
}

/// Pushes the input as a function: as an expression if it is one, otherwise as statements.
static bool compile(lua_State *L, chunk_request *request) {
  uint32_t line = 0;
  char reason[256];
  const char *refusal =
    cls_refuse_source(request->source, request->length, &line, reason, sizeof reason);
  if (refusal) luaL_error(L, "#0:%d: %s", (int)line, refusal);
  size_t length = request->length + sizeof "return " - 1;
  if (luaL_loadbufferx(L, request->expression, length, "=#0", "t") == LUA_OK) {
    request->is_expression = true;
    return true;
  }
  bool expression_ended = ended_too_soon(L);
  lua_pop(L, 1);
  if (luaL_loadbufferx(L, request->source, request->length, "=#0", "t") == LUA_OK) return true;
  request->incomplete = expression_ended || ended_too_soon(L);
  if (!request->incomplete) lua_error(L);
  lua_pop(L, 1);
  return false;
}

/// Appends what the input printed and what it left in `build`; its first result becomes `_`.
static void append_effects(
  lua_State *L, const chunk_request *request, int base, const document_caps *caps
) {
  cls_state *state = request->state;
  push_session(L, request->space);
  luaL_getmetafield(L, -1, "__env");
  if (request->is_expression && lua_gettop(L) - 2 > base && !lua_isnil(L, base + 1)) {
    lua_pushvalue(L, base + 1);
    lua_setfield(L, -2, "_");
  }
  lua_rawgetp(L, LUA_REGISTRYINDEX, &PRINTED);
  cls_document_append(L, &state->output, lua_gettop(L), caps);
  lua_pop(L, 1);
  document_caps whole = {.depth = MAX_COPY_DEPTH, .entries = 1 << 20, .cells = 400000, .functions = true};
  lua_getfield(L, -1, "build");
  cls_document_append(L, &state->output, lua_gettop(L), &whole);
}

static int run_chunk(lua_State *L) {
  chunk_request *request = lua_touserdata(L, 1);
  cls_state *state = request->state;
  if (!compile(L, request)) return 0;
  push_session(L, request->space);
  if (state->build.ref != LUA_NOREF) {
    luaL_getmetafield(L, -1, "__env");
    lua_rawgeti(L, LUA_REGISTRYINDEX, state->build.ref);
    push_copy(L, lua_gettop(L), 0);
    lua_setfield(L, -3, "build");
    lua_pop(L, 2);
  }
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &PRINTED);
  lua_setupvalue(L, -2, 1);
  int base = lua_gettop(L) - 1;
  bool guarded = state->modules.has_guards;
  if (guarded) {
    cls_begin_guarded(L, state->modules.guards_ref, &state->modules.guards_unchecked);
  }
  state->modules.files_running++;
  lua_call(L, 0, LUA_MULTRET);
  state->modules.files_running--;
  if (guarded) cls_end_guarded(L, state->modules.guards_ref, &state->modules.guards_unchecked);
  uint32_t list = cls_document_cell(&state->output, CLS_KIND_LIST, 0);
  document_caps caps = {.depth = 32, .entries = 4096, .cells = 20000, .functions = true};
  int last = lua_gettop(L);
  if (last - base > 200) luaL_error(L, "more than 200 results");
  for (int result = base + 1; result <= last; result++) {
    cls_document_append(L, &state->output, result, &caps);
  }
  cls_document_close(&state->output, list, (uint32_t)(last - base));
  append_effects(L, request, base, &caps);
  return 0;
}

cls_status cls_run_chunk(
  cls_state *state, uint32_t space, const char *source, size_t length, bool *incomplete,
  const cls_document **results, cls_error *error
) {
  chunk_request request = {
    .state = state, .space = space, .source = source, .length = length,
    .expression = malloc(length + sizeof "return "),
  };
  *incomplete = false;
  *results = &state->output;
  cls_document_clear(&state->output);
  if (!request.expression) {
    cls_set_error(state, error, CLS_MEMORY);
    return CLS_MEMORY;
  }
  memcpy(request.expression, "return ", sizeof "return " - 1);
  memcpy(request.expression + sizeof "return " - 1, source, length);
  cls_status status = cls_protected(state, run_chunk, &request, error);
  free(request.expression);
  cls_end_loading(state);
  *incomplete = status == CLS_OK && request.incomplete;
  return status;
}

// MARK: Globals

typedef struct {
  cls_state *state;
  uint32_t space;
  const char *name;
  const cls_document *value;
  bool with_facts;
} global_request;

static int set_global(lua_State *L) {
  global_request *request = lua_touserdata(L, 1);
  bool traced = request->state->trace.on;
  push_session(L, request->space);
  luaL_getmetafield(L, -1, "__env");
  request->state->trace.on = false;
  cls_push_cell(L, request->value->cells, request->value->bytes, 0);
  request->state->trace.on = traced;
  if (request->with_facts && cls_push_backing(L, -1)) {
    cls_push_facts(L);
    lua_setfield(L, -2, "facts");
    lua_pop(L, 1);
  }
  lua_setfield(L, -2, request->name);
  return 0;
}

cls_status cls_set_session_global(
  cls_state *state, uint32_t space, const char *name, const cls_document *value, bool with_facts,
  cls_error *error
) {
  global_request request = {
    .state = state, .space = space, .name = name, .value = value, .with_facts = with_facts};
  return cls_unlimited(state, set_global, &request, error);
}
