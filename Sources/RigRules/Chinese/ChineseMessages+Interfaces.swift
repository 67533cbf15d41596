extension ChineseMessages {
  /// The C interface and the API of `rigrules serve`.
  static let interfaces = #"""
    the engine is 0
    引擎是 0
    the engine is closed, or never was
    引擎已关闭，或从未打开
    the engine is closed
    引擎已关闭
    {} is null or of an impossible length
    {} 是空指针，或长度不可能
    there is no place for the result: it is null
    没有放结果的地方：是空指针
    there is no place for the engine: it is null
    没有放引擎的地方：是空指针
    no thread could be started after `fork`
    `fork` 之后无法启动线程
    `first_line` must be 1 or more, and the lines less than a terabyte
    `first_line` 必须是 1 或更大，各行合计小于 1 TB
    a report has no key `{}`; known are {}
    报告没有键 `{}`；可用的有 {}
    a report has no key `{}`; known are {} (did you mean `{}`?)
    报告没有键 `{}`；可用的有 {}（是否想写 `{}`？）
    `keys` is empty; write `id,verdict,score`, for example
    `keys` 是空的；请写 `id,verdict,score` 这样
    `keys` is null
    `keys` 是空指针
    the options must be an object with the key `rules`
    选项必须是含键 `rules` 的对象
    the options have no key `{}`; known are {}
    选项没有键 `{}`；可用的有 {}
    the options have no key `{}`; known are {} (did you mean `{}`?)
    选项没有键 `{}`；可用的有 {}（是否想写 `{}`？）
    the options name no `rules` folder
    选项没有写 `rules` 文件夹
    `language` is `{}`; it is "en" or "zh"
    `language` 是 `{}`；应是 "en" 或 "zh"
    `today` is `{}`; write a day as 2026-12-31
    `today` 是 `{}`；日期请写成 2026-12-31
    `deadline_ms` must be a whole number of milliseconds, from 0 (none) to 3600000
    `deadline_ms` 必须是毫秒的整数，从 0（没有）到 3600000
    `{}` must be a list of texts
    `{}` 必须是文字的列表
    there is no {}
    没有 {}
    {} is not asked by {}
    {} 不能用 {} 请求
    use {}
    请用 {}
    `{}` is there twice
    `{}` 写了两次
    `{}` is missing
    缺少 `{}`
    `name` has at most 60 characters and no slash
    `name` 最多 60 个字符，不含斜杠
    it takes none
    它没有选项
    {} has no option {}
    {} 没有选项 {}
    `{}` is {}; allowed are {}
    `{}` 是 {}；可用的有 {}
    there is no catalogue of parts
    没有配件库
    `category` is {}
    `category` 是 {}
    `limit` must be between 1 and 50
    `limit` 必须在 1 和 50 之间
    a request has one Host header; this has {}
    一个请求有一个 Host 头；这里有 {} 个
    the request was not sent in time
    请求没有及时发完
    more than {} requests a second from one address
    同一地址每秒超过 {} 个请求
    too many requests are waiting
    等待的请求太多
    too many requests that take long are waiting
    等待的耗时请求太多
    the bodies being read take all memory for them
    正在读取的请求体已占满内存
    the body is {}; {} bytes are allowed
    请求体是 {} 字节，最多 {} 字节
    the body is larger than that; {} bytes are allowed
    请求体太大，最多 {} 字节
    this server is not known as that host; --allow-host makes it known
    本服务器不以该主机名为人所知；用 --allow-host 添加
    requests from pages of other sites are not answered
    不回答来自其他网站页面的请求
    `name` is missing
    缺少 `name`
    there is no tool {}
    没有工具 {}
    `{}` is missing, or is not a text
    缺少 `{}`，或不是文字
    {} is not a category; there are {}
    {} 不是类别；有 {}
    no part has such a name
    没有这个名称的配件
    """#
}
