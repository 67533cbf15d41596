/// Records what rules read of a traced build.
#ifndef CLS_TRACE_H
#define CLS_TRACE_H

#include "state.h"

/// Pushes a read-only proxy of the backing table at `index` that records reads under `path`.
void cls_push_traced_proxy(lua_State *L, int index, const char *path, size_t path_length);
/// If the build is traced, records that a rule asked for a fact; its value is at `index`, with
/// tables up to `depth` deep.
void cls_trace_fact(
  lua_State *L, const char *plugin, const char *key, int index, uint32_t depth);

#endif
