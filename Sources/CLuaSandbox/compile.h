/// Sources that were compiled apart from any sandbox.
#ifndef CLS_COMPILE_H
#define CLS_COMPILE_H

#include "bytecode.h"

struct cls_compiled {
  unsigned char *bytes;
  size_t length, capacity;
  cls_statefulness statefulness;
};

/// Pushes the file as a function, under the number of its source; a status of Lua as of `lua_load`.
int cls_push_compiled(lua_State *L, const cls_compiled *compiled, uint32_t chunk);

#endif
