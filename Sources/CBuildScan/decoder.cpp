#include "decoder.hpp"

#include <algorithm>
#include <cmath>

// MARK: Cells

uint32_t decoder::push(uint32_t kind, uint64_t bits) {
  cells.push_back({.kind = kind, .key = NO_KEY, .size = 1, .count = 0, .bits = bits});
  return (uint32_t)cells.size() - 1;
}

void decoder::push_text(uint32_t kind, std::string_view text) {
  uint32_t at = push(kind, bytes.size());
  cells[at].size = (uint32_t)text.size();
  bytes.insert(bytes.end(), text.begin(), text.end());
}

/// A number in the one form that builds use: 16.0 is the whole number 16.
void decoder::push_quantity(double number) {
  if (std::fabs(number) < 0x1p53 && number == std::trunc(number)) {
    push(CELL_INTEGER, (uint64_t)(int64_t)number);
    return;
  }
  uint64_t bits;
  memcpy(&bits, &number, sizeof bits);
  push(CELL_NUMBER, bits);
}

void decoder::name_cell(uint32_t at, uint32_t name) { cells[at].key = name; }

double decoder::number_at(const place &at, bool *known) const {
  *known = at.length > 0;
  if (!*known) return 0;
  const scan_cell &cell = cells[at.start];
  if (cell.kind == CELL_INTEGER) return (double)(int64_t)cell.bits;
  double number;
  memcpy(&number, &cell.bits, sizeof number);
  return number;
}

// MARK: Plain values

/// Appends a JSON number; `*number` is its value.
bool decoder::quantity(od::value json, double *number, bool *is_whole) {
  od::number found;
  if (json.get_number().get(found)) return false;
  if (found.is_int64()) {
    int64_t whole = found.get_int64();
    push(CELL_INTEGER, (uint64_t)whole);
    *number = (double)whole;
    *is_whole = true;
    return true;
  }
  *number = found.is_uint64() ? (double)found.get_uint64() : found.get_double();
  if (!std::isfinite(*number)) return false;
  push_quantity(*number);
  *is_whole = cells.back().kind == CELL_INTEGER;
  return true;
}

bool decoder::number(const scan_field &field, od::value json) {
  double number;
  bool is_whole;
  if (!quantity(json, &number, &is_whole)) return false;
  if (field.kind == SCAN_CHOICE) {
    for (uint32_t index = 0; index < field.choice_count; index++) {
      if (is_whole && (double)schema->choices[field.first_choice + index].number == number) {
        return true;
      }
    }
    return false;
  }
  if (number < field.minimum || number > field.maximum) return false;
  return is_whole || field.kind == SCAN_NUMBER;
}

/// Scalars that would move the text around them (the same as RigModel's `Quoted.isVisible`).
static bool is_visible(uint32_t scalar) {
  if (scalar < 0x20) return scalar == '\t';
  if (scalar < 0x7f) return true;
  if (scalar < 0xa0) return false;
  if (scalar == 0x200e || scalar == 0x200f || scalar == 0xfeff) return false;
  if (scalar >= 0x2028 && scalar <= 0x202e) return false;
  if (scalar >= 0x2066 && scalar <= 0x2069) return false;
  return scalar < 0xfff9 || scalar > 0xfffb;
}

/// The text is UTF-8 already, so only its scalars are read.
static uint32_t next_scalar(std::string_view text, size_t *at) {
  uint8_t first = (uint8_t)text[*at];
  uint32_t more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
  uint32_t scalar = more == 0 ? first : first & (0x3f >> more);
  for (uint32_t index = 1; index <= more && *at + index < text.size(); index++) {
    scalar = scalar << 6 | ((uint8_t)text[*at + index] & 0x3f);
  }
  *at += more + 1;
  return scalar;
}

bool decoder::is_plain_text(std::string_view text) {
  if (text.size() > 1024) return false;
  bool has_ink = false;
  for (size_t at = 0; at < text.size();) {
    uint32_t scalar = next_scalar(text, &at);
    if (!is_visible(scalar)) return false;
    has_ink |= scalar != ' ' && scalar != '\t';
  }
  return has_ink;
}

bool decoder::word(const scan_field &field, std::string_view text) {
  if (field.is_open) return true;
  for (uint32_t index = 0; index < field.choice_count; index++) {
    const scan_choice &choice = schema->choices[field.first_choice + index];
    if (text == std::string_view(choice.text, choice.length)) return true;
  }
  return false;
}

bool decoder::power_target(std::string_view text) {
  if (text == "cpu" || text == "motherboard" || text == "storage" || text == "other") return true;
  if (text.size() < 5 || text.size() > 6 || text.substr(0, 4) != "gpu:") return false;
  uint32_t number = 0;
  for (char digit : text.substr(4)) {
    if (digit < '0' || digit > '9') return false;
    number = number * 10 + (uint32_t)(digit - '0');
  }
  if (number < 1 || number > 64 || text[4] == '0') return false;
  if (number > highest_card) highest_card = number;
  return true;
}

bool decoder::text(const scan_field &field, od::value json) {
  od::json_type type;
  if (json.type().get(type)) return false;
  std::string_view text;
  if (type == od::json_type::number) {
    // A number counts by its spelling, which must be a number all the same.
    text = trimmed(json.raw_json_token());
    od::number checked;
    if (json.get_number().get(checked)) return false;
  } else if (json.get_string().get(text)) {
    return false;
  }
  if (!is_plain_text(text)) return false;
  if (field.kind == SCAN_WORD && !word(field, text)) return false;
  if (field.kind == SCAN_POWER_TARGET && !power_target(text)) return false;
  push_text(CELL_TEXT, text);
  return true;
}

bool decoder::scalar(const scan_field &field, od::value json) {
  switch (field.kind) {
  case SCAN_INTEGER:
  case SCAN_NUMBER:
  case SCAN_CHOICE: return number(field, json);
  case SCAN_BOOLEAN: {
    bool flag;
    if (json.get_bool().get(flag)) return false;
    push(flag ? CELL_TRUE : CELL_FALSE, 0);
    return true;
  }
  case SCAN_FREE: return free_value(json, 0);
  case SCAN_TEXT:
  case SCAN_WORD:
  case SCAN_POWER_TARGET: return text(field, json);
  default: return false;
  }
}

// MARK: Lists

bool decoder::list(const scan_field &field, od::value json) {
  const scan_field &element = schema->fields[field.content];
  od::array items;
  if (json.get_array().get(items)) return false;
  uint32_t start = push(CELL_LIST, 0), count = 0;
  for (auto item : items) {
    od::value one;
    if (item.get(one) || ++count > field.at_most || !has_room()) return false;
    bool is_null;
    if (one.is_null().get(is_null) || is_null || !scalar(element, one)) return false;
  }
  cells[start].count = count;
  cells[start].size = (uint32_t)cells.size() - start;
  return true;
}

/// Appends a map as often as its `count` says.
bool decoder::copies(const scan_field &field, od::object json) {
  uint32_t start = (uint32_t)cells.size(), count = 1;
  if (!map(schema->components[field.content], json, &count)) return false;
  uint32_t length = (uint32_t)cells.size() - start;
  elements += count;
  if (elements > field.at_most || (size_t)length * count > MAX_CELLS) return false;
  if (count == 0) return false;
  for (uint32_t copy = 1; copy < count; copy++) {
    for (uint32_t index = 0; index < length; index++) cells.push_back(cells[start + index]);
  }
  return true;
}

bool decoder::maps(const scan_field &field, od::value json) {
  od::json_type type;
  if (json.type().get(type)) return false;
  uint32_t start = push(CELL_LIST, 0), outer = elements;
  elements = 0;
  if (type == od::json_type::object) {
    od::object one;
    if (json.get_object().get(one) || !copies(field, one)) return false;
  } else {
    od::array items;
    if (json.get_array().get(items)) return false;
    for (auto item : items) {
      od::object one;
      if (item.get_object().get(one) || !copies(field, one) || !has_room()) return false;
    }
  }
  cells[start].count = elements;
  cells[start].size = (uint32_t)cells.size() - start;
  // Slots of a board are elements of a part, not of the root's list.
  if (start > 0) elements = outer;
  return true;
}

// MARK: Maps

/// The bytes of a key between its quotes; false where it has an escape.
static bool plain_key(od::field &json, std::string_view *key) {
  const char *text = json.key().raw();
  const char *end = text;
  while (*end != '"') {
    if (*end == '\\' || end - text > 256) return false;
    end++;
  }
  *key = std::string_view(text, (size_t)(end - text));
  return true;
}

bool decoder::field_of_map(
  const component &part, od::field json, place *places, uint32_t *given, bool *in_order,
  std::vector<free_entry> *free, uint32_t *count
) {
  std::string_view key;
  if (!plain_key(json, &key) || !has_room()) return false;
  uint32_t start = (uint32_t)cells.size();
  bool is_null;
  if (json.value().is_null().get(is_null)) return false;
  const scan_field *field = schema->find(part, key.data(), key.size());
  if (!field) {
    if (key.size() < 3 || key[0] != 'x' || key[1] != '_') return false;
    if (!is_null && !free_value(json.value(), 0)) return false;
    // Even a null key must not stand twice.
    free->push_back({std::string(key), {start, (uint32_t)cells.size() - start}});
    return true;
  }
  uint32_t bit = 1u << field->position;
  if (*given & bit) return false;
  // What stands out of order is sorted behind.
  *in_order = *in_order && (*given >> field->position) == 0;
  *given |= bit;
  if (is_null) return true;
  if (!value(*field, json.value())) return false;
  if (field->is_shorthand) {
    const scan_cell &cell = cells[start];
    if (!count || cell.kind != CELL_INTEGER) return false;
    *count = (uint32_t)cell.bits;
    cells.resize(start);
    return true;
  }
  name_cell(start, field->name);
  places[field->position] = {start, (uint32_t)cells.size() - start};
  return true;
}

/// A kit holds as much as its modules together.
bool decoder::derive(const component &part, place *places) {
  if (!part.info.derives) return true;
  bool has_modules, has_module, has_total;
  double modules = number_at(places[part.info.modules], &has_modules);
  double module = number_at(places[part.info.module], &has_module);
  double total = number_at(places[part.info.capacity], &has_total);
  if (!has_modules || !has_module) return true;
  if (has_total) return !(std::fabs(total - modules * module) > 0.001 * total);
  uint32_t start = (uint32_t)cells.size();
  push_quantity(modules * module);
  name_cell(start, part.by_position[part.info.capacity]->name);
  places[part.info.capacity] = {start, 1};
  return true;
}

/// What stands where a part is given without a field, by definition and not by guess.
void decoder::stand_in(const component &part, place *places, uint32_t given, bool *in_order) {
  for (uint32_t position = 0; position < part.info.position_count; position++) {
    const scan_field *field = part.by_position[position];
    if (places[position].length || !field || field->is_shorthand) continue;
    bool is_zero = part.info.absent_is_zero && !(given >> position & 1);
    if (!field->has_default && !is_zero) continue;
    uint32_t start = push(CELL_INTEGER, field->has_default ? (uint64_t)field->default_value : 0);
    name_cell(start, field->name);
    places[position] = {start, 1};
    *in_order = false;
  }
}

/// By the bytes of the keys; false where one stands twice.
bool decoder::sort_free(std::vector<free_entry> &entries) {
  if (entries.size() < 2) return true;
  std::sort(entries.begin(), entries.end(), [](const free_entry &left, const free_entry &right) {
    return left.key < right.key;
  });
  for (size_t index = 1; index < entries.size(); index++) {
    if (entries[index].key == entries[index - 1].key) return false;
  }
  return true;
}

void decoder::append_free(const std::vector<free_entry> &entries) {
  for (const free_entry &entry : entries) {
    if (!entry.at.length) continue;
    auto known = schema->names.find(entry.key);
    size_t first = ordered.size();
    if (known == schema->names.end()) {
      ordered.push_back({.kind = CELL_KEY, .key = NO_KEY, .size = (uint32_t)entry.key.size(),
                          .count = 0, .bits = bytes.size()});
      bytes.insert(bytes.end(), entry.key.begin(), entry.key.end());
      first++;
    }
    ordered.insert(
      ordered.end(), cells.begin() + entry.at.start,
      cells.begin() + entry.at.start + entry.at.length);
    if (known != schema->names.end()) ordered[first].key = known->second;
  }
}

void decoder::close_map(
  const component &part, uint32_t start, const place *places, bool in_order,
  std::vector<free_entry> &free
) {
  uint32_t count = 0;
  for (uint32_t position = 0; position < part.info.position_count; position++) {
    if (places[position].length) count++;
  }
  if (!in_order || !free.empty()) {
    ordered.clear();
    for (uint32_t position = 0; position < part.info.position_count; position++) {
      const place &at = places[position];
      ordered.insert(
        ordered.end(), cells.begin() + at.start, cells.begin() + at.start + at.length);
    }
    append_free(free);
    for (const free_entry &entry : free) count += entry.at.length ? 1 : 0;
    cells.resize(start + 1);
    cells.insert(cells.end(), ordered.begin(), ordered.end());
  }
  cells[start].count = count;
  cells[start].size = (uint32_t)cells.size() - start;
}

bool decoder::map(const component &part, od::object json, uint32_t *count) {
  place places[SCAN_MAX_FIELDS] = {};
  uint32_t given = 0, start = push(CELL_MAP, 0);
  bool in_order = true;
  std::vector<free_entry> free;
  for (auto entry : json) {
    od::field field;
    if (std::move(entry).get(field)) return false;
    if (!field_of_map(part, field, places, &given, &in_order, &free, count)) return false;
  }
  if (!sort_free(free)) return false;
  size_t before = cells.size();
  if (!derive(part, places)) return false;
  in_order = in_order && cells.size() == before;
  stand_in(part, places, given, &in_order);
  close_map(part, start, places, in_order, free);
  return true;
}

// MARK: Anything

bool decoder::free_list(od::array json, int depth) {
  uint32_t start = push(CELL_LIST, 0), count = 0;
  for (auto item : json) {
    od::value one;
    bool is_null;
    if (item.get(one) || one.is_null().get(is_null) || is_null) return false;
    if (!free_value(one, depth + 1)) return false;
    count++;
  }
  cells[start].count = count;
  cells[start].size = (uint32_t)cells.size() - start;
  return true;
}

bool decoder::free_map(od::object json, int depth) {
  uint32_t start = push(CELL_MAP, 0);
  std::vector<free_entry> entries;
  for (auto entry : json) {
    od::field field;
    std::string_view key;
    bool is_null;
    if (std::move(entry).get(field) || !plain_key(field, &key)) return false;
    uint32_t at = (uint32_t)cells.size();
    if (field.value().is_null().get(is_null)) return false;
    if (!is_null && !free_value(field.value(), depth + 1)) return false;
    entries.push_back({std::string(key), {at, (uint32_t)cells.size() - at}});
  }
  if (!sort_free(entries)) return false;
  uint32_t count = 0;
  for (const free_entry &entry : entries) count += entry.at.length ? 1 : 0;
  ordered.clear();
  append_free(entries);
  cells.resize(start + 1);
  cells.insert(cells.end(), ordered.begin(), ordered.end());
  cells[start].count = count;
  cells[start].size = (uint32_t)cells.size() - start;
  return true;
}

bool decoder::free_value(od::value json, int depth) {
  od::json_type type;
  if (depth > MAX_DEPTH || !has_room() || json.type().get(type)) return false;
  switch (type) {
  case od::json_type::array: {
    od::array items;
    return !json.get_array().get(items) && free_list(items, depth);
  }
  case od::json_type::object: {
    od::object fields;
    return !json.get_object().get(fields) && free_map(fields, depth);
  }
  case od::json_type::number: {
    double number;
    bool is_whole;
    return quantity(json, &number, &is_whole);
  }
  case od::json_type::boolean: {
    bool flag;
    if (json.get_bool().get(flag)) return false;
    push(flag ? CELL_TRUE : CELL_FALSE, 0);
    return true;
  }
  case od::json_type::string: {
    std::string_view text;
    if (json.get_string().get(text)) return false;
    push_text(CELL_TEXT, text);
    return true;
  }
  default: return false;
  }
}

// MARK: The root's value

bool decoder::value(const scan_field &field, od::value json) {
  switch (field.kind) {
  case SCAN_LIST: return list(field, json);
  case SCAN_MAPS: return maps(field, json);
  case SCAN_MAP: {
    od::object object;
    if (json.get_object().get(object)) return false;
    return map(schema->components[field.content], object, nullptr);
  }
  default: return scalar(field, json);
  }
}

bool decoder::decode(const scan_field &field, const char *text, size_t length) {
  cells.clear();
  bytes.clear();
  elements = highest_card = 0;
  od::document document;
  if (parser.iterate(text, length, length + simdjson::SIMDJSON_PADDING).get(document)) {
    return false;
  }
  od::value json;
  if (document.get_value().get(json) || !value(field, json)) return false;
  if (!document.current_location().error()) return false;
  name_cell(0, field.name);
  return true;
}

bool decoder::decode_element(const scan_field &field, const char *text, size_t length) {
  cells.clear();
  bytes.clear();
  highest_card = 0;
  elements = 1;
  od::document document;
  od::value json;
  od::object one;
  if (parser.iterate(text, length, length + simdjson::SIMDJSON_PADDING).get(document) ||
      document.get_value().get(json) || json.get_object().get(one)) {
    return false;
  }
  uint32_t count = 1;
  if (!map(schema->components[field.content], one, &count) || count == 0) return false;
  elements = count;
  return document.current_location().error();
}

void decoder::begin_list(const scan_field &field) {
  cells.clear();
  bytes.clear();
  elements = highest_card = 0;
  name_cell(push(CELL_LIST, 0), field.name);
  cells[0].size = 1;
}

bool decoder::append_element(const scan_field &field, const scan_value &element, uint32_t count) {
  elements += count;
  if (elements > field.at_most || (size_t)element.cell_count * count > MAX_CELLS) return false;
  uint64_t base = bytes.size();
  bytes.insert(bytes.end(), element.bytes, element.bytes + element.byte_count);
  for (uint32_t copy = 0; copy < count; copy++) {
    for (uint32_t index = 0; index < element.cell_count; index++) {
      scan_cell cell = element.cells[index];
      if (cell.kind == CELL_TEXT || cell.kind == CELL_KEY) cell.bits += base;
      cells.push_back(cell);
    }
  }
  cells[0].count = elements;
  cells[0].size = (uint32_t)cells.size();
  return has_room();
}

bool decoder::decode(const scan_field &field, od::value json) {
  cells.clear();
  bytes.clear();
  elements = highest_card = 0;
  if (!scalar(field, json)) return false;
  name_cell(0, field.name);
  return true;
}

bool decoder::decode_free(od::value json) {
  cells.clear();
  bytes.clear();
  return free_value(json, 0);
}
