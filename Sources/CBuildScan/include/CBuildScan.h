/// Reads one line of JSON into the values of a build, with simdjson.
///
/// It knows only what is right: whatever is not plainly a valid build (an unknown key, a wrong type,
/// a value out of range, JSON that is broken) is `SCAN_UNSURE`, and the careful decoder of RigModel
/// says what it is. So there is one set of rules for builds and one set of messages.
///
/// Parts repeat from build to build. A value of the root that was seen before, byte for byte, is
/// not decoded again: it has a number, and the same number stands for the same value.
#ifndef CBUILDSCAN_H
#define CBUILDSCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Bytes that must be readable behind a line.
#define SCAN_PADDING 64
/// Keys that the root of a build can have.
#define SCAN_MAX_ROOT 31
/// Fields of one component, shorthand included.
#define SCAN_MAX_FIELDS 32

// MARK: What a build may hold

typedef enum {
  SCAN_INTEGER = 1,
  SCAN_NUMBER,
  SCAN_CHOICE,
  SCAN_TEXT,
  SCAN_WORD,
  SCAN_POWER_TARGET,
  SCAN_BOOLEAN,
  /// A list of plain values of the field `element`.
  SCAN_LIST,
  /// A list of maps, or one map in its place.
  SCAN_MAPS,
  SCAN_MAP,
  SCAN_FREE,
} scan_kind;

typedef struct {
  const char *key;
  uint32_t key_length;
  /// The number of the canonical name, which cells carry.
  uint32_t name;
  /// The field's place in its component; aliases share it.
  uint32_t position;
  uint32_t kind;
  double minimum;
  double maximum;
  /// The words of SCAN_WORD or the numbers of SCAN_CHOICE.
  uint32_t first_choice;
  uint32_t choice_count;
  /// Other words than these are allowed too.
  bool is_open;
  /// `count` of a part in a list: it repeats the part and is not a field of it.
  bool is_shorthand;
  bool has_default;
  int64_t default_value;
  /// Of SCAN_MAP and SCAN_MAPS: index of the component. Of SCAN_LIST: index of the field that
  /// describes its elements.
  uint32_t content;
  uint32_t at_most;
} scan_field;

typedef struct {
  uint32_t first_field;
  uint32_t field_count;
  uint32_t position_count;
  bool absent_is_zero;
  /// Positions from which the capacity of a kit follows, where `derives` is set.
  bool derives;
  uint32_t modules;
  uint32_t module;
  uint32_t capacity;
} scan_component;

typedef struct {
  const char *text;
  uint32_t length;
  int64_t number;
} scan_choice;

typedef struct {
  const scan_component *components;
  uint32_t component_count;
  const scan_field *fields;
  uint32_t field_count;
  const scan_choice *choices;
  uint32_t choice_count;
  /// All names that have a number, in order; the first component is the root.
  const char *const *names;
  uint32_t name_count;
  /// Positions in the root.
  uint32_t id, gpus, psus;
  /// The numbers of the names `price` and `count`.
  uint32_t price, count;
} scan_schema_parts;

/// Copies everything. Shared by any number of scanners; NULL where memory is short, or where a
/// component has more fields than the decoder has room for or an index leads nowhere.
typedef struct scan_schema scan_schema;
scan_schema *scan_schema_open(const scan_schema_parts *parts);
void scan_schema_close(scan_schema *schema);

// MARK: Values

/// The same layout as the sandbox's `cls_cell`.
typedef struct {
  uint32_t kind;
  uint32_t key;
  uint32_t size;
  uint32_t count;
  uint64_t bits;
} scan_cell;

/// A decoded value of the root: a flat document of its own.
typedef struct {
  const scan_cell *cells;
  const char *bytes;
  uint32_t cell_count;
  uint32_t byte_count;
} scan_value;

// MARK: Scanning

/// One worker's parser and the values it knows. Not thread-safe.
typedef struct scanner scanner;
/// `budget`: bytes for the values, all taken at once but used as needed. With `remembers` false
/// every line is decoded again.
scanner *scanner_open(const scan_schema *schema, size_t budget, bool remembers);
void scanner_close(scanner *scanner);

typedef enum {
  SCAN_OK = 0,
  /// Not plainly a valid build.
  SCAN_UNSURE,
  /// No room for its values: call `scanner_forget` and try again.
  SCAN_FULL,
} scan_status;

typedef struct {
  /// By position in the root; 0 where the build does not state it.
  uint32_t values[SCAN_MAX_ROOT];
  /// The id as text; NULL where there is none.
  const char *id;
  uint32_t id_length;
  /// Cells of all values together.
  uint32_t cell_count;
  /// Keys of the root that are no field (`x_…`), as the inside of a map: entries with their keys.
  uint32_t free_entries;
  scan_value free;
} scan_build;

/// Reads a line, without its line end. Values with numbers up to SCAN_TRANSIENT hold until the next
/// line, others until `scanner_forget`.
scan_status scan_line(scanner *scanner, const char *line, size_t length, scan_build *build);
#define SCAN_TRANSIENT 4

/// All values by number; the pointer stays the same.
const scan_value *scanner_values(const scanner *scanner);
/// One more than the highest number there can be.
uint32_t scanner_value_limit(const scanner *scanner);
void scanner_forget(scanner *scanner);
/// Values decoded, and values found, since the scanner was opened.
void scanner_counts(const scanner *scanner, uint64_t *decoded, uint64_t *found);

/// The stated price, else the sum over all parts; false where one of them states none.
bool scan_price(const scanner *scanner, const scan_build *build, double *price);

// MARK: Ids alone

/// Reads the id of a line and nothing else.
typedef struct id_finder id_finder;
id_finder *id_finder_open(void);
void id_finder_close(id_finder *finder);
/// The text of `id`, or NULL where there is none to read; it holds until the next call.
const char *id_finder_find(
  id_finder *finder, const char *line, size_t length, size_t *id_length);

#ifdef __cplusplus
}
#endif
#endif
