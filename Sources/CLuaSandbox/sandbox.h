/// What the files of this target share.
#ifndef CLS_SANDBOX_H
#define CLS_SANDBOX_H

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

typedef struct {
  uint32_t *steps;
  uint32_t step_count;
} owned_path;

typedef struct {
  owned_path *alternatives;
  uint32_t alternative_count;
  /// How many leading steps all alternatives share: up to and with their last `[]`.
  uint32_t shared;
} owned_need;

typedef struct {
  uint32_t space;
  uint32_t chunk;
  int check_ref;
  int when_ref;
  int context_ref;
  /// List of {function, index, value} of file-level locals that may be assigned, or LUA_NOREF.
  int guard_ref;
  /// The rule ran, and its locals were not looked at since.
  bool guards_unchecked;
  int environment_ref;
  owned_need *needs;
  uint32_t need_count;
  char **message_ids;
  uint32_t message_id_count;
  int severity;
} rule_record;

typedef struct {
  uint32_t space;
  uint32_t chunk;
  char *name;
  char *source;
  size_t length;
  int value_ref;
  bool loading;
} module_record;

typedef struct plugin_record plugin_record;
typedef struct fact_record fact_record;

struct cls_state {
  lua_State *L;
  cls_limits limits;
  cls_pool pool;
  /// The "C" locale, in which rules run whatever the program's is.
  locale_t c_locale;
  const char *const *keys;
  uint32_t key_count;

  // Limits of the call under way.
  int64_t fuel;
  int64_t fuel_at_start;
  uint64_t deadline_ns;
  /// What the thread had computed when it was last looked at, and how many calls that still serves.
  uint64_t thread_mark_ns;
  pthread_t marked_thread;
  uint32_t calls_to_mark;
  uint32_t ticks;
  cls_status stop;
  uint64_t baseline;
  uint64_t build_bytes;

  // Where the last error was.
  uint32_t error_chunk;
  int32_t error_line;
  char message[CLS_MAX_TEXT];
  /// `error` or `assert` was what ended the call.
  bool raised;

  rule_record *rules;
  uint32_t rule_count;
  uint32_t rule_capacity;
  module_record *modules;
  uint32_t module_count;
  /// The watched locals of all modules, shaped like a rule's.
  int module_guards_ref;
  bool has_module_guards;
  bool module_guards_unchecked;
  /// Files that are running; `require` is for them.
  uint32_t loading;

  // The bound build.
  int build_ref;
  const cls_cell *cells;
  const char *bytes;
  bool traced;
  cls_document reads;
  int seen_reads_ref;

  // Builds of kept values.
  uint32_t part_count;
  uint32_t part_keys[CLS_MAX_PARTS];
  /// Stack of all kept values; a handle is a place in it.
  int kept_ref;
  int32_t kept_count;
  uint64_t kept_bytes;
  /// The view of the build made of them, its raw table, and what that holds now.
  int kept_root_ref;
  int kept_root_raw_ref;
  int32_t shown[CLS_MAX_PARTS];
  /// Set while a rule runs on such a build.
  const cls_kept_build *kept;
  uint32_t wider_part;
  uint32_t wider_bits;

  // Plugins.
  plugin_record **plugins;
  uint32_t plugin_count;
  /// What `ctx.facts` is, for all rules.
  int facts_ref;
  /// The fact that is being computed, and how many are waiting for it.
  fact_record *fact;
  uint32_t fact_nesting;
  /// What the known facts of the bound build take, by their size alone.
  uint64_t fact_bytes;
  uint64_t facts_computed;
  /// Any fact was asked for since the build was bound.
  bool facts_asked;
  /// Another build is seen since; what facts said is to be forgotten before the next rule runs.
  bool facts_stale;
  /// The function that began the innermost call within a call: places above it are not this call's.
  const void *boundary;
  /// The call ended because a fact broke; place and message are the fact's.
  bool fact_broke;
  /// It broke for where it was asked, and not for what it is.
  bool fact_was_too_deep;

  // The evaluation under way.
  rule_record *current;
  cls_document result;
  cls_document unknowns;
  uint32_t findings;
  uint32_t dropped;
  bool has_score;
  double score;
  cls_document description;

  // What instrumented sources have passed, one byte for each probe.
  uint8_t *probes;
};

static inline cls_state *state_of(lua_State *L) {
  return *(cls_state **)lua_getextraspace(L);
}

// limits.c
/// Takes `units` of fuel for work done in C; stops the call where there is none left.
void cls_charge(lua_State *L, uint64_t units);
/// Fuel for touching `bytes` of text.
static inline void cls_charge_bytes(lua_State *L, uint64_t bytes) {
  cls_charge(L, 1 + bytes / 16);
}
/// Runs `body(L)` with one light userdata argument, protected and under the limits; the stack is
/// as before afterwards.
cls_status cls_protected(cls_state *state, lua_CFunction body, void *argument, cls_error *error);
/// The same without limits, for the state's own upkeep.
cls_status cls_unlimited(cls_state *state, lua_CFunction body, void *argument, cls_error *error);
/// Ends the call because a rule reads what its build leaves out.
_Noreturn void cls_stop_for_fields(lua_State *L);
/// Ends the call because the host has no memory for what leaves the sandbox.
_Noreturn void cls_stop_for_memory(lua_State *L);
/// Runs `body(L)` within a call that is under way, under limits of its own; afterwards the call's own
/// limits are as they were. Where it failed, state->message and its place say why.
cls_status cls_nested(lua_State *L, lua_CFunction body, void *argument);
/// Begins to count instructions anew, so that what follows stops at the same place whatever ran
/// before.
void cls_restart_count(lua_State *L);
/// Ends the call under way with `status`; message and place are in the state already.
_Noreturn void cls_stop_as(lua_State *L, cls_status status);
/// Notes the place of the running Lua function, without allocating.
void cls_note_place(cls_state *state, lua_State *L);
void cls_set_error(cls_state *state, cls_error *error, cls_status status);

// frozen.c
/// Pops nothing, pushes a read-only view of the raw table at `index`.
void cls_push_view(lua_State *L, int index, const char *path, size_t path_length);
/// Makes the value at `index` read-only through and through and pushes what to use in its place.
/// `guards` is the index of a list of locals to watch, or 0.
void cls_freeze(lua_State *L, int index, int guards);
/// Pushes the raw table behind the view at `index` and returns true; pushes nothing for a plain
/// table.
bool cls_push_raw(lua_State *L, int index);
/// Raises where the table at `index` may not be written.
void cls_check_writable(lua_State *L, int index);
/// True where all watched locals hold what they held after loading; else restores them and pushes
/// the name of one.
bool cls_check_guards(lua_State *L, int guards);
/// Before code runs: puts back what a call that was cut short may have left.
void cls_begin_guarded(lua_State *L, int guards_ref, bool *unchecked);
/// After it ran: raises where a watched local changed, and puts it back.
void cls_end_guarded(lua_State *L, int guards_ref, bool *unchecked);

/// Raises that the table is read-only: a `__newindex`.
int cls_refuse_write(lua_State *L);

// environment.c
/// Builds the shared libraries; leaves the stack as it was.
void cls_open_libraries(lua_State *L);
/// Pushes a new environment for a source file of `space`.
void cls_push_environment(lua_State *L, uint32_t space);
void cls_freeze_environment(lua_State *L, int environment, int guards);

// library_*.c: each pushes a table of functions
void cls_push_base(lua_State *L);
void cls_push_string(lua_State *L);
void cls_push_table(lua_State *L);
void cls_push_math(lua_State *L);
void cls_push_utf8(lua_State *L);
/// Sorts list items 1…n of the raw table at `index` with `less(L, a, b)` on stack indices.
void cls_sort(
  lua_State *L, int index, lua_Integer count, bool (*less)(lua_State *L, int a, int b));
/// Functions that remember where they are: what `pairs` and `gmatch` return.
int cls_pairs_step(lua_State *L);
int cls_gmatch_step(lua_State *L);
/// The order of two texts by their bytes, the same in every locale.
bool cls_text_before(lua_State *L, int a, int b);
/// Pushes the value at `index` as text without an address in it.
const char *cls_push_text(lua_State *L, int index, size_t *length);
/// The `string` functions that run Lua patterns.
extern const luaL_Reg cls_pattern_functions[];

// document.c
/// Text that one document may hold: a rule's description or all of its findings on a build.
#define CLS_MAX_DOCUMENT_BYTES (1 << 20)
/// The index behind the value at `index`.
static inline uint32_t cls_skip_cell(const cls_cell *cells, uint32_t index) {
  uint32_t kind = cells[index].kind;
  return kind == CLS_KIND_LIST || kind == CLS_KIND_MAP ? index + cells[index].size : index + 1;
}
void cls_document_clear(cls_document *document);
void cls_document_free(cls_document *document);
/// Each returns the cell's index, or UINT32_MAX (and the document has failed) where memory is short.
uint32_t cls_document_cell(cls_document *document, cls_kind kind, uint64_t bits);
uint32_t cls_document_text(
  cls_document *document, cls_kind kind, const char *text, size_t length);
void cls_document_close(cls_document *document, uint32_t container, uint32_t count);
typedef struct {
  uint32_t depth;
  uint32_t entries;
  uint32_t cells;
  bool clean;
  bool functions;
} document_caps;
/// Appends the Lua value at `index`; raises a Lua error past the caps.
void cls_document_append(
  lua_State *L, cls_document *document, int index, const document_caps *caps);
/// Pushes the value of a cell as plain (writable) tables, or as views.
void cls_push_cell(
  lua_State *L, const cls_cell *cells, const char *bytes, uint32_t index, bool views);

// source.c
/// NULL, or why this source must not be compiled.
const char *cls_refuse_source(
  const char *source, size_t length, uint32_t *line, char *buffer, size_t capacity);

// bytecode.c
typedef enum { CLS_STATELESS, CLS_CLOSURE_STATE, CLS_FILE_STATE } cls_statefulness;
/// Whether the chunk on top of the stack has functions that assign locals outside of them: never,
/// locals of other functions, or locals of the file. For the last, `*line` is where the function
/// begins.
cls_statefulness cls_assigns_outside(lua_State *L, int *line);

// state.c
/// Frees what `cls_prepare_rule` copied.
void cls_free_plan(rule_record *rule);

// evaluate.c
bool cls_copy_needs(owned_need **copies, uint32_t *count, const cls_need *needs, uint32_t given);
void cls_free_needs(owned_need *needs, uint32_t count);
/// Whether the bound build states all of them.
bool cls_needs_are_met(cls_state *state, const owned_need *needs, uint32_t count);

// facts.c
/// How deep the tables of a fact may stand in one another, how many values it may hold, and how much
/// text.
#define CLS_MAX_FACT_DEPTH 16
#define CLS_MAX_FACT_VALUES 2048
#define CLS_MAX_FACT_TEXT (64 << 10)
/// Pushes what rules see as `ctx.facts`.
void cls_push_facts(lua_State *L);

// plugin.c
void cls_free_plugins(cls_state *state);

// module.c
/// After a load: one that failed may leave modules marked as being loaded, and file-level writes
/// allowed.
void cls_end_loading(cls_state *state);
int cls_require(lua_State *L);
/// Compiles and runs a source in a new environment of `space`; pushes its value and environment.
/// True where its locals need watching.
bool cls_run_source(
  lua_State *L, uint32_t space, uint32_t chunk, const char *source, size_t length);
/// The same for a rule or manifest, while modules' locals are watched; refuses any value but a table.
bool cls_run_table(
  lua_State *L, uint32_t space, uint32_t chunk, const char *source, size_t length,
  const char *what);

// kept.c
/// Where all fields of the raw table on top of the stack matter: ends the call if some are left out.
void cls_need_whole(lua_State *L);

// probe.c
/// Adds the function of instrumented sources to the globals on top of the stack.
void cls_push_probe(lua_State *L);

// trace.c
int cls_trace_index(lua_State *L);
int cls_trace_length(lua_State *L);
/// Notes, where the build is traced, that a rule asked for a fact; its value is at `index`.
void cls_trace_fact(lua_State *L, const char *plugin, const char *key, int index);

#endif
