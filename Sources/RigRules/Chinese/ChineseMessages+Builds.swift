extension ChineseMessages {
  /// What is wrong with a build, a part list or a line of a batch.
  static let builds = #"""
    the key {} stands twice in one mapping; first on line {}
    键 {} 在同一个映射里出现两次，第一次在第 {} 行
    this is Markdown, not a build
    这是 Markdown，不是配置
    this is a list of parts in words, not a build
    这是文字写的配件清单，不是配置
    this is a table, not a build
    这是表格，不是配置
    this is a web page, not a build
    这是网页，不是配置
    this is Lua, not a build
    这是 Lua，不是配置
    write the parts as fields, such as `gpus: [{ name: RTX 4090 }]`
    请把配件写成字段，例如 `gpus: [{ name: RTX 4090 }]`
    write the parts as fields, such as `gpus: [{ name: RTX 4090 }]`, or let `rigrules \#
    import` read the list
    请把配件写成字段，例如 `gpus: [{ name: RTX 4090 }]`；也可以用 `rigrules import` 读取清单
    save the list itself; then write the parts as fields, such as `gpus: [{ name: RTX \#
    4090 }]`
    请保存清单本身，再把配件写成字段，例如 `gpus: [{ name: RTX 4090 }]`
    `rigrules test` takes rules; a build is YAML or JSON
    规则用 `rigrules test` 检验；配置是 YAML 或 JSON
    merge keys (`<<`) are not supported
    不支持合并键（`<<`）
    write the keys out, or use an alias (`*name`) for a whole part
    请把各个键写出来，或用别名（`*name`）代表整个部件
    an anchor stands before a key
    键的前面有一个锚点
    an alias stands where a key is expected
    这里应是键，却是别名
    the alias `*{}` names no anchor before it
    别名 `*{}` 之前没有同名的锚点
    a list or mapping stands where a key is expected
    这里应是键，却是列表或映射
    quote the key if it starts with `[` or `{`
    以 `[` 或 `{` 开头的键请加引号
    the tag {} has no meaning here
    标签 {} 在这里没有意义
    leave out the tag; quote the text if it starts with `!`
    请去掉标签；以 `!` 开头的文字请加引号
    a path of more than 256 bytes is not a path of fields
    超过 256 字节的不是字段路径
    `{}` is not a path of fields
    `{}` 不是字段路径
    write fields with dots between, such as `gpus[].tdp_w`
    字段之间用点隔开，例如 `gpus[].tdp_w`
    `[]` stands for every element
    `[]` 代表每一项
    `{}` names one element; a path names them all
    `{}` 指其中一项，而路径指全部
    `{}` is written out before rules see it, one entry for each
    `{}` 在规则看到之前已展开为逐项
    use the number of entries
    请用项数
    write {}
    请写 {}
    did you mean {}?
    是否想写 {}？
    {} has no field `{}`
    {} 没有字段 `{}`
    `{}` is not a list
    `{}` 不是列表
    `{}` is a list
    `{}` 是列表
    `{}` is a plain value without fields
    `{}` 是单个值，没有字段
    the keys are {}
    可用的键：{}
    `{}`: a `[` without its `]`
    `{}`：`[` 没有对应的 `]`
    `{}`: `.` or `[` is missing before `{}`
    `{}`：`{}` 之前缺少 `.` 或 `[`
    `{}` is not a path; write psus[1].wattage_w
    `{}` 不是路径；请写成 psus[1].wattage_w 这样
    the path is empty
    路径是空的
    `{}`: `[{}]` is not a number; lists count from 1
    `{}`：`[{}]` 不是数字；列表从 1 数起
    `{}`: lists count from 1, so there is no [{}]
    `{}`：列表从 1 数起，没有 [{}]
    the list is empty, so there is no [{}]
    列表是空的，没有 [{}]
    there is no [{}]; the list has {}, the next is {}
    没有 [{}]；列表有 {} 项，下一项是 {}
    [] is of something that is not a list
    [] 写在不是列表的值上
    [{}] is of something that is not a list
    [{}] 写在不是列表的值上
    `{}` is asked of a list; write [1].{}
    `{}` 写在列表上；请写 [1].{}
    `{}` is asked of a plain value
    `{}` 写在单个值上
    only files can be read, not other addresses
    只能读取文件，不能读取其他地址
    how many parts each of its entries stands for is not clear
    看不出每一项代表几个配件
    the no-break space{} (U+{})
    不换行空格{}（U+{}）
    the narrow no-break space{} (U+{})
    窄不换行空格{}（U+{}）
    the full-width blank{} (U+{})
    全角空格{}（U+{}）
    the byte order mark{} (U+{})
    字节顺序标记{}（U+{}）
    the zero-width space{} (U+{})
    零宽空格{}（U+{}）
    the invisible direction mark{} (U+{})
    不可见的方向标记{}（U+{}）
    the blank of another kind{} (U+{})
    特殊空格{}（U+{}）
    the invisible character{} (U+{})
    不可见字符{}（U+{}）
    the full-width quote{} (U+{})
    全角引号{}（U+{}）
    the typographic quote{} (U+{})
    弯引号{}（U+{}）
    the Chinese comma{} (U+{})
    中文标点{}（U+{}）
    the full-width comma{} (U+{})
    全角逗号{}（U+{}）
    the look-alike comma{} (U+{})
    形似逗号的字符{}（U+{}）
    the Chinese full stop{} (U+{})
    中文句号{}（U+{}）
    the full-width full stop{} (U+{})
    全角句点{}（U+{}）
    the look-alike full stop{} (U+{})
    形似句点的字符{}（U+{}）
    the full-width colon{} (U+{})
    全角冒号{}（U+{}）
    the look-alike colon{} (U+{})
    形似冒号的字符{}（U+{}）
    the full-width semicolon{} (U+{})
    全角分号{}（U+{}）
    the look-alike semicolon{} (U+{})
    形似分号的字符{}（U+{}）
    the full-width bracket{} (U+{})
    全角括号{}（U+{}）
    the look-alike bracket{} (U+{})
    形似括号的字符{}（U+{}）
    the full-width equals sign{} (U+{})
    全角等号{}（U+{}）
    the look-alike equals sign{} (U+{})
    形似等号的字符{}（U+{}）
    the full-width hyphen{} (U+{})
    全角连字符{}（U+{}）
    the dash{} (U+{})
    破折号{}（U+{}）
    the full-width character{} (U+{})
    全角字符{}（U+{}）
    the character{} (U+{})
    字符{}（U+{}）
    write an ordinary blank
    请用普通空格
    take it out
    请删掉
    {} is not a sign of {}
    {} 不是 {} 的符号
    the build has no `{}`
    配置里没有 `{}`
    `set` adds it
    用 `set` 可以添加
    `{}` is not a path into a build
    `{}` 不是配置里的路径
    write `gpus[0].tdp_w`, with indexes from 0
    请写成 `gpus[0].tdp_w` 这样，下标从 0 数起
    `{}` stands below a value that has no fields
    `{}` 的上一级没有字段
    there is no element [{}]: the list has {}
    没有第 [{}] 项：列表有 {} 项
    [{}] stands below a value that is not a list
    [{}] 的上一级不是列表
    [{}] adds one
    [{}] 会添加一项
    write an entry under it, with `- ` before its first key
    请在下面写一项，第一个键之前加 `- `
    found {}, but it is a list
    写的是{}，这里应是列表
    found {}, but each entry is a mapping
    写的是{}，而每一项都应是映射
    write its fields, such as `- name: …`
    请写它的字段，例如 `- name: …`
    found nothing, but each entry has a value
    没有值，而每一项都应有值
    found more than {} entries
    超过 {} 项
    at most {} are allowed
    最多 {} 项
    found `{}`, but the build has {} card
    写的是 `{}`，而配置只有 {} 块显卡
    found `{}`, but the build has {} cards
    写的是 `{}`，而配置只有 {} 块显卡
    cards count from 1
    显卡从 1 数起
    not well-formed YAML: {}
    YAML 格式有误：{}
    a tab stands in the indentation
    缩进里有制表符
    indent with blanks
    请用空格缩进
    a value cannot start with this character
    值不能以这个字符开头
    put the value in double quotes
    请给值加双引号
    `:` stands where no key can be
    `:` 出现在不能有键的地方
    check the indentation; put a text that holds `: ` in double quotes
    请检查缩进；含有 `: ` 的文字请加双引号
    `:` is missing after a key
    键的后面缺少 `:`
    a key is missing here, or this line is indented otherwise than those above it
    这里缺少键，或这一行与上面各行的缩进不同
    `- ` is missing before an entry of the list
    列表项之前缺少 `- `
    check the indentation
    请检查缩进
    `,` or `]` is missing
    缺少 `,` 或 `]`
    `,` or `}` is missing
    缺少 `,` 或 `}`
    the text ends before the quote is closed
    引号还没有闭合，文字就结束了
    close it with the same quote
    请用同样的引号闭合
    the mapping ends here, and something else follows
    映射到此结束，后面却还有内容
    it cannot be read
    无法读取
    it is not a map of parts
    不是配件的映射
    a digit is missing; found {}
    缺少数字，却是{}
    a number starts with 0
    数字以 0 开头
    leave out the zero in front
    请去掉前面的 0
    a digit is missing after the point; found {}
    小数点后缺少数字，却是{}
    a digit is missing in the exponent; found {}
    指数里缺少数字，却是{}
    the number is too large
    数字太大
    the text that starts here has no end
    从这里开始的文字没有结束
    close it with `"`
    请用 `"` 闭合
    a line ends inside a text
    文字中间换行了
    a control character stands inside a text
    文字里有控制字符
    write it as `\t`
    请写成 `\t`
    close the text with `"`
    请用 `"` 闭合文字
    there is no such escape
    没有这种转义
    write `\\` for a backslash itself
    反斜杠本身写成 `\\`
    half of a surrogate pair stands alone
    代理对只有一半
    `\u` needs four hexadecimal digits
    `\u` 后面要有四位十六进制数字
    the number {}
    数字 {}
    the text {}
    文字 {}
    nothing
    空值
    a list
    列表
    a mapping
    映射
    a build
    配置
    found {}, but it is a mapping of fields
    写的是{}，这里应是字段的映射
    found {}; allowed are {}
    写的是{}；可用的有 {}
    allowed are `cpu`, `motherboard`, `storage`, `other` and `gpu:N` with N from 1
    可用的有 `cpu`、`motherboard`、`storage`、`other` 和 `gpu:N`（N 从 1 起）
    write `gpu:1` for the first card
    第一块显卡写 `gpu:1`
    found {}, but it is true or false
    写的是{}，这里应是 true 或 false
    write {}, without quotes
    请写 {}，不加引号
    found {}, but it is a text
    写的是{}，这里应是文字
    found an empty text
    文字是空的
    found a text of {} bytes; at most 1024 are allowed
    文字有 {} 字节，最多 1024 字节
    the text holds a line break or a control character
    文字里有换行或控制字符
    leave the key out where the value is not known
    不知道值时请不要写这个键
    the number is not finite
    不是有限的数
    a path cannot hold a NUL character
    路径里不能有 NUL 字符
    it is a directory, and a file is needed
    这是文件夹，需要的是文件
    the file cannot be read: {}
    无法读取文件：{}
    there is no such file
    没有这个文件
    there is no permission to read it
    没有读取权限
    a part of its path is not a directory
    路径中有一段不是文件夹
    it is not open for reading
    没有打开供读取
    its name is too long
    名称太长
    its links go round in a circle
    链接成环
    no such file or directory
    没有这个文件或文件夹
    permission denied
    没有权限
    is a directory
    这是文件夹
    not a directory
    不是文件夹
    no space left on device
    磁盘已满
    read-only file system
    文件系统只读
    file exists
    文件已存在
    the text goes on after its value, with {}
    值之后还有内容：{}
    a value is missing; found {}
    缺少值，却是{}
    a key in double quotes is missing; found {}
    缺少双引号里的键，却是{}
    leave out the comma before `}`
    请去掉 `}` 之前的逗号
    `:` is missing after the key; found {}
    键的后面缺少 `:`，却是{}
    `,` or `{}` is missing; found {}
    缺少 `,` 或 `{}`，却是{}
    the end of the text
    文字的结尾
    the end of the line
    行尾
    not well-formed JSON: {}
    JSON 格式有误：{}
    save the file as UTF-8 text
    请把文件存成 UTF-8 文本
    the text is {}, not UTF-8
    文字是 {}，不是 UTF-8
    the file is not text: it holds the control character {}
    文件不是文本：含有控制字符 {}
    the byte {} is not UTF-8
    字节 {} 不是 UTF-8
    the file is larger than the limit of {} bytes
    文件超过 {} 字节的上限
    the file is larger than the limit of {} bytes (it has {} bytes)
    文件超过 {} 字节的上限（有 {} 字节）
    the text expands to more than {} values or {} bytes of text
    展开后超过 {} 个值或 {} 字节的文字
    lists and mappings stand more than {} levels deep
    列表和映射的嵌套超过 {} 层
    found {}, but it is a whole number
    写的是 {}，这里应是整数
    found {}, but it is a whole number of {}
    写的是 {}，这里应是以 {} 为单位的整数
    found {}; numbers are finite
    写的是 {}；数必须是有限的
    found {}, but it is a number
    写的是{}，这里应是数
    found {}, but it is a number of {}
    写的是{}，这里应是以 {} 为单位的数
    write the decimals after a point, and no separators
    小数点用 `.`，不要写千位分隔符
    write {}: the unit ({}) stands in the key
    请写 {}：单位（{}）已在键名里
    write the number in {}, without a unit
    请写以 {} 为单位的数，不带单位
    quantities are not negative
    数量不能为负
    the value is in {}
    值的单位是 {}
    found {}; must be between {} and {}
    写的是 {}；必须在 {} 和 {} 之间
    must be a truth value, a finite number, a text, a list or a map
    必须是真假值、有限的数、文字、列表或映射
    the file holds no build: it is empty
    文件里没有配置：是空的
    found a list where the fields of a build are expected
    这里应是配置的字段，却是列表
    a file holds one build
    一个文件写一份配置
    found {} where the fields of a build are expected
    这里应是配置的字段，却是{}
    write `key: value` lines, such as `use_case: kaggle`
    请逐行写 `key: value`，例如 `use_case: kaggle`
    format version {} is not known
    不认识格式版本 {}
    this program knows version {}
    本程序认识版本 {}
    and {} more errors
    另有 {} 处错误
    stands beside `{}`, which is the same field
    与 `{}` 并存，而二者是同一个字段
    keep one of them
    请只留一个
    found {}, but {} modules of {} GB are {} GB
    写的是 {}，而 {} 根 {} GB 是 {} GB
    capacity_gb is the whole kit; leave it out or correct one of the three
    capacity_gb 是整套的容量；请不写，或改正三者之一
    keys of your own start with `x_` or stand under `extra`
    自定义的键以 `x_` 开头，或放在 `extra` 下
    {} has no such key
    {} 没有这个键
    it is a field of another part: {}
    这是别的部件的字段：{}
    directives (lines that start with `%`) have no use here
    指令（以 `%` 开头的行）在这里没有用处
    there is no memory to read it
    内存不足，无法读取
    a second document starts here; a file holds one
    这里开始了第二个文档；一个文件只能有一个
    leave out the second `---` and what follows, or make it a file of its own
    请删掉第二个 `---` 及其后的内容，或另存为一个文件
    its text cannot be taken apart
    无法解析其文字
    an edit in place would not give the build that is wanted
    就地修改得不到想要的配置
    two of its edits touch the same place
    有两处修改落在同一位置
    `part` is a name
    `part` 是名称
    such as `part: RTX 4090`
    例如 `part: RTX 4090`
    {} may mean several parts
    {} 可能指几个配件
    {} is not in the catalogue
    配件库里没有 {}
    write its fields instead of its name
    请写它的字段，不写名称
    near are {}
    相近的有 {}
    the list is larger than the limit of {} bytes
    清单超过 {} 字节的上限
    the list has {} lines; at most {} are read
    清单有 {} 行，最多读取 {} 行
    a list of parts has one line for each part
    配件清单每个配件一行
    no line of this list is a part of a build
    这份清单没有一行是配置的部件
    write each part on a line of its own, by its maker and model
    请把每个部件单独写一行，写明厂商和型号
    the text is GBK, not UTF-8
    文字是 GBK，不是 UTF-8
    the text is not UTF-8
    文字不是 UTF-8
    save it as UTF-8, or convert it: iconv -f GB18030 -t UTF-8 OLD > NEW
    请存成 UTF-8，或转换：iconv -f GB18030 -t UTF-8 OLD > NEW
    save it as UTF-8
    请存成 UTF-8
    the text is UTF-16, and damaged
    文字是 UTF-16，而且已损坏
    the list describes {} machines; write one build for each, with `rigrules import`
    清单描述了 {} 台机器；请用 `rigrules import` 为每台写一份配置
    the search for fixes was ended after {}, before any was known to be complete
    查找修正方案在 {} 后结束，尚无确认完整的方案
    keep some parts as they are (`keep`), or allow fewer changes (`max-changes`)
    保留部分部件不变（`keep`），或减少允许的改动（`max-changes`）
    the list describes {} machines; send one
    清单描述了 {} 台机器；请只发一台
    the list describes {} machines; send one build
    清单描述了 {} 台机器；请只发一份配置
    the names of parts cannot be looked up: {}
    无法查找配件名称：{}
    the folder holds no build files (.yaml, .yml, .json) and no .jsonl
    文件夹里没有配置文件（.yaml、.yml、.json），也没有 .jsonl
    the build has no `id`; in a batch each build needs one
    配置没有 `id`；批量评估时每份配置都要有
    the line is longer than the limit of {} bytes
    这一行超过 {} 字节的上限
    another build before it has the same `id`
    前面已有配置用了这个 `id`
    no rule could be evaluated on this build
    没有规则能评估这份配置
    {}; and {} more error
    {}；另有 {} 处错误
    {}; and {} more errors
    {}；另有 {} 处错误
    """#
}
