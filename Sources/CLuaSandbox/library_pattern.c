/// Lua patterns (manual §6.4.1) with a charge for every step, so that no pattern can hang a rule.
#include <ctype.h>

#include "call_limits.h"
#include "library.h"

#define MAX_CAPTURES 32
#define MAX_DEPTH 200
#define OPEN (-1)
#define POSITION (-2)

typedef struct {
  lua_State *L;
  const char *text;
  const char *text_end;
  const char *pattern_end;
  int depth;
  int captures;
  struct {
    const char *start;
    ptrdiff_t length;
  } capture[MAX_CAPTURES];
} matcher;

static const char *match(matcher *m, const char *s, const char *p);

/// The end of the single-character item that begins at `p`.
static const char *item_end(matcher *m, const char *p) {
  char first = *p++;
  if (first == '%') {
    if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (ends with '%%')");
    return p + 1;
  }
  if (first != '[') return p;
  if (p < m->pattern_end && *p == '^') p++;
  do {  // a ']' that comes first stands for itself
    if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (missing ']')");
    char c = *p++;
    if (c == '%') {
      if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (missing ']')");
      p++;
    }
  } while (p == m->pattern_end || *p != ']');
  return p + 1;
}

static bool in_class(int character, int letter) {
  bool found;
  switch (tolower(letter)) {
  case 'a': found = isalpha(character); break;
  case 'c': found = iscntrl(character); break;
  case 'd': found = isdigit(character); break;
  case 'g': found = isgraph(character); break;
  case 'l': found = islower(character); break;
  case 'p': found = ispunct(character); break;
  case 's': found = isspace(character); break;
  case 'u': found = isupper(character); break;
  case 'w': found = isalnum(character); break;
  case 'x': found = isxdigit(character); break;
  default: return letter == character;
  }
  return isupper(letter) ? !found : found;
}

/// Whether a set (`p` at its '[', `close` at its ']') holds the character.
static bool in_set(lua_State *L, int character, const char *p, const char *close) {
  bool wanted = true;
  if (p[1] == '^') {
    wanted = false;
    p++;
  }
  cls_charge(L, 1 + (uint64_t)(close - p) / 8);
  while (++p < close) {
    if (*p == '%') {
      if (in_class(character, (unsigned char)*++p)) return wanted;
    } else if (p[1] == '-' && p + 2 < close) {
      if ((unsigned char)p[0] <= character && character <= (unsigned char)p[2]) return wanted;
      p += 2;
    } else if ((unsigned char)*p == character) {
      return wanted;
    }
  }
  return !wanted;
}

static bool fits(matcher *m, const char *s, const char *p, const char *end) {
  if (s >= m->text_end) return false;
  cls_charge(m->L, 1);
  int character = (unsigned char)*s;
  switch (*p) {
  case '.': return true;
  case '%': return in_class(character, (unsigned char)p[1]);
  case '[': return in_set(m->L, character, p, end - 1);
  default: return (unsigned char)*p == character;
  }
}

static const char *match_balanced(matcher *m, const char *s, const char *p) {
  if (p + 1 >= m->pattern_end) luaL_error(m->L, "malformed pattern (missing arguments to '%%b')");
  if (s >= m->text_end || *s != p[0]) return NULL;
  int open = 1;
  for (const char *at = s + 1; at < m->text_end; at++) {
    cls_charge(m->L, 1);
    if (*at == p[1]) {
      if (--open == 0) return at + 1;
    } else if (*at == p[0]) {
      open++;
    }
  }
  return NULL;
}

static const char *match_longest(
  matcher *m, const char *s, const char *p, const char *end, const char *rest
) {
  ptrdiff_t count = 0;
  while (fits(m, s + count, p, end)) count++;
  for (; count >= 0; count--) {
    const char *found = match(m, s + count, rest);
    if (found) return found;
  }
  return NULL;
}

static const char *match_shortest(
  matcher *m, const char *s, const char *p, const char *end, const char *rest
) {
  for (;;) {
    const char *found = match(m, s, rest);
    if (found) return found;
    if (!fits(m, s, p, end)) return NULL;
    s++;
  }
}

static const char *open_capture(matcher *m, const char *s, const char *p, ptrdiff_t kind) {
  if (m->captures >= MAX_CAPTURES) luaL_error(m->L, "too many captures");
  m->capture[m->captures].start = s;
  m->capture[m->captures].length = kind;
  m->captures++;
  const char *found = match(m, s, p);
  if (!found) m->captures--;
  return found;
}

static const char *close_capture(matcher *m, const char *s, const char *p) {
  int index = m->captures - 1;
  while (index >= 0 && m->capture[index].length != OPEN) index--;
  if (index < 0) luaL_error(m->L, "invalid pattern capture");
  m->capture[index].length = s - m->capture[index].start;
  const char *found = match(m, s, p);
  if (!found) m->capture[index].length = OPEN;
  return found;
}

static const char *match_again(matcher *m, const char *s, int digit) {
  int index = digit - '1';
  if (index < 0 || index >= m->captures || m->capture[index].length == OPEN) {
    luaL_error(m->L, "invalid capture index %%%d", index + 1);
  }
  if (m->capture[index].length == POSITION) return NULL;  // a position has no text to match again
  size_t length = (size_t)m->capture[index].length;
  cls_charge_bytes(m->L, length);
  if ((size_t)(m->text_end - s) < length) return NULL;
  return memcmp(m->capture[index].start, s, length) ? NULL : s + length;
}

static bool at_frontier(matcher *m, const char *s, const char *p, const char *end) {
  int before = s == m->text ? 0 : (unsigned char)s[-1];
  int after = s == m->text_end ? 0 : (unsigned char)*s;
  return !in_set(m->L, before, p, end - 1) && in_set(m->L, after, p, end - 1);
}

/// Matches items that begin with '%' and are more than one character; false if `p` is not one.
/// On true, `*s` is where the match continues (NULL: no match) and `*p` is the rest of the pattern.
static bool match_special(matcher *m, const char **s, const char **p) {
  if (**p != '%' || *p + 1 >= m->pattern_end) return false;
  char letter = (*p)[1];
  if (letter == 'b') {
    *s = match_balanced(m, *s, *p + 2);
    *p += 4;
    return true;
  }
  if (letter == 'f') {
    const char *set = *p + 2;
    if (set >= m->pattern_end || *set != '[') {
      luaL_error(m->L, "missing '[' after '%%f' in pattern");
    }
    const char *end = item_end(m, set);
    if (!at_frontier(m, *s, set, end)) *s = NULL;
    *p = end;
    return true;
  }
  if (letter >= '0' && letter <= '9') {
    *s = match_again(m, *s, letter);
    *p += 2;
    return true;
  }
  return false;
}

/// Matches one item and its repetition. On true the loop continues with `*s` and `*p`; on false
/// `*s` is the result.
static bool match_item(matcher *m, const char **s, const char **p) {
  const char *end = item_end(m, *p);
  char repetition = end < m->pattern_end ? *end : 0;
  switch (repetition) {
  case '?':
    if (fits(m, *s, *p, end)) {
      const char *found = match(m, *s + 1, end + 1);
      if (found) {
        *s = found;
        return false;
      }
    }
    *p = end + 1;
    return true;
  case '*':
    *s = match_longest(m, *s, *p, end, end + 1);
    return false;
  case '+':
    *s = fits(m, *s, *p, end) ? match_longest(m, *s + 1, *p, end, end + 1) : NULL;
    return false;
  case '-':
    *s = match_shortest(m, *s, *p, end, end + 1);
    return false;
  default:
    if (!fits(m, *s, *p, end)) {
      *s = NULL;
      return false;
    }
    (*s)++;
    *p = end;
    return true;
  }
}

static const char *match(matcher *m, const char *s, const char *p) {
  if (m->depth-- == 0) luaL_error(m->L, "pattern too complex");
  cls_charge(m->L, 1);
  while (s && p < m->pattern_end) {
    if (*p == '(') {
      bool position = p + 1 < m->pattern_end && p[1] == ')';
      s = open_capture(m, s, p + (position ? 2 : 1), position ? POSITION : OPEN);
      break;
    }
    if (*p == ')') {
      s = close_capture(m, s, p + 1);
      break;
    }
    if (*p == '$' && p + 1 == m->pattern_end) {
      if (s != m->text_end) s = NULL;
      break;
    }
    if (match_special(m, &s, &p)) continue;
    if (!match_item(m, &s, &p)) break;
  }
  m->depth++;
  return s;
}

// MARK: Captures

static void push_capture(matcher *m, int index, const char *start, const char *end) {
  if (index >= m->captures) {
    if (index != 0) luaL_error(m->L, "invalid capture index %%%d", index + 1);
    lua_pushlstring(m->L, start, (size_t)(end - start));
    return;
  }
  ptrdiff_t length = m->capture[index].length;
  if (length == OPEN) luaL_error(m->L, "unfinished capture");
  if (length == POSITION) {
    lua_pushinteger(m->L, m->capture[index].start - m->text + 1);
  } else {
    cls_charge_bytes(m->L, (uint64_t)length);
    lua_pushlstring(m->L, m->capture[index].start, (size_t)length);
  }
}

static int push_captures(matcher *m, const char *start, const char *end) {
  int count = m->captures == 0 && start ? 1 : m->captures;
  luaL_checkstack(m->L, count, "too many captures");
  for (int index = 0; index < count; index++) push_capture(m, index, start, end);
  return count;
}

static void prepare(
  matcher *m, lua_State *L, const char *text, size_t length, const char *pattern_end
) {
  m->L = L;
  m->text = text;
  m->text_end = text + length;
  m->pattern_end = pattern_end;
}

static const char *match_from_start(matcher *m, const char *s, const char *p) {
  m->depth = MAX_DEPTH;
  m->captures = 0;
  return match(m, s, p);
}

// MARK: find and match

static size_t start_position(lua_Integer position, size_t length) {
  if (position > 0) return (size_t)position - 1;
  if (position == 0 || position < -(lua_Integer)length) return 0;
  return length - (size_t)-position;
}

static bool has_specials(const char *pattern, size_t length) {
  for (size_t index = 0; index < length; index++) {
    if (strchr("^$*+?.([%-", pattern[index]) && pattern[index]) return true;
  }
  return false;
}

static int find_plain(
  lua_State *L, const char *text, size_t length, size_t from, const char *needle,
  size_t needle_length
) {
  for (size_t at = from; at + needle_length <= length; at++) {
    const char *found =
      needle_length ? memchr(text + at, needle[0], length - needle_length - at + 1) : text + at;
    cls_charge_bytes(L, found ? (uint64_t)(found - text) - at + needle_length : length - at);
    if (!found) break;
    at = (size_t)(found - text);
    if (memcmp(found, needle, needle_length) == 0) {
      lua_pushinteger(L, (lua_Integer)at + 1);
      lua_pushinteger(L, (lua_Integer)(at + needle_length));
      return 2;
    }
  }
  lua_pushnil(L);
  return 1;
}

static int find_or_match(lua_State *L, bool find) {
  size_t length, pattern_length;
  const char *text = luaL_checklstring(L, 1, &length);
  const char *pattern = luaL_checklstring(L, 2, &pattern_length);
  size_t from = start_position(luaL_optinteger(L, 3, 1), length);
  if (from > length) {
    lua_pushnil(L);
    return 1;
  }
  cls_charge_bytes(L, pattern_length);
  if (find && (lua_toboolean(L, 4) || !has_specials(pattern, pattern_length))) {
    return find_plain(L, text, length, from, pattern, pattern_length);
  }
  matcher m;
  prepare(&m, L, text, length, pattern + pattern_length);
  bool anchored = pattern_length && *pattern == '^';
  if (anchored) pattern++;
  for (const char *s = text + from; s <= m.text_end; s++) {
    const char *end = match_from_start(&m, s, pattern);
    if (end && find) {
      lua_pushinteger(L, s - text + 1);
      lua_pushinteger(L, end - text);
      return push_captures(&m, NULL, NULL) + 2;
    }
    if (end) return push_captures(&m, s, end);
    if (anchored) break;
  }
  lua_pushnil(L);
  return 1;
}

static int pattern_find(lua_State *L) { return find_or_match(L, true); }
static int pattern_match(lua_State *L) { return find_or_match(L, false); }

// MARK: gmatch

enum { GMATCH_TEXT = 1, GMATCH_PATTERN, GMATCH_FROM, GMATCH_LAST };

int cls_gmatch_step(lua_State *L) {
  size_t length, pattern_length;
  const char *text = lua_tolstring(L, lua_upvalueindex(GMATCH_TEXT), &length);
  const char *pattern = lua_tolstring(L, lua_upvalueindex(GMATCH_PATTERN), &pattern_length);
  lua_Integer from = lua_tointeger(L, lua_upvalueindex(GMATCH_FROM));
  lua_Integer last = lua_tointeger(L, lua_upvalueindex(GMATCH_LAST));
  matcher m;
  prepare(&m, L, text, length, pattern + pattern_length);
  for (const char *s = text + from; s <= m.text_end; s++) {
    const char *end = match_from_start(&m, s, pattern);
    // An empty match at the end of the last match would be found for ever.
    if (!end || end - text == last) continue;
    lua_pushinteger(L, end - text);
    lua_pushvalue(L, -1);
    lua_replace(L, lua_upvalueindex(GMATCH_FROM));
    lua_replace(L, lua_upvalueindex(GMATCH_LAST));
    return push_captures(&m, s, end);
  }
  return 0;
}

static int pattern_gmatch(lua_State *L) {
  size_t length;
  luaL_checklstring(L, 1, &length);
  luaL_checkstring(L, 2);
  size_t from = start_position(luaL_optinteger(L, 3, 1), length);
  if (from > length) from = length + 1;
  lua_settop(L, 2);
  lua_pushinteger(L, (lua_Integer)from);
  lua_pushinteger(L, -1);
  lua_pushcclosure(L, cls_gmatch_step, 4);
  return 1;
}

// MARK: gsub

static void add_template(matcher *m, luaL_Buffer *buffer, const char *start, const char *end) {
  size_t length;
  const char *text = lua_tolstring(m->L, 3, &length);
  cls_charge_bytes(m->L, length);
  for (size_t index = 0; index < length; index++) {
    if (text[index] != '%') {
      luaL_addchar(buffer, text[index]);
      continue;
    }
    char letter = ++index < length ? text[index] : 0;
    if (letter == '%') {
      luaL_addchar(buffer, '%');
    } else if (letter == '0') {
      cls_charge_bytes(m->L, (uint64_t)(end - start));
      luaL_addlstring(buffer, start, (size_t)(end - start));
    } else if (letter >= '1' && letter <= '9') {
      push_capture(m, letter - '1', start, end);
      luaL_tolstring(m->L, -1, NULL);
      lua_remove(m->L, -2);
      luaL_addvalue(buffer);
    } else {
      luaL_error(m->L, "invalid use of '%%' in replacement string");
    }
  }
}

/// Adds the replacement of the match, or the match itself if there is none.
static void add_replacement(
  matcher *m, luaL_Buffer *buffer, const char *start, const char *end, int type
) {
  lua_State *L = m->L;
  if (type == LUA_TSTRING || type == LUA_TNUMBER) {
    add_template(m, buffer, start, end);
    return;
  }
  if (type == LUA_TFUNCTION) {
    lua_pushvalue(L, 3);
    lua_call(L, push_captures(m, start, end), 1);
  } else {
    push_capture(m, 0, start, end);
    lua_gettable(L, 3);
  }
  if (!lua_toboolean(L, -1)) {
    lua_pop(L, 1);
    cls_charge_bytes(L, (uint64_t)(end - start));
    luaL_addlstring(buffer, start, (size_t)(end - start));
  } else if (lua_isstring(L, -1)) {
    cls_charge_bytes(L, lua_rawlen(L, -1));
    luaL_addvalue(buffer);
  } else {
    luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
  }
}

static int pattern_gsub(lua_State *L) {
  size_t length, pattern_length;
  const char *text = luaL_checklstring(L, 1, &length);
  const char *pattern = luaL_checklstring(L, 2, &pattern_length);
  int type = lua_type(L, 3);
  luaL_argexpected(
    L, type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION || type == LUA_TTABLE, 3,
    "string/function/table");
  lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)length + 1);
  matcher m;
  prepare(&m, L, text, length, pattern + pattern_length);
  bool anchored = pattern_length && *pattern == '^';
  if (anchored) pattern++;
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  const char *s = text, *last = NULL;
  lua_Integer count = 0;
  while (count < most) {
    const char *end = match_from_start(&m, s, pattern);
    if (end && end != last) {
      count++;
      add_replacement(&m, &buffer, s, end, type);
      s = last = end;
    } else if (s < m.text_end) {
      luaL_addchar(&buffer, *s++);
    } else {
      break;
    }
    if (anchored) break;
  }
  cls_charge_bytes(L, (uint64_t)(m.text_end - s));
  luaL_addlstring(&buffer, s, (size_t)(m.text_end - s));
  luaL_pushresult(&buffer);
  lua_pushinteger(L, count);
  return 2;
}

const luaL_Reg cls_pattern_functions[] = {
  {"find", pattern_find}, {"gmatch", pattern_gmatch}, {"gsub", pattern_gsub},
  {"match", pattern_match}, {NULL, NULL},
};
