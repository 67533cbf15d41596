// Calls and `fork`: a reader-writer lock that every call reads and every fork writes.

#include <pthread.h>

#include "rigrules_calls.h"

static pthread_rwlock_t calls;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static _Thread_local bool is_forked;

static void make_lock(void) {
  pthread_rwlockattr_t attributes;
  pthread_rwlockattr_init(&attributes);
#ifdef __GLIBC__
  // A fork must not wait for ever because there is always some call running.
  pthread_rwlockattr_setkind_np(&attributes, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
#endif
  pthread_rwlock_init(&calls, &attributes);
  pthread_rwlockattr_destroy(&attributes);
}

static void before_fork(void) { pthread_rwlock_wrlock(&calls); }
static void in_parent(void) { pthread_rwlock_unlock(&calls); }

static void in_child(void) {
  // The lock knows its owner by a number that this thread no longer has.
  make_lock();
  is_forked = true;
}

static void prepare(void) {
  make_lock();
  pthread_atfork(before_fork, in_parent, in_child);
}

void crig_begin_call(void) {
  pthread_once(&once, prepare);
  pthread_rwlock_rdlock(&calls);
}

void crig_end_call(void) { pthread_rwlock_unlock(&calls); }

bool crig_thread_is_forked(void) { return is_forked; }
