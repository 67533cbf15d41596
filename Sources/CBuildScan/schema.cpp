#include "schema.hpp"

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

scan_schema *scan_schema_open(const scan_schema_parts *parts) {
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
