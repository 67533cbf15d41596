/// Which of the fields that a rule or a fact needs the bound build lacks.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document.h"
#include "needs.h"
#include "state.h"

// MARK: Copies

static uint32_t shared_steps(const owned_need *need) {
  const owned_path *first = &need->alternatives[0];
  uint32_t shared = 0;
  for (uint32_t step = 0; step < first->step_count; step++) {
    for (uint32_t path = 1; path < need->alternative_count; path++) {
      const owned_path *other = &need->alternatives[path];
      if (step >= other->step_count || other->steps[step] != first->steps[step]) return shared;
    }
    if (first->steps[step] == CLS_STEP_EACH) shared = step + 1;
  }
  return shared;
}

static bool copy_need(owned_need *copy, const cls_need *need) {
  copy->alternatives = calloc(need->alternative_count, sizeof *copy->alternatives);
  if (!copy->alternatives) return false;
  copy->alternative_count = need->alternative_count;
  for (uint32_t path = 0; path < need->alternative_count; path++) {
    const cls_path *from = &need->alternatives[path];
    owned_path *to = &copy->alternatives[path];
    to->steps = malloc((from->step_count ? from->step_count : 1) * sizeof *to->steps);
    if (!to->steps) return false;
    memcpy(to->steps, from->steps, from->step_count * sizeof *to->steps);
    to->step_count = from->step_count;
  }
  copy->shared = shared_steps(copy);
  return true;
}

bool cls_copy_needs(owned_need **copies, uint32_t *count, const cls_need *needs, uint32_t given) {
  *count = 0;
  *copies = calloc(given ? given : 1, sizeof **copies);
  if (!*copies) return false;
  for (uint32_t need = 0; need < given; need++) {
    (*count)++;
    if (!copy_need(&(*copies)[need], &needs[need])) return false;
  }
  return true;
}

void cls_free_needs(owned_need *needs, uint32_t count) {
  for (uint32_t need = 0; need < count; need++) {
    for (uint32_t path = 0; path < needs[need].alternative_count; path++) {
      free(needs[need].alternatives[path].steps);
    }
    free(needs[need].alternatives);
  }
  free(needs);
}

// MARK: Missing fields

typedef struct {
  cls_state *state;
  const owned_need *need;
  uint32_t missing;
  /// Counts what is missing and does not write the paths.
  bool counts_only;
} need_walk;

/// The cell of a key in the map at `index`, or 0 if there is none (cell 0 is the root).
static uint32_t field_of(const cls_state *state, uint32_t index, uint32_t key) {
  const cls_cell *cells = state->build.cells;
  if (cells[index].kind != CLS_KIND_MAP) return 0;
  uint32_t at = index + 1;
  for (uint32_t entry = cells[index].count; entry > 0; entry--) {
    if (cells[at].kind == CLS_KIND_KEY) {
      const char *name = state->keys.names[key];
      if (strlen(name) == cells[at].size &&
          memcmp(name, state->build.bytes + cells[at].bits, cells[at].size) == 0) {
        return at + 1;
      }
      at++;
    } else if (cells[at].key == key) {
      return at;
    }
    at = cls_skip_cell(cells, at);
  }
  return 0;
}

typedef struct location {
  const struct location *outer;
  uint32_t key;
  uint32_t item;
} location;

static size_t write_location(
  const cls_state *state, const location *at, char *out, size_t capacity
) {
  if (!at) return 0;
  size_t length = write_location(state, at->outer, out, capacity);
  if (length >= capacity) return capacity;
  int written = at->key == CLS_STEP_EACH
                  ? snprintf(out + length, capacity - length, "[%u]", at->item)
                  : snprintf(out + length, capacity - length, length ? ".%s" : "%s",
                             state->keys.names[at->key]);
  return written < 0 ? length : length + (size_t)written;
}

static void add_missing(need_walk *walk, const location *at) {
  if (walk->counts_only) {
    walk->missing++;
    return;
  }
  char path[256];
  size_t length = write_location(walk->state, at, path, sizeof path);
  if (length >= sizeof path) length = sizeof path - 1;
  cls_document *result = &walk->state->report.document;
  // The same list may be missing for several needs.
  for (uint32_t cell = 1; cell < result->cell_count; cell++) {
    if (result->cells[cell].size == length &&
        memcmp(result->bytes + result->cells[cell].bits, path, length) == 0) {
      return;
    }
  }
  cls_document_text(result, CLS_KIND_TEXT, path, length);
  walk->missing++;
}

/// Follows `path` from step `step` at cell `index`; returns whether all is there. With `add`, adds
/// what is missing.
static bool follow(
  need_walk *walk, const owned_path *path, uint32_t step, uint32_t index, const location *outer,
  bool add
) {
  const cls_cell *cells = walk->state->build.cells;
  if (step == path->step_count) return true;
  if (path->steps[step] != CLS_STEP_EACH) {
    location here = {.outer = outer, .key = path->steps[step]};
    uint32_t field = field_of(walk->state, index, path->steps[step]);
    if (field) return follow(walk, path, step + 1, field, &here, add);
    // A missing list is one path, without its items. A missing map is reported by the wanted field.
    location deeper[16];
    const location *last = &here;
    for (uint32_t next = step + 1; next < path->step_count && next - step < 16; next++) {
      if (path->steps[next] == CLS_STEP_EACH) break;
      deeper[next - step] = (location){.outer = last, .key = path->steps[next]};
      last = &deeper[next - step];
    }
    if (add) add_missing(walk, last);
    return false;
  }
  bool all = true;
  uint32_t at = index + 1;
  for (uint32_t item = 0; item < cells[index].count; item++, at = cls_skip_cell(cells, at)) {
    location here = {.outer = outer, .key = CLS_STEP_EACH, .item = item};
    all = follow(walk, path, step + 1, at, &here, add) && all;
    if (!all && !add) return false;
  }
  return all;
}

/// Follows the shared steps; after them any one alternative meets the need.
static void follow_shared(need_walk *walk, uint32_t step, uint32_t index, const location *outer) {
  const owned_need *need = walk->need;
  const owned_path *last = &need->alternatives[need->alternative_count - 1];
  if (step == need->shared) {
    for (uint32_t path = 0; path + 1 < need->alternative_count; path++) {
      if (follow(walk, &need->alternatives[path], step, index, outer, false)) return;
    }
    follow(walk, last, step, index, outer, true);
    return;
  }
  if (last->steps[step] == CLS_STEP_EACH) {
    uint32_t at = index + 1;
    for (uint32_t item = 0; item < walk->state->build.cells[index].count; item++) {
      location here = {.outer = outer, .key = CLS_STEP_EACH, .item = item};
      follow_shared(walk, step + 1, at, &here);
      at = cls_skip_cell(walk->state->build.cells, at);
    }
    return;
  }
  location here = {.outer = outer, .key = last->steps[step]};
  uint32_t field = field_of(walk->state, index, last->steps[step]);
  if (field) follow_shared(walk, step + 1, field, &here);
  else follow(walk, last, step, index, outer, true);
}

uint32_t cls_collect_missing(cls_state *state, const owned_need *needs, uint32_t count) {
  cls_document_clear(&state->report.document);
  uint32_t list = cls_document_cell(&state->report.document, CLS_KIND_LIST, 0);
  need_walk walk = {.state = state};
  for (uint32_t need = 0; need < count; need++) {
    walk.need = &needs[need];
    follow_shared(&walk, 0, 0, NULL);
  }
  cls_document_close(&state->report.document, list, walk.missing);
  return walk.missing;
}

bool cls_needs_are_met(cls_state *state, const owned_need *needs, uint32_t count) {
  need_walk walk = {.state = state, .counts_only = true};
  for (uint32_t need = 0; need < count; need++) {
    walk.need = &needs[need];
    follow_shared(&walk, 0, 0, NULL);
  }
  return walk.missing == 0;
}
