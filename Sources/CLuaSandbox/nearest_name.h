/// Suggests the name that was most likely meant.
#ifndef CLS_NEAREST_NAME_H
#define CLS_NEAREST_NAME_H

#include <stdint.h>

/// A search for the known name that is nearest to `wanted`; `best` is NULL if none is near.
typedef struct {
  const char *wanted;
  const char *best;
  uint32_t cost;
} nearest_name;

/// Considers one known name.
void cls_consider_name(nearest_name *nearest, const char *name);

#endif
