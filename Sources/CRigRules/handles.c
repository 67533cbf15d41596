// Handles: a number for each object, never used twice. Used only within a call, so that no fork finds
// the lock held.

#include <pthread.h>
#include <stdlib.h>

#include "rigrules_calls.h"

struct slot {
  uint64_t handle;
  void *object;
  uint64_t uses;
  bool is_closed;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct slot *slots;
static size_t count, capacity;
static uint64_t last;

static struct slot *find(uint64_t handle) {
  for (size_t index = 0; index < count; index++) {
    if (slots[index].handle == handle) return &slots[index];
  }
  return NULL;
}

uint64_t crig_add(void *object) {
  uint64_t handle = 0;
  pthread_mutex_lock(&lock);
  if (count == capacity) {
    size_t larger = capacity ? 2 * capacity : 8;
    struct slot *grown = realloc(slots, larger * sizeof *grown);
    if (grown) {
      slots = grown;
      capacity = larger;
    }
  }
  if (count < capacity) {
    handle = ++last;
    slots[count++] = (struct slot){.handle = handle, .object = object};
  }
  pthread_mutex_unlock(&lock);
  return handle;
}

void *crig_retain(uint64_t handle) {
  void *object = NULL;
  pthread_mutex_lock(&lock);
  struct slot *slot = find(handle);
  if (slot && !slot->is_closed) {
    slot->uses++;
    object = slot->object;
  }
  pthread_mutex_unlock(&lock);
  return object;
}

void *crig_release(uint64_t handle) {
  void *freed = NULL;
  pthread_mutex_lock(&lock);
  struct slot *slot = find(handle);
  if (slot && --slot->uses == 0 && slot->is_closed) {
    freed = slot->object;
    *slot = slots[--count];
    if (count == 0) {
      free(slots);
      slots = NULL;
      capacity = 0;
    }
  }
  pthread_mutex_unlock(&lock);
  return freed;
}

bool crig_close(uint64_t handle) {
  pthread_mutex_lock(&lock);
  struct slot *slot = find(handle);
  bool is_first = slot && !slot->is_closed;
  if (is_first) slot->is_closed = true;
  pthread_mutex_unlock(&lock);
  return is_first;
}
