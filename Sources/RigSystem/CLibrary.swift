// The C library has a name of its own on each system. It is imported here and nowhere else: who
// imports RigSystem has it too.
#if canImport(Glibc)
  @_exported public import Glibc
#elseif canImport(Musl)
  @_exported public import Musl
#else
  @_exported public import Darwin
#endif
