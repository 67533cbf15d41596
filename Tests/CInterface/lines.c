// `rigrules batch` by the C interface: lines from standard input, in buffers of whole lines, to standard output.
//   lines OPTIONS
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rigrules.h"

static int failed(void) {
  rigrules_error error;
  rigrules_last_error(&error);
  fprintf(stderr, "%s [%s]\n", error.message, error.code);
  return 1;
}

int main(int count, char **arguments) {
  rigrules_engine engine;
  if (count != 2 || rigrules_open(arguments[1], strlen(arguments[1]), &engine)) return failed();
  static char buffer[1 << 20];
  size_t held = 0, taken;
  int64_t line = 1;
  while ((taken = fread(buffer + held, 1, (1 << 17), stdin)) > 0 || held > 0) {
    held += taken;
    size_t whole = held;
    while (taken > 0 && whole > 0 && buffer[whole - 1] != '\n') whole--;
    rigrules_text text;
    if (rigrules_lines(engine, buffer, whole, "stdin", line, &text)) return failed();
    fwrite(text.bytes, 1, text.count, stdout);
    rigrules_free(&text);
    for (size_t i = 0; i < whole; i++) line += buffer[i] == '\n';
    memmove(buffer, buffer + whole, held - whole);
    held -= whole;
  }
  return rigrules_close(engine) ? failed() : 0;
}
