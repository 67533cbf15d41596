/// What a rule or a fact needs of a build.
#ifndef CLS_NEEDS_H
#define CLS_NEEDS_H

#include "CLuaSandbox.h"

typedef struct {
  uint32_t *steps;
  uint32_t step_count;
} owned_path;

struct owned_need {
  owned_path *alternatives;
  uint32_t alternative_count;
  /// How many leading steps all alternatives share: up to and including their last `[]`.
  uint32_t shared;
};
typedef struct owned_need owned_need;

/// Copies needs. If it returns false memory is short; what was copied must still be freed.
bool cls_copy_needs(owned_need **copies, uint32_t *count, const cls_need *needs, uint32_t given);
void cls_free_needs(owned_need *needs, uint32_t count);
/// Whether the bound build states all of them.
bool cls_needs_are_met(cls_state *state, const owned_need *needs, uint32_t count);
/// Writes the paths that the bound build lacks to `report.document`; returns how many there are.
uint32_t cls_collect_missing(cls_state *state, const owned_need *needs, uint32_t count);

#endif
