/// The globals of a source file.
#ifndef CLS_ENVIRONMENT_H
#define CLS_ENVIRONMENT_H

#include "state.h"

/// Builds the shared libraries. Restores the top of the stack.
void cls_open_libraries(lua_State *L);
/// Pushes a new environment for a source file of `space`, in which `require` is the given function.
void cls_push_environment(lua_State *L, uint32_t space, lua_CFunction require);
/// Makes the globals of the environment read-only. `guards` as in `cls_freeze`.
void cls_freeze_environment(lua_State *L, int environment, int guards);

#endif
