/// Opens, closes and measures a worker.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "call_limits.h"
#include "document.h"
#include "environment.h"
#include "module.h"
#include "plugin.h"
#include "rule.h"
#include "state.h"

static int open_state(lua_State *L) {
  cls_state *state = lua_touserdata(L, 1);
  cls_open_libraries(L);
  lua_newtable(L);
  state->modules.guards_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  // The registry holds the names that every build uses, so that they are made only once.
  lua_createtable(L, (int)state->keys.count, 0);
  for (uint32_t key = 0; key < state->keys.count; key++) {
    lua_pushstring(L, state->keys.names[key]);
    lua_rawseti(L, -2, key + 1);
  }
  state->keys.list_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  state->keys.listed = state->keys.count;
  return 0;
}

cls_state *cls_open(const cls_limits *limits, const char *const *keys, uint32_t key_count) {
  cls_state *state = calloc(1, sizeof *state);
  if (!state) return NULL;
  state->call.limits = *limits;
  if (state->call.limits.hook_interval == 0) state->call.limits.hook_interval = 100;
  if (state->call.limits.fuel > INT64_MAX) state->call.limits.fuel = INT64_MAX;
  state->pool.pooled = limits->pool;
  state->keys.names = keys;
  state->keys.count = key_count;
  state->build.ref = state->trace.seen_ref = state->modules.guards_ref = LUA_NOREF;
  state->cached.values_ref = state->cached.root_ref = state->cached.root_backing_ref = LUA_NOREF;
  state->facts.ref = LUA_NOREF;
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
  state->call.baseline = state->pool.used;
  return state;
}

void cls_extend_keys(cls_state *state, const char *const *keys, uint32_t key_count) {
  state->keys.names = keys;
  state->keys.count = key_count;
}

void cls_close(cls_state *state) {
  if (!state) return;
  lua_close(state->L);
  cls_pool_destroy(&state->pool);
  if (state->c_locale) freelocale(state->c_locale);
  cls_free_rules(state);
  cls_free_modules(state);
  cls_free_plugins(state);
  cls_document_free(&state->report.document);
  cls_document_free(&state->report.unknowns);
  cls_document_free(&state->output);
  cls_document_free(&state->trace.reads);
  free(state->probes);
  free(state);
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
