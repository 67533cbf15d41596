/// What a rule sees as `ctx`.
#ifndef CLS_CONTEXT_H
#define CLS_CONTEXT_H

#include "state.h"

/// Pushes the context of a rule with the language and parameters of its plan.
void cls_push_context(lua_State *L, const cls_plan *plan);

#endif
