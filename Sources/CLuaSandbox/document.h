/// Writes flat documents.
#ifndef CLS_DOCUMENT_H
#define CLS_DOCUMENT_H

#include "CLuaSandbox.h"

/// The most text that one document may hold: a rule's description, or all its findings on a build.
#define CLS_MAX_DOCUMENT_BYTES (1 << 20)

/// The index after the value at `index`.
static inline uint32_t cls_skip_cell(const cls_cell *cells, uint32_t index) {
  uint32_t kind = cells[index].kind;
  return kind == CLS_KIND_LIST || kind == CLS_KIND_MAP ? index + cells[index].size : index + 1;
}
void cls_document_clear(cls_document *document);
void cls_document_free(cls_document *document);
/// Each returns the index of the cell. If memory is short it returns UINT32_MAX and marks the
/// document as failed.
uint32_t cls_document_cell(cls_document *document, cls_kind kind, uint64_t bits);
uint32_t cls_document_text(
  cls_document *document, cls_kind kind, const char *text, size_t length);
/// Completes a container that holds `count` elements.
void cls_document_close(cls_document *document, uint32_t container, uint32_t count);

#endif
