#include <algorithm>
#include <new>

#include "decoder.hpp"
#include "values.hpp"

static_assert(SCAN_PADDING >= simdjson::SIMDJSON_PADDING, "what simdjson may read behind a line");

/// Values that hardly ever come again (`id`, `name`, `price`) are decoded into places of their own,
/// numbered from 1, so that they never crowd out the parts.
struct transient {
  std::vector<scan_cell> cells;
  std::vector<char> bytes;
};

struct scanner {
  scanner(const scan_schema *schema, size_t budget, bool remembers)
      : schema(schema), remembers(remembers), decode(schema), table(budget) {}

  const scan_schema *schema;
  bool remembers;
  decoder decode;
  value_table table;
  od::parser parser;
  transient transients[SCAN_TRANSIENT];
  /// The root's own keys in this line, and their values.
  std::vector<std::string_view> free_keys;
  transient free;
  /// By position in the root: how often a value was looked for and found lately. One that hardly
  /// ever comes again is not looked for, but tried again now and then.
  struct habit {
    uint32_t lookups;
    uint32_t hits;
    bool is_new;
  };
  habit habits[SCAN_MAX_ROOT] = {};
  /// The same of the elements of lists of maps: where they hardly ever come again, the list is looked
  /// for as a whole.
  habit element_habits[SCAN_MAX_ROOT] = {};
  /// How many elements the list has that is read, and their numbers.
  std::vector<uint32_t> row;
  uint64_t decoded = 0;
  uint64_t found = 0;

  scan_status line(const char *text, size_t length, scan_build *build);
  scan_status field(od::field &json, scan_build *build, uint32_t *given);
  scan_status free_field(std::string_view key, od::value json, scan_build *build);
  scan_status value(const scan_field &field, od::value json, uint32_t *number);
  scan_status known(
    const scan_field &field, std::string_view raw, od::value *scalar, uint32_t *number);
  scan_status list(const scan_field &field, od::array json, uint32_t *number);
  scan_status element(const scan_field &field, std::string_view raw, uint32_t *number);
  scan_status listed(const scan_field &field, uint32_t *number);
  bool once(uint32_t number, const scan_field &field, od::value json);
  bool agrees(const scan_build &build) const;
  /// 1 to 3 for the keys whose values hardly ever repeat, else 0.
  uint32_t transient_of(const scan_field &field) const;
};

uint32_t scanner::transient_of(const scan_field &field) const {
  if (field.position == schema->id) return 1;
  if (field.name == schema->price) return 2;
  return field.kind == SCAN_TEXT && field.key_length == 4 && memcmp(field.key, "name", 4) == 0
           ? 3 : 0;
}

bool scanner::once(uint32_t number, const scan_field &field, od::value json) {
  if (!decode.decode(field, json)) return false;
  transient &place = transients[number];
  place.cells.swap(decode.cells);
  place.bytes.swap(decode.bytes);
  place.bytes.reserve(1);
  table.all()[number] = {
    .cells = place.cells.data(), .bytes = place.bytes.data(),
    .cell_count = (uint32_t)place.cells.size(), .byte_count = (uint32_t)place.bytes.size()};
  return true;
}

static void note(scanner::habit &habit, bool hit) {
  constexpr uint32_t trial = 4096, pause = 131072;
  habit.hits += hit ? 1 : 0;
  if (++habit.lookups < (habit.is_new ? pause : trial)) return;
  habit.is_new = !habit.is_new && habit.hits * 8 < habit.lookups;
  habit.lookups = habit.hits = 0;
}

/// The number of a value by its bytes; decodes it where it is new.
scan_status scanner::known(
  const scan_field &field, std::string_view raw, od::value *scalar, uint32_t *number
) {
  uint64_t hash = 0;
  habit &habit = habits[field.position];
  bool is_new = habit.is_new || !remembers;
  // Aliases are other keys of the same field, with the same values.
  *number = is_new ? 0 : table.find(field.position, raw, &hash);
  note(habit, *number != 0);
  if (*number) {
    found++;
    // The parser takes a text that was not read for a key if a colon follows it.
    bool is_text = scalar && raw[0] == '"';
    return is_text && scalar->get_raw_json_string().error() ? SCAN_UNSURE : SCAN_OK;
  }
  decoded++;
  bool is_right = scalar ? decode.decode(field, *scalar)
                         : decode.decode(field, raw.data(), raw.size());
  if (!is_right) return SCAN_UNSURE;
  value_table::extra about = {};
  about.elements = decode.elements;
  about.highest_card = decode.highest_card;
  *number = table.insert(
    field.position, is_new ? std::string_view() : raw, hash, decode.cells.data(),
    decode.cells.size(), decode.bytes.data(), decode.bytes.size(), about);
  return *number ? SCAN_OK : SCAN_FULL;
}

/// Elements and rows of their numbers are known in the table of values, too, as if under root keys
/// of their own.
constexpr uint32_t ELEMENT = 0x100, ROW = 0x200;

/// The number of a list of maps, by those of its elements: parts are few, and lists of them many.
scan_status scanner::list(const scan_field &field, od::array json, uint32_t *number) {
  row.assign(1, 0);
  std::string_view before;
  for (auto item : json) {
    od::object object;
    std::string_view raw;
    if (item.get_object().get(object) || object.raw_json().get(raw)) return SCAN_UNSURE;
    // Four cards are mostly four equal ones.
    if (raw == before) {
      row.push_back(row.back());
    } else {
      uint32_t one = 0;
      scan_status status = element(field, raw, &one);
      if (status != SCAN_OK) return status;
      row.push_back(one);
      before = raw;
    }
  }
  row[0] = (uint32_t)row.size() - 1;
  return listed(field, number);
}

scan_status scanner::element(const scan_field &field, std::string_view raw, uint32_t *number) {
  uint64_t hash = 0;
  *number = table.find(field.position | ELEMENT, raw, &hash);
  note(element_habits[field.position], *number != 0);
  if (*number) return SCAN_OK;
  if (!decode.decode_element(field, raw.data(), raw.size())) return SCAN_UNSURE;
  value_table::extra about = {};
  about.elements = decode.elements;
  about.highest_card = decode.highest_card;
  *number = table.insert(
    field.position | ELEMENT, raw, hash, decode.cells.data(), decode.cells.size(),
    decode.bytes.data(), decode.bytes.size(), about);
  return *number ? SCAN_OK : SCAN_FULL;
}

/// The number of the list whose elements are in `row`; puts it together where it is new.
scan_status scanner::listed(const scan_field &field, uint32_t *number) {
  std::string_view key(reinterpret_cast<const char *>(row.data()), row.size() * sizeof row[0]);
  uint64_t hash = 0;
  habit &habit = habits[field.position];
  bool is_new = habit.is_new;
  *number = is_new ? 0 : table.find(field.position | ROW, key, &hash);
  note(habit, *number != 0);
  if (*number) {
    found++;
    return SCAN_OK;
  }
  decoded++;
  value_table::extra about = {};
  decode.begin_list(field);
  for (size_t at = 1; at < row.size(); at++) {
    const value_table::extra &one = table.all_extras()[row[at]];
    if (!decode.append_element(field, table.all()[row[at]], one.elements)) return SCAN_UNSURE;
    about.highest_card = std::max(about.highest_card, one.highest_card);
  }
  about.elements = decode.elements;
  *number = table.insert(
    field.position | ROW, is_new ? std::string_view() : key, hash, decode.cells.data(),
    decode.cells.size(), decode.bytes.data(), decode.bytes.size(), about);
  return *number ? SCAN_OK : SCAN_FULL;
}

static bool takes_containers(const scan_field &field) {
  return field.kind == SCAN_MAP || field.kind == SCAN_MAPS || field.kind == SCAN_LIST ||
         field.kind == SCAN_FREE;
}

scan_status scanner::value(const scan_field &field, od::value json, uint32_t *number) {
  od::json_type type;
  if (json.type().get(type)) return SCAN_UNSURE;
  std::string_view raw;
  // A container in the place of a scalar is wrong. It must not reach the decoder of scalars, which
  // may not be called on the root of a text.
  bool is_container = type == od::json_type::object || type == od::json_type::array;
  if (is_container && !takes_containers(field)) return SCAN_UNSURE;
  switch (type) {
  case od::json_type::object: {
    od::object object;
    if (json.get_object().get(object) || object.raw_json().get(raw)) return SCAN_UNSURE;
    return known(field, raw, nullptr, number);
  }
  case od::json_type::array: {
    od::array array;
    if (json.get_array().get(array)) return SCAN_UNSURE;
    if (field.kind == SCAN_MAPS && remembers) {
      if (!element_habits[field.position].is_new) return list(field, array, number);
      note(element_habits[field.position], false);
    }
    if (array.raw_json().get(raw)) return SCAN_UNSURE;
    return known(field, raw, nullptr, number);
  }
  case od::json_type::null: {
    bool is_null;
    *number = 0;
    return json.is_null().get(is_null) || !is_null ? SCAN_UNSURE : SCAN_OK;
  }
  default: break;
  }
  if (uint32_t place = transient_of(field)) {
    *number = place;
    return once(place, field, json) ? SCAN_OK : SCAN_UNSURE;
  }
  // A scalar in the place of a container is wrong, or a shorthand: the general decoder knows.
  if (takes_containers(field) && field.kind != SCAN_FREE) return SCAN_UNSURE;
  return known(field, trimmed(json.raw_json_token()), &json, number);
}

scan_status scanner::field(od::field &json, scan_build *build, uint32_t *given) {
  const char *text = json.key().raw();
  size_t length = 0;
  while (text[length] != '"') {
    if (text[length] == '\\' || length > 64) return SCAN_UNSURE;
    length++;
  }
  const scan_field *field = schema->find(schema->components[0], text, length);
  if (!field) return free_field(std::string_view(text, length), json.value(), build);
  uint32_t bit = 1u << field->position;
  if (*given & bit) return SCAN_UNSURE;
  *given |= bit;
  uint32_t number = 0;
  scan_status status = value(*field, json.value(), &number);
  if (status != SCAN_OK) return status;
  build->values[field->position] = number;
  if (number) build->cell_count += table.all()[number].cell_count;
  return SCAN_OK;
}

/// Adds a key of the root that is not a field; what is neither is for the careful decoder.
scan_status scanner::free_field(std::string_view key, od::value json, scan_build *build) {
  constexpr size_t most = 64;
  if (key.size() < 3 || key[0] != 'x' || key[1] != '_' || free_keys.size() == most) {
    return SCAN_UNSURE;
  }
  for (std::string_view other : free_keys) {
    if (other == key) return SCAN_UNSURE;
  }
  free_keys.push_back(key);
  bool is_null;
  if (json.is_null().get(is_null)) return SCAN_UNSURE;
  if (is_null) return SCAN_OK;
  if (!decode.decode_free(json)) return SCAN_UNSURE;
  auto known = schema->names.find(key);
  if (known == schema->names.end()) {
    free.cells.push_back({.kind = CELL_KEY, .key = NO_KEY, .size = (uint32_t)key.size(),
                          .count = 0, .bits = free.bytes.size()});
    free.bytes.insert(free.bytes.end(), key.begin(), key.end());
  } else {
    decode.cells[0].key = known->second;
  }
  for (scan_cell cell : decode.cells) {
    if (cell.kind == CELL_TEXT || cell.kind == CELL_KEY) cell.bits += free.bytes.size();
    free.cells.push_back(cell);
  }
  free.bytes.insert(free.bytes.end(), decode.bytes.begin(), decode.bytes.end());
  build->free_entries++;
  build->cell_count += (uint32_t)decode.cells.size() + 1;
  return SCAN_OK;
}

/// Whether no supply feeds a card that is not there.
bool scanner::agrees(const scan_build &build) const {
  uint32_t gpus = build.values[schema->gpus], psus = build.values[schema->psus];
  if (!gpus || !psus) return true;
  const value_table::extra *extras = table.all_extras();
  return extras[psus].highest_card <= extras[gpus].elements;
}

scan_status scanner::line(const char *text, size_t length, scan_build *build) {
  *build = {};
  free_keys.clear();
  free.cells.clear();
  free.bytes.clear();
  if (!remembers) table.forget();
  od::document document;
  if (parser.iterate(text, length, length + SCAN_PADDING).get(document)) return SCAN_UNSURE;
  od::object root;
  if (document.get_object().get(root)) return SCAN_UNSURE;
  uint32_t given = 0;
  for (auto entry : root) {
    od::field json;
    if (std::move(entry).get(json)) return SCAN_UNSURE;
    scan_status status = field(json, build, &given);
    if (status != SCAN_OK) return status;
  }
  if (!document.current_location().error()) return SCAN_UNSURE;
  if (!agrees(*build) || build->cell_count > 60'000) return SCAN_UNSURE;
  build->free = {
    .cells = free.cells.data(), .bytes = free.bytes.data(),
    .cell_count = (uint32_t)free.cells.size(), .byte_count = (uint32_t)free.bytes.size()};
  if (uint32_t id = build->values[schema->id]) {
    build->id = table.all()[id].bytes;
    build->id_length = table.all()[id].byte_count;
  }
  return SCAN_OK;
}

// MARK: The interface

scanner *scanner_open(const scan_schema *schema, size_t budget, bool remembers) {
  scanner *opened = new (std::nothrow) scanner(schema, budget, remembers);
  if (opened && opened->table.is_open()) return opened;
  delete opened;
  return nullptr;
}

void scanner_close(scanner *scanner) { delete scanner; }

scan_status scan_line(scanner *scanner, const char *line, size_t length, scan_build *build) {
  return scanner->line(line, length, build);
}

const scan_value *scanner_values(const scanner *scanner) { return scanner->table.all(); }
uint32_t scanner_value_limit(const scanner *scanner) { return scanner->table.limit(); }
void scanner_forget(scanner *scanner) { scanner->table.forget(); }

void scanner_counts(const scanner *scanner, uint64_t *decoded, uint64_t *found) {
  *decoded = scanner->decoded;
  *found = scanner->found;
}

// MARK: Ids alone

struct id_finder {
  od::parser parser;
};

id_finder *id_finder_open(void) { return new (std::nothrow) id_finder; }
void id_finder_close(id_finder *finder) { delete finder; }

const char *id_finder_find(
  id_finder *finder, const char *line, size_t length, size_t *id_length
) {
  od::document document;
  od::value json;
  od::json_type type;
  std::string_view id;
  if (finder->parser.iterate(line, length, length + SCAN_PADDING).get(document)) return nullptr;
  if (document.find_field_unordered("id").get(json) || json.type().get(type)) return nullptr;
  // A number counts by its spelling.
  if (type == od::json_type::number) id = trimmed(json.raw_json_token());
  else if (json.get_string().get(id)) return nullptr;
  *id_length = id.size();
  return id.data();
}

// MARK: Prices

// Sums are those of the careful decoder, to the last bit.
#pragma STDC FP_CONTRACT OFF

static bool number_of(const scan_cell &cell, double *number) {
  if (cell.kind == CELL_INTEGER) {
    *number = (double)(int64_t)cell.bits;
    return true;
  }
  if (cell.kind != CELL_NUMBER) return false;
  memcpy(number, &cell.bits, sizeof *number);
  return true;
}

/// Adds the price of the part that starts at `part`; false where it states none.
static bool add_price(const scan_schema *schema, const scan_cell *part, double *total) {
  bool is_priced = false;
  double price = 0, count = 1;
  const scan_cell *at = part + 1;
  for (uint32_t entry = 0; entry < part->count; entry++) {
    if (at->kind == CELL_KEY) at++;
    if (at->key == schema->price) is_priced = number_of(*at, &price);
    if (at->key == schema->count) number_of(*at, &count);
    at += at->kind == CELL_LIST || at->kind == CELL_MAP ? at->size : 1;
  }
  *total += price * count;
  return is_priced;
}

static bool has_price(const scan_schema *schema, const scan_field &field) {
  if (field.kind != SCAN_MAP && field.kind != SCAN_MAPS) return false;
  const scan_component &part = schema->components[field.content].info;
  for (uint32_t index = part.first_field; index < part.first_field + part.field_count; index++) {
    if (schema->fields[index].name == schema->price) return true;
  }
  return false;
}

bool scan_price(const scanner *scanner, const scan_build *build, double *price) {
  const scan_schema *schema = scanner->schema;
  const component &root = schema->components[0];
  const scan_value *values = scanner->table.all();
  double total = 0;
  bool has_part = false;
  for (uint32_t position = 0; position < root.info.position_count; position++) {
    const scan_field *field = root.by_position[position];
    if (!field || !build->values[position]) continue;
    const scan_cell *cells = values[build->values[position]].cells;
    if (field->name == schema->price) return number_of(cells[0], price);
    if (!has_price(schema, *field)) continue;
    uint32_t parts = cells->kind == CELL_LIST ? cells->count : 1;
    const scan_cell *part = cells->kind == CELL_LIST ? cells + 1 : cells;
    for (; parts > 0; parts--, part += part->size) {
      if (!add_price(schema, part, &total)) return false;
      has_part = true;
    }
  }
  *price = total;
  return has_part;
}
