/// What a build may hold, in the form that decoding reads.
#pragma once

#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "include/CBuildScan.h"

struct component {
  scan_component info;
  /// By hash of the key: index in `fields` + 1, or 0.
  static constexpr uint32_t slots = 128;
  uint16_t table[slots] = {};
  /// By position: the field whose default stands where nothing is stated, else NULL.
  const scan_field *by_position[SCAN_MAX_FIELDS] = {};
};

struct scan_schema {
  std::vector<scan_field> fields;
  std::vector<std::string> keys;
  std::vector<component> components;
  std::vector<scan_choice> choices;
  std::vector<std::string> words;
  std::vector<std::string> name_texts;
  std::unordered_map<std::string_view, uint32_t> names;
  uint32_t id, gpus, psus, price, count;

  static uint32_t hash(const char *key, size_t length) {
    // First, middle and last byte tell the keys of one component apart well enough.
    return (uint32_t)(length * 7 + (uint8_t)key[0] * 31 + (uint8_t)key[length / 2] * 17 +
                      (uint8_t)key[length - 1] * 5);
  }

  const scan_field *find(const component &part, const char *key, size_t length) const {
    if (length == 0) return nullptr;
    for (uint32_t slot = hash(key, length);; slot++) {
      uint16_t index = part.table[slot % component::slots];
      if (index == 0) return nullptr;
      const scan_field &field = fields[index - 1];
      if (field.key_length == length && memcmp(field.key, key, length) == 0) return &field;
    }
  }
};
