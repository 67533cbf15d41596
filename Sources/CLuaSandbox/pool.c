#include "pool.h"

#include <lua.h>
#include <stdlib.h>
#include <string.h>

#define GRAIN 16
#define CHUNK_BYTES (32 * 1024)
/// The most refusals in one call. Lua answers each refusal with a full collection and continues if
/// it can. A call close to its limit would do little else.
#define MAX_REFUSALS 32

static inline size_t class_of(size_t size) { return (size - 1) / GRAIN; }
static inline bool is_small(const cls_pool *pool, size_t size) {
  return pool->pooled && size <= GRAIN * CLS_POOL_CLASSES;
}

static void *take_fresh(cls_pool *pool, size_t bytes) {
  if (pool->fresh_left < bytes) {
    // The rest of the old chunk goes to the free list of its size.
    if (pool->fresh_left >= GRAIN) {
      void **rest = (void **)pool->fresh;
      size_t index = class_of(pool->fresh_left);
      *rest = pool->free[index];
      pool->free[index] = rest;
    }
    char *chunk = malloc(CHUNK_BYTES);
    if (!chunk) {
      pool->fresh_left = 0;
      return NULL;
    }
    *(void **)chunk = pool->chunks;
    pool->chunks = chunk;
    pool->fresh = chunk + GRAIN;
    pool->fresh_left = CHUNK_BYTES - GRAIN;
  }
  void *block = pool->fresh;
  pool->fresh += bytes;
  pool->fresh_left -= bytes;
  return block;
}

static void *take(cls_pool *pool, size_t size) {
  if (!is_small(pool, size)) return malloc(size);
  size_t index = class_of(size);
  void **block = pool->free[index];
  if (block) {
    pool->free[index] = *block;
    return block;
  }
  return take_fresh(pool, (index + 1) * GRAIN);
}

static void give(cls_pool *pool, void *pointer, size_t size) {
  if (!is_small(pool, size)) {
    free(pointer);
    return;
  }
  size_t index = class_of(size);
  *(void **)pointer = pool->free[index];
  pool->free[index] = pointer;
}

/// Whether a request for more memory must be refused.
static bool refuse(cls_pool *pool, size_t old_size, size_t new_size) {
  pool->allocations++;
  if (pool->fail_at && --pool->fail_at == 0) {
    pool->fail_at = 1;  // and every one after it
    return true;
  }
  if (pool->collect_always) {
    // Lua answers a refusal with a full collection and asks once more.
    pool->retrying = !pool->retrying;
    if (pool->retrying) return true;
  }
  if (!pool->limit) return false;
  if (pool->refusals >= MAX_REFUSALS || pool->used - old_size + new_size > pool->limit) {
    pool->refusals++;
    if (pool->refused) pool->refused(pool->context);
    return true;
  }
  return false;
}

static void *resize(cls_pool *pool, void *pointer, size_t old_size, size_t new_size) {
  bool was_small = is_small(pool, old_size), stays_small = is_small(pool, new_size);
  if (was_small && stays_small && class_of(old_size) == class_of(new_size)) return pointer;
  if (!was_small && !stays_small) return realloc(pointer, new_size);
  void *moved = take(pool, new_size);
  if (!moved) return NULL;
  memcpy(moved, pointer, old_size < new_size ? old_size : new_size);
  give(pool, pointer, old_size);
  return moved;
}

void *cls_pool_allocate(void *context, void *pointer, size_t old_size, size_t new_size) {
  cls_pool *pool = context;
  // For a new block Lua passes a type tag in place of the old size.
  bool is_text = !pointer && old_size == LUA_TSTRING;
  if (!pointer) old_size = 0;
  if (new_size == 0) {
    if (pointer && old_size) give(pool, pointer, old_size);
    pool->used -= old_size;
    return NULL;
  }
  // Shrinking must never fail, so it is never refused.
  if (new_size > old_size && refuse(pool, old_size, new_size)) return NULL;
  void *block = old_size ? resize(pool, pointer, old_size, new_size) : take(pool, new_size);
  if (!block) return new_size <= old_size ? pointer : NULL;
  // Short texts are shared, so whether one is allocated depends on what ran before. Long ones are
  // always allocated.
  if (is_text && new_size > GRAIN * CLS_POOL_CLASSES) pool->text_bytes += new_size;
  pool->used = pool->used - old_size + new_size;
  if (pool->used > pool->recent_peak) {
    pool->recent_peak = pool->used;
    if (pool->used > pool->peak) pool->peak = pool->used;
  }
  return block;
}

void cls_pool_destroy(cls_pool *pool) {
  void *chunk = pool->chunks;
  while (chunk) {
    void *next = *(void **)chunk;
    free(chunk);
    chunk = next;
  }
  pool->chunks = NULL;
}
