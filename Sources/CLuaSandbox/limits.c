#include <pthread.h>
#include <stdio.h>
#include <time.h>

#include "sandbox.h"

/// Work in C between two looks at the clock.
#define FUEL_PER_CLOCK 8192

// A few milliseconds are near enough for a safety net, and the coarse clock costs next to nothing.
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

/// Sources are named by their id, so that a place can be told without comparing paths.
static uint32_t chunk_of(const lua_Debug *frame) {
  if (frame->source[0] != '=' || frame->source[1] != '#') return 0;
  uint32_t chunk = 0;
  for (const char *digit = frame->source + 2; *digit >= '0' && *digit <= '9'; digit++) {
    chunk = chunk * 10 + (uint32_t)(*digit - '0');
  }
  return chunk;
}

void cls_note_place(cls_state *state, lua_State *L) {
  lua_Debug frame;
  for (int level = 0; lua_getstack(L, level, &frame); level++) {
    if (state->boundary && frame.i_ci == state->boundary) return;
    lua_getinfo(L, "Sl", &frame);
    if (frame.currentline <= 0) continue;
    state->error_chunk = chunk_of(&frame);
    state->error_line = frame.currentline;
    return;
  }
}

static void memory_refused(void *context) {
  cls_state *state = context;
  if (state->stop == CLS_OK) cls_note_place(state, state->L);
}

/// Ends the call for good: nothing in the sandbox can catch it.
static _Noreturn void stop(lua_State *L, cls_status status) {
  cls_state *state = state_of(L);
  state->stop = status;
  cls_note_place(state, L);
  lua_pushnil(L);
  lua_error(L);
  __builtin_unreachable();
}

_Noreturn void cls_stop_for_memory(lua_State *L) { stop(L, CLS_MEMORY); }
_Noreturn void cls_stop_for_fields(lua_State *L) { stop(L, CLS_WIDER); }

_Noreturn void cls_stop_as(lua_State *L, cls_status status) {
  state_of(L)->stop = status;
  lua_pushnil(L);
  lua_error(L);
  __builtin_unreachable();
}

static uint64_t thread_ns(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

/// Calls between two looks at what the thread has computed: that clock is a hundred times dearer.
#define CALLS_PER_MARK 64
/// A call that took this much fuel is not left in the sum of the next one.
#define HEAVY_FUEL 100000

/// Notes what the thread has computed so far, now and then.
static void mark_thread(cls_state *state) {
  if (!state->limits.deadline_ms) return;
  if (state->calls_to_mark > 0 && pthread_equal(state->marked_thread, pthread_self())) {
    state->calls_to_mark--;
    return;
  }
  state->marked_thread = pthread_self();
  state->calls_to_mark = CALLS_PER_MARK;
  state->thread_mark_ns = thread_ns();
}

/// Whether the call computed as long as it may. On a busy machine a thread waits for its turn, which
/// must not decide what a rule says: then it gets the rest of its time.
static bool has_used_its_time(cls_state *state) {
  uint64_t limit = state->limits.deadline_ms * 1000000ull;
  uint64_t used = thread_ns() - state->thread_mark_ns;
  if (used >= limit - limit / 8) return true;
  state->deadline_ns = now_ns() + limit - used;
  return false;
}

static void look_at_clock(lua_State *L, cls_state *state) {
  if (!state->deadline_ns || now_ns() <= state->deadline_ns) return;
  if (has_used_its_time(state)) stop(L, CLS_DEADLINE);
}

void cls_charge(lua_State *L, uint64_t units) {
  cls_state *state = state_of(L);
  if (units > (uint64_t)state->fuel) {
    state->fuel = 0;
    stop(L, CLS_FUEL);
  }
  state->fuel -= (int64_t)units;
  state->ticks += units < FUEL_PER_CLOCK ? (uint32_t)units : FUEL_PER_CLOCK;
  if (state->ticks >= FUEL_PER_CLOCK) {
    state->ticks = 0;
    look_at_clock(L, state);
  }
}

static void on_count(lua_State *L, lua_Debug *frame) {
  (void)frame;
  cls_state *state = state_of(L);
  // One `..` copies megabytes, so long texts count beside the instruction that made them.
  state->fuel -= state->limits.hook_interval + (int64_t)(state->pool.text_bytes / 16);
  state->pool.text_bytes = 0;
  if (state->fuel < 0) {
    state->fuel = 0;
    stop(L, CLS_FUEL);
  }
  look_at_clock(L, state);
}

/// Turns whatever was raised into a text and a place; runs before the stack is unwound.
static int on_error(lua_State *L) {
  cls_state *state = state_of(L);
  if (state->stop != CLS_OK) return 1;
  cls_note_place(state, L);
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
  // A text that begins with a place of its own knows better than the stack.
  unsigned chunk = 0;
  int line = 0, used = 0;
  if (length > 2 && text[0] == '#' && sscanf(text, "#%u:%d: %n", &chunk, &line, &used) == 2 && used) {
    state->error_chunk = chunk;
    state->error_line = line;
    text += used;
    length -= (size_t)used;
  }
  size_t written = cls_clean(text, length, state->message, sizeof state->message - 1);
  state->message[written] = 0;
  return 1;
}

void cls_set_error(cls_state *state, cls_error *error, cls_status status) {
  const char *text = state->message;
  // A fact that broke has said already whose limit it was.
  switch (state->fact_broke ? CLS_OK : status) {
  case CLS_FUEL: text = "the rule used up its fuel"; break;
  case CLS_MEMORY: text = "the rule used up its memory"; break;
  case CLS_DEADLINE: text = "the rule ran out of time"; break;
  default: break;
  }
  *error = (cls_error){
    .status = status,
    .chunk = state->error_chunk,
    .line = state->error_line,
    .message = text,
    .length = strlen(text),
    .raised = status == CLS_ERROR && state->raised,
  };
}

static cls_status run(cls_state *state, lua_CFunction body, void *argument, cls_error *error) {
  lua_State *L = state->L;
  int height = lua_gettop(L);
  // A program's locale decides about decimal points, letters and the order of texts in C; rules
  // answer the same in all of them.
  locale_t callers = state->c_locale ? uselocale(state->c_locale) : (locale_t)0;
  state->stop = CLS_OK;
  state->raised = false;
  state->fact_broke = state->fact_was_too_deep = false;
  state->boundary = NULL;
  state->pool.text_bytes = 0;
  state->error_chunk = 0;
  state->error_line = 0;
  state->message[0] = 0;
  lua_pushcfunction(L, on_error);
  lua_pushcfunction(L, body);
  lua_pushlightuserdata(L, argument);
  int code = lua_pcall(L, 1, 0, height + 1);
  lua_settop(L, height);
  if (callers) uselocale(callers);
  cls_status status = CLS_OK;
  if (state->stop != CLS_OK) {
    status = state->stop;
  } else if (code == LUA_ERRMEM) {
    status = CLS_MEMORY;
  } else if (code != LUA_OK) {
    status = CLS_ERROR;
    if (code == LUA_ERRERR && !state->message[0]) strcpy(state->message, "stack overflow");
  }
  if (error) cls_set_error(state, error, status);
  return status;
}

cls_status cls_unlimited(cls_state *state, lua_CFunction body, void *argument, cls_error *error) {
  state->pool.limit = 0;
  state->fuel = INT64_MAX;
  state->fuel_at_start = INT64_MAX;
  state->deadline_ns = 0;
  return run(state, body, argument, error);
}

/// Gives back what a greedy call left: garbage, and the tables of Lua itself that it made grow and
/// that shrink by half with each collection. Else the next call would meet its limit sooner.
static void clear_up(cls_state *state) {
  for (int round = 0; round < 20; round++) {
    uint64_t before = state->pool.used;
    lua_gc(state->L, LUA_GCCOLLECT);
    if (state->pool.used >= before) return;
  }
}

cls_status cls_protected(cls_state *state, lua_CFunction body, void *argument, cls_error *error) {
  const cls_limits *limits = &state->limits;
  state->fuel = limits->fuel ? (int64_t)limits->fuel : INT64_MAX;
  state->fuel_at_start = state->fuel;
  state->ticks = 0;
  mark_thread(state);
  state->deadline_ns = limits->deadline_ms ? now_ns() + limits->deadline_ms * 1000000ull : 0;
  state->pool.limit =
    limits->memory
      ? state->baseline + state->build_bytes + state->fact_bytes + limits->memory : 0;
  state->pool.refused = memory_refused;
  state->pool.context = state;
  state->pool.recent_peak = 0;
  state->pool.refusals = 0;
  if (limits->fuel || limits->deadline_ms) {
    lua_sethook(state->L, on_count, LUA_MASKCOUNT, (int)limits->hook_interval);
  }
  cls_status status = run(state, body, argument, error);
  lua_sethook(state->L, NULL, 0, 0);
  if (state->fuel_at_start - state->fuel > HEAVY_FUEL) state->calls_to_mark = 0;
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
  // What was counted since the last look is lost, so a whole step is charged for it.
  cls_charge(L, state->limits.hook_interval + texts / 16);
  if (lua_gethook(L)) {
    lua_sethook(L, on_count, LUA_MASKCOUNT, (int)state->limits.hook_interval);
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
  const cls_limits *limits = &state->limits;
  waiting_limits outer = {
    .fuel = state->fuel, .deadline_ns = state->deadline_ns, .memory = state->pool.limit,
    .fact_bytes = state->fact_bytes, .ticks = state->ticks, .refusals = state->pool.refusals,
  };
  if (limits->fuel) state->fuel = (int64_t)limits->fuel;
  state->ticks = 0;
  if (limits->deadline_ms) state->deadline_ns = now_ns() + limits->deadline_ms * 1000000ull;
  // What the waiting call holds cannot be told apart, so both have room.
  if (outer.memory) state->pool.limit = outer.memory + limits->memory;
  state->pool.refusals = 0;
  return outer;
}

static void end_own_limits(cls_state *state, const waiting_limits *outer, uint64_t began_ns) {
  state->fuel = outer->fuel;
  state->ticks = outer->ticks;
  // Waiting costs no time.
  state->deadline_ns = outer->deadline_ns ? outer->deadline_ns + (now_ns() - began_ns) : 0;
  // What the call leaves is no burden of the one that waited.
  state->pool.limit = outer->memory ? outer->memory + state->fact_bytes - outer->fact_bytes : 0;
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
  const void *outer_boundary = state->boundary;
  lua_Debug frame;
  if (lua_getstack(L, 0, &frame)) state->boundary = frame.i_ci;
  state->error_chunk = 0;
  state->error_line = 0;
  waiting_limits outer = begin_own_limits(state);
  int code = lua_pcall(L, 1, 0, handler);
  lua_settop(L, handler - 1);
  end_own_limits(state, &outer, began);
  state->boundary = outer_boundary;
  cls_status status = state->stop;
  if (status == CLS_OK && code == LUA_ERRMEM) status = CLS_MEMORY;
  if (status == CLS_OK && code != LUA_OK) status = CLS_ERROR;
  if (code == LUA_ERRERR && !state->message[0]) strcpy(state->message, "stack overflow");
  state->stop = CLS_OK;
  return status;
}
