extension ErrorCode {
  /// What `rigrules serve` answers: `api` about what was asked, `http` about how.
  static let service = [
    ErrorCode(
      "api/refused",
      ("A request to `rigrules serve` cannot be answered.", "`rigrules serve` 无法处理该请求。"),
      do: (
        "The message says what is missing; the description at `/openapi.json` says what each call takes.",
        "提示说明缺少什么；`/openapi.json` 描述每个调用需要的内容。"
      )),
    ErrorCode(
      "api/bad-option",
      (
        "An option of a request to `rigrules serve` has a value that it does not take.",
        "对 `rigrules serve` 的请求中，某个选项的值不被接受。"
      ),
      do: (
        "Use one of the values that the message lists; `/openapi.json` has the options of each call.",
        "使用提示所列的值；`/openapi.json` 列出每个调用的选项。"
      )),
    ErrorCode(
      "api/unknown-option",
      (
        "The call takes no option of this name.",
        "该调用没有这个选项。"
      ),
      do: (
        "Take the near name that the message gives; `/openapi.json` has the options of each call.",
        "按提示改成相近的名称；`/openapi.json` 列出每个调用的选项。"
      )),
    ErrorCode(
      "api/repeated-option",
      (
        "An option of a request is there twice.",
        "请求中的某个选项出现了两次。"
      ),
      do: (
        "Leave one of them out.",
        "删去其中一个。"
      )),
    ErrorCode(
      "api/missing-option",
      (
        "The call needs an option that the request does not have.",
        "请求缺少该调用必需的选项。"
      ),
      do: (
        "Add the option that the message names.",
        "加上提示指出的选项。"
      )),
    ErrorCode(
      "api/unknown-path",
      (
        "The API has no such path.",
        "API 没有这个路径。"
      ),
      do: (
        "Take the near path that the message gives, or one of `/openapi.json`.",
        "使用提示中相近的路径，或 `/openapi.json` 中的路径。"
      )),
    ErrorCode(
      "api/method",
      (
        "The path is asked by another method than it answers, such as GET for POST.",
        "请求方法不对，例如应使用 POST 却用了 GET。"
      ),
      do: (
        "Use the method that the message and the header `Allow` name.",
        "使用提示和 `Allow` 标头给出的方法。"
      )),
    ErrorCode(
      "api/several-builds",
      (
        "The body describes several machines where the call takes one.",
        "正文描述了多台机器，而该调用只接受一台。"
      ),
      do: (
        "Send one build; `/v1/resolve` gives them apart.",
        "一次发送一份配置；`/v1/resolve` 可将它们分开。"
      )),
    ErrorCode(
      "api/no-catalogue",
      (
        "There is no catalogue of parts on the server, so names cannot be looked up.",
        "服务器上没有部件目录，无法查找名称。"
      ),
      do: (
        "Start `rigrules serve` where the catalogue is installed, or send fields instead of names.",
        "在装有目录的环境中启动 `rigrules serve`，或用字段代替名称。"
      )),
    ErrorCode(
      "api/search-time",
      (
        "The search for fixes took longer than it may: 30 s where a server or a tool asks, or `--time`.",
        "查找修正方案超过了限定时间：服务器或工具请求时为 30 秒，或为 `--time`。"
      ),
      do: (
        "Keep some parts (`keep=gpus,cpu`), allow fewer changes, or raise `--max-search` or `--time`.",
        "保留部分部件（`keep=gpus,cpu`）、减少允许的改动，或提高 `--max-search` 或 `--time`。"
      )),
    ErrorCode(
      "api/failed",
      (
        "The server could not answer, through no fault of the request.",
        "服务器无法应答，原因不在请求。"
      ),
      do: (
        "Look at what the server wrote; where its rules are sound, report it with the request.",
        "查看服务器的输出；如果规则没有问题，请附上请求报告此错误。"
      )),
    ErrorCode(
      "http/host",
      (
        "The request names no host, several, or one that the server is not known by.",
        "请求没有写主机名、写了多个，或写了服务器不认识的主机名。"
      ),
      do: (
        "Ask by the numeric address, or start the server with `--allow-host NAME`.",
        "改用数字地址访问，或用 `--allow-host 名称` 启动服务器。"
      )),
    ErrorCode(
      "http/cross-site",
      (
        "A page of another site made the request.",
        "请求来自其他网站的页面。"
      ),
      do: (
        "Ask from the server's own page, or from a program; browsers of other sites get no answer.",
        "从服务器自己的页面或从程序发出请求；其他网站的页面得不到应答。"
      )),
    ErrorCode(
      "http/too-many-headers",
      (
        "The request has more headers than the server reads.",
        "请求的标头数量超过上限。"
      ),
      do: (
        "Send fewer headers; the limit is in the message.",
        "减少标头；上限见提示。"
      )),
    ErrorCode(
      "http/head-too-large",
      (
        "The request line and the headers are larger than the server reads.",
        "请求行和标头超过上限。"
      ),
      do: (
        "Put what is long into the body, and send fewer cookies.",
        "把较长的内容放进正文，减少 Cookie。"
      )),
    ErrorCode(
      "http/body-too-large",
      (
        "The body is larger than the server takes.",
        "正文超过上限。"
      ),
      do: (
        "Send it in parts, use `rigrules batch`, or start the server with a larger `--max-body`.",
        "分多次发送、改用 `rigrules batch`，或用更大的 `--max-body` 启动服务器。"
      )),
    ErrorCode(
      "http/expectation",
      (
        "The request expects something else than `100-continue`.",
        "请求的 Expect 标头不是 `100-continue`。"
      ),
      do: (
        "Leave the header `Expect` out.",
        "去掉 `Expect` 标头。"
      )),
    ErrorCode(
      "http/control-character",
      (
        "The head of the request holds a control character.",
        "请求头部含有控制字符。"
      ),
      do: (
        "Encode it as `%` with two hexadecimal digits.",
        "用 `%` 加两位十六进制数编码。"
      )),
    ErrorCode(
      "http/request-line",
      (
        "The first line of the request is not `METHOD TARGET HTTP/1.1`.",
        "请求的第一行不是 `方法 目标 HTTP/1.1`。"
      ),
      do: (
        "Ask with a client that speaks HTTP/1.1; the server speaks no TLS.",
        "使用支持 HTTP/1.1 的客户端；服务器不支持 TLS。"
      )),
    ErrorCode(
      "http/version",
      (
        "The request is of a version of HTTP that the server does not speak.",
        "服务器不支持该 HTTP 版本。"
      ),
      do: (
        "Use HTTP/1.1.",
        "使用 HTTP/1.1。"
      )),
    ErrorCode(
      "http/header",
      (
        "A header of the request is not `NAME: VALUE`.",
        "某个标头不是 `名称: 值` 的形式。"
      ),
      do: (
        "Write each header on a line of its own, without a blank before the colon.",
        "每个标头单独一行，冒号前不留空格。"
      )),
    ErrorCode(
      "http/framing",
      (
        "The length of the body is stated twice, or is not a whole number.",
        "正文长度写了两次，或不是整数。"
      ),
      do: (
        "Send either one `Content-Length` or `Transfer-Encoding: chunked`.",
        "只发送一个 `Content-Length`，或使用 `Transfer-Encoding: chunked`。"
      )),
    ErrorCode(
      "http/encoding",
      (
        "The body is encoded for its transfer in a way that the server does not read.",
        "服务器不支持正文的传输编码。"
      ),
      do: (
        "Use `chunked` or none.",
        "使用 `chunked` 或不编码。"
      )),
    ErrorCode(
      "http/target",
      (
        "The target of the request is not a path of the server.",
        "请求目标不是服务器的路径。"
      ),
      do: (
        "Begin it with `/`.",
        "以 `/` 开头。"
      )),
    ErrorCode(
      "http/escape",
      (
        "The target has a `%` without two digits, is not UTF-8, or holds control characters.",
        "目标中的 `%` 后面没有两位十六进制数、不是 UTF-8，或含有控制字符。"
      ),
      do: (
        "Encode `%` itself as `%25`, and other characters as their UTF-8.",
        "把 `%` 本身写成 `%25`，其他字符按 UTF-8 编码。"
      )),
    ErrorCode(
      "http/chunk",
      (
        "A chunk of the body is not as its size says.",
        "正文的某个分块与其长度不符。"
      ),
      do: (
        "Let a client of HTTP make the chunks, or send the length instead.",
        "由 HTTP 客户端生成分块，或改为发送长度。"
      )),
    ErrorCode(
      "http/timeout",
      (
        "The request was not sent within its time.",
        "请求没有在限定时间内发完。"
      ),
      do: (
        "Send it without pauses; docs/serve.md has the limits.",
        "不间断地发送；限制见 docs/serve.md。"
      )),
    ErrorCode(
      "http/busy",
      (
        "The server has as many requests as it takes at once.",
        "服务器同时处理的请求已达上限。"
      ),
      do: (
        "Ask again after the time that `Retry-After` says.",
        "在 `Retry-After` 指定的时间之后重试。"
      )),
    ErrorCode(
      "http/rate",
      (
        "One address asks more often than the server allows.",
        "同一地址的请求过于频繁。"
      ),
      do: (
        "Ask less often, send a batch in one request, or start the server with a larger `--max-rate`.",
        "降低请求频率、用一次批量请求代替，或用更大的 `--max-rate` 启动服务器。"
      )),
    ErrorCode(
      "http/idle",
      (
        "A connection without a request was ended to make room; `/metrics` counts it.",
        "没有请求的连接被关闭以腾出位置；`/metrics` 会计数。"
      ),
      do: (
        "Nothing: a client opens a new connection. Where it happens often, raise `--max-connections`.",
        "无需处理：客户端会重新连接。若经常发生，请提高 `--max-connections`。"
      )),
    ErrorCode(
      "http/slow-reader",
      (
        "A client took nothing of its answer for too long, and was disconnected; `/metrics` counts it.",
        "客户端长时间没有读取应答，连接被断开；`/metrics` 会计数。"
      ),
      do: (
        "Read answers as they come; docs/serve.md has the limits.",
        "及时读取应答；限制见 docs/serve.md。"
      )),
  ]
}
