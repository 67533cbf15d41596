/// Source text before it is compiled.
#ifndef CLS_SOURCE_H
#define CLS_SOURCE_H

#include "CLuaSandbox.h"

/// NULL, or why this source must not be compiled.
const char *cls_refuse_source(
  const char *source, size_t length, uint32_t *line, char *buffer, size_t capacity);

#endif
