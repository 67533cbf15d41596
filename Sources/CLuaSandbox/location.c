/// Locations in a build. Lists count from 1 in Lua and from 0 in reports: `gpus[2].tdp_w` becomes
/// `gpus[1].tdp_w`.
#include <stdio.h>

#include "call_limits.h"
#include "location.h"

/// Appends an index minus one to the buffer; returns where its digits end. Appends nothing if the
/// digits are not an index that fits a number; they are then copied unchanged.
static const char *append_index(
  lua_State *L, luaL_Buffer *buffer, const char *digits, const char *path
) {
  const char *end = digits;
  long index = 0;
  while (*end >= '0' && *end <= '9' && end - digits < 9) index = index * 10 + (*end++ - '0');
  if (end == digits || *end != ']') return digits;
  if (index == 0) {
    luaL_error(L, "`%s`: lists count from 1 in Lua, so that `[0]` is not an entry; write `[1]` for "
               "the first", path);
  }
  char text[16];
  snprintf(text, sizeof text, "%ld", index - 1);
  luaL_addstring(buffer, text);
  return end;
}

void cls_push_location(lua_State *L, int index) {
  size_t length;
  const char *path = luaL_checklstring(L, index, &length);
  if (memchr(path, '[', length) == NULL || memchr(path, '\0', length) != NULL) {
    lua_pushvalue(L, index);
    return;
  }
  cls_charge(L, length);
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  for (const char *at = path; *at != '\0';) {
    luaL_addchar(&buffer, *at);
    if (*at++ == '[') at = append_index(L, &buffer, at, path);
  }
  luaL_pushresult(&buffer);
}
