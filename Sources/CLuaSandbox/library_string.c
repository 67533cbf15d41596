/// `string`, `utf8` and `math`. If the work of a standard function is bounded by the size of its
/// arguments, it is used unchanged after a charge for those bytes.
#include <limits.h>
#include <stdio.h>

#include "call_limits.h"
#include "library.h"
#include "value_text.h"

/// Charges for all text arguments, then calls the C function in the upvalue.
static int charged(lua_State *L) {
  uint64_t bytes = 0;
  for (int index = lua_gettop(L); index > 0; index--) {
    if (lua_type(L, index) == LUA_TSTRING) bytes += lua_rawlen(L, index);
  }
  cls_charge_bytes(L, bytes);
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/// Copies the named functions from the library at `index` into the table on top of the stack.
static void take_functions(lua_State *L, int index, const char *const *names, bool charge) {
  int library = lua_absindex(L, index);
  for (; *names; names++) {
    if (lua_getfield(L, library, *names) == LUA_TFUNCTION && charge) {
      lua_pushcclosure(L, charged, 1);
    }
    lua_setfield(L, -2, *names);
  }
}

static int string_rep(lua_State *L) {
  size_t length, separator_length;
  const char *text = luaL_checklstring(L, 1, &length);
  lua_Integer count = luaL_checkinteger(L, 2);
  const char *separator = luaL_optlstring(L, 3, "", &separator_length);
  if (count <= 0) {
    lua_pushliteral(L, "");
    return 1;
  }
  uint64_t total;
  if (__builtin_mul_overflow((uint64_t)count, (uint64_t)(length + separator_length), &total)) {
    total = UINT64_MAX;
  }
  cls_charge_bytes(L, total);
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  if (length + separator_length > 0) {
    for (lua_Integer item = 1; item <= count; item++) {
      luaL_addlstring(&buffer, text, length);
      if (item < count) luaL_addlstring(&buffer, separator, separator_length);
    }
  }
  luaL_pushresult(&buffer);
  return 1;
}

// MARK: string.format

#define MAX_ITEM 512

static void add_quoted(lua_State *L, luaL_Buffer *buffer, int argument) {
  size_t length;
  const char *text = luaL_checklstring(L, argument, &length);
  cls_charge_bytes(L, length);
  luaL_addchar(buffer, '"');
  for (size_t index = 0; index < length; index++) {
    unsigned char character = (unsigned char)text[index];
    if (character == '"' || character == '\\' || character == '\n') {
      luaL_addchar(buffer, '\\');
      luaL_addchar(buffer, (char)character);
    } else if (character < 32 || character == 127) {
      char escape[8];
      bool digit_next = index + 1 < length && text[index + 1] >= '0' && text[index + 1] <= '9';
      int written = snprintf(escape, sizeof escape, digit_next ? "\\%03d" : "\\%d", character);
      luaL_addlstring(buffer, escape, (size_t)written);
    } else {
      luaL_addchar(buffer, (char)character);
    }
  }
  luaL_addchar(buffer, '"');
}

/// Copies one conversion (`%-8.3f` up to its letter) to `spec`; returns the position of the letter,
/// or raises an error.
static const char *read_conversion(lua_State *L, const char *from, char *spec, bool *plain) {
  const char *at = from;
  while (*at && strchr("-+ #0", *at)) at++;
  const char *flags_end = at;
  for (int digits = 0; *at >= '0' && *at <= '9' && digits < 2; digits++) at++;
  if (*at == '.') {
    at++;
    for (int digits = 0; *at >= '0' && *at <= '9' && digits < 2; digits++) at++;
  }
  if (flags_end - from > 5 || (*at >= '0' && *at <= '9')) {
    luaL_error(L, "string.format: a width or precision is longer than two digits");
  }
  *plain = at == from;
  *spec++ = '%';
  memcpy(spec, from, (size_t)(at - from));
  spec[at - from] = 0;
  return at;
}

static void add_text(lua_State *L, luaL_Buffer *buffer, int argument, char *spec, bool plain) {
  size_t length;
  const char *text = cls_push_text(L, argument, &length);
  cls_charge_bytes(L, length);
  if (plain || (length >= 100 && !strchr(spec, '.'))) {
    luaL_addvalue(buffer);
    return;
  }
  luaL_argcheck(L, strlen(text) == length, argument, "the text contains zeros");
  char item[MAX_ITEM];
  strcat(spec, "s");
  int written = snprintf(item, sizeof item, spec, text);
  lua_pop(L, 1);
  luaL_addlstring(buffer, item, written < (int)sizeof item ? (size_t)written : sizeof item - 1);
}

static void add_number(
  lua_State *L, luaL_Buffer *buffer, int argument, char *spec, char letter
) {
  char item[MAX_ITEM];
  int written;
  size_t end = strlen(spec);
  if (strchr("dixXoc", letter)) {
    lua_Integer value = luaL_checkinteger(L, argument);
    if (letter == 'c') {
      spec[end] = 'c';
      spec[end + 1] = 0;
      written = snprintf(item, sizeof item, spec, (int)value);
    } else {
      memcpy(spec + end, "ll", 2);
      spec[end + 2] = letter;
      spec[end + 3] = 0;
      written = snprintf(item, sizeof item, spec, (long long)value);
    }
  } else {
    spec[end] = letter;
    spec[end + 1] = 0;
    written = snprintf(item, sizeof item, spec, luaL_checknumber(L, argument));
  }
  cls_charge_bytes(L, (uint64_t)written);
  luaL_addlstring(buffer, item, written < (int)sizeof item ? (size_t)written : sizeof item - 1);
}

static int string_format(lua_State *L) {
  size_t length;
  const char *format = luaL_checklstring(L, 1, &length), *end = format + length;
  int arguments = lua_gettop(L), argument = 1;
  cls_charge_bytes(L, length);
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  for (; format < end; format++) {
    if (*format != '%') {
      luaL_addchar(&buffer, *format);
      continue;
    }
    if (*++format == '%') {
      luaL_addchar(&buffer, '%');
      continue;
    }
    char spec[32];
    bool plain;
    if (++argument > arguments) return luaL_argerror(L, argument, "no value");
    format = read_conversion(L, format, spec, &plain);
    char letter = *format;
    if (letter == 's') {
      add_text(L, &buffer, argument, spec, plain);
    } else if (letter == 'q' && plain) {
      if (lua_type(L, argument) == LUA_TSTRING) add_quoted(L, &buffer, argument);
      else add_text(L, &buffer, argument, spec, true);
    } else if (letter && strchr("dixXoceEfFgGaA", letter)) {
      add_number(L, &buffer, argument, spec, letter);
    } else {
      return luaL_error(L, "string.format: '%%%c' is not a conversion that rules may use",
                        letter ? letter : '?');
    }
  }
  luaL_pushresult(&buffer);
  return 1;
}

void cls_push_string(lua_State *L) {
  static const char *const allowed[] = {
    "byte", "char", "len", "lower", "reverse", "sub", "upper", NULL};
  static const luaL_Reg own[] = {{"format", string_format}, {"rep", string_rep}, {NULL, NULL}};
  lua_pushcfunction(L, luaopen_string);
  lua_call(L, 0, 1);  // also sets the metatable of strings, which is replaced later
  lua_newtable(L);
  take_functions(L, -2, allowed, true);
  luaL_setfuncs(L, own, 0);
  luaL_setfuncs(L, cls_pattern_functions, 0);
  lua_remove(L, -2);
}

void cls_push_utf8(lua_State *L) {
  static const char *const allowed[] = {"char", "codepoint", "codes", "len", "offset", NULL};
  lua_pushcfunction(L, luaopen_utf8);
  lua_call(L, 0, 1);
  lua_newtable(L);
  take_functions(L, -2, allowed, true);
  lua_getfield(L, -2, "charpattern");
  lua_setfield(L, -2, "charpattern");
  lua_remove(L, -2);
}

void cls_push_math(lua_State *L) {
  static const char *const allowed[] = {
    "abs", "acos", "asin", "atan", "ceil", "cos", "deg", "exp", "floor", "fmod", "log", "max",
    "min", "modf", "rad", "sin", "sqrt", "tan", "tointeger", "type", "ult", NULL,
  };
  static const char *const constants[] = {"huge", "maxinteger", "mininteger", "pi", NULL};
  lua_pushcfunction(L, luaopen_math);
  lua_call(L, 0, 1);
  lua_newtable(L);
  take_functions(L, -2, allowed, false);
  for (const char *const *name = constants; *name; name++) {
    lua_getfield(L, -2, *name);
    lua_setfield(L, -2, *name);
  }
  lua_remove(L, -2);
}
