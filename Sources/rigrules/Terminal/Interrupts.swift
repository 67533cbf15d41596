internal import RigSystem
import Synchronization

/// ^C as a flag that long work looks at, instead of the end of the process.
enum Interrupts {
  private static let pressed = Atomic<Bool>(false)
  private static let restoresDefault = Atomic<Bool>(false)

  /// From now on ^C sets the flag and ends a wait for input; `kill` too, where that is asked for.
  static func catchThem(andTermination: Bool = false) {
    var action = sigaction()
    let handler: @convention(c) (Int32) -> Void = { _ in Interrupts.note() }
    #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = handler
    #else
      action.__sigaction_handler.sa_handler = handler
    #endif
    // Who started the process may have blocked them, and that is inherited.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaction(SIGINT, &action, nil)
    if andTermination {
      sigaction(SIGTERM, &action, nil)
      sigaddset(&signals, SIGTERM)
    }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// The first ^C sets the flag; a second one ends the process at once.
  static func catchOne(andTermination: Bool = false) {
    catchThem(andTermination: andTermination)
    restoresDefault.store(true, ordering: .relaxed)
  }

  /// Ends the process as ^C does that nothing catches, so that a shell sees what happened.
  static func die() {
    signal(SIGINT, SIG_DFL)
    raise(SIGINT)
  }

  private static func note() {
    pressed.store(true, ordering: .relaxed)
    if restoresDefault.load(ordering: .relaxed) { signal(SIGINT, SIG_DFL) }
  }

  /// Whether ^C was pressed since the last call.
  static func take() -> Bool { pressed.exchange(false, ordering: .relaxed) }
}
