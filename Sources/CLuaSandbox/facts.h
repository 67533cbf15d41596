/// Facts of plugins, as rules see them.
#ifndef CLS_FACTS_H
#define CLS_FACTS_H

#include "state.h"

/// Pushes what rules see as `ctx.facts`.
void cls_push_facts(lua_State *L);

#endif
