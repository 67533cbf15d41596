/// The values that a scanner knows, by their bytes.
#pragma once

#include <cstdlib>
#include <cstring>
#include <string_view>

#include "include/CBuildScan.h"

/// A bounded table from (root position, bytes) to a number. What does not fit is not taken: the
/// owner forgets everything and starts again, which is simpler than choosing and as quick.
class value_table {
 public:
  explicit value_table(size_t budget);
  ~value_table();
  bool is_open() const { return arena && values && extras && slots; }

  struct extra {
    const char *raw;
    uint32_t raw_length;
    uint32_t position;
    /// What one value says that concerns another.
    uint32_t elements;
    uint32_t highest_card;
  };

  /// The number of a value, or 0; `*hash` serves `insert`.
  uint32_t find(uint32_t position, std::string_view raw, uint64_t *hash) const;
  /// A new number for a value; 0 where there is no room. Without `raw` it is never found again.
  uint32_t insert(
    uint32_t position, std::string_view raw, uint64_t hash, const scan_cell *cells,
    size_t cell_count, const char *bytes, size_t byte_count, const extra &about);
  void forget();

  uint32_t limit() const { return maximum; }
  scan_value *all() { return values; }
  const scan_value *all() const { return values; }
  extra *all_extras() { return extras; }
  const extra *all_extras() const { return extras; }

 private:
  struct slot {
    uint64_t hash;
    uint32_t number;
  };
  char *take(size_t size);

  char *arena;
  size_t capacity;
  size_t used = 0;
  uint32_t maximum;
  uint32_t next = SCAN_TRANSIENT;
  uint32_t slot_mask;
  bool has_slots = false;
  scan_value *values;
  extra *extras;
  slot *slots;
};
