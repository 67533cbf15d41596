/// Instrumented sources record which branches they take.
#include "probe.h"

/// `_RIGRULES_PROBE(id, value)` returns exactly one value, so that nothing else changes.
static int probe(lua_State *L) {
  const cls_state *state = state_of(L);
  lua_settop(L, 2);
  lua_Integer id = lua_tointeger(L, 1);
  if (id >= 0 && id < (lua_Integer)state->call.limits.probes) {
    state->probes[id] |= lua_toboolean(L, 2) ? CLS_PROBE_TRUE : CLS_PROBE_FALSE;
  }
  return 1;
}

void cls_push_probe(lua_State *L) {
  if (!state_of(L)->probes) return;
  lua_pushcfunction(L, probe);
  lua_setfield(L, -2, "_RIGRULES_PROBE");
}

const uint8_t *cls_probes(const cls_state *state) { return state->probes; }
