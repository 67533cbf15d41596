/// Runs calls under limits: fuel, memory and a deadline.
#include <pthread.h>
#include <stdio.h>
#include <time.h>

#include "call_limits.h"

/// Fuel used in C between two readings of the clock.
#define FUEL_PER_CLOCK 8192

// A precision of a few milliseconds is enough for a safety net, and the coarse clock is cheap.
#ifdef CLOCK_MONOTONIC_COARSE
#define CLOCK CLOCK_MONOTONIC_COARSE
#else
#define CLOCK CLOCK_MONOTONIC
#endif

static uint64_t now_ns(void) {
  struct timespec time;
  clock_gettime(CLOCK, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

/// The id of the source that a frame runs. Sources are named by their id, so that a location can be
/// reported without comparing paths.
static uint32_t chunk_of(const lua_Debug *frame) {
  if (frame->source[0] != '=' || frame->source[1] != '#') return 0;
  uint32_t chunk = 0;
  for (const char *digit = frame->source + 2; *digit >= '0' && *digit <= '9'; digit++) {
    chunk = chunk * 10 + (uint32_t)(*digit - '0');
  }
  return chunk;
}

void cls_note_location(cls_state *state, lua_State *L) {
  lua_Debug frame;
  for (int level = 0; lua_getstack(L, level, &frame); level++) {
    if (state->call.boundary && frame.i_ci == state->call.boundary) return;
    lua_getinfo(L, "Sl", &frame);
    if (frame.currentline <= 0) continue;
    state->failure.chunk = chunk_of(&frame);
    state->failure.line = frame.currentline;
    return;
  }
}

/// Open calls beyond which a function is taken to call itself without an end.
#define MANY_CALLS 1000

static void note_depth(cls_state *state, lua_State *L) {
  lua_Debug frame;
  state->failure.recursive = lua_getstack(L, MANY_CALLS, &frame) == 1;
}

static void memory_refused(void *context) {
  cls_state *state = context;
  if (state->call.stop != CLS_OK) return;
  cls_note_location(state, state->L);
  note_depth(state, state->L);
}

/// Ends the call; nothing in the sandbox can catch this.
static _Noreturn void stop(lua_State *L, cls_status status) {
  cls_state *state = state_of(L);
  state->call.stop = status;
  cls_note_location(state, L);
  note_depth(state, L);
  lua_pushnil(L);
  lua_error(L);
  __builtin_unreachable();
}

_Noreturn void cls_stop_for_memory(lua_State *L) { stop(L, CLS_MEMORY); }
_Noreturn void cls_stop_for_fields(lua_State *L) { stop(L, CLS_NEEDS_FIELD); }

_Noreturn void cls_stop_as(lua_State *L, cls_status status) {
  state_of(L)->call.stop = status;
  lua_pushnil(L);
  lua_error(L);
  __builtin_unreachable();
}

static uint64_t thread_ns(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

/// Calls between two readings of the CPU time of the thread: that clock is a hundred times more
/// expensive.
#define CALLS_PER_MARK 64
/// After a call that used this much fuel, the CPU time is read again before the next one.
#define HEAVY_FUEL 100000

static void renew_mark(cls_state *state) {
  state->call.marked_thread = pthread_self();
  state->call.calls_to_mark = CALLS_PER_MARK;
  state->call.thread_mark_ns = thread_ns();
}

/// Reads the CPU time of the thread, once in `CALLS_PER_MARK` calls.
static void mark_thread(cls_state *state) {
  if (!state->call.limits.deadline_ms) return;
  if (state->call.calls_to_mark > 0 && pthread_equal(state->call.marked_thread, pthread_self())) {
    state->call.calls_to_mark--;
    return;
  }
  renew_mark(state);
}

/// From here on the mark is that of a call which waits for another, or waited for it.
static void share_mark(cls_state *state) {
  if (state->call.calls_to_mark == CALLS_PER_MARK) state->call.calls_to_mark--;
}

/// Whether the call has used all its CPU time. On a busy machine a thread waits for a core, which
/// must not affect the outcome of a rule; in that case the deadline moves by the time that is left.
/// What earlier calls have used since the mark does not count either: where the mark is not this
/// call's own, half of its time begins now.
static bool has_used_its_time(cls_state *state) {
  uint64_t limit = state->call.limits.deadline_ms * 1000000ull;
  uint64_t used = thread_ns() - state->call.thread_mark_ns;
  if (used >= limit - limit / 8) {
    if (state->call.calls_to_mark == CALLS_PER_MARK) return true;
    renew_mark(state);
    used = limit / 2;
    state->call.thread_mark_ns -= used;
  }
  state->call.deadline_ns = now_ns() + limit - used;
  return false;
}

static void check_clock(lua_State *L, cls_state *state) {
  if (!state->call.deadline_ns || now_ns() <= state->call.deadline_ns) return;
  if (has_used_its_time(state)) stop(L, CLS_DEADLINE);
}

void cls_charge(lua_State *L, uint64_t units) {
  cls_state *state = state_of(L);
  if (units > (uint64_t)state->call.fuel) {
    state->call.fuel = 0;
    stop(L, CLS_FUEL);
  }
  state->call.fuel -= (int64_t)units;
  state->call.ticks += units < FUEL_PER_CLOCK ? (uint32_t)units : FUEL_PER_CLOCK;
  if (state->call.ticks >= FUEL_PER_CLOCK) {
    state->call.ticks = 0;
    check_clock(L, state);
  }
}

static void on_count(lua_State *L, lua_Debug *frame) {
  (void)frame;
  cls_state *state = state_of(L);
  // One `..` may copy megabytes, so long texts are charged in addition to the instruction.
  state->call.fuel -= state->call.limits.hook_interval + (int64_t)(state->pool.text_bytes / 16);
  state->pool.text_bytes = 0;
  if (state->call.fuel < 0) {
    state->call.fuel = 0;
    stop(L, CLS_FUEL);
  }
  check_clock(L, state);
}

/// A message handler: turns the raised value into a text and a location, before the stack unwinds.
static int on_error(lua_State *L) {
  cls_state *state = state_of(L);
  if (state->call.stop != CLS_OK) return 1;
  cls_note_location(state, L);
  size_t length = 0;
  char buffer[64];
  const char *text;
  if (lua_type(L, 1) == LUA_TSTRING || lua_type(L, 1) == LUA_TNUMBER) {
    text = lua_tolstring(L, 1, &length);
  } else {
    length = (size_t)snprintf(
      buffer, sizeof buffer, "the error object is a %s, not a text", luaL_typename(L, 1));
    text = buffer;
  }
  // A location at the start of the text is more precise than the stack.
  unsigned chunk = 0;
  int line = 0, used = 0;
  bool is_located = length > 2 && text[0] == '#' &&
                    sscanf(text, "#%u:%d: %n", &chunk, &line, &used) == 2 && used;
  if (is_located) {
    state->failure.chunk = chunk;
    state->failure.line = line;
    text += used;
    length -= (size_t)used;
  }
  char *message = state->failure.message;
  message[cls_clean(text, length, message, sizeof state->failure.message - 1)] = 0;
  if (strncmp(message, "stack overflow", strlen("stack overflow")) == 0) note_depth(state, L);
  return 1;
}

#define RECURSION ", more than 1000 calls deep: a function calls itself without an end"

void cls_set_error(cls_state *state, cls_error *error, cls_status status) {
  const char *text = state->failure.message;
  // The message of a failed fact already states whose limit it was.
  switch (state->failure.in_fact ? CLS_OK : status) {
  case CLS_FUEL: text = "the rule exceeded its work limit (endless loop?)"; break;
  case CLS_MEMORY: text = "the rule exceeded its memory limit"; break;
  case CLS_DEADLINE: text = "the rule ran out of time"; break;
  default: break;
  }
  // A message of our own, so that it is not on the heap that is full.
  if (state->failure.recursive && !state->failure.in_fact && status != CLS_OK) {
    switch (status) {
    case CLS_FUEL: text = "the rule exceeded its work limit (endless loop?)" RECURSION; break;
    // How deep a call is when these are met depends on what ran before.
    case CLS_MEMORY:
    case CLS_DEADLINE: break;
    default: text = "the stack is full" RECURSION; break;
    }
  }
  *error = (cls_error){
    .status = status,
    .chunk = state->failure.chunk,
    .line = state->failure.line,
    .message = text,
    .length = strlen(text),
    .raised = status == CLS_ERROR && state->failure.raised,
  };
}

/// Says why the message handler itself failed, if nothing else has been said.
static void describe_overflow(cls_state *state) {
  state->failure.recursive = true;
  if (!state->failure.message[0]) strcpy(state->failure.message, "stack overflow");
}

static cls_status run(cls_state *state, lua_CFunction body, void *argument, cls_error *error) {
  lua_State *L = state->L;
  int height = lua_gettop(L);
  // In C, the locale affects decimal points, letters and the order of texts. Rules must give the
  // same outcome in every locale.
  locale_t callers = state->c_locale ? uselocale(state->c_locale) : (locale_t)0;
  state->call.stop = CLS_OK;
  state->failure.raised = false;
  state->failure.recursive = false;
  state->failure.in_fact = state->facts.too_deep = false;
  state->call.boundary = NULL;
  state->pool.text_bytes = 0;
  state->failure.chunk = 0;
  state->failure.line = 0;
  state->failure.message[0] = 0;
  lua_pushcfunction(L, on_error);
  lua_pushcfunction(L, body);
  lua_pushlightuserdata(L, argument);
  int code = lua_pcall(L, 1, 0, height + 1);
  lua_settop(L, height);
  if (callers) uselocale(callers);
  cls_status status = CLS_OK;
  if (state->call.stop != CLS_OK) {
    status = state->call.stop;
  } else if (code == LUA_ERRMEM) {
    status = CLS_MEMORY;
  } else if (code != LUA_OK) {
    status = CLS_ERROR;
    if (code == LUA_ERRERR) describe_overflow(state);
  }
  if (error) cls_set_error(state, error, status);
  return status;
}

cls_status cls_unlimited(cls_state *state, lua_CFunction body, void *argument, cls_error *error) {
  state->pool.limit = 0;
  state->call.fuel = INT64_MAX;
  state->call.fuel_at_start = INT64_MAX;
  state->call.deadline_ns = 0;
  return run(state, body, argument, error);
}

void cls_undo(cls_state *state, lua_CFunction body, void *argument, cls_error *error) {
  cls_error failure = *error;
  char message[sizeof state->failure.message];
  memcpy(message, state->failure.message, sizeof message);
  cls_unlimited(state, body, argument, NULL);
  memcpy(state->failure.message, message, sizeof message);
  *error = failure;
}

/// Frees what an expensive call left: garbage, and tables of Lua itself that have grown and that
/// shrink by half with each collection. Otherwise the next call would reach its limit sooner.
static void clear_up(cls_state *state) {
  for (int round = 0; round < 20; round++) {
    uint64_t before = state->pool.used;
    lua_gc(state->L, LUA_GCCOLLECT);
    if (state->pool.used >= before) return;
  }
}

cls_status cls_protected(cls_state *state, lua_CFunction body, void *argument, cls_error *error) {
  const cls_limits *limits = &state->call.limits;
  state->call.fuel = limits->fuel ? (int64_t)limits->fuel : INT64_MAX;
  state->call.fuel_at_start = state->call.fuel;
  state->call.ticks = 0;
  mark_thread(state);
  state->call.deadline_ns = limits->deadline_ms ? now_ns() + limits->deadline_ms * 1000000ull : 0;
  // What the worker holds for other builds and rules does not count for this call.
  uint64_t held = state->call.baseline + state->cached.bytes + state->facts.bytes;
  state->pool.limit = limits->memory ? held + state->call.build_bytes + limits->memory : 0;
  state->pool.refused = memory_refused;
  state->pool.context = state;
  state->pool.recent_peak = 0;
  state->pool.refusals = 0;
  if (limits->fuel || limits->deadline_ms) {
    lua_sethook(state->L, on_count, LUA_MASKCOUNT, (int)limits->hook_interval);
  }
  cls_status status = run(state, body, argument, error);
  lua_sethook(state->L, NULL, 0, 0);
  if (state->call.fuel_at_start - state->call.fuel > HEAVY_FUEL) state->call.calls_to_mark = 0;
  uint64_t limit = state->pool.limit;
  state->pool.limit = 0;
  if (limit && state->pool.recent_peak > limit - limits->memory / 2) clear_up(state);
  return status;
}

// MARK: A call within a call

void cls_restart_count(lua_State *L) {
  cls_state *state = state_of(L);
  uint64_t texts = state->pool.text_bytes;
  state->pool.text_bytes = 0;
  // Instructions since the last check are not known, so a whole interval is charged for them.
  cls_charge(L, state->call.limits.hook_interval + texts / 16);
  if (lua_gethook(L)) {
    lua_sethook(L, on_count, LUA_MASKCOUNT, (int)state->call.limits.hook_interval);
  }
}

/// The limits of a call that waits for another.
typedef struct {
  int64_t fuel;
  uint64_t deadline_ns;
  uint64_t memory;
  uint64_t fact_bytes;
  uint32_t ticks;
  uint32_t refusals;
} waiting_limits;

static waiting_limits begin_own_limits(cls_state *state) {
  const cls_limits *limits = &state->call.limits;
  waiting_limits outer = {
    .fuel = state->call.fuel, .deadline_ns = state->call.deadline_ns, .memory = state->pool.limit,
    .fact_bytes = state->facts.bytes, .ticks = state->call.ticks, .refusals = state->pool.refusals,
  };
  if (limits->fuel) state->call.fuel = (int64_t)limits->fuel;
  state->call.ticks = 0;
  share_mark(state);
  if (limits->deadline_ms) state->call.deadline_ns = now_ns() + limits->deadline_ms * 1000000ull;
  // The memory of the waiting call is part of the same pool, so the limits add up.
  if (outer.memory) state->pool.limit = outer.memory + limits->memory;
  state->pool.refusals = 0;
  return outer;
}

static void end_own_limits(cls_state *state, const waiting_limits *outer, uint64_t began_ns) {
  state->call.fuel = outer->fuel;
  state->call.ticks = outer->ticks;
  // The time of the nested call does not count for the outer one.
  share_mark(state);
  state->call.deadline_ns = outer->deadline_ns ? outer->deadline_ns + (now_ns() - began_ns) : 0;
  // The values that the nested call leaves do not count for the outer one.
  state->pool.limit = outer->memory ? outer->memory + state->facts.bytes - outer->fact_bytes : 0;
  state->pool.refusals = outer->refusals;
  state->pool.text_bytes = 0;
}

cls_status cls_nested(lua_State *L, lua_CFunction body, void *argument) {
  cls_state *state = state_of(L);
  luaL_checkstack(L, 8, "too deep");
  lua_pushcfunction(L, on_error);
  int handler = lua_gettop(L);
  lua_pushcfunction(L, body);
  lua_pushlightuserdata(L, argument);
  uint64_t began = now_ns();
  const void *outer_boundary = state->call.boundary;
  lua_Debug frame;
  if (lua_getstack(L, 0, &frame)) state->call.boundary = frame.i_ci;
  state->failure.chunk = 0;
  state->failure.line = 0;
  waiting_limits outer = begin_own_limits(state);
  int code = lua_pcall(L, 1, 0, handler);
  lua_settop(L, handler - 1);
  end_own_limits(state, &outer, began);
  state->call.boundary = outer_boundary;
  cls_status status = state->call.stop;
  if (status == CLS_OK && code == LUA_ERRMEM) status = CLS_MEMORY;
  if (status == CLS_OK && code != LUA_OK) status = CLS_ERROR;
  if (code == LUA_ERRERR) describe_overflow(state);
  state->call.stop = CLS_OK;
  return status;
}
