/// Read-only proxies. A proxy is an empty table whose metatable finds the fields in the backing
/// table, which rules cannot reach: they have no `getmetatable`, `rawget` or `next`.
#include "dependency.h"
#include "proxy.h"
#include "value_text.h"

int cls_refuse_write(lua_State *L) {
  size_t length;
  cls_push_text(L, 2, &length);
  return luaL_error(L, "attempt to write the field '%s' of a read-only table", lua_tostring(L, -1));
}

/// The `__len` handler of a proxy.
static int proxy_length(lua_State *L) {
  if (!cls_push_backing(L, 1)) return luaL_error(L, "not a read-only table");
  lua_pushinteger(L, (lua_Integer)lua_rawlen(L, -1));
  return 1;
}

bool cls_push_backing(lua_State *L, int index) {
  if (!lua_getmetatable(L, index)) return false;
  if (lua_rawgeti(L, -1, CLS_PROXY_BACKING) != LUA_TTABLE) {
    lua_pop(L, 2);
    return false;
  }
  lua_remove(L, -2);
  if (state_of(L)->cached.build) cls_require_all_fields(L);
  return true;
}

void cls_push_proxy(lua_State *L, int index) {
  int backing = lua_absindex(L, index);
  luaL_checkstack(L, 6, "too deep");
  lua_createtable(L, 0, 0);
  lua_createtable(L, 1, 3);
  lua_pushvalue(L, backing);
  lua_rawseti(L, -2, CLS_PROXY_BACKING);
  lua_pushvalue(L, backing);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, proxy_length);
  lua_setfield(L, -2, "__len");
  lua_pushcfunction(L, cls_refuse_write);
  lua_setfield(L, -2, "__newindex");
  lua_setmetatable(L, -2);
}

void cls_check_writable(lua_State *L, int index) {
  if (lua_getmetatable(L, index)) luaL_error(L, "attempt to change a read-only table");
}
