// What the Swift side of the C interface needs: handles, the last error of a thread, and `fork`.
#ifndef RIGRULES_CALLS_H
#define RIGRULES_CALLS_H

#include <stdbool.h>

#include "rigrules.h"

/// Begins a call: `fork` waits for it. Each begin has one end, on the same thread.
void crig_begin_call(void);
void crig_end_call(void);

/// Whether this thread came through a `fork`. Swift's locks remember the thread's number from before,
/// which the kernel no longer knows, so such a thread must not wait for one.
bool crig_thread_is_forked(void);

/// Makes a handle of an object; 0 if memory is short.
uint64_t crig_add(void *object);
/// The object of a handle, which stays until `crig_release`; null if it is closed or never was.
void *crig_retain(uint64_t handle);
/// Ends a use. The object, if it is closed and this was the last use: the caller frees it.
void *crig_release(uint64_t handle);
/// Closes a handle, which must be retained; false if another thread was first.
bool crig_close(uint64_t handle);

/// Sets the last error of this thread; null texts are empty.
void crig_set_error(
  rigrules_status status, const char *code, const char *message, const char *file, int64_t line,
  int64_t column);

#endif
