/// Threads of our own: for work that waits, and for stacks of a size we know.
package enum Threads {
  /// Runs work on a new thread and returns at once.
  package static func start(_ work: @escaping @Sendable () -> Void) {
    if !start(stackBytes: 1 << 20, work) { work() }
  }

  package static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// A stack on which any rule may run.
  package static let ruleStackBytes = 16 << 20

  /// Runs work on a new thread and returns at once; false where none could be made.
  package static func start(stackBytes: Int, _ work: @escaping @Sendable () -> Void) -> Bool {
    guard let thread = make(stackBytes: stackBytes, work) else { return false }
    pthread_detach(thread)
    return true
  }

  package static func sleep(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    nanosleep(&time, nil)
  }

  /// Runs work on a thread with a stack of its own and waits for it; false where none could be
  /// made.
  package static func run(stackBytes: Int, _ work: @escaping () -> Void) -> Bool {
    guard let thread = make(stackBytes: stackBytes, work) else { return false }
    pthread_join(thread, nil)
    return true
  }

  /// Runs work once for each number below `count`, the last on this thread and the others on threads
  /// of their own, and waits for all.
  package static func run(count: Int, stackBytes: Int, _ work: @escaping (Int) -> Void) {
    var threads: [pthread_t] = []
    var here = [count - 1]
    for number in 0..<max(0, count - 1) {
      if let thread = make(stackBytes: stackBytes, { work(number) }) {
        threads.append(thread)
      } else {
        here.append(number)
      }
    }
    for number in here { work(number) }
    for thread in threads { pthread_join(thread, nil) }
  }

  private final class Job {
    let work: () -> Void
    init(_ work: @escaping () -> Void) { self.work = work }
  }

  private static func make(stackBytes: Int, _ work: @escaping () -> Void) -> pthread_t? {
    let job = Unmanaged.passRetained(Job(work)).toOpaque()
    if let thread = create(stackBytes, job) { return thread }
    Unmanaged<Job>.fromOpaque(job).release()
    return nil
  }

  private static func create(_ stackBytes: Int, _ job: UnsafeMutableRawPointer) -> pthread_t? {
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    defer { attributes.deallocate() }
    guard pthread_attr_init(attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(attributes) }
    pthread_attr_setstacksize(attributes, stackBytes)
    #if canImport(Darwin)
      let thread = UnsafeMutablePointer<pthread_t?>.allocate(capacity: 1)
    #else
      let thread = UnsafeMutablePointer<pthread_t>.allocate(capacity: 1)
    #endif
    defer { thread.deallocate() }
    return pthread_create(thread, attributes, threadEntry, job) == 0 ? thread.pointee : nil
  }

  fileprivate static func run(_ job: UnsafeMutableRawPointer) {
    Unmanaged<Job>.fromOpaque(job).takeRetainedValue().work()
  }
}

#if canImport(Darwin)
  private func threadEntry(_ job: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Threads.run(job)
    return nil
  }
#else
  private func threadEntry(_ job: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let job { Threads.run(job) }
    return nil
  }
#endif
