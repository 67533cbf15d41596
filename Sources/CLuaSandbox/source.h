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

/// A lexer at the beginning of a source.
cls_lexer cls_lexer_of(const char *source, size_t length);
/// Reads the next token; returns false at the end.
bool cls_next_token(cls_lexer *lexer, cls_token *token);

/// NULL, or why this source must not be compiled.
const char *cls_refuse_source(
  const char *source, size_t length, uint32_t *line, char *buffer, size_t capacity);

#endif
