/// Finds a value of the table that a file returns, if it is a table of literals: then the file does
/// the same without it. What is in doubt counts as no literal.
#include <string.h>

#include "source.h"

/// Deeper tables are left to the compiler and the limits of documents.
#define MAX_LITERAL_DEPTH 24
/// Longer concatenations are left to the compiler, which has a limit for them.
#define MAX_PIECES 100

typedef struct {
  cls_lexer lexer;
  cls_token token;
  /// Whether `token` is one, and not the end of the source.
  bool more;
  /// Where the token before ends.
  size_t behind;
} cursor;

static void advance(cursor *at) {
  at->behind = at->token.end;
  at->more = cls_next_token(&at->lexer, &at->token);
}

static const char *text_of(const cursor *at) { return at->lexer.text + at->token.start; }
static size_t length_of(const cursor *at) { return at->token.end - at->token.start; }

/// The keyword or symbol there; 0 for other tokens and at the end.
static uint64_t word(const cursor *at) { return at->more ? at->token.word : 0; }
static bool is_symbol(const cursor *at, char wanted) { return word(at) == (uint8_t)wanted; }
static bool is_separator(const cursor *at) { return is_symbol(at, ',') || is_symbol(at, ';'); }
static bool is_name(const cursor *at, const char *name) {
  return at->more && at->token.kind == CLS_TOKEN_NAME && strlen(name) == length_of(at) &&
         memcmp(text_of(at), name, length_of(at)) == 0;
}

// MARK: Literals

static size_t skip_digits(const char *text, size_t length, size_t at) {
  while (at < length && text[at] >= '0' && text[at] <= '9') at++;
  return at;
}

/// A decimal number: digits, a fraction, an exponent.
static bool is_plain_number(const char *text, size_t length) {
  size_t at = skip_digits(text, length, 0);
  if (at == 0) return false;
  if (at < length && text[at] == '.') at = skip_digits(text, length, at + 1);
  if (at < length && (text[at] == 'e' || text[at] == 'E')) {
    at++;
    if (at < length && (text[at] == '+' || text[at] == '-')) at++;
    size_t exponent = at;
    at = skip_digits(text, length, at);
    if (at == exponent) return false;
  }
  return at == length;
}

/// A closed text in quotes, with the usual escapes at most.
static bool is_plain_text(const char *text, size_t length) {
  if (length < 2 || (text[0] != '"' && text[0] != '\'')) return false;
  for (size_t at = 1; at < length - 1; at++) {
    if (text[at] == text[0]) return false;
    if (text[at] != '\\') continue;
    at++;
    if (at == length - 1 || !strchr("ntr\\\"'", text[at])) return false;
  }
  return text[length - 1] == text[0];
}

static bool skip_number(cursor *at) {
  if (!at->more || at->token.kind != CLS_TOKEN_NUMBER) return false;
  if (!is_plain_number(text_of(at), length_of(at))) return false;
  advance(at);
  return true;
}

static bool skip_text(cursor *at) {
  if (!at->more || at->token.kind != CLS_TOKEN_STRING) return false;
  if (!is_plain_text(text_of(at), length_of(at))) return false;
  advance(at);
  return true;
}

static bool skip_texts(cursor *at) {
  if (!skip_text(at)) return false;
  for (int pieces = 1; word(at) == CLS_WORD(".."); pieces++) {
    advance(at);
    if (pieces == MAX_PIECES || !skip_text(at)) return false;
  }
  return true;
}

static bool skip_table(cursor *at, int depth);

static bool skip_value(cursor *at, int depth) {
  if (!at->more) return false;
  switch (at->token.kind) {
  case CLS_TOKEN_STRING: return skip_texts(at);
  case CLS_TOKEN_NUMBER: return skip_number(at);
  case CLS_TOKEN_KEYWORD:
    if (word(at) != CLS_WORD("true") && word(at) != CLS_WORD("false") &&
        word(at) != CLS_WORD("nil")) {
      return false;
    }
    advance(at);
    return true;
  case CLS_TOKEN_SYMBOL:
    if (!is_symbol(at, '-')) return skip_table(at, depth);
    advance(at);
    return skip_number(at);
  default: return false;
  }
}

/// Skips the key of an entry and its `=`, if it has one.
static bool skip_key(cursor *at) {
  if (at->more && at->token.kind == CLS_TOKEN_NAME) {
    advance(at);
  } else if (is_symbol(at, '[')) {
    advance(at);
    if (!skip_text(at) && !skip_number(at)) return false;
    if (!is_symbol(at, ']')) return false;
    advance(at);
  } else {
    return true;
  }
  if (!is_symbol(at, '=')) return false;
  advance(at);
  return true;
}

static bool skip_table(cursor *at, int depth) {
  if (!is_symbol(at, '{') || depth == MAX_LITERAL_DEPTH) return false;
  advance(at);
  while (!is_symbol(at, '}')) {
    if (!skip_key(at) || !skip_value(at, depth + 1)) return false;
    if (is_separator(at)) advance(at);
    else if (!is_symbol(at, '}')) return false;
  }
  advance(at);
  return true;
}

// MARK: The returned table

/// How many blocks a token opens; negative if it closes one.
static int blocks_opened(const cursor *at) {
  if (at->token.kind != CLS_TOKEN_KEYWORD) return 0;
  uint64_t keyword = at->token.word;
  // `for` and `while` open their block with `do`.
  if (keyword == CLS_WORD("function") || keyword == CLS_WORD("if") || keyword == CLS_WORD("do") ||
      keyword == CLS_WORD("repeat")) {
    return 1;
  }
  return keyword == CLS_WORD("end") || keyword == CLS_WORD("until") ? -1 : 0;
}

static int brackets_opened(const cursor *at) {
  switch (word(at)) {
  case '(': case '[': case '{': return 1;
  case ')': case ']': case '}': return -1;
  default: return 0;
  }
}

/// Moves to the `{` of the file's own `return {`.
static bool find_returned_table(cursor *at) {
  int blocks = 0;
  while (at->more) {
    if (blocks == 0 && word(at) == CLS_WORD("return")) {
      advance(at);
      return is_symbol(at, '{');
    }
    blocks += blocks_opened(at);
    advance(at);
  }
  return false;
}

/// Reads an entry `name = {…}` whose value is literal; `at` is on the name.
static bool read_entry(cursor *at, size_t *start, size_t *end) {
  advance(at);
  if (!is_symbol(at, '=')) return false;
  advance(at);
  *start = at->token.start;
  if (!skip_table(at, 0)) return false;
  *end = at->behind;
  if (!is_separator(at) && !is_symbol(at, '}')) return false;
  return true;
}

bool cls_literal_field(
  const char *source, size_t length, const char *name, size_t *start, size_t *end
) {
  // What is refused must not be cut out of sight.
  if (length > CLS_MAX_SOURCE || memchr(source, 0, length)) return false;
  cursor at = {.lexer = cls_lexer_of(source, length)};
  advance(&at);
  if (!find_returned_table(&at)) return false;
  advance(&at);
  int brackets = 1, blocks = 0;
  bool found = false, is_key = true;
  while (brackets > 0) {
    if (!at.more) return false;
    bool on_top = brackets == 1 && blocks == 0;
    if (on_top && is_key && is_name(&at, name)) {
      if (found || !read_entry(&at, start, end)) return false;
      found = true;
      is_key = false;
      continue;
    }
    // A computed key could be the same name.
    if (on_top && is_key && is_symbol(&at, '[')) return false;
    brackets += brackets_opened(&at);
    blocks += blocks_opened(&at);
    is_key = is_separator(&at);
    advance(&at);
  }
  if (is_symbol(&at, ';')) advance(&at);
  return found && !at.more;
}

/// Copies the line ends of a text. A blank keeps LF and CR apart that are two line ends.
static size_t copy_line_ends(const char *text, size_t length, char *out) {
  size_t count = 0;
  bool in_line_end = false;
  if (!memchr(text, '\r', length)) {
    const char *at = text, *end = text + length;
    while ((at = memchr(at, '\n', (size_t)(end - at)))) {
      if (at == text || at[-1] != '\n') out[count++] = ' ';
      out[count++] = '\n';
      at++;
    }
    return count;
  }
  for (size_t at = 0; at < length; at++) {
    bool is_line_end = text[at] == '\n' || text[at] == '\r';
    if (is_line_end) {
      if (!in_line_end) out[count++] = ' ';
      out[count++] = text[at];
    }
    in_line_end = is_line_end;
  }
  return count;
}

size_t cls_without_literal(
  const char *source, size_t length, size_t start, size_t end, char *code
) {
  memcpy(code, source, start);
  char *at = code + start;
  *at++ = '{';
  at += copy_line_ends(source + start, end - start, at);
  *at++ = '}';
  memcpy(at, source + end, length - end);
  return (size_t)(at - code) + (length - end);
}
