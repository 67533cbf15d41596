/// The only code of this project that calls the Lua API.
///
/// Every verb is one protected call that does all its work in C and returns a status, so no Lua
/// error ever jumps over a Swift frame. Swift sees neither a `lua_State` nor a Lua value: data
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

/// What the deepest legal rule may need of the C stack, with room to spare.
#define CLS_STACK_BYTES ((size_t)4 << 20)
/// The longest source text of a rule or module, in bytes.
#define CLS_MAX_SOURCE ((size_t)64 << 10)
/// The longest text that leaves the sandbox, in bytes; longer ones are cut.
#define CLS_MAX_TEXT 4096
/// Findings kept from one evaluation of one rule; more are counted and dropped.
#define CLS_MAX_FINDINGS 100

typedef enum {
  CLS_OK = 0,
  CLS_ERROR,
  CLS_FUEL,
  CLS_MEMORY,
  CLS_DEADLINE,
  CLS_LOAD,
  /// A rule read a field that the build it was given leaves out; see `cls_evaluate_kept`.
  CLS_WIDER,
} cls_status;

/// Limits of one call; 0 switches a limit off.
typedef struct {
  /// VM instructions + pattern steps + bytes / 16 + elements moved.
  uint64_t fuel;
  /// Bytes above the state's baseline and the bound build.
  uint64_t memory;
  /// Wall-clock milliseconds: a safety net, never the usual reason to stop.
  uint32_t deadline_ms;
  /// VM instructions between two looks at the limits.
  uint32_t hook_interval;
  /// false: plain malloc, for measuring what the pool is worth.
  bool pool;
  /// Places in instrumented sources whose passing is noted (see `cls_probes`); 0: ordinary sources.
  uint32_t probes;
} cls_limits;

/// Why a call ended early. `message` belongs to the state and holds until the next call.
typedef struct {
  cls_status status;
  /// The id given with the source in which it happened, 0 where none is known.
  uint32_t chunk;
  /// 1-based, 0 where none is known.
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
  /// The key of the value in the next cell, where the key is not one of the state's own.
  CLS_KIND_KEY,
  /// A function; `bits` is the line where it is defined. Only ever comes out.
  CLS_KIND_FUNCTION,
} cls_kind;

#define CLS_KEY_NONE UINT32_MAX

/// One value of a flat document. A container is followed by its elements.
typedef struct {
  uint32_t kind;
  /// Index into the state's keys for a map's value, else `CLS_KEY_NONE`.
  uint32_t key;
  /// Text: bytes. Container: cells it takes, itself included. Else 1.
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
  /// Something did not fit into memory, so what is here is not whole.
  bool failed;
} cls_document;

// MARK: Verbs

/// A new worker, or NULL where memory is short. `keys` are the names that maps mostly use; the
/// pointers must stay valid for the life of the state.
cls_state *cls_open(const cls_limits *limits, const char *const *keys, uint32_t key_count);
void cls_close(cls_state *state);

/// Makes `source` loadable as `require(name)` for rules of `space`; it is compiled when first
/// required. The text is copied.
cls_status cls_define_module(
  cls_state *state, uint32_t space, const char *name, const char *source, size_t length,
  uint32_t chunk, cls_error *error);

/// Runs a rule file and keeps the table it returns. On success `*rule` is its number and
/// `*description` (owned by the state, until the next call) what it declares.
cls_status cls_load_rule(
  cls_state *state, uint32_t space, const char *source, size_t length, uint32_t chunk,
  uint32_t *rule, const cls_document **description, cls_error *error);

/// One way from the build's root: `steps` are key indices, or `CLS_STEP_EACH` for `[]`.
#define CLS_STEP_EACH UINT32_MAX
typedef struct {
  const uint32_t *steps;
  uint32_t step_count;
} cls_path;

/// A need: any of the `alternatives` present. Alternatives share everything up to their last `[]`.
typedef struct {
  const cls_path *alternatives;
  uint32_t alternative_count;
} cls_need;

typedef struct {
  const cls_need *needs;
  uint32_t need_count;
  const char *const *message_ids;
  uint32_t message_id_count;
  /// 0 advice, 1 warning, 2 error: the worst the rule may report.
  int32_t severity;
  const char *language;
  /// A map of parameters.
  const cls_document *params;
} cls_plan;

/// Completes a loaded rule with what the engine decided about it. Copies everything.
cls_status cls_prepare_rule(
  cls_state *state, uint32_t rule, const cls_plan *plan, cls_error *error);

/// Hands a build to the worker; it stays until the next one. With `traced`, every value read is
/// noted for `cls_reads`.
cls_status cls_bind(
  cls_state *state, const cls_cell *cells, uint32_t cell_count, const char *bytes, bool traced,
  cls_error *error);

typedef enum {
  CLS_PASS = 0,
  CLS_FAIL,
  CLS_UNKNOWN,
  CLS_NOT_APPLICABLE,
  CLS_BROKEN,
  /// No outcome: the rule needs `wider_bits` of `wider_part` too.
  CLS_WIDEN,
} cls_outcome;

/// One rule on the bound build. Everything it points to belongs to the state and holds until the
/// next call.
typedef struct {
  cls_outcome outcome;
  cls_error error;
  /// A list of findings: maps with `id`, `data`, `line` and, where reported, `at`, `suggest`,
  /// `severity`; or a list of missing paths.
  const cls_document *document;
  uint32_t dropped_findings;
  bool has_score;
  double score;
  /// Fuel used, in steps of the hook's interval.
  uint64_t fuel;
  uint32_t wider_part;
  uint32_t wider_bits;
  /// It took so much memory that what the worker holds besides may have mattered.
  bool heavy;
} cls_result;

void cls_evaluate(cls_state *state, uint32_t rule, cls_result *result);

// MARK: Builds made of kept values
//
// Rules are pure, so what one said of some values it says again of the same values. To tell which
// values an answer rests on, a rule is run on a build that holds only the fields it is known to
// read; where it asks for another one, the call ends with `CLS_WIDEN` and the engine adds it. The
// values are kept in the worker, since those of one build come back in the next.

#define CLS_MAX_PARTS 31
#define CLS_ALL_FIELDS UINT32_MAX
/// Stands for the build itself where a part is named.
#define CLS_ROOT_PART CLS_MAX_PARTS
/// The bit of keys that are no field (`x_…`).
#define CLS_FREE_FIELD 31

/// A key of the build's root. A bit in a mask of fields is a place in `fields`.
typedef struct {
  uint32_t key;
  /// Key numbers of the fields of the map, or of each map in the list, that the part is.
  const uint32_t *fields;
  /// 0 where the part is no map: then it is always whole.
  uint32_t field_count;
} cls_part;

/// Tells what parts there are; once, before the first `cls_keep`.
cls_status cls_open_parts(
  cls_state *state, const cls_part *parts, uint32_t part_count, cls_error *error);

/// Makes the value of a part, reduced to some of its fields, and keeps it. Where `*handle` is 0 it
/// gets a new one, which is positive; else it takes the place of the value that had that handle.
cls_status cls_keep(
  cls_state *state, uint32_t part, const cls_cell *cells, const char *bytes, int32_t *handle,
  cls_error *error);
/// Drops all kept values.
void cls_drop_kept(cls_state *state);

typedef struct {
  /// The whole build, for `needs`.
  const cls_cell *cells;
  uint32_t cell_count;
  const char *bytes;
  uint32_t part_count;
  /// By part; 0 where the build has none.
  const int32_t *handles;
  /// The parts that the rule is known to read.
  uint32_t parts;
  /// By part: the fields that the kept values hold.
  const uint32_t *fields;
} cls_kept_build;

/// One rule on a build of kept values: like `cls_evaluate`, or `CLS_WIDEN`.
void cls_evaluate_kept(
  cls_state *state, uint32_t rule, const cls_kept_build *build, cls_result *result);

/// Every value read since the last `cls_bind(traced)` or `cls_clear_reads`: a list of
/// `[path, value]`, in the order first read. NULL where nothing was traced.
const cls_document *cls_reads(cls_state *state);
void cls_clear_reads(cls_state *state);

// MARK: Plugins

/// Runs a plugin's manifest and keeps the table it returns. On success `*plugin` is its number and
/// `*description` (owned by the state, until the next call) what it declares.
cls_status cls_load_plugin(
  cls_state *state, uint32_t space, const char *name, const char *source, size_t length,
  uint32_t chunk, uint32_t *plugin, const cls_document **description, cls_error *error);

/// A fact of a plugin: `key` under `facts` of the manifest. It is nil where one of its needs is
/// not met.
typedef struct {
  const char *key;
  const cls_need *needs;
  uint32_t need_count;
} cls_fact;

/// Lets all rules of the state ask for the facts of a plugin, as `ctx.facts.<name>.<key>`. Copies
/// everything.
cls_status cls_prepare_facts(
  cls_state *state, uint32_t plugin, const cls_fact *facts, uint32_t fact_count,
  const char *language, cls_error *error);

/// Forgets what the facts said of the bound build. `cls_bind` does so too.
void cls_reset_facts(cls_state *state);
/// How many facts were computed, not replayed, since the state was opened.
uint64_t cls_facts_computed(const cls_state *state);

/// A call of a function that a manifest holds: `manifest[section][key]`, or its `field` where that
/// is a table.
typedef struct {
  const char *section;
  const char *key;
  const char *field;
  /// Passed as read-only values.
  const cls_document *arguments;
  uint32_t argument_count;
  /// What this one call may use.
  cls_limits limits;
  /// The result must be a text, and is cleaned of all control characters but line ends and tabs.
  bool wants_text;
} cls_plugin_call;

/// `*result` (owned by the state, until the next call) is the one value that the function returned.
cls_status cls_call_plugin(
  cls_state *state, uint32_t plugin, const cls_plugin_call *call, const cls_document **result,
  cls_error *error);

// MARK: Coverage

/// In a state that was opened with probes, sources find a global function `_RIGRULES_PROBE(id,
/// value)`, which notes whether the value was true or false and returns it.
#define CLS_PROBE_TRUE 1
#define CLS_PROBE_FALSE 2
/// What each probe has seen since the state was opened: a byte of the bits above, or NULL.
const uint8_t *cls_probes(const cls_state *state);

// MARK: What a person types

/// Runs one input of a session: as an expression where it is one, else as statements. All inputs
/// of a state share their globals; `build` is the bound build, `require` finds modules of `space`.
/// `*results` (owned by the state, until the next call) is the list of what it gave; functions are
/// `CLS_KIND_FUNCTION`. `*incomplete`: nothing was run, because the text ends too soon. Takes the C
/// stack that a rule takes.
cls_status cls_run_chunk(
  cls_state *state, uint32_t space, const char *source, size_t length, bool *incomplete,
  const cls_document **results, cls_error *error);

/// Sets a global of the session to a read-only value; with facts, it has what rules see as
/// `ctx.facts` beside its own fields.
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
} cls_token;

/// Splits Lua source into tokens without comments. Returns how many there are and writes up to
/// `capacity` of them; a text that is not Lua still ends.
size_t cls_tokens(const char *source, size_t length, cls_token *tokens, size_t capacity);

// MARK: Text that leaves the sandbox

/// Copies text to `out` (room for `capacity` bytes) as one clean line: valid UTF-8 (U+FFFD for
/// what is not), without control characters, terminal escapes and direction overrides. Line ends
/// and tabs become blanks. Returns the bytes written.
size_t cls_clean(const char *text, size_t length, char *out, size_t capacity);
/// The same, with line ends and tabs kept.
size_t cls_clean_lines(const char *text, size_t length, char *out, size_t capacity);

// MARK: Measuring and testing

typedef struct {
  uint64_t bytes_in_use;
  uint64_t peak_bytes;
  /// The most that was in use since the last call under limits began.
  uint64_t recent_peak_bytes;
  uint64_t allocations;
} cls_memory;

cls_memory cls_memory_use(const cls_state *state);
/// The `count`th allocation from now fails, and all after it until 0 is set; 0: none.
void cls_fail_allocation(cls_state *state, uint64_t count);
/// Makes each allocation run a full collection first.
void cls_collect_always(cls_state *state, bool on);
/// Values on the Lua stack: 0 between calls.
int32_t cls_stack_height(const cls_state *state);
/// Bytes of C stack left on this thread; SIZE_MAX where the system does not tell.
size_t cls_stack_headroom(void);

#ifdef __cplusplus
}
#endif
#endif
