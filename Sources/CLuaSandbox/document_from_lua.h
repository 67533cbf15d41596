/// Copies Lua values into flat documents.
#ifndef CLS_DOCUMENT_FROM_LUA_H
#define CLS_DOCUMENT_FROM_LUA_H

#include "state.h"

/// What a copied value may hold.
typedef struct {
  uint32_t depth;
  uint32_t entries;
  uint32_t cells;
  /// Texts are sanitized, and numbers must be finite.
  bool clean;
  /// Functions are allowed.
  bool functions;
} document_caps;

/// Appends the Lua value at `index`; raises a Lua error past the caps.
void cls_document_append(
  lua_State *L, cls_document *document, int index, const document_caps *caps);

#endif
