/// Makes read-only Lua values of flat documents.
#ifndef CLS_DOCUMENT_TO_LUA_H
#define CLS_DOCUMENT_TO_LUA_H

#include "state.h"

/// Pushes the value of a cell; tables are read-only proxies, which are traced if the trace is on.
void cls_push_cell(lua_State *L, const cls_cell *cells, const char *bytes, uint32_t index);

#endif
