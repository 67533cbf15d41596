/// Watches locals of files: a rule must not change them.
#ifndef CLS_GUARDS_H
#define CLS_GUARDS_H

#include "state.h"

/// Adds a local of the function at stack index `function` to the list at stack index `guards`.
void cls_guard_local(lua_State *L, int function, int upvalue, int guards);
/// Before code runs: restores the locals if an earlier call ended before they were checked.
void cls_begin_guarded(lua_State *L, int guards_ref, bool *unchecked);
/// After code ran: if a watched local has changed, restores it and raises an error.
void cls_end_guarded(lua_State *L, int guards_ref, bool *unchecked);

#endif
