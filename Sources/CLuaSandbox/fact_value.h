/// The values that facts may have.
#ifndef CLS_FACT_VALUE_H
#define CLS_FACT_VALUE_H

#include "state.h"

/// Limits of the value of one fact: nesting of its tables, number of values, bytes of text.
#define CLS_MAX_FACT_DEPTH 16
#define CLS_MAX_FACT_VALUES 2048
#define CLS_MAX_FACT_TEXT (64 << 10)

/// Checks that the value on top of the stack is plain data within the limits, replaces it by its
/// read-only form and returns the bytes to allow for it.
uint64_t cls_freeze_fact_value(lua_State *L);

#endif
