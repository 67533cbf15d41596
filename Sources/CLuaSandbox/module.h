/// Runs source files, and the modules they require.
#ifndef CLS_MODULE_H
#define CLS_MODULE_H

#include "state.h"

/// Compiles and runs a source in a new environment of `space`, while the locals of modules are
/// watched; pushes the table it returns and its environment. `what` names the file in the error for
/// any other value. Unless `accepted`, the source is judged before it is compiled; it need not be
/// where it is `compiled`. Returns whether the file's locals must be watched.
bool cls_run_table(
  lua_State *L, uint32_t space, uint32_t chunk, const char *source, size_t length,
  bool accepted, const cls_compiled *compiled, const char *what);
/// Ends a load. One that failed may have left modules marked as being loaded.
void cls_end_loading(cls_state *state);
/// The `require` of rules.
int cls_require(lua_State *L);
void cls_free_modules(cls_state *state);

#endif
