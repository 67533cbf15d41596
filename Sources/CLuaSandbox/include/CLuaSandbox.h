/// The only code of this project that calls the Lua API.
///
/// Every verb is one protected call that does all its work in C and returns a status, so a Lua
/// error never jumps over a Swift frame. Swift sees neither a `lua_State` nor a Lua value: data
/// crosses as flat arrays of `cls_cell`, errors as `cls_error`.
#ifndef CLUASANDBOX_H
#define CLUASANDBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One worker: a Lua state with its limits, its modules, its rules and one bound build.
/// Not thread-safe; use it from one thread at a time, on a stack of at least `CLS_STACK_BYTES`.
typedef struct cls_state cls_state;

/// C stack that the deepest legal rule may need, with a margin.
#define CLS_STACK_BYTES ((size_t)4 << 20)
/// The longest source text of a rule or module, in bytes.
#define CLS_MAX_SOURCE ((size_t)64 << 10)
/// The longest text that leaves the sandbox, in bytes; longer ones are cut.
#define CLS_MAX_TEXT 4096
/// The most findings from one evaluation of one rule; further ones are counted and dropped.
#define CLS_MAX_FINDINGS 100

typedef enum {
  CLS_OK = 0,
  CLS_ERROR,
  CLS_FUEL,
  CLS_MEMORY,
  CLS_DEADLINE,
  CLS_LOAD,
  /// A rule read a field that its build leaves out; see `cls_evaluate_cached`.
  CLS_NEEDS_FIELD,
} cls_status;

/// Limits of one call; 0 switches a limit off.
typedef struct {
  /// VM instructions + pattern steps + bytes / 16 + elements moved.
  uint64_t fuel;
  /// Bytes above the state's baseline and the bound build.
  uint64_t memory;
  /// Wall-clock milliseconds: a safety net, never the usual reason to stop.
  uint32_t deadline_ms;
  /// VM instructions between two checks of the limits.
  uint32_t hook_interval;
  /// false: plain malloc, to measure what the pool gains.
  bool pool;
  /// Number of probes in instrumented sources (see `cls_probes`); 0 for ordinary sources.
  uint32_t probes;
} cls_limits;

/// Why a call ended early. `message` belongs to the state and is valid until the next call.
typedef struct {
  cls_status status;
  /// The id given with the source in which it happened, or 0 if unknown.
  uint32_t chunk;
  /// 1-based, or 0 if unknown.
  int32_t line;
  const char *message;
  size_t length;
  /// The source itself raised it, with `error` or `assert`.
  bool raised;
} cls_error;

// MARK: Data

typedef enum {
  CLS_KIND_NIL = 0,
  CLS_KIND_FALSE,
  CLS_KIND_TRUE,
  CLS_KIND_INTEGER,
  CLS_KIND_NUMBER,
  CLS_KIND_TEXT,
  CLS_KIND_LIST,
  CLS_KIND_MAP,
  /// The key of the value in the next cell, if it is not one of the state's numbered keys.
  CLS_KIND_KEY,
  /// A function; `bits` is the line where it is defined. Occurs only in what leaves the sandbox.
  CLS_KIND_FUNCTION,
} cls_kind;

#define CLS_KEY_NONE UINT32_MAX

/// One value of a flat document. A container is followed by its elements.
typedef struct {
  uint32_t kind;
  /// Index into the state's keys for a map's value, else `CLS_KEY_NONE`.
  uint32_t key;
  /// Text: its bytes. Container: its cells, itself included. Otherwise 1.
  uint32_t size;
  /// Container: elements (a key cell and its value count as one).
  uint32_t count;
  /// Integer, the bits of a double, or the offset of a text in the document's bytes.
  uint64_t bits;
} cls_cell;

typedef struct {
  cls_cell *cells;
  uint32_t cell_count;
  uint32_t cell_capacity;
  char *bytes;
  uint32_t byte_count;
  uint32_t byte_capacity;
  /// Memory was short, so the document is incomplete.
  bool failed;
} cls_document;

// MARK: Verbs

/// Opens a worker; NULL if memory is short. `keys` are the names that maps mostly use; the pointers
/// must stay valid for the life of the state.
cls_state *cls_open(const cls_limits *limits, const char *const *keys, uint32_t key_count);
/// Takes further names: `keys` are those that the state has, in their order, and new ones behind
/// them. The pointers must stay valid.
void cls_extend_keys(cls_state *state, const char *const *keys, uint32_t key_count);
void cls_close(cls_state *state);

/// A source that was compiled apart from any state, on whatever thread.
typedef struct cls_compiled cls_compiled;

/// Makes `source` loadable as `require(name)` for rules of `space`. Copies the text; compiles it
/// when it is first required. With `accepted`, `cls_accepts_source` has said yes to this very
/// source; `compiled` is it, compiled, or NULL, and must stay valid for the life of the state.
cls_status cls_define_module(
  cls_state *state, uint32_t space, const char *name, const char *source, size_t length,
  bool accepted, const cls_compiled *compiled, uint32_t chunk, cls_error *error);

/// Compiles a source that `cls_accepts_source` has said yes to. Returns NULL where that fails, or
/// where the file is not one that a rule may be: loading it from its source says why.
cls_compiled *cls_compile(const char *source, size_t length);
void cls_free_compiled(cls_compiled *compiled);

/// Runs a rule file and stores the functions it returns. On success `*rule` is its number and
/// `*description` (owned by the state, until the next call) is the returned table. With `accepted`,
/// `cls_accepts_source` has said yes to this very source; `compiled` is it, compiled, or NULL.
cls_status cls_load_rule(
  cls_state *state, uint32_t space, const char *source, size_t length, bool accepted,
  const cls_compiled *compiled, uint32_t chunk, uint32_t *rule, const cls_document **description,
  cls_error *error);

/// A path from the build's root: `steps` are key numbers, or `CLS_STEP_EACH` for `[]`.
#define CLS_STEP_EACH UINT32_MAX
typedef struct {
  const uint32_t *steps;
  uint32_t step_count;
} cls_path;

/// A need is met if any of the `alternatives` is present. They share all steps up to their last
/// `[]`.
typedef struct {
  const cls_path *alternatives;
  uint32_t alternative_count;
} cls_need;

typedef struct {
  const cls_need *needs;
  uint32_t need_count;
  const char *const *message_ids;
  uint32_t message_id_count;
  /// The highest severity that the rule may report: 0 advice, 1 warning, 2 error.
  int32_t severity;
  const char *language;
  /// A map of parameters.
  const cls_document *params;
} cls_plan;

/// Completes a loaded rule with what the engine decided about it. Copies everything.
cls_status cls_prepare_rule(
  cls_state *state, uint32_t rule, const cls_plan *plan, cls_error *error);

/// Binds a build to the worker until the next one is bound; its memory must stay valid that long.
/// If `traced`, every value that rules read is recorded for `cls_reads`.
cls_status cls_bind(
  cls_state *state, const cls_cell *cells, uint32_t cell_count, const char *bytes, bool traced,
  cls_error *error);

typedef enum {
  CLS_PASS = 0,
  CLS_FAIL,
  CLS_UNKNOWN,
  CLS_NOT_APPLICABLE,
  CLS_BROKEN,
  /// No outcome: the rule also reads `needed_fields` of `needed_root_key`.
  CLS_DEPENDENCY_FOUND,
} cls_outcome;

/// The result of one rule on one build. Everything it points to belongs to the state and is valid
/// until the next call.
typedef struct {
  cls_outcome outcome;
  cls_error error;
  /// A list of findings: maps with `id`, `data`, `line` and, if reported, `at`, `suggest`,
  /// `severity`. Or a list of missing paths.
  const cls_document *document;
  uint32_t dropped_findings;
  bool has_score;
  double score;
  /// Fuel used, in steps of the hook's interval.
  uint64_t fuel;
  uint32_t needed_root_key;
  uint32_t needed_fields;
  /// It used so much memory that the outcome may depend on what else the worker holds.
  bool heavy;
} cls_result;

/// Runs one rule on the bound build.
void cls_evaluate(cls_state *state, uint32_t rule, cls_result *result);

// MARK: Builds assembled from cached values
//
// Rules are pure, so a rule gives the same outcome for the same values. To find the values that an
// outcome depends on, a rule runs on a build that holds only the fields it is known to read. If it
// reads another field, the call ends with `CLS_DEPENDENCY_FOUND` and the engine adds the field. The
// worker caches the values, because later builds mostly have the same ones.

#define CLS_MAX_ROOT_KEYS 31
#define CLS_ALL_FIELDS UINT32_MAX
/// Stands for the build itself instead of one of its root keys.
#define CLS_WHOLE_BUILD CLS_MAX_ROOT_KEYS
/// The bit of keys that are not fields (`x_…`).
#define CLS_FREE_FIELD 31

/// A key of the build's root. A bit in a mask of fields is an index into `fields`.
typedef struct {
  uint32_t key;
  /// Key numbers of the fields of the map, or of each map in the list, under this key.
  const uint32_t *fields;
  /// 0 if the value is not a map or a list of maps; then it is always whole.
  uint32_t field_count;
} cls_root_key;

/// Declares the root keys; once, before the first `cls_cache_value`.
cls_status cls_open_root_keys(
  cls_state *state, const cls_root_key *root_keys, uint32_t key_count, cls_error *error);

/// Caches the value of a root key, reduced to some of its fields. If `*handle` is 0 the value gets
/// a new handle, which is positive; otherwise it replaces the value that had that handle.
cls_status cls_cache_value(
  cls_state *state, uint32_t root_key, const cls_cell *cells, const char *bytes, int32_t *handle,
  cls_error *error);

/// An element of a list: a map that is cached, or the cells of one that belongs to this list alone.
typedef struct {
  int32_t handle;
  /// Only read if `handle` is 0.
  const cls_cell *cells;
  const char *bytes;
} cls_element;

/// Caches a list of maps from its elements; otherwise like `cls_cache_value`. The root key must have
/// fields. No element may stand in the list twice with one handle: a rule would find them equal.
cls_status cls_cache_list(
  cls_state *state, uint32_t root_key, const cls_element *elements, uint32_t element_count,
  int32_t *handle, cls_error *error);
/// Drops all cached values.
void cls_drop_cached(cls_state *state);
/// Bytes that the cached values take, without garbage.
uint64_t cls_cached_bytes(const cls_state *state);
/// Whether there are cached values.
bool cls_has_cached(const cls_state *state);

typedef struct {
  /// The whole build, for `needs`.
  const cls_cell *cells;
  uint32_t cell_count;
  const char *bytes;
  uint32_t key_count;
  /// By root key; 0 if the build does not state it.
  const int32_t *handles;
  /// Mask of the root keys that the rule is known to read.
  uint32_t root_keys;
  /// By root key: mask of the fields that the cached values hold.
  const uint32_t *fields;
} cls_cached_build;

/// Runs one rule on a build of cached values: like `cls_evaluate`, or `CLS_DEPENDENCY_FOUND`.
void cls_evaluate_cached(
  cls_state *state, uint32_t rule, const cls_cached_build *build, cls_result *result);

/// Every value that was read since the last `cls_bind(traced)` or `cls_clear_reads`: a list of
/// `[path, value]` in the order of the first reads. NULL if nothing was traced.
const cls_document *cls_reads(cls_state *state);
void cls_clear_reads(cls_state *state);

// MARK: Plugins

/// Runs a plugin's manifest and stores the table it returns. On success `*plugin` is its number and
/// `*description` (owned by the state, until the next call) is that table; `accepted` and `compiled`
/// are as for a rule.
cls_status cls_load_plugin(
  cls_state *state, uint32_t space, const char *name, const char *source, size_t length,
  bool accepted, const cls_compiled *compiled, uint32_t chunk, uint32_t *plugin,
  const cls_document **description, cls_error *error);

/// A fact of a plugin: `key` under `facts` of the manifest. It is nil if one of its needs is not
/// met.
typedef struct {
  const char *key;
  const cls_need *needs;
  uint32_t need_count;
} cls_fact;

/// Lets all rules of the state ask for the facts of a plugin, as `ctx.facts.<name>.<key>`. `params` is
/// a map of parameters, or NULL. Copies everything.
cls_status cls_prepare_facts(
  cls_state *state, uint32_t plugin, const cls_fact *facts, uint32_t fact_count,
  const char *language, const cls_document *params, cls_error *error);

/// Drops the values of facts on the bound build. `cls_bind` does so too.
void cls_reset_facts(cls_state *state);
/// How many facts were computed (not replayed) since the state was opened.
uint64_t cls_facts_computed(const cls_state *state);

#define CLS_MAX_FILES 1000

/// A call of a function in a manifest: `manifest[section][key]`, or its `field` if that is a table.
typedef struct {
  const char *section;
  const char *key;
  const char *field;
  /// Passed as read-only values.
  const cls_document *arguments;
  uint32_t argument_count;
  /// The limits of this one call.
  cls_limits limits;
  /// The result must be a text. Control characters except line ends and tabs are removed from it.
  bool wants_text;
  /// With `wants_text`: the result may be a map of such texts by name instead, at most
  /// `CLS_MAX_FILES` of them, with 16 MiB together.
  bool takes_files;
} cls_plugin_call;

/// Calls a function of a plugin. `*result` (owned by the state, until the next call) is its value.
cls_status cls_call_plugin(
  cls_state *state, uint32_t plugin, const cls_plugin_call *call, const cls_document **result,
  cls_error *error);

// MARK: Coverage

/// In a state that was opened with probes, sources have a global function `_RIGRULES_PROBE(id,
/// value)`, which records whether the value was true or false and returns it.
#define CLS_PROBE_TRUE 1
#define CLS_PROBE_FALSE 2
/// What each probe has recorded since the state was opened: a byte of the bits above, or NULL.
const uint8_t *cls_probes(const cls_state *state);

// MARK: Sessions

/// Runs one input of a session: as an expression if it is one, otherwise as statements. All inputs
/// of a state share their globals; `build` is a copy of the bound build that it may write, and
/// `require` finds modules of `space`. `*results` (owned by the state, until the next call) holds
/// the list of its values, a list with the arguments of each call of `print`, and `build` as the
/// input left it; functions are `CLS_KIND_FUNCTION`. `*incomplete`: nothing ran, because the text ends too soon.
/// Needs as much C stack as a rule.
cls_status cls_run_chunk(
  cls_state *state, uint32_t space, const char *source, size_t length, bool *incomplete,
  const cls_document **results, cls_error *error);

/// Sets a global of the session to a read-only value. With facts, the value also has a field
/// `facts`: what rules see as `ctx.facts`.
cls_status cls_set_session_global(
  cls_state *state, uint32_t space, const char *name, const cls_document *value, bool with_facts,
  cls_error *error);

// MARK: Source text

typedef enum {
  CLS_TOKEN_NAME = 1,
  CLS_TOKEN_KEYWORD,
  CLS_TOKEN_STRING,
  CLS_TOKEN_NUMBER,
  CLS_TOKEN_SYMBOL,
} cls_token_kind;

typedef struct {
  uint32_t kind;
  uint32_t start;
  uint32_t end;
  uint32_t line;
  /// The bytes of a keyword or symbol, the first of them lowest; 0 for other tokens.
  uint64_t word;
} cls_token;

/// Splits Lua source into tokens without comments. Returns how many there are and writes up to
/// `capacity` of them. Accepts any text, even if it is not Lua.
size_t cls_tokens(const char *source, size_t length, cls_token *tokens, size_t capacity);

/// Finds `name = {…}` in the table that a file returns, if the value consists of literals alone:
/// the file runs the same without it. `*start` and `*end` are the offsets of the `{` and behind the
/// `}`. Returns false if there is no such value, or if there is any doubt.
bool cls_literal_field(
  const char *source, size_t length, const char *name, size_t *start, size_t *end);

/// Writes the code of a file to `code` (room for `length` + 2 bytes), and returns its length: all
/// bytes, with `{}` and its line ends in the place of the literal table from `start` to `end`.
size_t cls_without_literal(
  const char *source, size_t length, size_t start, size_t end, char *code);

/// Whether a source is within the limits that it must respect before it is compiled; one that is not
/// is refused when it loads, with the reason. `tokens` are all of the source, or NULL: it is lexed.
bool cls_accepts_source(
  const char *source, size_t length, const cls_token *tokens, size_t count);

// MARK: Text that leaves the sandbox

/// Copies text to `out` (at most `capacity` bytes) as one sanitized line: valid UTF-8 (U+FFFD for
/// invalid bytes) without control characters, terminal escapes and direction overrides. Line ends
/// and tabs become blanks. Returns the number of bytes written.
size_t cls_clean(const char *text, size_t length, char *out, size_t capacity);
/// The same, but line ends and tabs stay.
size_t cls_clean_lines(const char *text, size_t length, char *out, size_t capacity);

// MARK: Measuring and testing

typedef struct {
  uint64_t bytes_in_use;
  uint64_t peak_bytes;
  /// The most in use since the last call under limits began.
  uint64_t recent_peak_bytes;
  uint64_t allocations;
} cls_memory;

cls_memory cls_memory_use(const cls_state *state);
/// Makes the `count`th allocation from now fail, and all after it; 0 stops that.
void cls_fail_allocation(cls_state *state, uint64_t count);
/// Makes each allocation run a full collection first.
void cls_collect_always(cls_state *state, bool on);
/// Values on the Lua stack: 0 between calls.
int32_t cls_stack_height(const cls_state *state);
/// Bytes of C stack left on this thread; SIZE_MAX if the system does not report it.
size_t cls_stack_headroom(void);

#ifdef __cplusplus
}
#endif
#endif
