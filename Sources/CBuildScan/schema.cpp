#include "schema.hpp"

#include <algorithm>
#include <new>

/// Owns all texts, so that the caller's may go.
static void copy_texts(scan_schema *schema, const scan_schema_parts *parts) {
  schema->keys.reserve(parts->field_count);
  for (uint32_t index = 0; index < parts->field_count; index++) {
    scan_field field = parts->fields[index];
    schema->keys.emplace_back(field.key, field.key_length);
    field.key = schema->keys.back().c_str();
    schema->fields.push_back(field);
  }
  schema->words.reserve(parts->choice_count);
  for (uint32_t index = 0; index < parts->choice_count; index++) {
    scan_choice choice = parts->choices[index];
    schema->words.emplace_back(choice.text ? choice.text : "", choice.length);
    choice.text = schema->words.back().c_str();
    schema->choices.push_back(choice);
  }
  schema->name_texts.reserve(parts->name_count);
  for (uint32_t index = 0; index < parts->name_count; index++) {
    schema->name_texts.emplace_back(parts->names[index]);
    schema->names.emplace(schema->name_texts.back(), index);
  }
}

static void index_component(scan_schema *schema, const scan_component &info) {
  component part = {.info = info};
  for (uint32_t index = info.first_field; index < info.first_field + info.field_count; index++) {
    const scan_field &field = schema->fields[index];
    uint32_t slot = scan_schema::hash(field.key, field.key_length);
    while (part.table[slot % component::slots]) slot++;
    part.table[slot % component::slots] = (uint16_t)(index + 1);
    // Of a field and its aliases the first one stands for all.
    if (!part.by_position[field.position]) part.by_position[field.position] = &field;
  }
  schema->components.push_back(part);
}

/// Whether a range of indices lies within a table.
static bool is_within(uint32_t first, uint32_t count, uint32_t size) {
  return first <= size && count <= size - first;
}

static bool fits(const scan_schema_parts *parts, const scan_component &part, uint32_t most) {
  // Keys and aliases share the hash table, in which every search must end at an empty slot.
  if (part.field_count >= component::slots || part.position_count > most) return false;
  if (!is_within(part.first_field, part.field_count, parts->field_count)) return false;
  for (uint32_t index = 0; index < part.field_count; index++) {
    const scan_field &field = parts->fields[part.first_field + index];
    if (field.key_length == 0 || field.position >= part.position_count) return false;
  }
  uint32_t last = std::max({part.modules, part.module, part.capacity});
  return !part.derives || last < part.position_count;
}

static bool fits(const scan_schema_parts *parts, const scan_field &field) {
  switch (field.kind) {
  case SCAN_MAP:
  case SCAN_MAPS: return field.content < parts->component_count;
  case SCAN_LIST: return field.content < parts->field_count;
  default: return is_within(field.first_choice, field.choice_count, parts->choice_count);
  }
}

/// Whether every table of the decoder holds what these parts ask of it, so that it need not look
/// again at any line.
static bool fits(const scan_schema_parts *parts) {
  // `component::table` holds the index of a field, plus one, in 16 bits.
  if (parts->component_count == 0 || parts->field_count >= UINT16_MAX) return false;
  for (uint32_t index = 0; index < parts->component_count; index++) {
    uint32_t most = index == 0 ? SCAN_MAX_ROOT : SCAN_MAX_FIELDS;
    if (!fits(parts, parts->components[index], most)) return false;
  }
  for (uint32_t index = 0; index < parts->field_count; index++) {
    if (!fits(parts, parts->fields[index])) return false;
  }
  return std::max({parts->id, parts->gpus, parts->psus}) < parts->components[0].position_count;
}

scan_schema *scan_schema_open(const scan_schema_parts *parts) {
  if (!fits(parts)) return nullptr;
  scan_schema *schema = new (std::nothrow) scan_schema;
  if (!schema) return nullptr;
  copy_texts(schema, parts);
  for (uint32_t index = 0; index < parts->component_count; index++) {
    index_component(schema, parts->components[index]);
  }
  schema->id = parts->id;
  schema->gpus = parts->gpus;
  schema->psus = parts->psus;
  schema->price = parts->price;
  schema->count = parts->count;
  return schema;
}

void scan_schema_close(scan_schema *schema) { delete schema; }
