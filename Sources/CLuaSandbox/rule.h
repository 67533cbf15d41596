/// Loads rules and completes them with the engine's plan.
#ifndef CLS_RULE_H
#define CLS_RULE_H

#include "state.h"

/// Frees all rules of the state.
void cls_free_rules(cls_state *state);

#endif
