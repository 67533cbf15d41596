internal import RigModel

/// Running text, which mentions parts without listing them.
enum Prose {
  private static let words: Set<String> = [
    "i", "my", "the", "is", "are", "was", "were", "have", "has", "had", "this", "that", "will",
    "would",
    "to", "you", "we", "it", "its", "be", "been", "because", "but", "so", "if", "then", "than",
    "about",
    "from", "not", "can", "could", "should", "just", "also", "very", "really", "when", "while",
    "which",
    "they", "their", "there", "these", "those", "your", "our", "need", "want", "use", "using",
    "does",
    "please", "think", "for", "with", "on", "at", "as", "by", "in", "of",
  ]

  /// A text without the words that begin a sentence about a machine: `My rig has an …`.
  static func withoutOpening(_ text: String) -> String {
    for opening in [
      "我的配置是", "我现在的配置是", "目前配置是", "配置是", "我现在用的是", "现在用的是", "目前用的是", "我用的是", "用的是", "U是", "u是",
    ]
    where text.hasPrefix(opening) {
      return String(text.dropFirst(opening.count))
    }
    let openers: Set<String> = [
      "my", "rig", "has", "an", "a", "the", "with", "i", "have", "build", "built", "is", "includes",
      "running", "runs", "of", "uses", "using", "machine", "server", "workstation", "box", "pc",
      "and",
      "plus", "it", "specs", "it's", "setup", "system", "computer", "consists", "contains", "had",
      "got", "bought", "our", "we", "so", "i've", "ive", "i'm", "currently", "hey", "hi", "run",
      "its", "picked", "up", "grabbed", "scored", "snagged", "going", "all", "everything", "in",
      "inside", "housed", "for", "lab",
    ]
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    let kept = words.drop { openers.contains(LineText.fold(String($0))) }
    // A part may be called so: what is nothing but such words stays.
    guard kept.count < words.count, !kept.isEmpty else { return text }
    return kept.joined(separator: " ")
  }

  /// `the gpu is a dell oem 3080`: the word before the verb heads the rest.
  static func kindSaid(_ text: String) -> (key: String, name: String)? {
    // `case (Meshify 2 XL)`.
    if text.hasSuffix(")"),
      let match = text.firstMatch(
        of: #/^(?i)(case|psu|cpu|gpu|cooler|ram|board|mobo|ssd) ?\(([^()]+)\)$/#)
    {
      return (String(match.1), String(match.2))
    }
    if let said = chineseKindSaid(text) { return said }
    guard text.utf8.count <= 160, [" is ", " was ", " will be "].contains(where: text.contains),
      let match = text.firstMatch(
        of:
          #/^(?i)(?:and )?(?:the |my |our )?(gpu|cpu|psu|case|cooler|aio|ram|memory|mobo|board|motherboard|ssd|drive|power supply|graphics card) (?:is|was|will be) (?:just |only )?(?:an? |the |my )?(.+)$/#
      )
    else { return nil }
    return (String(match.1), String(match.2))
  }

  /// `电源是酷冷至尊V850`, `散热用的利民FC140`.
  private static func chineseKindSaid(_ text: String) -> (key: String, name: String)? {
    guard text.utf8.count <= 120,
      let kind = [
        "显卡", "内存", "电源", "机箱", "散热器", "散热", "主板", "处理器", "硬盘", "固态", "CPU", "cpu",
      ].first(where: text.hasPrefix)
    else { return nil }
    let rest = text.dropFirst(kind.count)
    guard
      let verb = ["是用的", "用的是", "选的是", "买的是", "上的是", "用的", "选的", "选了", "是", "为"]
        .first(where: rest.hasPrefix), rest.count > verb.count + 2
    else { return nil }
    return (kind, String(rest.dropFirst(verb.count)))
  }

  /// `psu is a silverstone st1000-pts`: the verb behind the head is none of the name.
  static func withoutVerb(_ name: String) -> String {
    for verb in [
      "is a ", "is an ", "is the ", "is my ", "is ", "will be a ", "will be an ", "will be ",
    ]
    where name.hasPrefix(verb) && name.utf8.count > verb.utf8.count {
      return String(name.dropFirst(verb.count))
    }
    return name
  }

  /// `… in a Fractal North - will a second one fit?`: a text without the question behind its dash.
  static func withoutQuestion(_ text: String) -> String {
    guard text.hasSuffix("?") || text.hasSuffix("？"),
      let dash = [" - ", " – ", " — "].compactMap({ text.ranges(of: $0).last }).max(by: {
        $0.lowerBound < $1.lowerBound
      }), text[..<dash.lowerBound].contains(" ")
    else { return text }
    return String(text[..<dash.lowerBound])
  }

  /// A sentence about one part as what it is about: `Graphics are handled by an ASUS Prime RTX 5070 Ti.`,
  /// `A Corsair RM850e powers the whole thing.` Sentences of what might be, or of two parts to choose from, stay.
  static func aboutOne(_ text: String) -> String? {
    guard 16...160 ~= text.utf8.count, text.contains(" ") else { return nil }
    let folded = LineText.fold(text)
    guard folded.unicodeScalars.count == text.unicodeScalars.count,
      !doubts.contains(where: { " \(folded) ".contains($0) })
    else { return nil }
    var start = folded.startIndex
    var end = folded.endIndex
    for phrase in leads {
      guard let range = folded.ranges(of: phrase).last, range.lowerBound < end,
        folded.distance(from: folded.startIndex, to: range.lowerBound) <= 60
      else { continue }
      start = max(start, range.upperBound)
    }
    if start == folded.startIndex {
      start =
        articles.first(where: folded.hasPrefix).map {
          folded.index(folded.startIndex, offsetBy: $0.count)
        }
        ?? start
    }
    for phrase in tails {
      if let range = folded[start...].ranges(of: phrase).first, range.lowerBound < end {
        end = range.lowerBound
      }
    }
    let isSentence = end < folded.endIndex || leads.contains { folded[..<start].hasSuffix($0) }
    guard isSentence, start < end else { return nil }
    let from = folded.distance(from: folded.startIndex, to: start)
    let upTo = folded.distance(from: folded.startIndex, to: end)
    var name = String(text.dropFirst(from).prefix(upTo - from))
    let kept = name.split(separator: " ").drop {
      ["a", "an", "the", "my", "our"].contains(LineText.fold(String($0)))
    }
    name = kept.joined(separator: " ")
    while let last = name.last, ".!,;".contains(last) { name.removeLast() }
    return name.utf8.count >= 3 ? name : nil
  }

  private static let doubts = [
    " if ", " would ", " should ", " could ", " might ", " maybe ", " or ", "n't ", " not ",
    " instead of ",
    "?", " than ", " wish ", " sold ", " used to ", " was going ", " replaced ", " upgrade ",
    " later ",
  ]
  private static let leads = [
    " i settled on ", " i went with ", " we went with ", " i chose ", " i picked ", " i opted for ",
    " i ended up with ", " handled by ", " sits in ", " sits on ", " housed in ", " lives in ",
    " provided by ",
    " is powered by ", " comes from ", " taken care of by ", " cooled by ", "storage is ",
    "graphics is ",
    "processor is ", "memory is ", "cooling is ", "chassis is ", "enclosure is ",
  ]
  private static let articles = ["a ", "an ", "the ", "my "]
  private static let tails = [
    ", mostly ", ", mainly ", ", because ", " because ", ", which ", ", since ", ", as it ",
    " powers ",
    " keeps ", " cools ", " handles ", " takes care ", " drives the ", " provides ", " feeds ",
    " does the cooling", " sits in ", " rounds out ", " holds ",
  ]

  /// A line without the words that tell how a part came to be there: `Threw in an RTX 5070`.
  static func withoutNews(_ text: String) -> String {
    // `My NAS/AI combo -> Ryzen 7 …`: the arrow leads to what it is.
    // `2600X -> 5700X3D`: to what it is changed.
    for arrow in [" -> ", " => ", " → ", " --> ", " ➜ "] {
      if let range = text.ranges(of: arrow).first, text[..<range.lowerBound].utf8.count <= 40,
        text.ranges(of: arrow).count == 1
      {
        return String(text[range.upperBound...])
      }
    }
    // `New rig day!! 5950X, …`, `What's in my box? …`: a call or a question before the list.
    for mark in ["! ", "? "] {
      guard let call = text.ranges(of: mark).last else { continue }
      let head = text[..<call.lowerBound]
      if head.utf8.count <= 40, !head.contains(where: \.isNumber),
        !LineText.fold(String(head)).hasSuffix("be quiet")
      {
        return String(text[call.upperBound...])
      }
    }
    let verbs: Set<String> = [
      "threw", "added", "swapped", "kept", "still", "reused", "picked", "grabbed", "installed",
      "upgraded", "bought", "got", "using",
    ]
    let particles: Set<String> = ["in", "on", "up", "a", "an", "my", "the", "to", "for", "using"]
    let words = text.split(separator: " ")
    guard words.count >= 2, let first = words.first, verbs.contains(LineText.fold(String(first)))
    else { return text }
    let kept = words.dropFirst().drop { particles.contains(LineText.fold(String($0))) }
    return kept.isEmpty ? text : kept.joined(separator: " ")
  }

  /// Whether a text says what someone would like to have: `想换张5060Ti`, `thinking about a 5090`.
  static func isWish(_ line: LineText) -> Bool {
    let text = line.foldedText(0..<line.count)
    return [
      "想换", "想买", "想升级", "想加", "打算", "准备换", "准备买", "准备加", "考虑换", "要不要", "want to ",
      "wanna ", "thinking of ", "thinking about ", "considering ", "planning to ", "should i ",
      "looking to ", "upgrading to ", "upgrade to ", "hoping to ",
    ].contains { text.contains($0) }
  }

  /// Whether a part that was not split further goes on to another one: `3090 on an EPYC with a …`.
  static func namesMore(_ line: LineText) -> Bool {
    let text = line.foldedText(0..<line.count) + " "
    let articles = ["a", "an", "the", "one", "two", "three", "four", "six", "eight", "dual"]
    return ["on", "with", "and", "in", "plus"].contains { word in
      articles.contains { text.contains(" \(word) \($0) ") }
    }
  }

  static func isProse(_ line: LineText) -> Bool {
    var found: Set<String> = []
    for range in line.words {
      let word = line.foldedText(range)
      if words.contains(word) { found.insert(word) }
    }
    if found.count >= 3 { return true }
    // `It renders frames and runs programs when it feels like it`: no part is named by a sentence without figures.
    if found.count == 2, line.words.count >= 7, !line.folded.contains(where: \.isASCIIDigit),
      let first = line.words.first,
      ["it", "this", "these", "i", "we", "they"].contains(line.foldedText(first))
    {
      return true
    }
    // `Running vLLM with tensor parallel 4. Power limited to 280W each.`
    let last = line.folded.last ?? " "
    if found.count == 2, line.words.count >= 7, ".!?".unicodeScalars.contains(last) { return true }
    let chinese = ["我", "的时候", "因为", "所以", "但是", "可以", "需要", "建议", "希望", "觉得", "如果"]
    let text = line.foldedText(0..<line.count)
    return chinese.count { text.contains($0) } >= 2
  }
}

/// What a line states about software: the system and the driver.
enum SoftwareReader {
  static func fields(key: String, name: String) -> [BuildValue.Field] {
    let text = LineText.fold(name)
    if ItemReader.systemKey(key) != nil {
      let version = text.prefix { $0.isNumber || $0 == "." }
      return version.isEmpty ? [] : [.init(key: "driver", value: .text(String(version)))]
    }
    for (word, system) in [
      ("windows 11", "windows-11"), ("windows 10", "windows-10"), ("windows 7", "windows-7"),
      ("win11", "windows-11"), ("win10", "windows-10"), ("linux", "linux"), ("ubuntu", "linux"),
      ("debian", "linux"), ("fedora", "linux"), ("centos", "linux"), ("arch", "linux"),
      ("proxmox", "linux"), ("unraid", "linux"), ("nixos", "linux"), ("rocky", "linux"),
      ("mint", "linux"),
    ] where text.contains(word) {
      return [.init(key: "os", value: .text(system))]
    }
    return []
  }
}
