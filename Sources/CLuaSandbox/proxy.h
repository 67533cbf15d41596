/// Read-only proxies: an empty table whose metatable finds the fields in a backing table.
#ifndef CLS_PROXY_H
#define CLS_PROXY_H

#include "state.h"

/// Keys in the metatable of a proxy: the backing table, and the path from the root of the build.
enum { CLS_PROXY_BACKING = 1, CLS_PROXY_PATH = 2 };

/// Pushes a read-only proxy of the backing table at `index`; pops nothing.
void cls_push_proxy(lua_State *L, int index);
/// Pushes the backing table of the proxy at `index` and returns true; pushes nothing for a plain
/// table.
bool cls_push_backing(lua_State *L, int index);
/// Raises an error if the table at `index` may not be written.
void cls_check_writable(lua_State *L, int index);
/// A `__newindex` handler: raises the error that the table is read-only.
int cls_refuse_write(lua_State *L);

#endif
