// The last error of each thread, in memory that needs no freeing when a thread ends.

#include <string.h>

#include "rigrules_calls.h"

static _Thread_local struct {
  rigrules_status status;
  int64_t line, column;
  char code[64], file[512], message[2048];
} last;

/// Copies what fits, never half a character.
static void copy(char *to, size_t room, const char *from) {
  size_t length = from ? strlen(from) : 0;
  if (length >= room) {
    length = room - 1;
    while (length > 0 && ((unsigned char)from[length] & 0xc0) == 0x80) length--;
  }
  if (length > 0) memcpy(to, from, length);
  to[length] = 0;
}

void crig_set_error(
  rigrules_status status, const char *code, const char *message, const char *file, int64_t line,
  int64_t column
) {
  last.status = status;
  last.line = line;
  last.column = column;
  copy(last.code, sizeof last.code, code);
  copy(last.file, sizeof last.file, file);
  copy(last.message, sizeof last.message, message);
}

void rigrules_last_error(rigrules_error *error) {
  if (!error) return;
  *error = (rigrules_error){
    .status = last.status,
    .code = last.code,
    .message = last.message,
    .file = last.file,
    .line = last.line,
    .column = last.column,
  };
}
