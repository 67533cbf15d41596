/// Loaded plugins and calls of their functions.
#ifndef CLS_PLUGIN_H
#define CLS_PLUGIN_H

#include "needs.h"
#include "state.h"

typedef enum { FACT_UNASKED = 0, FACT_RUNNING, FACT_KNOWN, FACT_FAILED } fact_progress;

/// A named function of the build, and its result for the bound build.
struct fact_record {
  plugin_record *plugin;
  char *key;
  owned_need *needs;
  uint32_t need_count;
  int compute_ref;

  fact_progress progress;
  /// The fact that waits for this one, or NULL.
  fact_record *asker;
  int value_ref;
  /// 1 for a fact that asks for no other, else one more than the deepest it asks for.
  uint32_t depth;
  // The failure of a fact that failed.
  cls_status status;
  uint32_t error_chunk;
  int32_t error_line;
  char *message;
};

struct plugin_record {
  char *name;
  uint32_t chunk;
  /// The backing table of the manifest.
  int manifest_ref;
  int guard_ref;
  bool guards_unchecked;
  /// How many of its facts are being computed.
  uint32_t running;
  /// What its facts see as `ctx`.
  int context_ref;
  /// What `ctx.facts.<name>` is.
  int facts_ref;
  fact_record *facts;
  uint32_t fact_count;
};

void cls_free_plugins(cls_state *state);
/// Pushes the function `manifest[section][key]`, or its `field` if that is a table; nil if there is
/// none.
void cls_push_plugin_function(
  lua_State *L, const plugin_record *plugin, const char *section, const char *key,
  const char *field);
/// Around a call of a plugin's function: watches the locals that it must not change.
void cls_begin_plugin(lua_State *L, plugin_record *plugin);
void cls_end_plugin(lua_State *L, plugin_record *plugin);

#endif
