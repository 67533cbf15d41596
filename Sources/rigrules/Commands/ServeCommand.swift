import ArgumentParser
import RigHTTP
import RigModel
import RigRules
import RigService
internal import RigSystem

/// `rigrules serve`: a page to try builds on, and an API.
struct ServeCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve a page to try builds on, and an API for programs.",
    discussion: """
      The page is at the address that is printed. Only programs of this machine reach it, unless \
      --host says otherwise. Saved rules are taken over at once; ^C ends it when all that was begun \
      is answered. docs/serve.md describes the API.
      """)

  @Option(help: "The port; 0 takes a free one.")
  var port = 8765

  @Option(
    help: ArgumentHelp(
      "The address of the network interface to listen at.",
      discussion: "0.0.0.0 is all of them: then everyone in the network can ask.",
      valueName: "address"))
  var host = "127.0.0.1"

  @Option(
    name: .customLong("allow-host"),
    help: ArgumentHelp(
      "A name by which the server is known, as behind a proxy.",
      discussion: "Requests to other names are refused. Can be given several times.",
      valueName: "name"))
  var allowedHosts: [String] = []

  @Option(
    name: .customLong("max-body"),
    help: ArgumentHelp("The most that one request may hold, in MiB.", valueName: "MiB"))
  var maxBody = 16

  @Option(
    name: .customLong("max-connections"),
    help: ArgumentHelp("Connections at one time.", valueName: "number"))
  var maxConnections = 512

  @Option(
    name: .customLong("max-rate"),
    help: ArgumentHelp(
      "Requests a second from one address; 0: any number.",
      discussion: "Without it, any number from this machine alone, and 50 with --host of another.",
      valueName: "number"))
  var maxRate: Int?

  @Option(
    name: .customLong("max-search"),
    help: ArgumentHelp("The most that one search for fixes may take: 30s, 2m.", valueName: "time"))
  var maxSearch = SearchTime.service

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port is from 0 to 65535") }
    guard (1...1024).contains(maxBody) else {
      throw ValidationError("--max-body is from 1 to 1024 MiB")
    }
    guard (1...20_000).contains(maxConnections) else {
      throw ValidationError("--max-connections is from 1 to 20000")
    }
    guard maxRate ?? 0 >= 0 else { throw ValidationError("--max-rate is 0 or more") }
  }

  func run(on console: Console) throws -> ExitStatus {
    let session = try CommandSession(shared, console: console)
    let listener: Listener
    do throws(ListenError) { listener = try Listener(address: host, port: port) } catch {
      throw CommandFailure(.usage, "\(error)")
    }
    let counts = ServerCounts()
    let service = Service(
      session.serviceContext(searchTime: maxSearch),
      hosts: HostGuard(host: listener.host, others: allowedHosts),
      counts: counts)
    guard
      let server = HTTPServer(listener, handler: service, limits: limits, counts: counts)
    else { throw CommandFailure(.fault, "the system has no pipe left") }
    session.engine.startWatching()
    Interrupts.catchOne(andTermination: true)
    if !shared.quiet { console.print("http://\(listener.host):\(listener.port)/\n") }
    if !isLocal && !shared.quiet {
      console.note("note: everyone who reaches \(host) can ask; there is no password")
    }
    let threads = max(2, Threads.coreCount)
    guard
      server.run(
        shortThreads: threads, longThreads: max(2, threads / 2), until: { Interrupts.take() })
    else { throw CommandFailure(.fault, "the system has no thread left") }
    return .success
  }

  private var isLocal: Bool { host.hasPrefix("127.") || host == "::1" }

  private var limits: HTTPLimits {
    var limits = HTTPLimits()
    limits.bodyBytes = maxBody << 20
    limits.allBodyBytes = max(limits.allBodyBytes, 2 * limits.bodyBytes)
    limits.connections = maxConnections
    limits.requestsPerSecond = maxRate ?? (isLocal ? 0 : 50)
    return limits
  }
}
