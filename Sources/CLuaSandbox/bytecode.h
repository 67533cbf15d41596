/// Looks into compiled code for state that would outlive a call.
#ifndef CLS_BYTECODE_H
#define CLS_BYTECODE_H

#include "state.h"

/// Where the file's function begins in compiled code: behind the header (the signature, the version,
/// the format, bytes that tell a damaged file, the sizes of an instruction, an integer and a number,
/// and one of each of the last two) and the number of the file's upvalues.
enum { CLS_CODE_AT = 4 + 1 + 1 + 6 + 3 + 8 + 8 + 1 };

typedef enum { CLS_STATELESS, CLS_CLOSURE_STATE, CLS_FILE_STATE } cls_statefulness;

/// Whether a file, as compiled code, has functions that assign locals outside themselves: see below.
cls_statefulness cls_statefulness_of(const unsigned char *bytes, size_t size, int *line);

/// Whether the chunk on top of the stack has functions that assign locals outside themselves:
/// none, locals of other functions, or locals of the file. In the last case `*line` is the line
/// where the function begins.
cls_statefulness cls_assigns_outside(lua_State *L, int *line);

#endif
