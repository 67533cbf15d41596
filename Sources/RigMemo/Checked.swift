/// Stops the program where an index or a length leaves its table.
///
/// It is compiled into debug builds and into builds with `-DRIG_CHECKED` (`make checked`), and costs
/// nothing in the shipped program.
@inline(__always)
package func checkBounds(
  _ isInside: @autoclosure () -> Bool, file: StaticString = #file, line: UInt = #line
) {
  #if DEBUG || RIG_CHECKED
    precondition(isInside(), "index outside of its table", file: file, line: line)
  #endif
}
