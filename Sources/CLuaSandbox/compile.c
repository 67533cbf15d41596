/// Compiles sources on any thread, for a sandbox to load. What a sandbox loads in this form is made
/// here and nowhere else: the bytes of others could break the memory of the program.
#include "compile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// The name of a source with room for its number, which the sandbox puts in.
static const char placeholder[] = "=#0000000000";
enum { DIGITS = 10 };
/// Where the digits stand in compiled code: behind the size of the name, and `=#`.
enum { DIGITS_AT = CLS_CODE_AT + 1 + 2 };

static int add_bytes(lua_State *L, const void *bytes, size_t size, void *context) {
  (void)L;
  cls_compiled *compiled = context;
  if (compiled->capacity - compiled->length < size) {
    size_t capacity = (compiled->length + size) * 2;
    unsigned char *grown = realloc(compiled->bytes, capacity);
    if (!grown) return 1;
    compiled->bytes = grown;
    compiled->capacity = capacity;
  }
  memcpy(compiled->bytes + compiled->length, bytes, size);
  compiled->length += size;
  return 0;
}

static bool compile(lua_State *L, const char *source, size_t length, cls_compiled *compiled) {
  if (luaL_loadbufferx(L, source, length, placeholder, "t") != LUA_OK) return false;
  if (lua_dump(L, add_bytes, compiled, 0) != 0) return false;
  if (compiled->length < DIGITS_AT + DIGITS ||
      memcmp(compiled->bytes + DIGITS_AT, placeholder + 2, DIGITS) != 0) {
    return false;
  }
  int line = 0;
  compiled->statefulness = cls_statefulness_of(compiled->bytes, compiled->length, &line);
  // Told with its line by the sandbox, which compiles the source itself.
  return compiled->statefulness != CLS_FILE_STATE;
}

// MARK: Memory

/// The memory of one compilation. Little of it is given back before the end, so all of it is given
/// back then, as a whole.
typedef struct block {
  struct block *next;
} block;
typedef struct {
  block *blocks;
  char *at;
  size_t left, taken;
} arena;

enum { ALIGNMENT = 16, BLOCK_BYTES = 64 << 10 };
/// Far more than a source of the longest length needs.
#define MAX_ARENA ((size_t)64 << 20)

static size_t rounded(size_t size) { return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1); }

static bool add_block(arena *arena, size_t wanted) {
  size_t size = ALIGNMENT + (wanted > BLOCK_BYTES ? wanted : BLOCK_BYTES);
  block *added = arena->taken + size <= MAX_ARENA ? malloc(size) : NULL;
  if (!added) return false;
  *added = (block){.next = arena->blocks};
  arena->blocks = added;
  arena->at = (char *)added + ALIGNMENT;
  arena->left = size - ALIGNMENT;
  arena->taken += size;
  return true;
}

/// As Lua's compiler asks for memory.
static void *take(void *context, void *old, size_t old_size, size_t size) {
  arena *arena = context;
  if (size == 0) return NULL;
  size_t held = old ? rounded(old_size) : 0, wanted = rounded(size);
  if (wanted <= held) return old;
  // The last piece grows in its place.
  if (old && (char *)old + held == arena->at && wanted - held <= arena->left) {
    arena->at += wanted - held;
    arena->left -= wanted - held;
    return old;
  }
  if (wanted > arena->left && !add_block(arena, wanted)) return NULL;
  void *piece = arena->at;
  arena->at += wanted;
  arena->left -= wanted;
  if (old) memcpy(piece, old, old_size);
  return piece;
}

static void free_arena(arena *arena) {
  for (block *at = arena->blocks; at;) {
    block *next = at->next;
    free(at);
    at = next;
  }
}

// MARK: Compiling

cls_compiled *cls_compile(const char *source, size_t length) {
  arena arena = {0};
  lua_State *L = lua_newstate(take, &arena);
  if (L) lua_gc(L, LUA_GCSTOP);
  cls_compiled *compiled = calloc(1, sizeof *compiled);
  bool is_compiled = L && compiled && compile(L, source, length, compiled);
  // Nothing in the state has a life of its own, so it goes with its memory.
  free_arena(&arena);
  if (is_compiled) return compiled;
  cls_free_compiled(compiled);
  return NULL;
}

void cls_free_compiled(cls_compiled *compiled) {
  if (compiled) free(compiled->bytes);
  free(compiled);
}

// MARK: Loading

typedef struct {
  const cls_compiled *compiled;
  char digits[DIGITS + 1];
  int piece;
} pieces;

/// What stands before the number, the number, and what stands behind it.
static const char *next_piece(lua_State *L, void *context, size_t *size) {
  (void)L;
  pieces *at = context;
  const char *bytes = (const char *)at->compiled->bytes;
  switch (at->piece++) {
  case 0: *size = DIGITS_AT; return bytes;
  case 1: *size = DIGITS; return at->digits;
  case 2: *size = at->compiled->length - DIGITS_AT - DIGITS; return bytes + DIGITS_AT + DIGITS;
  default: *size = 0; return NULL;
  }
}

int cls_push_compiled(lua_State *L, const cls_compiled *compiled, uint32_t chunk) {
  pieces pieces = {.compiled = compiled};
  snprintf(pieces.digits, sizeof pieces.digits, "%010u", (unsigned)chunk);
  return lua_load(L, next_piece, &pieces, placeholder, "b");
}
