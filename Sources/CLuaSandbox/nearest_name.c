/// Finds the known name that was most likely meant.
#include <string.h>

#include "nearest_name.h"

#define LONGEST 64

static uint32_t least(uint32_t a, uint32_t b) { return a < b ? a : b; }

/// Number of edits (insert, remove, replace, swap neighbours) from one name to the other.
static uint32_t distance(const char *one, size_t length, const char *two, size_t other) {
  uint32_t rows[3][LONGEST + 1];
  for (uint32_t column = 0; column <= other; column++) rows[0][column] = column;
  for (size_t row = 1; row <= length; row++) {
    uint32_t *now = rows[row % 3], *last = rows[(row + 2) % 3], *before = rows[(row + 1) % 3];
    now[0] = (uint32_t)row;
    for (size_t column = 1; column <= other; column++) {
      char a = one[row - 1], b = two[column - 1];
      now[column] = least(last[column - 1] + (a != b), least(last[column], now[column - 1]) + 1);
      if (row > 1 && column > 1 && a == two[column - 2] && one[row - 2] == b) {
        now[column] = least(now[column], before[column - 2] + 1);
      }
    }
  }
  return rows[length % 3][other];
}

void cls_consider_name(nearest_name *nearest, const char *name) {
  size_t length = strlen(nearest->wanted), other = strlen(name);
  if (length == 0 || other == 0 || length > LONGEST || other > LONGEST) return;
  size_t longer = length > other ? length : other, shorter = length + other - longer;
  uint32_t cost = distance(nearest->wanted, length, name, other);
  // The same tolerance as for other suggestions: about one letter in three.
  if (cost >= shorter || cost > (longer < 6 ? 1 : longer / 3)) return;
  if (!nearest->best || cost < nearest->cost) {
    nearest->best = name;
    nearest->cost = cost;
  }
}
