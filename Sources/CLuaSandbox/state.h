/// The data of one worker, a struct for each concern. Data only: the functions that work on a
/// concern stand in the header of that concern.
#ifndef CLS_STATE_H
#define CLS_STATE_H

#include <lauxlib.h>
#include <locale.h>
#include <lua.h>
#include <lualib.h>
#include <pthread.h>
#include <string.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

#include "CLuaSandbox.h"
#include "pool.h"

typedef struct owned_need owned_need;
typedef struct module_record module_record;
typedef struct plugin_record plugin_record;
typedef struct fact_record fact_record;

/// A loaded rule. A `…_ref` is a reference into the Lua registry, or LUA_NOREF.
typedef struct {
  uint32_t chunk;
  int check_ref;
  int when_ref;
  int context_ref;
  /// List of {function, index, value} of file-level locals that may be assigned, or LUA_NOREF.
  int guard_ref;
  /// The rule has run and its locals have not been checked since.
  bool guards_unchecked;
  owned_need *needs;
  uint32_t need_count;
  char **message_ids;
  uint32_t message_id_count;
  int severity;
} rule_record;

/// The names that documents mostly use as keys, by number.
typedef struct {
  const char *const *names;
  uint32_t count;
  /// List in the registry of the first `listed` names: a key is pushed from it without a look into
  /// the table of all texts.
  int list_ref;
  uint32_t listed;
} key_names;

/// The current call and its limits (`call_limits.c`).
typedef struct {
  cls_limits limits;
  int64_t fuel;
  int64_t fuel_at_start;
  uint64_t deadline_ns;
  /// CPU time of the thread when it was last read.
  uint64_t thread_mark_ns;
  pthread_t marked_thread;
  /// Calls for which `thread_mark_ns` still serves.
  uint32_t calls_to_mark;
  /// Fuel used since the clock was last read.
  uint32_t ticks;
  /// Why the call must end; CLS_OK while it may go on.
  cls_status stop;
  /// Bytes in use before any build is bound.
  uint64_t baseline;
  /// Bytes allowed for the bound build.
  uint64_t build_bytes;
  /// The function that began the innermost nested call: frames above it belong to the outer call.
  const void *boundary;
} call_state;

/// Where and why the last call failed.
typedef struct {
  uint32_t chunk;
  int32_t line;
  /// `error` or `assert` raised it.
  bool raised;
  /// So many calls were open that a function most likely calls itself without an end.
  bool recursive;
  /// A fact failed; location and message are those of the fact.
  bool in_fact;
  char message[CLS_MAX_TEXT];
} failure_state;

typedef struct {
  rule_record *items;
  uint32_t count;
  uint32_t capacity;
} rule_list;

/// Modules and the files that are being loaded (`module.c`).
typedef struct {
  module_record *items;
  uint32_t count;
  /// The watched locals of all modules, in the same form as those of a rule.
  int guards_ref;
  bool has_guards;
  bool guards_unchecked;
  /// Files that are running now; only these may call `require`.
  uint32_t files_running;
} module_state;

/// The bound build.
typedef struct {
  int ref;
  const cls_cell *cells;
  const char *bytes;
} build_state;

/// What rules read of a traced build (`trace.c`).
typedef struct {
  bool on;
  cls_document reads;
  int seen_ref;
} trace_state;

/// Cached values and the build that is assembled from them (`cached_builds.c`).
typedef struct {
  uint32_t key_count;
  uint32_t keys[CLS_MAX_ROOT_KEYS];
  /// List of all cached values; a handle is an index into it.
  int values_ref;
  int32_t count;
  uint64_t bytes;
  /// The read-only proxy of the assembled build, and its backing table.
  int root_ref;
  int root_backing_ref;
  /// By root key: the handle that the backing table holds now.
  int32_t shown[CLS_MAX_ROOT_KEYS];
  /// Set while a rule runs on an assembled build.
  const cls_cached_build *build;
  /// The dependency that the rule turned out to have.
  uint32_t needed_key;
  uint32_t needed_fields;
} cache_state;

typedef struct {
  plugin_record **items;
  uint32_t count;
} plugin_list;

/// Facts of plugins on the bound build (`facts.c`).
typedef struct {
  /// `ctx.facts`, the same object for all rules.
  int ref;
  /// The fact that is being computed, and how many facts wait for it.
  fact_record *running;
  uint32_t nesting;
  /// Bytes allowed for the values of known facts. Depends on their size alone.
  uint64_t bytes;
  uint64_t computed;
  /// A fact was asked for since the build was bound.
  bool asked;
  /// The build has changed since; values must be dropped before the next rule runs.
  bool stale;
  /// The fact failed because of where it was asked for, not because of what it is.
  bool too_deep;
} fact_state;

/// What the rule that runs now has reported (`context.c`).
typedef struct {
  /// NULL unless `check` runs.
  rule_record *rule;
  /// Findings, or the paths that are missing.
  cls_document document;
  cls_document unknowns;
  uint32_t findings;
  uint32_t dropped;
  bool has_score;
  double score;
} report_state;

struct cls_state {
  lua_State *L;
  cls_pool pool;
  /// The "C" locale, in which rules run whatever the locale of the program is.
  locale_t c_locale;
  key_names keys;
  call_state call;
  rule_list rules;
  module_state modules;
  build_state build;
  trace_state trace;
  cache_state cached;
  plugin_list plugins;
  fact_state facts;
  report_state report;
  /// What a load, a plugin call or a session input returns.
  cls_document output;
  /// One byte for each probe of instrumented sources, or NULL.
  uint8_t *probes;
  failure_state failure;
};

static inline cls_state *state_of(lua_State *L) {
  return *(cls_state **)lua_getextraspace(L);
}

#endif
