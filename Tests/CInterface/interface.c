// A host in C: every function, wrong arguments, threads, `fork`, unloading. Prints the report of a
// build file if all is well.
//   interface LIBRARY RULES BUILD CALLS CHILDREN
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rigrules.h"

#define EXPECT(condition)                                             \
  do {                                                                \
    if (!(condition)) {                                               \
      fprintf(stderr, "line %d: not so: %s\n", __LINE__, #condition); \
      exit(1);                                                        \
    }                                                                 \
  } while (0)

static struct {
  uint32_t (*api_version)(void);
  rigrules_status (*open)(const char *, size_t, rigrules_engine *);
  rigrules_status (*hash)(rigrules_engine, rigrules_text *);
  rigrules_status (*problems)(rigrules_engine, rigrules_text *);
  rigrules_status (*check)(
    rigrules_engine, const char *, size_t, const char *, rigrules_text *);
  rigrules_status (*html)(
    rigrules_engine, const char *, size_t, const char *, rigrules_text *);
  rigrules_status (*lines)(
    rigrules_engine, const char *, size_t, const char *, int64_t, rigrules_text *);
  rigrules_status (*select)(
    rigrules_engine, const char *, size_t, const char *, int64_t, const char *, rigrules_text *);
  rigrules_status (*reload)(rigrules_engine, int32_t *);
  rigrules_status (*close)(rigrules_engine);
  void (*free)(rigrules_text *);
  void (*last_error)(rigrules_error *);
} rig;

static void *load(const char *path) {
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!library) fprintf(stderr, "%s\n", dlerror());
  EXPECT(library);
#define FIND(name) EXPECT((*(void **)&rig.name = dlsym(library, "rigrules_" #name)) != NULL)
  FIND(api_version);
  FIND(open);
  FIND(hash);
  FIND(problems);
  FIND(check);
  FIND(html);
  FIND(lines);
  FIND(select);
  FIND(reload);
  FIND(close);
  FIND(free);
  FIND(last_error);
  EXPECT(rig.api_version() == RIGRULES_API_VERSION);
  // Nothing but the functions of the header is seen from outside.
  EXPECT(!dlsym(library, "crig_add"));
  return library;
}

static char *read_file(const char *path, size_t *count) {
  FILE *file = fopen(path, "rb");
  EXPECT(file);
  char *bytes = malloc(1 << 20);
  *count = fread(bytes, 1, 1 << 20, file);
  fclose(file);
  return bytes;
}

static const char line[] = "{\"id\":\"a\",\"psus\":[{\"wattage_w\":850}]}\n";
static char *build, *build_name;
static size_t build_count;
static rigrules_text expected;

static rigrules_engine opened(const char *rules) {
  char options[4096];
  snprintf(options, sizeof options, "{\"rules\": [\"%s\"], \"language\": \"en\"%s}", rules,
    // Under Valgrind a rule takes fifty times as long.
    getenv("RIGRULES_SLOW") ? ", \"deadline_ms\": 0" : "");
  rigrules_engine engine = 0;
  rigrules_status status = rig.open(options, strlen(options), &engine);
  if (status) {
    rigrules_error error;
    rig.last_error(&error);
    fprintf(stderr, "%s\n", error.message);
  }
  EXPECT(status == RIGRULES_OK && engine);
  return engine;
}

static void same(rigrules_engine engine) {
  rigrules_text text = {0};
  EXPECT(rig.check(engine, build, build_count, build_name, &text) == RIGRULES_OK);
  if (text.count != expected.count || memcmp(text.bytes, expected.bytes, text.count)) {
    fprintf(stderr, "another report:\n%s\n", text.bytes);
    exit(1);
  }
  rig.free(&text);
  EXPECT(!text.bytes && !text.count);
}

static void wrong_calls(rigrules_engine engine) {
  rigrules_text text = {0};
  rigrules_error error;
  EXPECT(rig.open(NULL, 5, &engine) == RIGRULES_INVALID_ARGUMENT && engine == 0);
  EXPECT(rig.open("{}", 2, NULL) == RIGRULES_INVALID_ARGUMENT);
  EXPECT(rig.open("{\"ruls\":[]}", 11, &engine) == RIGRULES_INVALID_ARGUMENT);
  rig.last_error(&error);
  EXPECT(!strcmp(error.code, "config/unknown-key") && strstr(error.message, "`rules`?"));
  EXPECT(rig.open("{\"rules\":[\"a\"],\"deadline_ms\":-1}", 32, &engine) == RIGRULES_INVALID_ARGUMENT);
  EXPECT(rig.open("\xff\xfe", 2, &engine) == RIGRULES_INVALID_ARGUMENT);
  EXPECT(rig.open("{\"rules\":[\"/not/there\"]}", 24, &engine) == RIGRULES_INVALID_RULES);
  rig.last_error(&error);
  EXPECT(!strcmp(error.code, "rule/unreadable"));
  EXPECT(rig.hash(0, &text) == RIGRULES_INVALID_HANDLE && !text.bytes);
  EXPECT(rig.close(~0ull) == RIGRULES_INVALID_HANDLE);
  rig.free(NULL), rig.free(&text), rig.last_error(NULL);
}

static void wrong_builds(rigrules_engine engine) {
  rigrules_text text = {0};
  rigrules_error error;
  EXPECT(rig.check(engine, NULL, 1, NULL, &text) == RIGRULES_INVALID_ARGUMENT);
  EXPECT(rig.check(engine, "id: a", 5, NULL, NULL) == RIGRULES_INVALID_ARGUMENT);
  EXPECT(rig.check(engine, "id: \xff", 5, NULL, &text) == RIGRULES_INVALID_BUILD);
  EXPECT(rig.html(engine, "id: \xff", 5, NULL, &text) == RIGRULES_INVALID_BUILD && !text.bytes);
  EXPECT(rig.html(engine, NULL, 1, NULL, &text) == RIGRULES_INVALID_ARGUMENT);
  EXPECT(rig.html(engine, build, build_count, build_name, &text) == RIGRULES_OK);
  EXPECT(!strncmp(text.bytes, "<!DOCTYPE html>", 15) && strstr(text.bytes, "<svg"));
  rig.free(&text);
  const char typo[] = "id: a\ngpus:\n  - vram: 24\n";
  EXPECT(rig.check(engine, typo, strlen(typo), "a.yaml", &text) == RIGRULES_INVALID_BUILD);
  rig.last_error(&error);
  EXPECT(error.line == 3 && error.column > 0 && !strcmp(error.file, "a.yaml"));
  EXPECT(!strcmp(error.code, "build/unknown-key") && strstr(error.message, "vram_gb"));
  EXPECT(rig.lines(engine, line, strlen(line), NULL, 0, &text) == RIGRULES_INVALID_ARGUMENT);
  EXPECT(rig.lines(engine, NULL, 0, NULL, 1, &text) == RIGRULES_OK && text.count == 0);
  rig.free(&text);
  EXPECT(rig.lines(engine, "{\"id\":\"\xff\"}\nx", 12, "in", 7, &text) == RIGRULES_OK);
  EXPECT(strstr(text.bytes, "\"line\":7") && strstr(text.bytes, "\"line\":8"));
  rig.free(&text);
  rig.last_error(&error);
  EXPECT(error.status == RIGRULES_OK);
  EXPECT(rig.select(engine, line, strlen(line), NULL, 1, NULL, &text) == RIGRULES_INVALID_ARGUMENT);
  EXPECT(rig.select(engine, line, strlen(line), NULL, 1, ",", &text) == RIGRULES_INVALID_ARGUMENT);
  EXPECT(rig.select(engine, line, strlen(line), NULL, 1, "id,scor", &text) != RIGRULES_OK);
  rig.last_error(&error);
  EXPECT(error.status == RIGRULES_INVALID_ARGUMENT && strstr(error.message, "`score`?"));
  EXPECT(rig.select(engine, line, strlen(line), NULL, 1, "id,score", &text) == RIGRULES_OK);
  EXPECT(!strncmp(text.bytes, "{\"id\":\"a\",\"score\":", 18));
  rig.free(&text);
}

static _Atomic int stops;

static void *keep_checking(void *engine) {
  while (!stops) same(*(rigrules_engine *)engine);
  return NULL;
}

static void *child_thread(void *engine) {
  for (int i = 0; i < 5; i++) same(*(rigrules_engine *)engine);
  return NULL;
}

/// Children that go on with their parent's engine while its other threads evaluate.
static void forks(rigrules_engine engine, int count) {
  pthread_t threads[2];
  stops = 0;
  for (int i = 0; i < 2; i++) pthread_create(&threads[i], NULL, keep_checking, &engine);
  for (int i = 0; i < count; i++) {
    pid_t child = fork();
    if (child == 0) {
      alarm(60);
      pthread_t other;
      pthread_create(&other, NULL, child_thread, &engine);
      for (int n = 0; n < 5; n++) same(engine);
      pthread_join(other, NULL);
      _exit(0);
    }
    int status = -1;
    waitpid(child, &status, 0);
    EXPECT(status == 0);
  }
  stops = 1;
  for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
}

int main(int count, char **arguments) {
  EXPECT(count == 6);
  int calls = atoi(arguments[4]), children = atoi(arguments[5]);
  build_name = arguments[3];
  build = read_file(arguments[3], &build_count);
  for (int time = 0; time < 2; time++) {
    void *library = load(arguments[1]);
    rigrules_engine engine = opened(arguments[2]), other = opened(arguments[2]);
    EXPECT(engine != other);
    rigrules_text one = {0}, two = {0};
    EXPECT(rig.hash(engine, &one) == RIGRULES_OK && rig.hash(other, &two) == RIGRULES_OK);
    EXPECT(one.count > 0 && one.count == two.count && !memcmp(one.bytes, two.bytes, one.count));
    rig.free(&one), rig.free(&two);
    EXPECT(rig.problems(engine, &one) == RIGRULES_OK && !strcmp(one.bytes, "[]"));
    rig.free(&one);
    int32_t changed = 7;
    EXPECT(rig.reload(engine, &changed) == RIGRULES_OK && changed == 0);
    EXPECT(rig.check(engine, build, build_count, build_name, &expected) == RIGRULES_OK);
    same(other);
    EXPECT(rig.close(other) == RIGRULES_OK && rig.close(other) == RIGRULES_INVALID_HANDLE);
    wrong_calls(engine);
    wrong_builds(engine);
    for (int i = 0; i < calls; i++) {
      EXPECT(rig.lines(engine, line, strlen(line), NULL, 1, &one) == RIGRULES_OK);
      EXPECT(one.count > 2 && one.bytes[one.count - 1] == '\n');
      rig.free(&one);
    }
    forks(engine, children);
    EXPECT(rig.close(engine) == RIGRULES_OK);
    if (time == 1) fwrite(expected.bytes, 1, expected.count, stdout);
    rig.free(&expected);
    dlclose(library);
  }
  free(build);
  return 0;
}
