/// Text that leaves the sandbox: valid UTF-8 without anything that acts on a terminal.
#include <string.h>

#include "CLuaSandbox.h"

/// Decodes one UTF-8 sequence; returns its length, or 0 if it is invalid.
static size_t decode(const unsigned char *text, size_t left, uint32_t *scalar) {
  static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  unsigned char first = text[0];
  size_t length = first < 0x80 ? 1 : first >> 5 == 6 ? 2 : first >> 4 == 14 ? 3
                : first >> 3 == 30 ? 4 : 0;
  if (length == 0 || length > left) return 0;
  if (length == 1) {
    *scalar = first;
    return 1;
  }
  uint32_t value = first & (0x7fu >> length);
  for (size_t index = 1; index < length; index++) {
    if ((text[index] & 0xc0) != 0x80) return 0;
    value = value << 6 | (text[index] & 0x3fu);
  }
  if (value < smallest[length] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) return 0;
  *scalar = value;
  return length;
}

/// Bytes of a terminal escape sequence that begins at `text` (an ESC).
static size_t escape_length(const unsigned char *text, size_t left) {
  if (left < 2) return 1;
  size_t at = 2;
  if (text[1] == '[') {
    while (at < left && text[at] >= 0x20 && text[at] < 0x40) at++;
    return at < left ? at + 1 : at;
  }
  if (text[1] == ']' || text[1] == 'P' || text[1] == '_' || text[1] == '^' || text[1] == 'X') {
    for (; at < left; at++) {
      if (text[at] == 7) return at + 1;
      if (text[at] == 27) return at + 1 < left && text[at + 1] == '\\' ? at + 2 : at;
    }
    return at;
  }
  return text[1] >= 0x20 && text[1] < 0x7f ? 2 : 1;
}

/// Whether a character is invisible and may change how other text is displayed.
static bool is_hidden(uint32_t scalar) {
  return scalar < 0x20 || (scalar >= 0x7f && scalar < 0xa0) || scalar == 0xad ||
         scalar == 0x61c || (scalar >= 0x200b && scalar <= 0x200f) ||
         (scalar >= 0x2028 && scalar <= 0x202e) || (scalar >= 0x2060 && scalar <= 0x206f) ||
         scalar == 0xfeff || (scalar >= 0xfff0 && scalar <= 0xfffb) ||
         (scalar >= 0xe0000 && scalar <= 0xe0fff);
}

static size_t sanitize(
  const char *text, size_t length, char *out, size_t capacity, bool keeps_lines
) {
  const unsigned char *bytes = (const unsigned char *)text;
  size_t at = 0, written = 0;
  while (at < length) {
    // Most text is printable ASCII, which is copied run by run.
    size_t run = 0;
    while (at + run < length && bytes[at + run] >= 0x20 && bytes[at + run] < 0x7f) run++;
    if (run > 0) {
      if (run > capacity - written) run = capacity - written;
      if (run == 0) break;
      memcpy(out + written, text + at, run);
      written += run;
      at += run;
      continue;
    }
    uint32_t scalar = 0;
    size_t used = decode(bytes + at, length - at, &scalar);
    const char *source = text + at;
    size_t size = used;
    if (used == 0) {
      source = "\xef\xbf\xbd";
      size = 3;
      used = 1;
    } else if (keeps_lines && (scalar == '\n' || scalar == '\t')) {
      // as it is
    } else if (!keeps_lines && (scalar == '\n' || scalar == '\t' || scalar == '\r')) {
      source = " ";
      size = 1;
    } else if (scalar == 27) {
      used = escape_length(bytes + at, length - at);
      size = 0;
    } else if (is_hidden(scalar)) {
      size = 0;
    }
    if (written + size > capacity) break;
    memcpy(out + written, source, size);
    written += size;
    at += used;
  }
  return written;
}

size_t cls_clean(const char *text, size_t length, char *out, size_t capacity) {
  return sanitize(text, length, out, capacity, false);
}

size_t cls_clean_lines(const char *text, size_t length, char *out, size_t capacity) {
  return sanitize(text, length, out, capacity, true);
}
