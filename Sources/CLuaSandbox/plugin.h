/// What facts.c and plugin.c share.
#ifndef CLS_PLUGIN_H
#define CLS_PLUGIN_H

#include "sandbox.h"

typedef enum { FACT_UNASKED = 0, FACT_RUNNING, FACT_KNOWN, FACT_BROKEN } fact_progress;

/// A named function of the build, and what it said of the bound one.
struct fact_record {
  plugin_record *plugin;
  char *key;
  owned_need *needs;
  uint32_t need_count;
  int compute_ref;

  fact_progress progress;
  /// The fact that waits for it, where one does.
  fact_record *asker;
  int value_ref;
  /// 1 for a fact that asks for no other, else one more than the deepest it asks for.
  uint32_t depth;
  // Why it broke.
  cls_status status;
  uint32_t error_chunk;
  int32_t error_line;
  char *message;
};

struct plugin_record {
  char *name;
  uint32_t chunk;
  /// The raw table of the manifest.
  int manifest_ref;
  int guard_ref;
  bool guards_unchecked;
  /// Its facts that are being computed.
  uint32_t running;
  /// What its facts see as `ctx`.
  int context_ref;
  /// What `ctx.facts.<name>` is.
  int facts_ref;
  fact_record *facts;
  uint32_t fact_count;
};

/// Pushes the function `manifest[section][key]`, or its `field` where that is a table; nil where
/// there is none.
void cls_push_plugin_function(
  lua_State *L, const plugin_record *plugin, const char *section, const char *key,
  const char *field);
/// Around a call of a plugin's function: nothing may be kept between calls.
void cls_begin_plugin(lua_State *L, plugin_record *plugin);
void cls_end_plugin(lua_State *L, plugin_record *plugin);

/// Looks for the name nearest to one that is not there.
typedef struct {
  const char *wanted;
  const char *best;
  uint32_t cost;
} near_name;
void cls_consider_name(near_name *near, const char *name);

#endif
