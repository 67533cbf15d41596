import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A browser that is driven over two pipes, by the DevTools protocol.
final class BrowserSession {
  private let process = Process()
  private let folder: TemporaryFolder
  private let input: FileHandle
  private let output: FileHandle
  private var received = Data()
  private var number = 0
  private var session: String?

  struct Failed: Error, CustomStringConvertible { let description: String }

  init() throws {
    // A browser that goes away is an error of the call, not the end of the tests.
    signal(SIGPIPE, SIG_IGN)
    folder = try TemporaryFolder()
    for name in ["in", "out"] { mkfifo("\(folder.path)/\(name)", 0o600) }
    let browser = try #require(Browser.path)
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c",
      "exec '\(browser)' --headless --no-sandbox --disable-gpu --remote-debugging-pipe "
        + "--user-data-dir='\(folder.path)/profile' about:blank 3<in 4>out",
    ]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    input = try #require(FileHandle(forWritingAtPath: "\(folder.path)/in"))
    output = try #require(FileHandle(forReadingAtPath: "\(folder.path)/out"))
  }

  deinit {
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
  }

  /// Calls a method and waits for its answer.
  @discardableResult
  func call(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    number += 1
    let own = number
    var message: [String: Any] = ["id": own, "method": method, "params": parameters]
    message["sessionId"] = session
    try input.write(contentsOf: JSONSerialization.data(withJSONObject: message) + [0])
    while true {
      let answer = try next()
      guard answer["id"] as? Int == own else { continue }
      if let error = answer["error"] as? [String: Any] {
        throw Failed(description: "\(method): \(error["message"] ?? "")")
      }
      return answer["result"] as? [String: Any] ?? [:]
    }
  }

  private func next() throws -> [String: Any] {
    while true {
      if let end = received.firstIndex(of: 0) {
        let message = received[..<end]
        received = Data(received[(end + 1)...])
        return try JSONSerialization.jsonObject(with: message) as? [String: Any] ?? [:]
      }
      let more = output.availableData
      guard !more.isEmpty else { throw Failed(description: "the browser has gone") }
      received += more
    }
  }

  /// Opens a page of its own, as wide as asked.
  func open(_ url: String, width: Int = 1280, isDark: Bool = false) throws {
    session = nil
    let target = try call("Target.createTarget", ["url": "about:blank"])
    let attached = try call(
      "Target.attachToTarget", ["targetId": target["targetId"] ?? "", "flatten": true])
    session = attached["sessionId"] as? String
    try call("Page.enable")
    try call(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": false])
    let scheme: [String: Any] = [
      "name": "prefers-color-scheme", "value": isDark ? "dark" : "light",
    ]
    try call("Emulation.setEmulatedMedia", ["features": [scheme]])
    try call("Page.navigate", ["url": url])
    try wait(for: "document.readyState === 'complete'")
  }

  /// The value of an expression on the page.
  @discardableResult
  func value(_ expression: String) throws -> Any? {
    let answer = try call(
      "Runtime.evaluate",
      ["expression": expression, "returnByValue": true, "awaitPromise": true])
    if let problem = answer["exceptionDetails"] as? [String: Any] {
      let thrown = (problem["exception"] as? [String: Any])?["description"]
      throw Failed(description: "\(expression): \(thrown ?? problem["text"] ?? "")")
    }
    return (answer["result"] as? [String: Any])?["value"]
  }

  func text(_ expression: String) throws -> String { try value(expression) as? String ?? "" }

  /// Waits until something is so on the page.
  func wait(for expression: String, seconds: Double = 40) throws {
    let start = ContinuousClock.now
    while try value("Boolean(\(expression))") as? Bool != true {
      guard ContinuousClock.now - start < .seconds(seconds) else {
        let problems = try text("document.getElementById('problems')?.textContent")
        throw Failed(description: "never so: \(expression); the page says: \(problems)")
      }
      usleep(50_000)
    }
  }

  /// Puts a picture of the whole page into the folder that `RIGRULES_SCREENSHOTS` names, if it does.
  func takePicture(_ name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["RIGRULES_SCREENSHOTS"] else { return }
    let answer = try call(
      "Page.captureScreenshot", ["format": "png", "captureBeyondViewport": true])
    let data = try #require(Data(base64Encoded: answer["data"] as? String ?? ""))
    try data.write(to: URL(fileURLWithPath: "\(folder)/\(name).png"))
  }
}
