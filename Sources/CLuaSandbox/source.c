/// A lexer for Lua source, and the limits that a source must respect before it is compiled.
#include <stdio.h>
#include <string.h>

#include "source.h"

#define MAX_SUFFIXES 200
#define MAX_TERMS 1000
#define MAX_NESTING 180

enum {
  NAME_START = 1,
  DIGIT = 2,
  NAME = NAME_START | DIGIT,
  BLANK = 4,
  LINE_END = 8,
  QUOTE = 16,
  /// Where the plain bytes of a text in quotes end.
  TEXT_STOP = 32,
};

static const uint8_t CLASSES[256] = {
  ['a' ... 'z'] = NAME_START, ['A' ... 'Z'] = NAME_START, ['_'] = NAME_START,
  ['0' ... '9'] = DIGIT,
  [' '] = BLANK, ['\t'] = BLANK, ['\v'] = BLANK, ['\f'] = BLANK,
  ['\n'] = LINE_END | TEXT_STOP, ['\r'] = LINE_END | TEXT_STOP,
  ['"'] = QUOTE | TEXT_STOP, ['\''] = QUOTE | TEXT_STOP, ['\\'] = TEXT_STOP,
};

static bool is(char c, int classes) { return CLASSES[(uint8_t)c] & classes; }
static bool is_name_start(char c) { return is(c, NAME_START); }
static bool is_digit(char c) { return is(c, DIGIT); }
static bool is_name(char c) { return is(c, NAME); }

static char peek(const cls_lexer *lex, size_t ahead) {
  return lex->at + ahead < lex->length ? lex->text[lex->at + ahead] : 0;
}

/// The level of a long bracket that begins here, or -1.
static int long_bracket(const cls_lexer *lex) {
  if (peek(lex, 0) != '[') return -1;
  int level = 0;
  while (peek(lex, 1 + (size_t)level) == '=') level++;
  return peek(lex, 1 + (size_t)level) == '[' ? level : -1;
}

static bool is_line_end(char c) { return is(c, LINE_END); }

/// Skips bytes of some classes; bytes of others where `wanted` is false.
static void skip_while(cls_lexer *lex, int classes, bool wanted) {
  const char *at = lex->text + lex->at, *end = lex->text + lex->length;
  while (at < end && is(*at, classes) == wanted) at++;
  lex->at = (size_t)(at - lex->text);
}

/// Skips a line end. As in the compiler, CR LF and LF CR are one line end.
static void skip_line_end(cls_lexer *lex) {
  char first = lex->text[lex->at++];
  char second = peek(lex, 0);
  if (is_line_end(second) && second != first) lex->at++;
  lex->line++;
}

static void skip_long_bracket(cls_lexer *lex, int level) {
  lex->at += (size_t)level + 2;
  while (lex->at < lex->length) {
    if (is_line_end(lex->text[lex->at])) {
      skip_line_end(lex);
      continue;
    }
    if (lex->text[lex->at] != ']') {
      lex->at++;
      continue;
    }
    int found = 0;
    while (peek(lex, 1 + (size_t)found) == '=') found++;
    if (found == level && peek(lex, 1 + (size_t)found) == ']') {
      lex->at += (size_t)level + 2;
      return;
    }
    lex->at++;
  }
}

static void skip_blanks(cls_lexer *lex) {
  while (lex->at < lex->length) {
    char c = lex->text[lex->at];
    if (is_line_end(c)) {
      skip_line_end(lex);
    } else if (is(c, BLANK)) {
      skip_while(lex, BLANK, true);
    } else if (c == '-' && peek(lex, 1) == '-') {
      lex->at += 2;
      int level = long_bracket(lex);
      if (level >= 0) {
        skip_long_bracket(lex, level);
        continue;
      }
      skip_while(lex, LINE_END, false);
    } else {
      return;
    }
  }
}

/// Skips what follows a backslash. If this and the compiler disagreed about the end of a string, a
/// file could evade the limits below.
static void skip_escape(cls_lexer *lex) {
  if (is_line_end(lex->text[lex->at])) {
    skip_line_end(lex);
  } else if (lex->text[lex->at] != 'z') {
    lex->at++;
  } else {
    lex->at++;
    while (lex->at < lex->length) {
      char blank = lex->text[lex->at];
      if (is_line_end(blank)) skip_line_end(lex);
      else if (is(blank, BLANK)) lex->at++;
      else return;
    }
  }
}

static void skip_string(cls_lexer *lex) {
  char quote = lex->text[lex->at++];
  while (true) {
    skip_while(lex, TEXT_STOP, false);
    if (lex->at >= lex->length) return;
    char c = lex->text[lex->at];
    if (is_line_end(c)) return;  // not allowed in Lua; the compiler says so
    lex->at++;
    if (c == quote) return;
    if (c == '\\' && lex->at < lex->length) skip_escape(lex);
  }
}

static void skip_number(cls_lexer *lex) {
  bool hex = peek(lex, 0) == '0' && (peek(lex, 1) | 0x20) == 'x';
  while (lex->at < lex->length) {
    char c = lex->text[lex->at] | 0x20;
    bool exponent = hex ? c == 'p' : c == 'e';
    if (exponent && (peek(lex, 1) == '+' || peek(lex, 1) == '-')) {
      lex->at += 2;
    } else if (is_name(lex->text[lex->at]) || lex->text[lex->at] == '.') {
      lex->at++;
    } else {
      return;
    }
  }
}

static bool is_keyword(uint64_t word) {
  switch (word & 0xff) {
  case 'a': return word == CLS_WORD("and");
  case 'b': return word == CLS_WORD("break");
  case 'd': return word == CLS_WORD("do");
  case 'e': return word == CLS_WORD("end") || word == CLS_WORD("else") || word == CLS_WORD("elseif");
  case 'f':
    return word == CLS_WORD("for") || word == CLS_WORD("function") || word == CLS_WORD("false");
  case 'g': return word == CLS_WORD("goto");
  case 'i': return word == CLS_WORD("if") || word == CLS_WORD("in");
  case 'l': return word == CLS_WORD("local");
  case 'n': return word == CLS_WORD("nil") || word == CLS_WORD("not");
  case 'o': return word == CLS_WORD("or");
  case 'r': return word == CLS_WORD("return") || word == CLS_WORD("repeat");
  case 't': return word == CLS_WORD("then") || word == CLS_WORD("true");
  case 'u': return word == CLS_WORD("until");
  case 'w': return word == CLS_WORD("while");
  default: return false;
  }
}

/// Reads a name or a keyword.
static void read_name(cls_lexer *lex, cls_token *token) {
  skip_while(lex, NAME, true);
  size_t length = lex->at - token->start;
  token->kind = CLS_TOKEN_NAME;
  if (length < 2 || length > 8) return;
  uint64_t word = cls_word(lex->text + token->start, length);
  if (!is_keyword(word)) return;
  token->kind = CLS_TOKEN_KEYWORD;
  token->word = word;
}

static void skip_symbol(cls_lexer *lex) {
  char first = peek(lex, 0), second = peek(lex, 1);
  size_t length = 1;
  if (first == '.' && second == '.') length = peek(lex, 2) == '.' ? 3 : 2;
  else if (second == '=' && strchr("=~<>", first)) length = 2;
  else if (second == first && strchr("/:<>", first)) length = 2;
  lex->at += length;
}

bool cls_next_token(cls_lexer *lex, cls_token *token) {
  skip_blanks(lex);
  if (lex->at >= lex->length) return false;
  token->start = (uint32_t)lex->at;
  token->line = lex->line;
  token->word = 0;
  char c = lex->text[lex->at];
  int level;
  if (is_name_start(c)) {
    read_name(lex, token);
  } else if (is_digit(c) || (c == '.' && is_digit(peek(lex, 1)))) {
    skip_number(lex);
    token->kind = CLS_TOKEN_NUMBER;
  } else if (is(c, QUOTE)) {
    skip_string(lex);
    token->kind = CLS_TOKEN_STRING;
  } else if ((level = long_bracket(lex)) >= 0) {
    skip_long_bracket(lex, level);
    token->kind = CLS_TOKEN_STRING;
  } else {
    skip_symbol(lex);
    token->kind = CLS_TOKEN_SYMBOL;
    token->word = cls_word(lex->text + token->start, lex->at - token->start);
  }
  token->end = (uint32_t)lex->at;
  return true;
}

cls_lexer cls_lexer_of(const char *source, size_t length) {
  return (cls_lexer){.text = source, .length = length, .at = 0, .line = 1};
}

size_t cls_tokens(const char *source, size_t length, cls_token *tokens, size_t capacity) {
  cls_lexer lex = cls_lexer_of(source, length);
  cls_token token;
  size_t count = 0;
  while (cls_next_token(&lex, &token)) {
    if (count < capacity) tokens[count] = token;
    count++;
  }
  return count;
}

// MARK: What is refused

typedef struct {
  uint32_t suffixes[MAX_NESTING + 1];
  bool after_value[MAX_NESTING + 1];
  bool after_dot;
  bool after_env;
  uint32_t depth;
  uint32_t terms;
} shape;

static void open_bracket(shape *shape) {
  uint32_t *suffixes = &shape->suffixes[shape->depth];
  *suffixes = shape->after_value[shape->depth] ? *suffixes + 1 : 0;
  if (shape->depth < MAX_NESTING) shape->depth++;
  shape->suffixes[shape->depth] = 0;
  shape->after_value[shape->depth] = false;
}

static void close_bracket(shape *shape) {
  uint32_t within = shape->suffixes[shape->depth];
  if (shape->depth) {
    shape->depth--;
    shape->suffixes[shape->depth] += within;  // `(a.b).c` is one chain
  }
  shape->after_value[shape->depth] = true;
}

/// Counts the suffixes of the current expression (`.x`, `:x`, `[x]`, `(x)`) at each bracket depth.
static void measure_brackets(const cls_token *token, shape *shape) {
  uint64_t word = token->kind == CLS_TOKEN_SYMBOL ? token->word : 0;
  bool after_dot = shape->after_dot;
  shape->after_dot = word == '.' || word == ':';
  if (word == '(' || word == '[' || word == '{') {
    open_bracket(shape);
    return;
  }
  if (word == ')' || word == ']' || word == '}') {
    close_bracket(shape);
    return;
  }
  uint32_t *suffixes = &shape->suffixes[shape->depth];
  bool *after_value = &shape->after_value[shape->depth];
  if (shape->after_dot) {
    *suffixes += 1;
  } else if (token->kind == CLS_TOKEN_NAME) {
    if (!after_dot) *suffixes = 0;  // after a value it begins the next statement
    *after_value = true;
  } else if (token->kind == CLS_TOKEN_STRING) {
    if (!*after_value) *suffixes = 0;  // after a value it is an argument: `f "x"`
    *after_value = true;
  } else {
    *suffixes = 0;
    *after_value = false;
  }
}

static void measure_terms(const cls_token *token, shape *shape) {
  uint64_t word = token->word;
  if (token->kind == CLS_TOKEN_KEYWORD) {
    if (word == CLS_WORD("and") || word == CLS_WORD("or")) {
      shape->terms++;
    } else if (word != CLS_WORD("not") && word != CLS_WORD("nil") && word != CLS_WORD("true") &&
               word != CLS_WORD("false")) {
      shape->terms = 0;
    }
  } else if (word == '=' || word == ';') {
    shape->terms = 0;
  }
}

/// What is wrong with the bytes of a source, whatever their tokens are; NULL for nothing.
static const char *refuse_bytes(const char *source, size_t length, char *buffer, size_t capacity) {
  if (length > CLS_MAX_SOURCE) {
    snprintf(
      buffer, capacity, "the file has %zu bytes; %zu are allowed", length, CLS_MAX_SOURCE);
    return buffer;
  }
  if (length && source[0] == '\x1b') return "this is compiled Lua; only source text is allowed";
  if (memchr(source, 0, length)) return "the file holds a zero byte; only source text is allowed";
  return NULL;
}

/// What is wrong with the source up to and with this token; NULL for nothing.
static const char *refuse_token(
  const char *source, const cls_token *token, shape *shape, char *buffer, size_t capacity
) {
  if (shape->after_env && token->word == '<') {
    // Lua 5.4.4 compiles globals wrongly below a constant `_ENV`.
    return "`_ENV` takes no attribute";
  }
  shape->after_env = token->kind == CLS_TOKEN_NAME && token->end - token->start == 4 &&
                     memcmp(source + token->start, "_ENV", 4) == 0;
  measure_brackets(token, shape);
  measure_terms(token, shape);
  if (shape->suffixes[shape->depth] > MAX_SUFFIXES) {
    snprintf(buffer, capacity, "an expression has more than %d suffixes", MAX_SUFFIXES);
    return buffer;
  }
  if (shape->terms > MAX_TERMS) {
    snprintf(buffer, capacity, "an expression has more than %d and/or terms", MAX_TERMS);
    return buffer;
  }
  if (shape->depth >= MAX_NESTING) {
    snprintf(buffer, capacity, "brackets are nested deeper than %d", MAX_NESTING);
    return buffer;
  }
  return NULL;
}

const char *cls_refuse_source(
  const char *source, size_t length, uint32_t *line, char *buffer, size_t capacity
) {
  *line = 1;
  const char *reason = refuse_bytes(source, length, buffer, capacity);
  if (reason) return reason;
  cls_lexer lex = cls_lexer_of(source, length);
  cls_token token;
  shape shape = {0};
  while (cls_next_token(&lex, &token)) {
    *line = token.line;
    reason = refuse_token(source, &token, &shape, buffer, capacity);
    if (reason) return reason;
  }
  return NULL;
}

bool cls_accepts_source(
  const char *source, size_t length, const cls_token *tokens, size_t count
) {
  char reason[256];
  uint32_t line;
  if (!tokens) return !cls_refuse_source(source, length, &line, reason, sizeof reason);
  shape shape = {0};
  if (refuse_bytes(source, length, reason, sizeof reason)) return false;
  for (size_t index = 0; index < count; index++) {
    if (refuse_token(source, &tokens[index], &shape, reason, sizeof reason)) return false;
  }
  return true;
}
