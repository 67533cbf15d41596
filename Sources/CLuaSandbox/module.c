/// Runs source files, and the modules they require.
#include <stdio.h>
#include <stdlib.h>

#include "bytecode.h"
#include "call_limits.h"
#include "compile.h"
#include "environment.h"
#include "freeze.h"
#include "guards.h"
#include "module.h"
#include "source.h"

struct module_record {
  uint32_t space;
  uint32_t chunk;
  char *name;
  char *source;
  size_t length;
  /// The source, compiled; NULL where it is compiled when it is first required.
  const cls_compiled *compiled;
  int value_ref;
  bool loading;
};

static module_record *find_module(cls_state *state, uint32_t space, const char *name) {
  for (uint32_t index = 0; index < state->modules.count; index++) {
    module_record *module = &state->modules.items[index];
    if (module->space == space && strcmp(module->name, name) == 0) return module;
  }
  return NULL;
}

/// Pushes a source as a function, after it was judged unless it is `accepted`. Returns whether the
/// file's locals must be watched.
static bool push_source(
  lua_State *L, uint32_t chunk, const char *source, size_t length, bool accepted
) {
  char name[32], reason[256];
  uint32_t line = 0;
  snprintf(name, sizeof name, "=#%u", chunk);
  // An instrumented source may be too long, but the source it was made from was accepted.
  const char *refusal =
    state_of(L)->probes || accepted
      ? NULL : cls_refuse_source(source, length, &line, reason, sizeof reason);
  if (refusal) luaL_error(L, "#%d:%d: %s", (int)chunk, (int)line, refusal);
  if (luaL_loadbufferx(L, source, length, name, "t") != LUA_OK) lua_error(L);
  int state_line = 0;
  cls_statefulness statefulness = cls_assigns_outside(L, &state_line);
  if (statefulness == CLS_FILE_STATE) {
    luaL_error(
      L, "#%d:%d: this function assigns a local of the file; a rule keeps nothing between builds",
      (int)chunk, state_line);
  }
  return statefulness == CLS_CLOSURE_STATE;
}

/// Runs a source, from its text or as it was compiled, in a new environment of `space`; pushes its
/// value and environment. Returns whether the file's locals must be watched.
static bool run_source(
  lua_State *L, uint32_t space, uint32_t chunk, const char *source, size_t length, bool accepted,
  const cls_compiled *compiled
) {
  cls_state *state = state_of(L);
  bool guarded;
  if (compiled) {
    if (cls_push_compiled(L, compiled, chunk) != LUA_OK) lua_error(L);
    guarded = compiled->statefulness == CLS_CLOSURE_STATE;
  } else {
    guarded = push_source(L, chunk, source, length, accepted);
  }
  cls_push_environment(L, space, cls_require);
  lua_pushvalue(L, -1);
  lua_setupvalue(L, -3, 1);
  lua_insert(L, -2);
  state->modules.files_running++;
  lua_call(L, 0, 1);
  state->modules.files_running--;
  lua_insert(L, -2);
  return guarded;
}

bool cls_run_table(
  lua_State *L, uint32_t space, uint32_t chunk, const char *source, size_t length,
  bool accepted, const cls_compiled *compiled, const char *what
) {
  cls_state *state = state_of(L);
  if (state->modules.has_guards) {
    cls_begin_guarded(L, state->modules.guards_ref, &state->modules.guards_unchecked);
  }
  bool guarded = run_source(L, space, chunk, source, length, accepted, compiled);
  if (state->modules.has_guards) {
    cls_end_guarded(L, state->modules.guards_ref, &state->modules.guards_unchecked);
  }
  if (!lua_istable(L, -2)) {
    luaL_error(
      L, "#%d:%d: %s must return a table, not a %s", (int)chunk, 1, what, luaL_typename(L, -2));
  }
  return guarded;
}

int cls_require(lua_State *L) {
  cls_state *state = state_of(L);
  uint32_t space = (uint32_t)lua_tointeger(L, lua_upvalueindex(1));
  const char *name = luaL_checkstring(L, 1);
  module_record *module = find_module(state, space, name);
  if (!module) return luaL_error(L, "there is no module `%s` beside these rules", name);
  if (module->value_ref != LUA_NOREF) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, module->value_ref);
    return 1;
  }
  if (!state->modules.files_running) {
    return luaL_error(L, "`require` belongs at the top of the file");
  }
  if (module->loading) return luaL_error(L, "the module `%s` requires itself", name);
  module->loading = true;
  // It was judged when it was defined.
  bool guarded = run_source(
    L, space, module->chunk, module->source, module->length, true, module->compiled);
  module->loading = false;
  if (lua_isnil(L, -2)) return luaL_error(L, "the module `%s` returns nothing", name);
  // Modules are shared, so their locals are checked after every rule.
  int guards = 0;
  if (guarded) {
    state->modules.has_guards = true;
    state->modules.guards_unchecked = true;
    lua_rawgeti(L, LUA_REGISTRYINDEX, state->modules.guards_ref);
    lua_insert(L, -3);
    guards = lua_gettop(L) - 2;
  }
  cls_freeze_environment(L, lua_gettop(L), guards);
  lua_pop(L, 1);
  cls_freeze(L, -1, guards);
  lua_pushvalue(L, -1);
  module->value_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  return 1;
}

void cls_end_loading(cls_state *state) {
  state->modules.files_running = 0;
  for (uint32_t index = 0; index < state->modules.count; index++) {
    state->modules.items[index].loading = false;
  }
}

cls_status cls_define_module(
  cls_state *state, uint32_t space, const char *name, const char *source, size_t length,
  bool accepted, const cls_compiled *compiled, uint32_t chunk, cls_error *error
) {
  char reason[256];
  uint32_t line = 0;
  const char *refusal =
    accepted ? NULL : cls_refuse_source(source, length, &line, reason, sizeof reason);
  if (refusal) {
    snprintf(state->failure.message, sizeof state->failure.message, "%s", refusal);
    state->failure.chunk = chunk;
    state->failure.line = (int32_t)line;
    cls_set_error(state, error, CLS_ERROR);
    return CLS_ERROR;
  }
  module_record *modules =
    realloc(state->modules.items, (state->modules.count + 1) * sizeof *state->modules.items);
  char *own_name = strdup(name), *own_source = malloc(length + 1);
  if (modules) state->modules.items = modules;
  if (!modules || !own_name || !own_source) {
    free(own_name);
    free(own_source);
    cls_set_error(state, error, CLS_MEMORY);
    return CLS_MEMORY;
  }
  memcpy(own_source, source, length);
  own_source[length] = 0;
  state->modules.items[state->modules.count++] = (module_record){
    .space = space, .chunk = chunk, .name = own_name, .source = own_source, .length = length,
    .compiled = compiled, .value_ref = LUA_NOREF,
  };
  return CLS_OK;
}

void cls_free_modules(cls_state *state) {
  for (uint32_t index = 0; index < state->modules.count; index++) {
    free(state->modules.items[index].name);
    free(state->modules.items[index].source);
  }
  free(state->modules.items);
}
