/// Coverage of instrumented sources.
#ifndef CLS_PROBE_H
#define CLS_PROBE_H

#include "state.h"

/// Adds the probe function to the globals on top of the stack, if the state has probes.
void cls_push_probe(lua_State *L);

#endif
