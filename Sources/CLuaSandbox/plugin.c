/// Loads plugins, and calls the functions that their manifests hold.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "call_limits.h"
#include "document.h"
#include "document_from_lua.h"
#include "document_to_lua.h"
#include "environment.h"
#include "freeze.h"
#include "guards.h"
#include "module.h"
#include "plugin.h"
#include "proxy.h"

typedef struct {
  cls_state *state;
  uint32_t space;
  const char *source;
  size_t length;
  bool accepted;
  const cls_compiled *compiled;
  plugin_record *plugin;
} load_request;

static int load_plugin(lua_State *L) {
  load_request *request = lua_touserdata(L, 1);
  cls_state *state = request->state;
  plugin_record *plugin = request->plugin;
  bool guarded = cls_run_table(
    L, request->space, plugin->chunk, request->source, request->length, request->accepted,
    request->compiled, "plugin.lua");
  int environment = lua_gettop(L), table = environment - 1;
  document_caps caps = {.depth = 32, .entries = 4096, .cells = 60000, .functions = true};
  cls_document_append(L, &state->output, table, &caps);
  lua_newtable(L);
  int guards = lua_gettop(L), watched = guarded ? guards : 0;
  cls_freeze_environment(L, environment, watched);
  cls_freeze(L, table, watched);
  if (!cls_push_backing(L, -1)) return luaL_error(L, "plugin.lua must return a plain table");
  plugin->manifest_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  if (watched && lua_rawlen(L, guards) > 0) {
    lua_pushvalue(L, guards);
    plugin->guard_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  }
  return 0;
}

static int unload_plugin(lua_State *L) {
  plugin_record *plugin = lua_touserdata(L, 1);
  luaL_unref(L, LUA_REGISTRYINDEX, plugin->manifest_ref);
  luaL_unref(L, LUA_REGISTRYINDEX, plugin->guard_ref);
  return 0;
}

static void free_plugin(plugin_record *plugin) {
  if (!plugin) return;
  for (uint32_t index = 0; index < plugin->fact_count; index++) {
    fact_record *fact = &plugin->facts[index];
    cls_free_needs(fact->needs, fact->need_count);
    free(fact->key);
    free(fact->message);
  }
  free(plugin->facts);
  free(plugin->name);
  free(plugin);
}

void cls_free_plugins(cls_state *state) {
  for (uint32_t index = 0; index < state->plugins.count; index++) {
    free_plugin(state->plugins.items[index]);
  }
  free(state->plugins.items);
}

/// Makes room for one more plugin and returns its record, which is not in the list yet; NULL if
/// memory is short.
static plugin_record *make_plugin(cls_state *state, const char *name, uint32_t chunk) {
  plugin_record **plugins =
    realloc(state->plugins.items, (state->plugins.count + 1) * sizeof *state->plugins.items);
  if (plugins) state->plugins.items = plugins;
  plugin_record *plugin = calloc(1, sizeof *plugin);
  char *own_name = strdup(name);
  if (!plugins || !plugin || !own_name) {
    free(plugin);
    free(own_name);
    return NULL;
  }
  plugin->name = own_name;
  plugin->chunk = chunk;
  plugin->manifest_ref = plugin->guard_ref = LUA_NOREF;
  plugin->context_ref = plugin->facts_ref = LUA_NOREF;
  return plugin;
}

cls_status cls_load_plugin(
  cls_state *state, uint32_t space, const char *name, const char *source, size_t length,
  bool accepted, const cls_compiled *compiled, uint32_t chunk, uint32_t *number,
  const cls_document **description, cls_error *error
) {
  cls_document_clear(&state->output);
  state->call.build_bytes = 0;
  plugin_record *plugin = make_plugin(state, name, chunk);
  if (!plugin) {
    cls_set_error(state, error, CLS_MEMORY);
    return CLS_MEMORY;
  }
  load_request request = {
    .state = state, .space = space, .source = source, .length = length, .accepted = accepted,
    .compiled = compiled, .plugin = plugin,
  };
  cls_status status = cls_protected(state, load_plugin, &request, error);
  cls_end_loading(state);
  if (status != CLS_OK) {
    if (error->chunk == 0) error->chunk = chunk;
    cls_undo(state, unload_plugin, plugin, error);
    free_plugin(plugin);
    return status;
  }
  *number = state->plugins.count;
  state->plugins.items[state->plugins.count++] = plugin;
  *description = &state->output;
  state->call.baseline = state->pool.used;
  return CLS_OK;
}

// MARK: Its functions

/// Replaces the table on top of the stack by the value of one of its keys, and other values by nil.
static void step_into(lua_State *L, const char *key) {
  if (!lua_istable(L, -1)) {
    lua_pop(L, 1);
    lua_pushnil(L);
    return;
  }
  if (cls_push_backing(L, -1)) lua_remove(L, -2);
  lua_pushstring(L, key);
  lua_rawget(L, -2);
  lua_remove(L, -2);
}

void cls_push_plugin_function(
  lua_State *L, const plugin_record *plugin, const char *section, const char *key,
  const char *field
) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, plugin->manifest_ref);
  step_into(L, section);
  step_into(L, key);
  if (!lua_isfunction(L, -1)) step_into(L, field);
  if (lua_isfunction(L, -1)) return;
  lua_pop(L, 1);
  lua_pushnil(L);
}

void cls_begin_plugin(lua_State *L, plugin_record *plugin) {
  cls_state *state = state_of(L);
  if (state->modules.has_guards) {
    // The caller that asked for the fact is responsible for what has changed by now.
    if (state->facts.nesting > 0) {
      cls_end_guarded(L, state->modules.guards_ref, &state->modules.guards_unchecked);
    }
    cls_begin_guarded(L, state->modules.guards_ref, &state->modules.guards_unchecked);
  }
  // A fact that asks for another of its plugin is still running.
  if (plugin->guard_ref == LUA_NOREF || plugin->running > 1) return;
  cls_begin_guarded(L, plugin->guard_ref, &plugin->guards_unchecked);
}

void cls_end_plugin(lua_State *L, plugin_record *plugin) {
  cls_state *state = state_of(L);
  if (state->modules.has_guards) {
    cls_end_guarded(L, state->modules.guards_ref, &state->modules.guards_unchecked);
    state->modules.guards_unchecked = state->facts.nesting > 0;
  }
  if (plugin->guard_ref == LUA_NOREF || plugin->running > 1) return;
  cls_end_guarded(L, plugin->guard_ref, &plugin->guards_unchecked);
}

typedef struct {
  plugin_record *plugin;
  const cls_plugin_call *call;
} call_request;

/// Appends the text at `index`, sanitized.
static void append_lines(lua_State *L, cls_document *document, int index) {
  size_t length;
  const char *text = lua_tolstring(L, index, &length);
  cls_charge_bytes(L, length);
  if (length > CLS_MAX_DOCUMENT_BYTES) {
    luaL_error(L, "it returned %d bytes of text; the most is %d", (int)length,
               CLS_MAX_DOCUMENT_BYTES);
  }
  // An invalid UTF-8 byte becomes three bytes.
  size_t capacity = 3 * length + 1;
  char *clean = lua_newuserdatauv(L, capacity, 0);
  size_t written = cls_clean_lines(text, length, clean, capacity);
  if (written > CLS_MAX_DOCUMENT_BYTES) {
    luaL_error(L, "it returned more than %d bytes of text", CLS_MAX_DOCUMENT_BYTES);
  }
  cls_document_text(document, CLS_KIND_TEXT, clean, written);
  if (document->failed) cls_stop_for_memory(L);
}

/// Appends the table on top of the stack as a map of texts by name, sanitized. Returns false, with the
/// stack as it was, if it is anything else.
static bool append_files(lua_State *L, cls_document *document) {
  const uint32_t most = 16 * CLS_MAX_DOCUMENT_BYTES;
  int result = lua_gettop(L);
  if (!cls_push_backing(L, result)) lua_pushvalue(L, result);
  int table = lua_gettop(L);
  uint32_t container = cls_document_cell(document, CLS_KIND_MAP, 0), count = 0;
  lua_pushnil(L);
  while (lua_next(L, table)) {
    cls_charge(L, 1);
    if (lua_type(L, -2) != LUA_TSTRING || lua_type(L, -1) != LUA_TSTRING) {
      lua_settop(L, result);
      return false;
    }
    size_t length;
    const char *name = lua_tolstring(L, -2, &length);
    char clean[CLS_MAX_TEXT];
    size_t written = cls_clean(name, length, clean, sizeof clean);
    if (written != length || memcmp(clean, name, length) != 0) {
      luaL_error(L, "it returned a file whose name has characters that no name has");
    }
    cls_document_text(document, CLS_KIND_KEY, clean, written);
    append_lines(L, document, lua_gettop(L));
    if (++count > CLS_MAX_FILES) {
      luaL_error(L, "it returned more than %d files", CLS_MAX_FILES);
    }
    if (document->byte_count > most) {
      luaL_error(L, "it returned more than %d bytes of text", (int)most);
    }
    lua_settop(L, table + 1);
  }
  cls_document_close(document, container, count);
  if (document->failed) cls_stop_for_memory(L);
  lua_settop(L, result);
  return true;
}

/// Raises that the result is of the wrong type, at the line where the function begins.
static int refuse_result(lua_State *L, const call_request *request, const char *wanted) {
  lua_Debug info;
  const cls_plugin_call *call = request->call;
  cls_push_plugin_function(L, request->plugin, call->section, call->key, call->field);
  lua_getinfo(L, ">S", &info);
  return luaL_error(
    L, "%s:%d: it returned a %s; it must return %s", info.source + 1, info.linedefined,
    luaL_typename(L, -1), wanted);
}

static int call_plugin(lua_State *L) {
  call_request *request = lua_touserdata(L, 1);
  cls_state *state = state_of(L);
  const cls_plugin_call *call = request->call;
  cls_push_plugin_function(L, request->plugin, call->section, call->key, call->field);
  if (!lua_isfunction(L, -1)) return luaL_error(L, "there is no such function in the plugin");
  cls_begin_plugin(L, request->plugin);
  luaL_checkstack(L, (int)call->argument_count + 8, "too many arguments");
  for (uint32_t index = 0; index < call->argument_count; index++) {
    cls_push_cell(L, call->arguments[index].cells, call->arguments[index].bytes, 0);
  }
  lua_call(L, (int)call->argument_count, 1);
  cls_end_plugin(L, request->plugin);
  if (call->wants_text) {
    if (call->takes_files && lua_istable(L, -1) && append_files(L, &state->output)) return 0;
    if (lua_type(L, -1) != LUA_TSTRING) {
      const char *files = "a text, or a table of texts by name";
      return refuse_result(L, request, call->takes_files ? files : "a text");
    }
    append_lines(L, &state->output, -1);
    return 0;
  }
  if (!lua_istable(L, -1)) return refuse_result(L, request, "a table");
  document_caps caps = {.depth = 64, .entries = 100000, .cells = 200000};
  cls_document_append(L, &state->output, -1, &caps);
  return 0;
}

cls_status cls_call_plugin(
  cls_state *state, uint32_t number, const cls_plugin_call *call, const cls_document **result,
  cls_error *error
) {
  cls_document_clear(&state->output);
  *result = &state->output;
  if (number >= state->plugins.count) {
    snprintf(state->failure.message, sizeof state->failure.message, "there is no such plugin");
    state->failure.chunk = 0;
    state->failure.line = 0;
    cls_set_error(state, error, CLS_ERROR);
    return CLS_ERROR;
  }
  call_request request = {.plugin = state->plugins.items[number], .call = call};
  cls_limits limits = state->call.limits;
  bool traced = state->trace.on;
  state->call.limits = call->limits;
  if (call->limits.hook_interval == 0) state->call.limits.hook_interval = limits.hook_interval;
  if (call->limits.fuel > INT64_MAX) state->call.limits.fuel = INT64_MAX;
  // What was allocated when the state was opened.
  state->call.limits.pool = limits.pool;
  state->call.limits.probes = limits.probes;
  state->trace.on = false;
  cls_status status = cls_protected(state, call_plugin, &request, error);
  state->call.limits = limits;
  state->trace.on = traced;
  if (status != CLS_OK && error->chunk == 0) error->chunk = request.plugin->chunk;
  return status;
}
