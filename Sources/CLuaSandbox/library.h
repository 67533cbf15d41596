/// The allow-listed libraries. Each `cls_push_…` pushes a table of functions.
#ifndef CLS_LIBRARY_H
#define CLS_LIBRARY_H

#include "state.h"

void cls_push_base(lua_State *L);
void cls_push_string(lua_State *L);
void cls_push_table(lua_State *L);
void cls_push_math(lua_State *L);
void cls_push_utf8(lua_State *L);
/// Sorts list items 1…n of the plain table at `index` with `less(L, a, b)` on stack indices.
void cls_sort(
  lua_State *L, int index, lua_Integer count, bool (*less)(lua_State *L, int a, int b));
/// Functions with a position of their own: what `pairs` and `gmatch` return.
int cls_pairs_step(lua_State *L);
int cls_gmatch_step(lua_State *L);
/// The order of two texts by their bytes, the same in every locale.
bool cls_text_before(lua_State *L, int a, int b);
/// The `string` functions that run Lua patterns.
extern const luaL_Reg cls_pattern_functions[];

#endif
