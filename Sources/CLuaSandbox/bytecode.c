/// Finds functions that keep state between calls. Rules are pure: no build may see what a rule did
/// before. Writes to tables and globals are refused when they happen. Writes to locals outside a
/// function cannot be refused, so they are searched for in the compiled code (the dump format of
/// Lua 5.4).
#include "bytecode.h"

#if LUA_VERSION_NUM != 504
#error "the layout of compiled chunks below is that of Lua 5.4"
#endif

enum { OP_SETUPVAL = 10, MAX_UPVALUES = 256, MAX_LEVELS = 200 };
enum {
  CONSTANT_INTEGER = 0x03,
  CONSTANT_FLOAT = 0x13,
  CONSTANT_SHORT = 0x04,
  CONSTANT_LONG = 0x14,
};

typedef struct {
  const unsigned char *at;
  const unsigned char *end;
  cls_statefulness worst;
  int line;
} reader;

/// For each upvalue of a function: whether it is a local of the file (or its `_ENV`), or of another
/// function.
typedef struct scope {
  const struct scope *outer;
  bool of_file[MAX_UPVALUES];
} scope;

static size_t read_size(reader *r) {
  size_t value = 0;
  while (r->at < r->end) {
    unsigned char byte = *r->at++;
    value = value << 7 | (byte & 0x7f);
    if (byte & 0x80) break;
  }
  return value;
}

static unsigned char read_byte(reader *r) { return r->at < r->end ? *r->at++ : 0; }

static void skip(reader *r, size_t bytes) {
  r->at = (size_t)(r->end - r->at) < bytes ? r->end : r->at + bytes;
}

static void skip_string(reader *r) {
  size_t size = read_size(r);
  if (size) skip(r, size - 1);
}

static void skip_constants(reader *r) {
  for (size_t count = read_size(r); count > 0 && r->at < r->end; count--) {
    switch (read_byte(r)) {
    case CONSTANT_INTEGER:
    case CONSTANT_FLOAT: skip(r, 8); break;
    case CONSTANT_SHORT:
    case CONSTANT_LONG: skip_string(r); break;
    default: break;
    }
  }
}

static void note_assignments(
  reader *r, const unsigned char *code, size_t count, const scope *scope, int line
) {
  for (size_t index = 0; index < count; index++) {
    uint32_t instruction;
    memcpy(&instruction, code + index * 4, 4);
    if ((instruction & 0x7f) != OP_SETUPVAL) continue;
    bool of_file = scope->of_file[(instruction >> 16) & 0xff];
    if (of_file && r->worst != CLS_FILE_STATE) {
      r->worst = CLS_FILE_STATE;
      r->line = line;
    } else if (r->worst == CLS_STATELESS) {
      r->worst = CLS_CLOSURE_STATE;
    }
  }
}

static void read_upvalues(reader *r, scope *scope, int level) {
  size_t count = read_size(r);
  for (size_t index = 0; index < count && r->at < r->end; index++) {
    bool in_stack = read_byte(r);
    unsigned char slot = read_byte(r);
    read_byte(r);
    if (index >= MAX_UPVALUES) continue;
    scope->of_file[index] =
      level == 0 || (in_stack ? level == 1 : scope->outer->of_file[slot]);
  }
}

/// Reads one function and those within it; level 0 is the file.
static void read_function(reader *r, const scope *outer, int level) {
  if (level > MAX_LEVELS) {  // the compiler allows fewer levels, so it did not make this chunk
    r->worst = CLS_FILE_STATE;
    r->at = r->end;
    return;
  }
  scope scope = {.outer = outer};
  skip_string(r);
  int line = (int)read_size(r);
  read_size(r);
  skip(r, 3);
  size_t count = read_size(r);
  const unsigned char *code = r->at;
  if (count > (size_t)(r->end - r->at) / 4) return;
  skip(r, count * 4);
  skip_constants(r);
  read_upvalues(r, &scope, level);
  if (level > 0) note_assignments(r, code, count, &scope, line);
  for (size_t functions = read_size(r); functions > 0 && r->at < r->end; functions--) {
    read_function(r, &scope, level + 1);
  }
  skip(r, read_size(r));
  for (size_t lines = read_size(r); lines > 0 && r->at < r->end; lines--) {
    read_size(r);
    read_size(r);
  }
  for (size_t locals = read_size(r); locals > 0 && r->at < r->end; locals--) {
    skip_string(r);
    read_size(r);
    read_size(r);
  }
  for (size_t names = read_size(r); names > 0 && r->at < r->end; names--) skip_string(r);
}

typedef struct {
  bool started;
  luaL_Buffer buffer;
} dump;

static int add_to_dump(lua_State *L, const void *bytes, size_t size, void *context) {
  dump *dump = context;
  // Not earlier: the buffer takes a stack slot, which must be above the function.
  if (!dump->started) {
    dump->started = true;
    luaL_buffinit(L, &dump->buffer);
  }
  luaL_addlstring(&dump->buffer, bytes, size);
  return 0;
}

cls_statefulness cls_statefulness_of(const unsigned char *bytes, size_t size, int *line) {
  reader r = {.at = bytes, .end = bytes + size};
  skip(&r, CLS_CODE_AT);
  read_function(&r, NULL, 0);
  *line = r.line;
  return r.worst;
}

cls_statefulness cls_assigns_outside(lua_State *L, int *line) {
  dump dump = {.started = false};
  int top = lua_gettop(L);
  if (lua_dump(L, add_to_dump, &dump, 1) != 0 || !dump.started) {
    luaL_error(L, "the chunk cannot be inspected");
  }
  luaL_pushresult(&dump.buffer);
  size_t size;
  const unsigned char *bytes = (const unsigned char *)lua_tolstring(L, -1, &size);
  cls_statefulness statefulness = cls_statefulness_of(bytes, size, line);
  lua_settop(L, top);
  return statefulness;
}
