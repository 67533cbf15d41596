// The C interface of rigrules: builds in, reports out, as UTF-8 bytes.
//
// Every function may be called from any thread at any time, also with null pointers, handles that were
// closed, and bytes that are not UTF-8: the answer is then an error, never a crash. `fork` waits until
// the calls of other threads have ended, so the child can go on with the engines of its parent.
#ifndef RIGRULES_H
#define RIGRULES_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// The version of this interface; functions are only ever added to one version.
#define RIGRULES_API_VERSION 1

// An engine: rules that are loaded and ready. 0 is none. Handles are never used twice.
typedef uint64_t rigrules_engine;

// What a call came to.
typedef enum rigrules_status {
  RIGRULES_OK = 0,
  RIGRULES_INVALID_ARGUMENT = 1,  // a null pointer, or an option that is not there
  RIGRULES_INVALID_HANDLE = 2,    // an engine that is closed or never was
  RIGRULES_INVALID_BUILD = 3,     // the build cannot be used
  RIGRULES_INVALID_RULES = 4,     // folders, settings or the configuration cannot be used
  RIGRULES_OUT_OF_MEMORY = 5
} rigrules_status;

// Bytes that the library gives: UTF-8 with a 0 behind it. `rigrules_free` gives them back.
typedef struct rigrules_text {
  char *bytes;
  size_t count;
} rigrules_text;

// Why the last call of this thread failed. Texts are valid until this thread's next call.
typedef struct rigrules_error {
  rigrules_status status;
  const char *code;     // stable, such as "build/unknown-key"; empty if there is none
  const char *message;  // for people: what was found, what is allowed, the nearest name
  const char *file;     // empty if there is none
  int64_t line;         // counted from 1; 0 if there is none
  int64_t column;       // counted from 1; 0 if there is none
} rigrules_error;

// `RIGRULES_API_VERSION` of the library.
uint32_t rigrules_api_version(void);

// Opens an engine. The options are a JSON or YAML object; every key may be left out but `rules`:
//   rules, plugins: lists of folders        config: path of a rigrules.yaml
//   settings: as in rigrules.yaml           language: "en" or "zh"
//   profile: name                           without: list of rules and plugins that are off
//   today: day for waivers, as 2026-12-31   notices: list of texts that every report carries
//   deadline_ms: processor time that one rule may take on one build; 0: no limit; otherwise 250
rigrules_status rigrules_open(const char *options, size_t count, rigrules_engine *engine);

// The hash of all rules and settings, as reports have it under `ruleset`.
rigrules_status rigrules_hash(rigrules_engine engine, rigrules_text *hash);

// Whether a rule or plugin does not load: a JSON list of {"rule", "message", "at", "code"}.
rigrules_status rigrules_problems(rigrules_engine engine, rigrules_text *problems);

// Evaluates one build, YAML or JSON: the bytes of `rigrules check --format json`. `name` is the file
// in messages and, without its extension, the id of a build that has none; null: "build".
rigrules_status rigrules_check(
  rigrules_engine engine, const char *build, size_t count, const char *name, rigrules_text *report);

// The same as one page of HTML with the pictures: the bytes of `rigrules check --format html`.
rigrules_status rigrules_html(
  rigrules_engine engine, const char *build, size_t count, const char *name, rigrules_text *page);

// Evaluates lines, one build in JSON each: the bytes of `rigrules batch`. A line that is not a build
// gives an error in its place; `first_line` is the number of the first one, `name` that of the file.
rigrules_status rigrules_lines(
  rigrules_engine engine, const char *lines, size_t count, const char *name, int64_t first_line,
  rigrules_text *reports);

// The same with some keys of each report, as `rigrules batch --select` has them: "id,verdict,findings".
rigrules_status rigrules_select(
  rigrules_engine engine, const char *lines, size_t count, const char *name, int64_t first_line,
  const char *keys, rigrules_text *reports);

// Looks at the folders again; `changed` (it may be null) is 1 if other rules are in force, else 0.
rigrules_status rigrules_reload(rigrules_engine engine, int32_t *changed);

// Closes an engine. Calls that run finish first; memory goes when the last one has.
rigrules_status rigrules_close(rigrules_engine engine);

// Gives bytes back and empties the struct; null and empty structs are fine.
void rigrules_free(rigrules_text *text);

// Why the last call of this thread failed; `status` is `RIGRULES_OK` if it did not.
void rigrules_last_error(rigrules_error *error);

#ifdef __cplusplus
}
#endif

#endif
