/// Makes what a file built read-only.
#ifndef CLS_FREEZE_H
#define CLS_FREEZE_H

#include "state.h"

/// Makes the value at `index` read-only at every depth and pushes what replaces it. `guards` is
/// the stack index of the list of watched locals, or 0.
void cls_freeze(lua_State *L, int index, int guards);

#endif
