/// Writes flat documents, whose memory grows as needed.
#include <stdlib.h>
#include <string.h>

#include "document.h"

void cls_document_clear(cls_document *document) {
  document->cell_count = 0;
  document->byte_count = 0;
  document->failed = false;
}

void cls_document_free(cls_document *document) {
  free(document->cells);
  free(document->bytes);
  *document = (cls_document){0};
}

uint32_t cls_document_cell(cls_document *document, cls_kind kind, uint64_t bits) {
  if (document->cell_count == document->cell_capacity) {
    uint32_t capacity = document->cell_capacity ? document->cell_capacity * 2 : 256;
    cls_cell *cells = realloc(document->cells, capacity * sizeof *cells);
    if (!cells) {
      document->failed = true;
      return UINT32_MAX;
    }
    document->cells = cells;
    document->cell_capacity = capacity;
  }
  uint32_t index = document->cell_count++;
  document->cells[index] =
    (cls_cell){.kind = kind, .key = CLS_KEY_NONE, .size = 1, .count = 0, .bits = bits};
  return index;
}

uint32_t cls_document_text(
  cls_document *document, cls_kind kind, const char *text, size_t length
) {
  // Even an empty text needs a valid pointer.
  if (!document->bytes || document->byte_count + length > document->byte_capacity) {
    size_t capacity = (document->byte_count + length) * 2 + 1024;
    char *bytes = capacity > UINT32_MAX ? NULL : realloc(document->bytes, capacity);
    if (!bytes) {
      document->failed = true;
      return UINT32_MAX;
    }
    document->bytes = bytes;
    document->byte_capacity = (uint32_t)capacity;
  }
  uint32_t index = cls_document_cell(document, kind, document->byte_count);
  if (index == UINT32_MAX) return index;
  memcpy(document->bytes + document->byte_count, text, length);
  document->byte_count += (uint32_t)length;
  document->cells[index].size = (uint32_t)length;
  return index;
}

void cls_document_close(cls_document *document, uint32_t container, uint32_t count) {
  if (container == UINT32_MAX) return;
  document->cells[container].size = document->cell_count - container;
  document->cells[container].count = count;
}
