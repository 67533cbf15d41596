// The plain baseline: the same rule files run by liblua over builds parsed by simdjson, with the
// standard library, no limits, no read-only views, and fresh tables for every build. It writes what
// `rigrules batch --format compact` writes, less verdict and score.
//
//   plainloop RULES INPUT.jsonl OUTPUT JOBS
#include <dirent.h>
#include <simdjson.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <condition_variable>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <mutex>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

extern "C" {
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
}

namespace dom = simdjson::dom;

static void die(const std::string &what) {
  fprintf(stderr, "plainloop: %s\n", what.c_str());
  exit(1);
}

// MARK: Rules

struct step {
  std::string field;
  bool each;
};
using path = std::vector<step>;
using need = std::vector<path>;

struct rule {
  std::string id;
  int severity;
  std::vector<need> needs;
  int check = LUA_NOREF, when = LUA_NOREF, context = LUA_NOREF, messages = LUA_NOREF;
};

struct worker {
  lua_State *L;
  std::vector<rule> rules;
  const rule *current = nullptr;
  std::string output;
  bool is_first = true, is_unknown = false;
  dom::parser parser;
};

static worker *worker_of(lua_State *L) { return *(worker **)lua_getextraspace(L); }

static const char *const SEVERITIES[] = {"advice", "warning", "error"};

static int severity_of(const char *name) {
  for (int index = 0; index < 3; index++) {
    if (strcmp(SEVERITIES[index], name) == 0) return index;
  }
  return 2;
}

static void escape(std::string &out, const char *text, size_t length) {
  out += '"';
  for (size_t index = 0; index < length; index++) {
    unsigned char byte = (unsigned char)text[index];
    if (byte == '"' || byte == '\\') out += '\\';
    if (byte < 0x20) out += ' ';
    else out += (char)byte;
  }
  out += '"';
}

static void append_spelled(lua_State *L, int index, std::string &out) {
  if (lua_type(L, index) == LUA_TTABLE) {
    int table = lua_absindex(L, index);
    for (lua_Integer item = 1; lua_rawgeti(L, table, item) != LUA_TNIL; item++) {
      if (item > 1) out += ", ";
      append_spelled(L, -1, out);
      lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return;
  }
  if (lua_type(L, index) == LUA_TBOOLEAN) {
    out += lua_toboolean(L, index) ? "true" : "false";
    return;
  }
  if (lua_type(L, index) == LUA_TNUMBER && !lua_isinteger(L, index)) {
    double number = lua_tonumber(L, index);
    char text[40];
    if (number == std::floor(number) && std::fabs(number) < 1e15) {
      snprintf(text, sizeof text, "%lld", (long long)number);
    } else {
      for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, nullptr) == number) break;
      }
    }
    out += text;
    return;
  }
  size_t length;
  lua_pushvalue(L, index);
  const char *text = lua_tolstring(L, -1, &length);
  if (text) out.append(text, length);
  lua_pop(L, 1);
}

/// The message with its data, and `{{` for a brace.
static std::string filled(lua_State *L, const char *text, int data) {
  std::string out;
  for (const char *at = text; *at; at++) {
    if ((*at == '{' || *at == '}') && at[1] == *at) {
      out += *at++;
    } else if (*at == '{') {
      const char *end = strchr(at, '}');
      if (!end) break;
      lua_pushlstring(L, at + 1, (size_t)(end - at - 1));
      lua_rawget(L, data);
      append_spelled(L, -1, out);
      lua_pop(L, 1);
      at = end;
    } else {
      out += *at;
    }
  }
  return out;
}

static int report(lua_State *L) {
  worker *own = worker_of(L);
  lua_settop(L, 3);
  const char *id = luaL_checkstring(L, 1);
  int severity = own->current->severity;
  if (lua_istable(L, 3) && lua_getfield(L, 3, "severity") == LUA_TSTRING) {
    severity = severity_of(lua_tostring(L, -1));
  }
  lua_settop(L, 3);
  if (lua_isnil(L, 2)) {
    lua_newtable(L);
    lua_replace(L, 2);
  }
  lua_rawgeti(L, LUA_REGISTRYINDEX, own->current->messages);
  if (lua_getfield(L, -1, id) == LUA_TTABLE) {
    lua_getfield(L, -1, "en");
    lua_remove(L, -2);
  }
  const char *text = lua_tostring(L, -1);
  if (!text) return luaL_error(L, "no message %s", id);
  std::string message = filled(L, text, 2);
  std::string &out = own->output;
  if (!own->is_first) out += ',';
  own->is_first = false;
  out += "{\"rule\":\"";
  out += own->current->id;
  out += "\",\"id\":\"";
  out += id;
  out += "\",\"severity\":\"";
  out += SEVERITIES[severity];
  out += "\",\"message\":";
  escape(out, message.data(), message.size());
  out += '}';
  return 0;
}

static int unknown(lua_State *L) {
  worker_of(L)->is_unknown = true;
  return 0;
}

static int nothing(lua_State *) { return 0; }

static path parse_path(const std::string &text) {
  path steps;
  std::stringstream parts(text);
  std::string part;
  while (std::getline(parts, part, '.')) {
    bool each = part.size() > 2 && part.substr(part.size() - 2) == "[]";
    steps.push_back({each ? part.substr(0, part.size() - 2) : part, each});
  }
  return steps;
}

static need parse_need(const std::string &text) {
  need alternatives;
  std::stringstream parts(text);
  std::string part;
  while (std::getline(parts, part, '|')) {
    size_t first = part.find_first_not_of(' '), last = part.find_last_not_of(' ');
    alternatives.push_back(parse_path(part.substr(first, last - first + 1)));
  }
  return alternatives;
}

static void push_context(lua_State *L) {
  lua_newtable(L);
  lua_pushcfunction(L, report);
  lua_setfield(L, -2, "report");
  lua_pushcfunction(L, unknown);
  lua_setfield(L, -2, "unknown");
  lua_pushcfunction(L, nothing);
  lua_setfield(L, -2, "score");
  lua_pushstring(L, "en");
  lua_setfield(L, -2, "lang");
  lua_newtable(L);
  if (lua_getfield(L, -3, "params") == LUA_TTABLE) {
    lua_pushnil(L);
    while (lua_next(L, -2)) {
      lua_getfield(L, -1, "default");
      lua_pushvalue(L, -3);
      lua_insert(L, -2);
      lua_rawset(L, -6);
      lua_pop(L, 1);
    }
  }
  lua_pop(L, 1);
  lua_setfield(L, -2, "params");
}

static void load_rule(worker *own, const std::string &file, const std::string &id) {
  lua_State *L = own->L;
  if (luaL_loadfilex(L, file.c_str(), "t") || lua_pcall(L, 0, 1, 0)) die(lua_tostring(L, -1));
  rule loaded;
  loaded.id = id;
  lua_getfield(L, -1, "severity");
  loaded.severity = severity_of(lua_tostring(L, -1));
  lua_pop(L, 1);
  if (lua_getfield(L, -1, "needs") == LUA_TTABLE) {
    for (lua_Integer item = 1; lua_rawgeti(L, -1, item) == LUA_TSTRING; item++) {
      loaded.needs.push_back(parse_need(lua_tostring(L, -1)));
      lua_pop(L, 1);
    }
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  lua_getfield(L, -1, "check");
  loaded.check = luaL_ref(L, LUA_REGISTRYINDEX);
  if (lua_getfield(L, -1, "when") == LUA_TFUNCTION) loaded.when = luaL_ref(L, LUA_REGISTRYINDEX);
  else lua_pop(L, 1);
  lua_getfield(L, -1, "messages");
  loaded.messages = luaL_ref(L, LUA_REGISTRYINDEX);
  push_context(L);
  loaded.context = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_pop(L, 1);
  own->rules.push_back(loaded);
}

static std::vector<std::string> list(const std::string &folder) {
  std::vector<std::string> names;
  DIR *handle = opendir(folder.c_str());
  if (!handle) return names;
  while (dirent *entry = readdir(handle)) {
    if (entry->d_name[0] != '.') names.push_back(entry->d_name);
  }
  closedir(handle);
  std::sort(names.begin(), names.end());
  return names;
}

static worker *open_worker(const std::string &rules) {
  worker *own = new worker;
  own->L = luaL_newstate();
  *(worker **)lua_getextraspace(own->L) = own;
  luaL_openlibs(own->L);
  lua_getglobal(own->L, "package");
  lua_pushstring(own->L, (rules + "/?.lua").c_str());
  lua_setfield(own->L, -2, "path");
  lua_pop(own->L, 1);
  for (const std::string &category : list(rules)) {
    if (category == "lib") continue;
    for (const std::string &name : list(rules + "/" + category)) {
      if (name.size() < 5 || name.substr(name.size() - 4) != ".lua") continue;
      load_rule(
        own, rules + "/" + category + "/" + name,
        category + "/" + name.substr(0, name.size() - 4));
    }
  }
  std::sort(own->rules.begin(), own->rules.end(), [](const rule &left, const rule &right) {
    return left.id < right.id;
  });
  return own;
}

// MARK: Builds

static void push(lua_State *L, dom::element value);

static void push_number(lua_State *L, double number) {
  if (number == std::trunc(number) && std::fabs(number) < 0x1p53) {
    lua_pushinteger(L, (lua_Integer)number);
  } else {
    lua_pushnumber(L, number);
  }
}

static void push_object(lua_State *L, dom::object object) {
  lua_createtable(L, 0, (int)object.size());
  for (auto field : object) {
    if (field.value.is_null()) continue;
    lua_pushlstring(L, field.key.data(), field.key.size());
    push(L, field.value);
    if (field.key == "power_connectors" || field.key == "connectors") {
      for (const char *name : {"eps_8pin", "pcie_6pin", "pcie_8pin", "pcie_12pin", "pcie_16pin"}) {
        if (lua_getfield(L, -1, name) == LUA_TNIL) {
          lua_pushinteger(L, 0);
          lua_setfield(L, -3, name);
        }
        lua_pop(L, 1);
      }
    }
    lua_rawset(L, -3);
  }
}

static void push(lua_State *L, dom::element value) {
  switch (value.type()) {
  case dom::element_type::OBJECT: push_object(L, value.get_object().value_unsafe()); break;
  case dom::element_type::ARRAY: {
    dom::array items = value.get_array().value_unsafe();
    lua_createtable(L, (int)items.size(), 0);
    lua_Integer at = 0;
    for (auto item : items) {
      push(L, item);
      lua_rawseti(L, -2, ++at);
    }
    break;
  }
  case dom::element_type::STRING: {
    std::string_view text = value.get_string().value_unsafe();
    lua_pushlstring(L, text.data(), text.size());
    break;
  }
  case dom::element_type::INT64:
    lua_pushinteger(L, (lua_Integer)value.get_int64().value_unsafe());
    break;
  case dom::element_type::BOOL: lua_pushboolean(L, value.get_bool().value_unsafe()); break;
  case dom::element_type::NULL_VALUE: lua_pushnil(L); break;
  default: push_number(L, value.get_double().value_unsafe()); break;
  }
}

/// A list of parts, each as often as its `count` says.
static void push_parts(lua_State *L, dom::element value, bool is_memory) {
  lua_newtable(L);
  lua_Integer at = 0;
  auto add = [&](dom::object part) {
    int64_t count = 1;
    (void)part["count"].get_int64().get(count);
    for (int64_t copy = 0; copy < count; copy++) {
      push_object(L, part);
      lua_pushnil(L);
      lua_setfield(L, -2, "count");
      if (is_memory && lua_getfield(L, -1, "capacity_gb") == LUA_TNIL) {
        lua_getfield(L, -2, "modules");
        lua_getfield(L, -3, "module_gb");
        if (!lua_isnil(L, -1) && !lua_isnil(L, -2)) {
          push_number(L, lua_tonumber(L, -1) * lua_tonumber(L, -2));
          lua_setfield(L, -5, "capacity_gb");
        }
        lua_pop(L, 3);
      } else if (is_memory) {
        lua_pop(L, 1);
      }
      lua_rawseti(L, -2, ++at);
    }
  };
  dom::object single;
  if (!value.get_object().get(single)) return add(single);
  for (auto item : value.get_array().value_unsafe()) add(item.get_object().value_unsafe());
}

static void push_build(lua_State *L, dom::object build) {
  lua_createtable(L, 0, 24);
  for (auto field : build) {
    std::string_view key = field.key;
    if (field.value.is_null()) continue;
    if (key == "gpu") key = "gpus";
    if (key == "psu") key = "psus";
    if (key == "case") key = "chassis";
    lua_pushlstring(L, key.data(), key.size());
    if (key == "gpus" || key == "psus" || key == "memory" || key == "storage") {
      push_parts(L, field.value, key == "memory");
    } else {
      push(L, field.value);
      if (key == "cpu" && lua_getfield(L, -1, "count") == LUA_TNIL) {
        lua_pushinteger(L, 1);
        lua_setfield(L, -3, "count");
      }
      if (key == "cpu") lua_pop(L, 1);
    }
    lua_rawset(L, -3);
  }
}

// MARK: Evaluating

/// Whether all of a path is there, from the value on top of the stack, which it pops.
static bool has(lua_State *L, const path &steps, size_t at) {
  if (at == steps.size()) {
    bool is_there = !lua_isnil(L, -1);
    lua_pop(L, 1);
    return is_there;
  }
  if (!lua_istable(L, -1)) {
    lua_pop(L, 1);
    return false;
  }
  lua_pushlstring(L, steps[at].field.data(), steps[at].field.size());
  lua_rawget(L, -2);
  lua_remove(L, -2);
  if (!steps[at].each) return has(L, steps, at + 1);
  if (!lua_istable(L, -1)) {
    lua_pop(L, 1);
    return false;
  }
  lua_Integer count = (lua_Integer)lua_rawlen(L, -1);
  bool all = true;
  for (lua_Integer item = 1; all && item <= count; item++) {
    lua_rawgeti(L, -1, item);
    all = has(L, steps, at + 1);
  }
  lua_pop(L, 1);
  return all;
}

static bool has_needs(lua_State *L, const rule &one, int build) {
  for (const need &alternatives : one.needs) {
    bool any = false;
    for (const path &steps : alternatives) {
      lua_pushvalue(L, build);
      any = any || has(L, steps, 0);
      if (any) break;
    }
    if (!any && alternatives.size() == 2 && alternatives[0].size() == 2 &&
        alternatives[0][0].each) {
      // Alternatives are decided for each element.
      lua_pushlstring(L, alternatives[0][0].field.data(), alternatives[0][0].field.size());
      if (lua_rawget(L, build) != LUA_TTABLE) {
        lua_pop(L, 1);
        return false;
      }
      any = true;
      lua_Integer count = (lua_Integer)lua_rawlen(L, -1);
      for (lua_Integer item = 1; any && item <= count; item++) {
        lua_rawgeti(L, -1, item);
        bool first = lua_getfield(L, -1, alternatives[0][1].field.c_str()) != LUA_TNIL;
        bool second = lua_getfield(L, -2, alternatives[1][1].field.c_str()) != LUA_TNIL;
        any = first || second;
        lua_pop(L, 3);
      }
      lua_pop(L, 1);
    }
    if (!any) return false;
  }
  return true;
}

static bool call(lua_State *L, int function, int build, int context, int results) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, function);
  lua_pushvalue(L, build);
  lua_rawgeti(L, LUA_REGISTRYINDEX, context);
  if (lua_pcall(L, 2, results, 0) == LUA_OK) return true;
  lua_pop(L, 1);
  return false;
}

static void evaluate(worker *own, const char *line, size_t length) {
  lua_State *L = own->L;
  dom::element document;
  dom::object build;
  std::string_view id;
  if (own->parser.parse(line, length, false).get(document) || document.get_object().get(build) ||
      build["id"].get_string().get(id)) {
    own->output += "{\"error\":true}\n";
    return;
  }
  push_build(L, build);
  int index = lua_gettop(L);
  own->output += "{\"id\":";
  escape(own->output, id.data(), id.size());
  own->output += ",\"findings\":[";
  own->is_first = true;
  for (const rule &one : own->rules) {
    own->current = &one;
    if (one.when != LUA_NOREF) {
      if (!call(L, one.when, index, one.context, 1)) continue;
      bool applies = lua_toboolean(L, -1);
      lua_pop(L, 1);
      if (!applies) continue;
    }
    if (!has_needs(L, one, index)) continue;
    call(L, one.check, index, one.context, 0);
  }
  own->output += "]}\n";
  lua_settop(L, 0);
}

// MARK: The loop

struct piece {
  const char *start;
  size_t length;
  std::string output;
  bool is_done = false;
};

int main(int argc, char **argv) {
  if (argc != 5) die("usage: plainloop RULES INPUT.jsonl OUTPUT JOBS");
  simdjson::padded_string text;
  if (simdjson::padded_string::load(argv[2]).get(text)) die("the input cannot be read");
  FILE *out = fopen(argv[3], "wb");
  if (!out) die("the output cannot be written");
  std::vector<piece> pieces;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.size(), at + (256 << 10));
    while (end < text.size() && text.data()[end - 1] != '\n') end++;
    piece one;
    one.start = text.data() + at;
    one.length = end - at;
    pieces.push_back(one);
    at = end;
  }
  std::atomic<size_t> next{0};
  std::mutex lock;
  std::condition_variable changed;
  std::vector<std::thread> threads;
  for (int job = 0; job < atoi(argv[4]); job++) {
    threads.emplace_back([&, rules = std::string(argv[1])] {
      worker *own = open_worker(rules);
      for (size_t index; (index = next++) < pieces.size();) {
        piece &one = pieces[index];
        own->output.clear();
        for (const char *at = one.start, *end = at + one.length; at < end;) {
          const char *stop = (const char *)memchr(at, '\n', (size_t)(end - at));
          if (!stop) stop = end;
          if (stop > at) evaluate(own, at, (size_t)(stop - at));
          at = stop + 1;
        }
        std::lock_guard<std::mutex> guard(lock);
        one.output = own->output;
        one.is_done = true;
        changed.notify_one();
      }
    });
  }
  for (piece &one : pieces) {
    std::unique_lock<std::mutex> guard(lock);
    changed.wait(guard, [&] { return one.is_done; });
    std::string output;
    output.swap(one.output);
    guard.unlock();
    fwrite(output.data(), 1, output.size(), out);
  }
  for (std::thread &thread : threads) thread.join();
  fclose(out);
  return 0;
}
