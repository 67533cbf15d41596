/// A Lua value as text.
#ifndef CLS_VALUE_TEXT_H
#define CLS_VALUE_TEXT_H

#include "state.h"

/// Pushes the value at `index` as text that contains no address.
const char *cls_push_text(lua_State *L, int index, size_t *length);

#endif
