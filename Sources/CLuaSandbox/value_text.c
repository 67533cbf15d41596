/// A Lua value as text.
#include "value_text.h"

const char *cls_push_text(lua_State *L, int index, size_t *length) {
  switch (lua_type(L, index)) {
  case LUA_TSTRING: lua_pushvalue(L, index); break;
  case LUA_TNUMBER: lua_pushvalue(L, index); break;
  case LUA_TNIL: lua_pushliteral(L, "nil"); break;
  case LUA_TBOOLEAN: lua_pushstring(L, lua_toboolean(L, index) ? "true" : "false"); break;
  default: lua_pushstring(L, luaL_typename(L, index)); break;
  }
  return lua_tolstring(L, -1, length);
}
