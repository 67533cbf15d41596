#include "values.hpp"

#include <algorithm>

/// What a value takes on average, everything counted: how many there can be follows from it.
constexpr size_t TYPICAL_VALUE = 512;
/// Numbers, and slots for twice as many, stay far from the end of 32 bits.
constexpr size_t MOST_VALUES = 1 << 28;

value_table::value_table(size_t budget) {
  maximum = (uint32_t)std::min(budget / TYPICAL_VALUE, MOST_VALUES) + SCAN_TRANSIENT + 64;
  // Twice as many slots as values, so that every search ends at an empty one.
  uint32_t slot_count = 64;
  while (slot_count < maximum * 2) slot_count *= 2;
  slot_mask = slot_count - 1;
  capacity = budget;
  // Memory that is never touched is never there.
  arena = static_cast<char *>(malloc(capacity));
  values = static_cast<scan_value *>(calloc(maximum, sizeof *values));
  extras = static_cast<extra *>(calloc(maximum, sizeof *extras));
  slots = static_cast<slot *>(calloc(slot_count, sizeof *slots));
}

value_table::~value_table() {
  free(arena);
  free(values);
  free(extras);
  free(slots);
}

static uint64_t load(const char *at, size_t count) {
  uint64_t word = 0;
  memcpy(&word, at, count);
  return word;
}

static uint64_t fold(uint64_t left, uint64_t right) {
  __uint128_t product = (__uint128_t)left * right;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t hash_of(uint32_t position, std::string_view text) {
  uint64_t hash = 0x9e3779b97f4a7c15u ^ ((uint64_t)position << 32 | text.size());
  const char *at = text.data();
  size_t left = text.size();
  for (; left >= 16; at += 16, left -= 16) {
    hash = fold(hash ^ load(at, 8), 0xd6e8feb86659fd93u ^ load(at + 8, 8));
  }
  uint64_t low = left >= 8 ? load(at, 8) : load(at, left);
  uint64_t high = left > 8 ? load(at + 8, left - 8) : 0;
  return fold(hash ^ low, 0xc2b2ae3d27d4eb4fu ^ high);
}

uint32_t value_table::find(uint32_t position, std::string_view raw, uint64_t *hash) const {
  *hash = hash_of(position, raw);
  for (uint64_t at = *hash;; at++) {
    const slot &here = slots[at & slot_mask];
    if (here.number == 0) return 0;
    if (here.hash != *hash) continue;
    const extra &known = extras[here.number];
    // The hash only says where to look: the bytes decide.
    if (known.position == position && known.raw_length == raw.size() &&
        memcmp(known.raw, raw.data(), raw.size()) == 0) {
      return here.number;
    }
  }
}

char *value_table::take(size_t size) {
  size = (size + 7) & ~(size_t)7;
  if (capacity - used < size) return nullptr;
  char *block = arena + used;
  used += size;
  return block;
}

uint32_t value_table::insert(
  uint32_t position, std::string_view raw, uint64_t hash, const scan_cell *cells,
  size_t cell_count, const char *bytes, size_t byte_count, const extra &about
) {
  size_t cell_bytes = cell_count * sizeof *cells;
  if (next >= maximum) return 0;
  char *block = take(cell_bytes + byte_count + raw.size());
  if (!block) return 0;
  memcpy(block, cells, cell_bytes);
  if (byte_count) memcpy(block + cell_bytes, bytes, byte_count);
  if (!raw.empty()) memcpy(block + cell_bytes + byte_count, raw.data(), raw.size());
  uint32_t number = next++;
  values[number] = {
    .cells = reinterpret_cast<scan_cell *>(block), .bytes = block + cell_bytes,
    .cell_count = (uint32_t)cell_count, .byte_count = (uint32_t)byte_count};
  extras[number] = about;
  extras[number].raw = block + cell_bytes + byte_count;
  extras[number].raw_length = (uint32_t)raw.size();
  extras[number].position = position;
  if (raw.empty()) return number;
  has_slots = true;
  uint64_t at = hash;
  while (slots[at & slot_mask].number) at++;
  slots[at & slot_mask] = {.hash = hash, .number = number};
  return number;
}

void value_table::forget() {
  used = 0;
  next = SCAN_TRANSIENT;
  // Values that are never looked for have no slots.
  if (!has_slots) return;
  has_slots = false;
  memset(slots, 0, ((size_t)slot_mask + 1) * sizeof *slots);
}
