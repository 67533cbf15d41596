#include <sqlite3.h>

// `SQLITE_TRANSIENT` is a cast that Swift does not import: SQLite makes its own copy of the
// text. An empty text of Swift may have no address, and without one it would be NULL.
static inline int rig_sqlite_bind_text(sqlite3_stmt *statement, int place, const char *text, int length) {
  return sqlite3_bind_text(statement, place, text ? text : "", length, SQLITE_TRANSIENT);
}
