internal import RigSystem
internal import Synchronization

/// Serves a handler over HTTP/1.1 until it is told to stop.
///
/// One thread runs the loop: it accepts, reads, writes what clients are slow to take, and watches
/// the time. Threads of two lanes answer whole requests; what a client takes at once they send
/// themselves.
package final class HTTPServer {
  let limits: HTTPLimits
  let shared: Shared
  private let listener: Listener
  private var limiter: RateLimiter
  /// Those that the loop owns.
  private var connections: [Int32: Connection] = [:]
  /// How many the threads have.
  private var lentCount = 0
  private var bodyBytes = 0
  private var pollEntries: [pollfd] = []
  private let space = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
  /// Accepting pauses until then: the process has no descriptor left.
  private var acceptsFrom: UInt64 = 0

  /// What the threads share.
  final class Shared: Sendable {
    let handler: any HTTPHandler
    let counts: ServerCounts
    let short = WorkQueue()
    let long = WorkQueue()
    let returned = Guarded<[Connection]>([])
    let wake: WakePipe
    let isStopping = StopFlag()
    init(_ handler: any HTTPHandler, _ counts: ServerCounts, _ wake: WakePipe) {
      (self.handler, self.counts, self.wake) = (handler, counts, wake)
    }

    /// Gives a connection back to the loop.
    func giveBack(_ connection: Connection) {
      let wasEmpty = returned.withLock { returned in
        returned.append(connection)
        return returned.count == 1
      }
      if wasEmpty { wake.ring() }
    }
  }

  /// Makes one; nil where the system has no pipe left.
  package init?(
    _ listener: Listener, handler: any HTTPHandler, limits: HTTPLimits, counts: ServerCounts
  ) {
    guard let wake = WakePipe() else { return nil }
    self.listener = listener
    self.limits = limits
    limiter = RateLimiter(rate: limits.requestsPerSecond)
    shared = Shared(handler, counts, wake)
  }

  deinit { space.deallocate() }

  /// Serves until `isStopped`; then what was begun is answered, and it returns.
  ///
  /// - Returns: False where no thread could be made.
  package func run(shortThreads: Int, longThreads: Int, until isStopped: () -> Bool) -> Bool {
    let shared = shared
    let work: @Sendable (Connection) -> Void = { Answering(shared: shared).answer($0) }
    guard shared.short.start(threads: shortThreads, work),
      shared.long.start(threads: longThreads, work)
    else { return false }
    var stopsAt: UInt64?
    var lastLook: UInt64 = 0
    while true {
      wait(accepts: stopsAt == nil)
      let now = MonotonicClock.now
      if stopsAt == nil && isStopped() {
        stopsAt = now &+ limits.stopTime.nanoseconds
        shared.isStopping.set()
        close(listener.descriptor)
        closeIdle()
      }
      serve(now, accepts: stopsAt == nil)
      if now &- lastLook > 100_000_000 {
        lastLook = now
        endOverdue(now)
      }
      if let stopsAt, connections.isEmpty && lentCount == 0 || now > stopsAt { break }
    }
    shared.short.stop()
    shared.long.stop()
    return true
  }

  // MARK: Waiting

  private func wait(accepts: Bool) {
    pollEntries.removeAll(keepingCapacity: true)
    pollEntries.append(pollfd(fd: shared.wake.descriptor, events: Int16(POLLIN), revents: 0))
    let isPaused = acceptsFrom > MonotonicClock.now
    pollEntries.append(
      pollfd(
        fd: accepts && !isPaused ? listener.descriptor : -1, events: Int16(POLLIN), revents: 0))
    for (descriptor, connection) in connections {
      let event = connection.phase == .writing ? POLLOUT : POLLIN
      pollEntries.append(pollfd(fd: descriptor, events: Int16(event), revents: 0))
    }
    poll(&pollEntries, nfds_t(pollEntries.count), 200)
  }

  private func serve(_ now: UInt64, accepts: Bool) {
    if pollEntries[0].revents != 0 { shared.wake.hear() }
    takeReturned(now)
    for entry in pollEntries.dropFirst(2) where entry.revents != 0 {
      guard let connection = connections[entry.fd] else { continue }
      switch connection.phase {
      case .reading: read(connection, now)
      case .writing: write(connection, now)
      case .closing: drop(connection)
      case .answering: break
      }
    }
    if accepts && pollEntries[1].revents != 0 { accept(now) }
  }

  private func takeReturned(_ now: UInt64) {
    let returned = shared.returned.withLock { list in
      defer { list = [] }
      return list
    }
    for connection in returned {
      lentCount -= 1
      connections[connection.descriptor] = connection
      switch connection.phase {
      case .writing: connection.deadline = now &+ limits.writeTime.nanoseconds
      case .closing: end(connection)
      default: readAgain(connection, now)
      }
    }
  }

  // MARK: Connections

  private func accept(_ now: UInt64) {
    for _ in 0..<64 {
      errno = 0
      guard let (descriptor, address) = listener.accept() else {
        if errno == EMFILE || errno == ENFILE {
          if !endLongestIdle() { acceptsFrom = now &+ 100_000_000 }
        }
        return
      }
      shared.counts.change {
        $0.accepted += 1
        $0.open += 1
      }
      let handler = shared.handler
      let connection = Connection(
        descriptor, address: address,
        reader: RequestReader(limits: limits, refusal: { handler.refusal(of: $0) }), now: now,
        until: now &+ limits.headTime.nanoseconds)
      connections[descriptor] = connection
      // Mostly the request is there with the connection.
      read(connection, now)
      if connections.count + lentCount > limits.connections { _ = endLongestIdle() }
    }
  }

  /// Ends the connection that has been between two requests, or within the head of one, longest.
  private func endLongestIdle() -> Bool {
    let idle = connections.values.filter { $0.phase != .writing && $0.phase != .answering }
    guard let longest = idle.min(by: { $0.since < $1.since }) else { return false }
    shared.counts.refuse("http/idle")
    remove(longest)
    return true
  }

  private func remove(_ connection: Connection) {
    bodyBytes -= connection.countedBytes
    connection.countedBytes = 0
    connections[connection.descriptor] = nil
    shared.counts.change { $0.open -= 1 }
  }

  private func closeIdle() {
    for connection in connections.values
    where connection.phase == .reading && !connection.reader.isWithin {
      remove(connection)
    }
  }

  private func endOverdue(_ now: UInt64) {
    for connection in connections.values where connection.deadline < now {
      guard connection.phase == .reading, connection.reader.isWithin else {
        if connection.phase == .writing { shared.counts.refuse("http/slow-reader") }
        remove(connection)
        continue
      }
      turnAway(connection, HTTPRefusal(408, "timeout", "the request was not sent in time"), now)
    }
  }

  // MARK: Reading

  private func read(_ connection: Connection, _ now: UInt64) {
    let count = connection.receive(space)
    if count == 0 { return remove(connection) }
    if count < 0 { return }
    if !connection.reader.isWithin {
      connection.since = now
      connection.deadline = now &+ limits.headTime.nanoseconds
    }
    shared.counts.change { $0.receivedBytes += count }
    connection.reader.append(UnsafeRawBufferPointer(rebasing: space[..<count]))
    take(connection, now)
  }

  /// After an answer: the next request may be there already.
  private func readAgain(_ connection: Connection, _ now: UInt64) {
    connection.phase = .reading
    connection.since = now
    connection.deadline =
      now
      &+ (connection.reader.isWithin ? limits.headTime : limits.idleTime).nanoseconds
    if shared.isStopping.isSet && !connection.reader.isWithin { return remove(connection) }
    if connection.reader.isWithin { take(connection, now) }
  }

  private func take(_ connection: Connection, _ now: UInt64) {
    do throws(HTTPRefusal) {
      let hadHead = connection.reader.hasHead
      switch try connection.reader.next() {
      case .more: break
      case .continues:
        connection.put(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
        guard connection.flush() else { return remove(connection) }
      case .request(let request): return try lend(connection, request, now)
      }
      if !hadHead && connection.reader.hasHead {
        connection.deadline = connection.since &+ limits.requestTime.nanoseconds
      }
      bodyBytes += connection.reader.heldBytes - connection.countedBytes
      connection.countedBytes = connection.reader.heldBytes
      if bodyBytes > limits.allBodyBytes {
        throw HTTPRefusal(503, "busy", "the bodies being read take all memory for them")
      }
    } catch {
      turnAway(connection, error, now)
    }
  }

  /// Gives a whole request to the threads.
  private func lend(_ connection: Connection, _ request: HTTPRequest, _ now: UInt64)
    throws(HTTPRefusal)
  {
    guard limiter.allows(connection.address, now: now) else {
      throw HTTPRefusal(
        429, "rate", "more than \(limits.requestsPerSecond) requests a second from one address")
    }
    guard lentCount < limits.connections else {
      throw HTTPRefusal(503, "busy", "too many requests are waiting")
    }
    let lane = shared.handler.lane(of: request)
    if lane == .long, shared.long.count >= limits.longRequests {
      throw HTTPRefusal(503, "busy", "too many requests that take long are waiting")
    }
    shared.counts.change { $0.requests += 1 }
    bodyBytes -= connection.countedBytes
    connection.countedBytes = 0
    connection.request = request
    connection.lane = lane
    lend(connection)
  }

  private func lend(_ connection: Connection) {
    connection.phase = .answering
    connections[connection.descriptor] = nil
    lentCount += 1
    (connection.lane == .short ? shared.short : shared.long).add(connection)
  }

  // MARK: Writing

  private func write(_ connection: Connection, _ now: UInt64) {
    guard connection.flush() else { return remove(connection) }
    let sent = connection.takeSentBytes()
    if sent > 0 {
      connection.deadline = now &+ limits.writeTime.nanoseconds
      shared.counts.change { $0.sentBytes += sent }
    }
    guard connection.isDrained else { return }
    if connection.pieces != nil { return lend(connection) }
    if connection.closesAfter { return end(connection) }
    readAgain(connection, now)
  }

  /// Answers with what is wrong, and ends the connection: what follows cannot be told apart.
  private func turnAway(_ connection: Connection, _ refusal: HTTPRefusal, _ now: UInt64) {
    shared.counts.refuse(refusal.code)
    let response = shared.handler.response(to: refusal)
    connection.put(response.head(for: nil, closes: true))
    if case .bytes(let bytes) = response.body { connection.put(bytes) }
    connection.closesAfter = true
    connection.phase = .writing
    connection.deadline = now &+ limits.writeTime.nanoseconds
    write(connection, now)
  }

  /// Says that nothing more comes. What the client is still sending is dropped for a moment, because
  /// a connection that is closed on unread bytes takes the answer with it.
  private func end(_ connection: Connection) {
    shutdown(connection.descriptor, Int32(SHUT_WR))
    connection.phase = .closing
    connection.since = 0
    connection.deadline = MonotonicClock.now &+ 1_000_000_000
  }

  private func drop(_ connection: Connection) {
    if connection.receive(space) == 0 { remove(connection) }
  }
}
