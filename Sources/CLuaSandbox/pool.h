/// A counting allocator for one Lua state: size classes of 16 bytes up to 512, malloc above.
#ifndef CLS_POOL_H
#define CLS_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CLS_POOL_CLASSES 32

typedef struct cls_pool {
  void *free[CLS_POOL_CLASSES];
  void *chunks;
  char *fresh;
  size_t fresh_left;
  bool pooled;

  uint64_t used;
  uint64_t peak;
  /// The most in use since this was set to 0.
  uint64_t recent_peak;
  uint64_t limit;
  /// Requests refused for the limit since this was set to 0.
  uint32_t refusals;
  uint64_t allocations;
  /// Bytes of long texts made since this was set to 0.
  uint64_t text_bytes;
  /// Called when a request is refused for the limit; must not allocate.
  void (*refused)(void *context);
  void *context;

  // For tests.
  uint64_t fail_at;
  bool collect_always;
  bool retrying;
} cls_pool;

/// A `lua_Alloc`.
void *cls_pool_allocate(void *pool, void *pointer, size_t old_size, size_t new_size);
void cls_pool_destroy(cls_pool *pool);

#endif
