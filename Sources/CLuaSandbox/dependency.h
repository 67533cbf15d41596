/// Finds the fields that a rule reads beyond those it is shown.
#ifndef CLS_DEPENDENCY_H
#define CLS_DEPENDENCY_H

#include "state.h"

/// Pushes the metatable for the backing tables of a root key. Its `__index` handler ends the call
/// if the rule reads a field that this build leaves out.
void cls_push_field_handler(
  lua_State *L, uint32_t root_key, const uint32_t *fields, uint32_t field_count);
/// Declares that the rule reads all fields of the backing table on top of the stack: ends the call
/// if this build leaves some out.
void cls_require_all_fields(lua_State *L);

#endif
