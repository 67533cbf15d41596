/// Looks into compiled code for state that would outlive a call.
#ifndef CLS_BYTECODE_H
#define CLS_BYTECODE_H

#include "state.h"

typedef enum { CLS_STATELESS, CLS_CLOSURE_STATE, CLS_FILE_STATE } cls_statefulness;

/// Whether a file, as compiled code, has functions that assign locals outside themselves: see below.
cls_statefulness cls_statefulness_of(const unsigned char *bytes, size_t size, int *line);

/// Whether the chunk on top of the stack has functions that assign locals outside themselves:
/// none, locals of other functions, or locals of the file. In the last case `*line` is the line
/// where the function begins.
cls_statefulness cls_assigns_outside(lua_State *L, int *line);

#endif
