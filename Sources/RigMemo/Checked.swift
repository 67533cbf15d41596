/// Stops the program if an index or a length is outside its table.
///
/// It is compiled into debug builds and into builds with `-DRIG_CHECKED` (`make checked`); in the
/// shipped program it costs nothing.
@inline(__always)
package func checkBounds(
  _ isInside: @autoclosure () -> Bool, file: StaticString = #file, line: UInt = #line
) {
  #if DEBUG || RIG_CHECKED
    precondition(isInside(), "index outside of its table", file: file, line: line)
  #endif
}
