/// Source text before it is compiled.
#ifndef CLS_SOURCE_H
#define CLS_SOURCE_H

#include "CLuaSandbox.h"

/// Reads one token after the other.
typedef struct {
  const char *text;
  size_t length;
  size_t at;
  uint32_t line;
} cls_lexer;

/// The bytes of a keyword or symbol as one number, the first of them lowest.
static inline uint64_t cls_word(const char *text, size_t length) {
  uint64_t word = 0;
  while (length-- > 0) word = word << 8 | (uint8_t)text[length];
  return word;
}
#define CLS_WORD(text) cls_word(text, sizeof text - 1)

/// A lexer at the beginning of a source.
cls_lexer cls_lexer_of(const char *source, size_t length);
/// Reads the next token; returns false at the end.
bool cls_next_token(cls_lexer *lexer, cls_token *token);

/// NULL, or why this source must not be compiled.
const char *cls_refuse_source(
  const char *source, size_t length, uint32_t *line, char *buffer, size_t capacity);

#endif
