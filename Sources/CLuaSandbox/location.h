/// Locations in a build, as rules write them and as reports show them.
#ifndef CLS_LOCATION_H
#define CLS_LOCATION_H

#include "state.h"

/// Pushes the location at a stack index (`gpus[2].tdp_w`) with indexes from 0, as reports write it.
/// Raises an error for an index 0.
void cls_push_location(lua_State *L, int index);

#endif
