/// Decodes one value of the root into a flat document.
#pragma once

#define SIMDJSON_EXCEPTIONS 0
#include <simdjson.h>

#include "schema.hpp"

namespace od = simdjson::ondemand;

enum cell_kind : uint32_t {
  CELL_FALSE = 1,
  CELL_TRUE,
  CELL_INTEGER,
  CELL_NUMBER,
  CELL_TEXT,
  CELL_LIST,
  CELL_MAP,
  CELL_KEY,
};

constexpr uint32_t NO_KEY = UINT32_MAX;

/// A token of JSON without the blanks that stand behind it. Only those of JSON: a control character
/// is a mistake, and a value that is known by its bytes is not read again.
inline std::string_view trimmed(std::string_view token) {
  size_t last = token.find_last_not_of(" \t\n\r");
  return token.substr(0, last == token.npos ? 0 : last + 1);
}

/// Every function that returns false has met something that the careful decoder must look at; what
/// it appended by then is of no use.
class decoder {
 public:
  explicit decoder(const scan_schema *schema) : schema(schema) {}

  /// Decodes the bytes of a list or map; `SCAN_PADDING` bytes must be readable behind them.
  bool decode(const scan_field &field, const char *text, size_t length);
  /// Decodes the bytes of one element of a list of maps, once: `elements` is then how many it stands
  /// for. `SCAN_PADDING` bytes must be readable behind them.
  bool decode_element(const scan_field &field, const char *text, size_t length);
  /// Begins a list of maps in place of what was decoded.
  void begin_list(const scan_field &field);
  /// Appends a decoded element to it; false where the list would be too long.
  bool append_element(const scan_field &field, const scan_value &element, uint32_t count);

  /// The same for a plain value that another parser stands at.
  bool decode(const scan_field &field, od::value json);

  /// Decodes what may be anything.
  bool decode_free(od::value json);

  /// Whether a text may stand in a build: one visible line of at most 1024 bytes.
  static bool is_plain_text(std::string_view text);

  std::vector<scan_cell> cells;
  std::vector<char> bytes;
  /// How many elements the list has, and the highest card that a supply feeds.
  uint32_t elements = 0;
  uint32_t highest_card = 0;

 private:
  static constexpr size_t MAX_CELLS = 60'000;
  static constexpr size_t MAX_BYTES = 2 << 20;
  static constexpr int MAX_DEPTH = 30;

  struct place {
    uint32_t start;
    uint32_t length;
  };
  struct free_entry {
    std::string key;
    place at;
  };

  bool value(const scan_field &field, od::value json);
  bool scalar(const scan_field &field, od::value json);
  bool number(const scan_field &field, od::value json);
  bool text(const scan_field &field, od::value json);
  bool word(const scan_field &field, std::string_view text);
  bool power_target(std::string_view text);
  bool list(const scan_field &field, od::value json);
  bool maps(const scan_field &field, od::value json);
  bool copies(const scan_field &field, od::object json);
  bool map(const component &part, od::object json, uint32_t *count);
  bool field_of_map(
    const component &part, od::field json, place *places, uint32_t *given, bool *in_order,
    std::vector<free_entry> *free, uint32_t *count);
  bool derive(const component &part, place *places);
  void stand_in(const component &part, place *places, uint32_t given, bool *in_order);
  void close_map(
    const component &part, uint32_t start, const place *places, bool in_order,
    std::vector<free_entry> &free);
  bool free_value(od::value json, int depth);
  bool free_map(od::object json, int depth);
  bool free_list(od::array json, int depth);
  static bool sort_free(std::vector<free_entry> &entries);
  void append_free(const std::vector<free_entry> &entries);

  uint32_t push(uint32_t kind, uint64_t bits);
  void push_text(uint32_t kind, std::string_view text);
  void push_quantity(double number);
  void name_cell(uint32_t at, uint32_t name);
  bool quantity(od::value json, double *number, bool *is_whole);
  double number_at(const place &at, bool *known) const;
  bool has_room() const { return cells.size() < MAX_CELLS && bytes.size() < MAX_BYTES; }

  const scan_schema *schema;
  od::parser parser;
  /// Where a map is put into order.
  std::vector<scan_cell> ordered;
};
