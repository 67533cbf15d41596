// A program that sets limits needs their type, and should not have to know in which target it lives.
@_exported public import struct LuaRuntime.Limits
