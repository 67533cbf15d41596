/// Runs a body under limits, counts its fuel and describes its failure.
#ifndef CLS_CALL_LIMITS_H
#define CLS_CALL_LIMITS_H

#include "state.h"

/// Takes `units` of fuel for work done in C; stops the call if less is left.
void cls_charge(lua_State *L, uint64_t units);
/// Takes the fuel for touching `bytes` of text.
static inline void cls_charge_bytes(lua_State *L, uint64_t bytes) {
  cls_charge(L, 1 + bytes / 16);
}
/// Runs `body(L)` with one light userdata argument, protected and under the limits. Restores the
/// top of the stack.
cls_status cls_protected(cls_state *state, lua_CFunction body, void *argument, cls_error *error);
/// The same without limits, for internal work.
cls_status cls_unlimited(cls_state *state, lua_CFunction body, void *argument, cls_error *error);
/// Undoes a call that failed: runs `body(L)` without limits, and leaves `error` as it is.
void cls_undo(cls_state *state, lua_CFunction body, void *argument, cls_error *error);
/// Runs `body(L)` within the current call, under limits of its own, then restores the limits of the
/// current call. If it fails, `state->failure` says why and where.
cls_status cls_nested(lua_State *L, lua_CFunction body, void *argument);
/// Restarts the count of instructions, so that what follows stops at the same instruction whatever
/// ran before.
void cls_restart_count(lua_State *L);
/// Ends the call because the rule reads a field that its build leaves out.
_Noreturn void cls_stop_for_fields(lua_State *L);
/// Ends the call because the host has no memory for the output.
_Noreturn void cls_stop_for_memory(lua_State *L);
/// Ends the call with `status`; `state->failure` describes it already.
_Noreturn void cls_stop_as(lua_State *L, cls_status status);
/// Records the location of the running Lua function, without allocating.
void cls_note_location(cls_state *state, lua_State *L);
/// Fills `error` from `state->failure`.
void cls_set_error(cls_state *state, cls_error *error, cls_status status);

#endif
