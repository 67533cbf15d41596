extension ChineseMessages {
  /// Syntax, names and failing calls of Lua.
  static let lua = #"""
    the end of the file
    文件末尾
    line {}, column {}
    第 {} 行第 {} 列
    the long string that begins here is not closed; write `]]`
    从这里开始的长字符串没有闭合；请写 `]]`
    the string is closed by {}; write `{}`
    字符串用{}闭合；请写 `{}`
    the string that begins here is not closed on its line; close it with `{}`
    从这里开始的字符串在这一行没有闭合；请用 `{}` 闭合
    the string that begins here is not closed on its line; close it with `{}`, the quote \#
    it began with
    从这里开始的字符串在这一行没有闭合；请用开头的引号 `{}` 闭合
    a byte stands here that is not text
    这里有不是文字的字节
    write `=` after a key of a table
    表的键后面请写 `=`
    names have ASCII letters, digits and `_`; other text stands in quotes
    名称由 ASCII 字母、数字和 `_` 组成；其他文字要放在引号里
    {} is not part of Lua; {}
    {}不属于 Lua；{}
    write `then` after the condition, not `:`
    条件之后请写 `then`，不是 `:`
    write `do` after the head of the loop, not `:`
    循环头之后请写 `do`，不是 `:`
    Lua has no `:` at the begin of a block; take it out
    Lua 的代码块开头没有 `:`，请删掉
    Lua has no `{}`; {}
    Lua 没有 `{}`；{}
    write `not`
    请写 `not`
    the character {} has no meaning in Lua
    字符 {} 在 Lua 里没有意义
    `==` compares; write `=` to assign
    `==` 是比较；赋值请写 `=`
    `{}=` is not an operator here
    `{}=` 在这里不是运算符
    `=` assigns and cannot stand in a condition; write `==`
    `=` 是赋值，不能用在条件里；请写 `==`
    this is not a key; a key that is not a plain name is written `["…"] =`
    这不是键；不是普通名称的键写成 `["…"] =`
    nothing can be assigned to a call
    不能给函数调用赋值
    `=` assigns and cannot stand in a value; `==` compares
    `=` 是赋值，不能用在值里；比较用 `==`
    put the rest of the loop into an `if`, or write `goto continue` with `::continue::` \#
    before the loop's `end`
    请把循环余下的部分放进 `if`，或写 `goto continue` 并在循环的 `end` 之前写 `::continue::`
    rules have no `try`; test the value first
    规则里没有 `try`；请先检查值
    leave it out: a block may be empty
    请删掉：代码块可以是空的
    `--` begins a comment; write `{}`
    `--` 开始注释；请写 `{}`
    {} is not a statement
    {} 不是语句
    a value alone does nothing; assign it (`x = …`) or call it (`f()`)
    只写一个值不起作用；请赋值（`x = …`）或调用（`f()`）
    a key of a table is written with `=`: `{}`
    表的键用 `=`：`{}`
    the condition
    条件
    the head of the loop
    循环头
    write `{}` after {}, not `{}`
    {2}之后请写 `{1}`，不是 `{3}`
    `{}` is missing after {}
    {2}之后缺少 `{1}`
    `,` is missing between two entries of the table
    表的两项之间缺少 `,`
    `,` or `)` is missing
    缺少 `,` 或 `)`
    `{}` is missing before {}: it closes the `{}` at {}
    {2} 之前缺少 `{1}`：它闭合{4}的 `{3}`
    `=` is missing after the key
    键的后面缺少 `=`
    write `for key, value in pairs(…) do` or `for i = 1, n do`
    请写 `for key, value in pairs(…) do` 或 `for i = 1, n do`
    there is nothing open that {} ends
    没有可由 {} 结束的代码块
    `else if` opens another `if`, which needs its own `end`; write `elseif`
    `else if` 又开了一个 `if`，需要自己的 `end`；请写 `elseif`
    `end` is missing: the `{}` that begins here is not closed
    缺少 `end`：从这里开始的 `{}` 没有结束
    {} is a word of the language and cannot be a name; for a key write `["…"]`
    {} 是 Lua 的保留字，不能作名称；作键请写 `["…"]`
    {} is not expected here
    {} 不应出现在这里
    {} stands here, where {} is expected
    这里是 {}，应是{}
    a name
    名称
    a value
    值
    a statement
    语句
    the chunk cannot be inspected
    无法检查这段代码
    the rule exceeded its work limit (endless loop?)
    规则超出运算量上限（可能是死循环）
    the rule exceeded its work limit (endless loop?), more than 1000 calls deep: a function \#
    calls itself without an end
    规则超出运算量上限（可能是死循环），调用超过 1000 层：函数不停地调用自己
    the stack is full, more than 1000 calls deep: a function calls itself without an \#
    end
    栈已满，调用超过 1000 层：函数不停地调用自己
    the rule exceeded its memory limit
    规则超出内存上限
    the rule ran out of time
    规则超时
    exceeded its work limit (endless loop?)
    超出运算量上限（可能是死循环）
    exceeded its memory limit
    超出内存上限
    ran out of time
    超时
    the input exceeded its work limit (endless loop?)
    输入超出运算量上限（可能是死循环）
    the input exceeded its memory limit
    输入超出内存上限
    the input ran out of time
    输入超时
    the fact `{}` exceeded its work limit (endless loop?)
    事实 `{}` 超出运算量上限（可能是死循环）
    the fact `{}` exceeded its memory limit
    事实 `{}` 超出内存上限
    the fact `{}` ran out of time
    事实 `{}` 超时
    the fact `{}`: {}
    事实 `{}`：{}
    the error object is a {}, not a text
    错误对象是 {}，不是文字
    stack overflow
    栈溢出
    tables are nested deeper than {}
    表的嵌套超过 {} 层
    more than {} lines are printed
    打印超过 {} 行
    more than 200 results
    结果超过 200 个
    the severity `{}` is none of error, warning, advice
    严重程度 `{}` 不是 error、warning、advice 之一
    a score is a number from 0 to 1
    分数是 0 到 1 的数
    ctx.score is for check
    ctx.score 只用于 check
    ctx.unknown is for check
    ctx.unknown 只用于 check
    ctx.report is for check
    ctx.report 只用于 check
    ctx.report: `messages` declares no `{}`
    ctx.report：`messages` 里没有 `{}`
    ctx.report: `{}` is none of at, suggest, severity, score
    ctx.report：`{}` 不是 at、suggest、severity、score 之一
    a finding may lower the rule's severity ({}), not raise it to {}
    结论只能降低规则的严重程度（{}），不能提高到 {}
    ctx.report takes the id of a message, not a {}
    ctx.report 的参数是 messages 里的编号，不是 {}
    more than {} bytes of text
    文字超过 {} 字节
    a table has a key that is a {}; keys are names
    表的键是 {}；键应是名称
    more than {} values
    超过 {} 个值
    a number that is not finite ({}) cannot be reported
    不能报告不是有限的数（{}）
    a {} cannot be reported
    不能报告 {}
    `{}` is not available in rules
    规则里不能用 `{}`
    `{}` is not defined
    `{}` 没有定义
    `{}` is not defined; in Lua it is `{}`
    `{}` 没有定义；在 Lua 里写 `{}`
    attempt to write the global `{}`: a rule keeps nothing between builds; use `local`
    写了全局变量 `{}`：规则在各配置之间不保存任何东西；请用 `local`
    `check` returned a {}; report a finding with ctx.report(id, data)
    `check` 返回了 {}；请用 ctx.report(id, data) 报告结论
    it holds more than {} bytes of text
    其中的文字超过 {} 字节
    its tables are nested deeper than {}
    其中的表嵌套超过 {} 层
    its table has a key that is a {}
    其中有键是 {} 的表
    it holds more than {} values
    其中超过 {} 个值
    it holds a number that is not finite ({})
    其中有不是有限的数（{}）
    it holds a {}; a fact is a number, a text, true, false, a plain table of these, \#
    or nil
    其中有 {}；事实可以是数、文字、true、false、由它们组成的表，或 nil
    the facts of `{}` ask for one another more than {} deep
    `{}` 的事实互相引用超过 {} 层
    the facts of `{}` ask in a circle: {}
    `{}` 的事实循环引用：{}
    the plugin `{}` has no fact `{}`
    插件 `{}` 没有事实 `{}`
    the plugin `{}` has no facts
    插件 `{}` 没有事实
    no plugin `{}` is on
    没有启用插件 `{}`
    a fact sees the facts of its own plugin, `{}`, and not of `{}`
    事实只能看到自己插件 `{}` 的事实，看不到 `{}` 的
    `{}` is not a fact
    `{}` 不是事实
    an iterator changes when it is called; a rule keeps nothing between builds
    迭代器在调用时会改变；规则在各配置之间不保存任何东西
    the file's tables are nested deeper than {}
    文件里的表嵌套超过 {} 层
    the local `{}` was changed; a rule keeps nothing between builds
    局部变量 `{}` 被改动；规则在各配置之间不保存任何东西
    assertion failed
    断言失败
    pairs needs keys that can be sorted; one is a {}
    pairs 需要可排序的键；其中有 {}
    pattern too complex
    模式太复杂
    `{}`: lists count from 1 in Lua, so that `[0]` is not an entry; write `[1]` for the \#
    first
    `{}`：Lua 的列表从 1 数起，没有 `[0]` 这一项；第一项写 `[1]`
    this function assigns a local of the file; a rule keeps nothing between builds
    这个函数给文件的局部变量赋值；规则在各配置之间不保存任何东西
    {} must return a table, not a {}
    {}必须返回表，不是 {}
    the file
    文件
    there is no module `{}` beside these rules
    这些规则旁边没有模块 `{}`
    `require` belongs at the top of the file
    `require` 应写在文件开头
    the module `{}` requires itself
    模块 `{}` 引用了自己
    the module `{}` returns nothing
    模块 `{}` 没有返回值
    plugin.lua must return a plain table
    plugin.lua 必须返回普通的表
    it returned {} bytes of text; the most is {}
    返回了 {} 字节的文字，最多 {} 字节
    it returned more than {} bytes of text
    返回的文字超过 {} 字节
    it returned a {}; it must return {}
    返回了 {}；应返回{}
    attempt to write the field '{}' of a read-only table
    写了只读表的字段 '{}'
    attempt to change a read-only table
    改动了只读的表
    not a read-only table
    不是只读的表
    the file has {} bytes; {} are allowed
    文件有 {} 字节，最多 {} 字节
    this is compiled Lua; only source text is allowed
    这是编译过的 Lua；只能用源代码
    the file holds a zero byte; only source text is allowed
    文件含有零字节；只能用源代码
    `_ENV` takes no attribute
    `_ENV` 不能带属性
    an expression has more than {} suffixes
    表达式的后缀超过 {} 个
    an expression has more than {} and/or terms
    表达式的 and/or 超过 {} 项
    brackets are nested deeper than {}
    括号嵌套超过 {} 层
    attempt to index a nil value ({} '{}')
    对 nil 值取下标（{} '{}'）
    attempt to index a {} value ({} '{}')
    对 {} 值取下标（{} '{}'）
    attempt to perform arithmetic on a nil value ({} '{}')
    对 nil 值做算术（{} '{}'）
    attempt to perform arithmetic on a {} value ({} '{}')
    对 {} 值做算术（{} '{}'）
    attempt to compare {} with {}
    不能比较 {} 和 {}
    attempt to compare two {} values
    不能比较两个 {} 值
    attempt to concatenate a nil value ({} '{}')
    不能连接 nil 值（{} '{}'）
    attempt to concatenate a {} value ({} '{}')
    不能连接 {} 值（{} '{}'）
    attempt to call a nil value ({} '{}')
    不能调用 nil 值（{} '{}'）
    attempt to call a {} value ({} '{}')
    不能调用 {} 值（{} '{}'）
    attempt to get length of a nil value ({} '{}')
    不能取 nil 值的长度（{} '{}'）
    attempt to get length of a {} value ({} '{}')
    不能取 {} 值的长度（{} '{}'）
    attempt to index a nil value
    对 nil 值取下标
    attempt to perform arithmetic on a nil value
    对 nil 值做算术
    attempt to call a nil value
    不能调用 nil 值
    attempt to divide by zero
    除以零
    attempt to perform 'n//0'
    除以零（n//0）
    bad argument #{} to '{}' ({} expected, got {})
    '{2}' 的第 {1} 个参数有误（应是 {3}，却是 {4}）
    field
    字段
    local
    局部变量
    global
    全局变量
    upvalue
    外层变量
    method
    方法
    constant
    常量
    no value
    没有值
    unexpected symbol near {}
    {} 附近有意外的符号
    syntax error near {}
    {} 附近有语法错误
    unfinished string near {}
    {} 附近的字符串没有结束
    {} expected near {}
    {2} 附近缺少 {1}
    `{}` is nil, because the build does not state it: list it in `needs`, or test it \#
    before it is used ({})
    `{}` 是 nil，因为配置没有写：请列入 `needs`，或在使用前检查（{}）
    the loop starts at 0 or below, and lists count from 1 in Lua
    循环从 0 或更小的数开始，而 Lua 的列表从 1 数起
    lists count from 1 in Lua: write `[1]` for the first
    Lua 的列表从 1 数起：第一项写 `[1]`
    a list has no field `{}`: go through it with `ipairs`, or take one entry, `[1]`
    列表没有字段 `{}`：请用 `ipairs` 遍历，或取其中一项 `[1]`
    a plain value has no field `{}`
    单个值没有字段 `{}`
    it is written out before rules see it: use the number of entries
    它在规则看到之前已展开：请用项数
    `ctx` has no `{}`
    `ctx` 没有 `{}`
    `params` declares no `{}`
    `params` 里没有 `{}`
    the rule declares none
    规则没有声明参数
    the value is never {}
    值不会是 {}
    known are {}
    已知的有 {}
    the arguments of `{}` are swapped: write `function(build, ctx)`
    `{}` 的参数顺序反了：请写 `function(build, ctx)`
    {} expected (to close {} at line {}) near {}
    {4} 附近缺少 {1}（用于闭合第 {3} 行的 {2}）
    tables are nested too deep
    表的嵌套太深
    too deep
    嵌套太深
    a document names no key
    文档没有写键
    there is no such rule
    没有这条规则
    no build is bound
    没有可用的配置
    a fact broke
    事实出错
    there is no plugin to prepare
    没有可准备的插件
    there is no such function in the plugin
    插件里没有这个函数
    too many arguments
    参数太多
    there is no such plugin
    没有这个插件
    {} is not part of Lua
    {}不属于 Lua
    """#
}
