/// A lexer for Lua source, and what is refused before compiling.
#include <stdio.h>

#include "sandbox.h"

#define MAX_SUFFIXES 200
#define MAX_TERMS 1000
#define MAX_NESTING 180

typedef struct {
  const char *text;
  size_t length;
  size_t at;
  uint32_t line;
} lexer;

static bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_name(char c) { return is_name_start(c) || is_digit(c); }

static char peek(const lexer *lex, size_t ahead) {
  return lex->at + ahead < lex->length ? lex->text[lex->at + ahead] : 0;
}

/// The level of a long bracket that begins here, or -1.
static int long_bracket(const lexer *lex) {
  if (peek(lex, 0) != '[') return -1;
  int level = 0;
  while (peek(lex, 1 + (size_t)level) == '=') level++;
  return peek(lex, 1 + (size_t)level) == '[' ? level : -1;
}

static void skip_long_bracket(lexer *lex, int level) {
  lex->at += (size_t)level + 2;
  for (; lex->at < lex->length; lex->at++) {
    if (lex->text[lex->at] == '\n') lex->line++;
    if (lex->text[lex->at] != ']') continue;
    int found = 0;
    while (peek(lex, 1 + (size_t)found) == '=') found++;
    if (found == level && peek(lex, 1 + (size_t)found) == ']') {
      lex->at += (size_t)level + 2;
      return;
    }
  }
}

static void skip_blanks(lexer *lex) {
  while (lex->at < lex->length) {
    char c = lex->text[lex->at];
    if (c == '\n') lex->line++;
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f') {
      lex->at++;
    } else if (c == '-' && peek(lex, 1) == '-') {
      lex->at += 2;
      int level = long_bracket(lex);
      if (level >= 0) {
        skip_long_bracket(lex, level);
        continue;
      }
      while (lex->at < lex->length && lex->text[lex->at] != '\n') lex->at++;
    } else {
      return;
    }
  }
}

static void skip_string(lexer *lex) {
  char quote = lex->text[lex->at++];
  while (lex->at < lex->length) {
    char c = lex->text[lex->at++];
    if (c == quote) return;
    if (c == '\n') {  // not allowed in Lua; the compiler says so
      lex->line++;
      return;
    }
    if (c != '\\' || lex->at >= lex->length) continue;
    if (lex->text[lex->at] == '\n') lex->line++;
    if (lex->text[lex->at] == 'z') {
      for (lex->at++; lex->at < lex->length; lex->at++) {
        char blank = lex->text[lex->at];
        if (blank == '\n') lex->line++;
        if (blank != ' ' && blank != '\n' && blank != '\t' && blank != '\r') break;
      }
      continue;
    }
    lex->at++;
  }
}

static void skip_number(lexer *lex) {
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

static bool is_keyword(const char *text, size_t length) {
  static const char *const words[] = {
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in",
    "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while", NULL,
  };
  for (const char *const *word = words; *word; word++) {
    if (strlen(*word) == length && memcmp(*word, text, length) == 0) return true;
  }
  return false;
}

static void skip_symbol(lexer *lex) {
  static const char *const long_symbols[] = {"...", "..", "==", "~=", "<=", ">=", "//", "::",
                                             "<<",  ">>", NULL};
  for (const char *const *symbol = long_symbols; *symbol; symbol++) {
    size_t length = strlen(*symbol);
    if (lex->at + length <= lex->length && memcmp(lex->text + lex->at, *symbol, length) == 0) {
      lex->at += length;
      return;
    }
  }
  lex->at++;
}

static bool next_token(lexer *lex, cls_token *token) {
  skip_blanks(lex);
  if (lex->at >= lex->length) return false;
  token->start = (uint32_t)lex->at;
  token->line = lex->line;
  char c = lex->text[lex->at];
  int level;
  if (is_name_start(c)) {
    while (is_name(peek(lex, 0))) lex->at++;
    bool keyword = is_keyword(lex->text + token->start, lex->at - token->start);
    token->kind = keyword ? CLS_TOKEN_KEYWORD : CLS_TOKEN_NAME;
  } else if (is_digit(c) || (c == '.' && is_digit(peek(lex, 1)))) {
    skip_number(lex);
    token->kind = CLS_TOKEN_NUMBER;
  } else if (c == '"' || c == '\'') {
    skip_string(lex);
    token->kind = CLS_TOKEN_STRING;
  } else if ((level = long_bracket(lex)) >= 0) {
    skip_long_bracket(lex, level);
    token->kind = CLS_TOKEN_STRING;
  } else {
    skip_symbol(lex);
    token->kind = CLS_TOKEN_SYMBOL;
  }
  token->end = (uint32_t)lex->at;
  return true;
}

static lexer lexer_for(const char *source, size_t length) {
  lexer lex = {.text = source, .length = length, .at = 0, .line = 1};
  if (length && source[0] == '#') {  // as the compiler does
    while (lex.at < length && source[lex.at] != '\n') lex.at++;
  }
  return lex;
}

size_t cls_tokens(const char *source, size_t length, cls_token *tokens, size_t capacity) {
  lexer lex = lexer_for(source, length);
  cls_token token;
  size_t count = 0;
  while (next_token(&lex, &token)) {
    if (count < capacity) tokens[count] = token;
    count++;
  }
  return count;
}

// MARK: What is refused

static bool is(const lexer *lex, const cls_token *token, const char *text) {
  size_t length = strlen(text);
  return token->end - token->start == length &&
         memcmp(lex->text + token->start, text, length) == 0;
}

typedef struct {
  uint32_t suffixes[MAX_NESTING + 1];
  bool after_value[MAX_NESTING + 1];
  uint32_t depth;
  uint32_t terms;
} shape;

/// Counts the suffixes of the expression under way (`.x`, `:x`, `[x]`, `(x)`) at each bracket depth.
static void measure_brackets(const lexer *lex, const cls_token *token, shape *shape) {
  char c = token->kind == CLS_TOKEN_SYMBOL ? lex->text[token->start] : 0;
  uint32_t *suffixes = &shape->suffixes[shape->depth];
  bool *after_value = &shape->after_value[shape->depth];
  bool single = token->end - token->start == 1;
  if (single && (c == '(' || c == '[' || c == '{')) {
    *suffixes = *after_value ? *suffixes + 1 : 0;
    if (shape->depth < MAX_NESTING) shape->depth++;
    shape->suffixes[shape->depth] = 0;
    shape->after_value[shape->depth] = false;
  } else if (single && (c == ')' || c == ']' || c == '}')) {
    if (shape->depth) shape->depth--;
    shape->after_value[shape->depth] = true;
  } else if (single && (c == '.' || c == ':')) {
    *suffixes += 1;
    *after_value = true;
  } else if (token->kind == CLS_TOKEN_NAME || token->kind == CLS_TOKEN_STRING) {
    bool field = token->start && (lex->text[token->start - 1] == '.' ||
                                  lex->text[token->start - 1] == ':');
    if (!field && !(token->kind == CLS_TOKEN_STRING && *after_value)) {
      // `a.b` goes on with a dot before the name, even with blanks between.
      if (!*after_value || token->kind == CLS_TOKEN_STRING) *suffixes = 0;
    }
    *after_value = true;
  } else {
    *suffixes = 0;
    *after_value = false;
  }
}

static void measure_terms(const lexer *lex, const cls_token *token, shape *shape) {
  bool keyword = token->kind == CLS_TOKEN_KEYWORD;
  if (keyword && (is(lex, token, "and") || is(lex, token, "or"))) {
    shape->terms++;
  } else if (keyword && !is(lex, token, "not") && !is(lex, token, "nil") &&
             !is(lex, token, "true") && !is(lex, token, "false")) {
    shape->terms = 0;
  } else if (token->kind == CLS_TOKEN_SYMBOL && (is(lex, token, "=") || is(lex, token, ";"))) {
    shape->terms = 0;
  }
}

const char *cls_refuse_source(
  const char *source, size_t length, uint32_t *line, char *buffer, size_t capacity
) {
  *line = 1;
  if (length > CLS_MAX_SOURCE) {
    snprintf(
      buffer, capacity, "the file has %zu bytes; %zu are allowed", length, CLS_MAX_SOURCE);
    return buffer;
  }
  if (length && source[0] == '\x1b') return "this is compiled Lua; only source text is allowed";
  if (memchr(source, 0, length)) return "the file holds a zero byte; only source text is allowed";
  lexer lex = lexer_for(source, length);
  cls_token token;
  shape shape = {0};
  while (next_token(&lex, &token)) {
    measure_brackets(&lex, &token, &shape);
    measure_terms(&lex, &token, &shape);
    *line = token.line;
    if (shape.suffixes[shape.depth] > MAX_SUFFIXES) {
      snprintf(buffer, capacity, "an expression has more than %d suffixes", MAX_SUFFIXES);
      return buffer;
    }
    if (shape.terms > MAX_TERMS) {
      snprintf(buffer, capacity, "an expression has more than %d and/or terms", MAX_TERMS);
      return buffer;
    }
    if (shape.depth >= MAX_NESTING) {
      snprintf(buffer, capacity, "brackets are nested deeper than %d", MAX_NESTING);
      return buffer;
    }
  }
  return NULL;
}
