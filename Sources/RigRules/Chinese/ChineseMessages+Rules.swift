extension ChineseMessages {
  /// Rule files, plugins and their tables.
  static let rules = #"""
    `{}` has an empty alternative
    `{}` 有空的备选项
    a table with `doc` and `settings`
    含 `doc` 和 `settings` 的表
    a table by rule id
    以规则编号为键的表
    a table with severity, off, weight or params
    含 severity、off、weight 或 params 的表
    true or false
    true 或 false
    a table of values by parameter
    以参数名为键的表
    a number, text, list or boolean
    数、文字、列表或真假值
    the plugin is written for api {}, and this engine knows api {}; a version of the \#
    plugin with `api = {}` would do, or an engine that knows api {}
    插件为 api {} 而写，本引擎只认识 api {}；请用 `api = {}` 的版本，或认识 api {} 的引擎
    there is no api {}; this engine knows {}
    没有 api {}；本引擎认识 {}
    the whole number {}
    整数 {}
    the plugin is named `{}` and lies in a folder named `{}`; they must be the same
    插件名为 `{}`，所在文件夹名为 `{}`；二者必须相同
    a text such as {}
    文字，例如 {}
    the version is `{}`; it must be three numbers, such as 1.0.0
    版本是 `{}`；必须是三个数字，例如 1.0.0
    a table by name
    以名称为键的表
    a function, or a table with `{}`
    函数，或含 `{}` 的表
    the plugin has {} facts; the most is {}
    插件有 {} 个事实，最多 {} 个
    a list of extensions such as "csv"
    扩展名的列表，例如 "csv"
    an extension such as "csv"
    扩展名，例如 "csv"
    `{}` is not an extension; write it in small letters and digits, without the dot
    `{}` 不是扩展名；请用小写字母和数字，不带点
    ctx.report names `{}`, which `messages` does not declare
    ctx.report 用了 `{}`，而 `messages` 里没有
    the message `{}` has `{{}}`, and this ctx.report gives no `{}`
    消息 `{1}` 含有 `{{2}}`，而这个 ctx.report 没有给出 `{3}`
    the options of ctx.report have no key `{}`
    ctx.report 的选项没有键 `{}`
    {} is `{}`; lists count from 1 in Lua: write `[1]` for the first
    {} 是 `{}`；Lua 的列表从 1 数起：第一项写 `[1]`
    {} names no field of a build: {}
    {} 不是配置的字段：{}
    `suggest` names the language `{}`; known are {}
    `suggest` 写了语言 `{}`；可用的有 {}
    `suggest` has no English text (`en`), the one others fall back to
    `suggest` 没有英文文字（`en`），而其他语言缺少时要用它
    `suggest` has `{{}}`, and this ctx.report gives no `{}`
    `suggest` 含有 `{{1}}`，而这个 ctx.report 没有给出 `{2}`
    a list of examples
    示例的列表
    two examples are named "{}"
    有两个示例都叫 "{}"
    the examples "{}" and "{}" have the same build
    示例 "{}" 和 "{}" 的配置相同
    a table with name, build and expect
    含 name、build 和 expect 的表
    the example has no `name`
    示例没有 `name`
    the example "{}" has no `build`, or one that is not data
    示例 "{}" 没有 `build`，或其中不是数据
    the rule has no parameter `{}`
    规则没有参数 `{}`
    the example "{}" does not say what to `expect`
    示例 "{}" 没有写期望的结果（`expect`）
    `expect = {}` says nothing; write "pass" or name findings
    `expect = {}` 没有意义；请写 "pass"，或写出结论的编号
    "pass", "unknown", "not_applicable" or a list of finding ids
    "pass"、"unknown"、"not_applicable" 或结论编号的列表
    `{}` is none of {}
    `{}` 不是 {} 之一
    `{}` has the index 0; lists count from 1 in Lua: write `[1]` for the first
    `{}` 的下标是 0；Lua 的列表从 1 数起：第一项写 `[1]`
    the rule has no `check` function
    规则没有 `check` 函数
    `unknown` must be one of {}
    `unknown` 必须是 {} 之一
    a text, or a list of texts
    文字，或文字的列表
    `reads` names `{}`, which `needs` has already
    `reads` 写了 `{}`，而 `needs` 里已经有了
    `{}` is not a list of parts
    `{}` 不是部件的列表
    `{}` is not a list of parts Lists are {}.
    `{}` 不是部件的列表。列表有 {}。
    a table of texts by message id
    以消息编号为键的文字表
    a table of parameters by name
    以参数名为键的表
    a table with `default` and, perhaps, min, max, unit, doc, values
    含 `default` 以及可选的 min、max、unit、doc、values 的表
    the parameter `{}` has no `default`
    参数 `{}` 没有 `default`
    the default of `{}` {}
    `{}` 的默认值{}
    is {}; allowed are {}
    是 {}；可用的有 {}
    is a {}; it must be a {}
    是{}；必须是{}
    is a number; it must be a {}
    是数；必须是{}
    is {}; the least is {}
    是 {}；最小是 {}
    is {}; the most is {}
    是 {}；最大是 {}
    number
    数
    text
    文字
    list
    列表
    map
    映射
    boolean
    真假值
    function
    函数
    {} has no key `{}`
    {} 没有键 `{}`
    a rule
    规则
    a plugin
    插件
    `{}` is a {}; it must be {}
    `{}` 是{}；必须是{}
    a text, or a table of texts by language
    文字，或以语言为键的文字表
    the rule has no `{}`
    规则没有 `{}`
    the plugin has no `{}`
    插件没有 `{}`
    `{}` has no `{}`
    `{}` 没有 `{}`
    `{}` names the language `{}`; known are en, zh
    `{}` 写了语言 `{}`；可用的有 en、zh
    `{}` has no English text (`en`), the one others fall back to
    `{}` 没有英文文字（`en`），而其他语言缺少时要用它
    the rule has no `severity`: error, warning or advice
    规则没有 `severity`：error、warning 或 advice
    one of error, warning, advice
    error、warning、advice 之一
    `{}` must be a number above 0 and at most 1000
    `{}` 必须大于 0，不超过 1000
    a list of paths
    路径的列表
    a path such as {}
    路径，例如 {}
    `{}`: `{}` lists each path by itself, without `|`
    `{}`：`{}` 里每个路径单独写，不用 `|`
    `{}` names `{}` twice
    `{}` 里 `{}` 写了两次
    a `{` without its `}`
    `{` 没有对应的 `}`
    a `}` without its `{`
    `}` 没有对应的 `{`
    `{{}}` names no data; write `{name}`, or `{name:.2f}` for two decimals
    `{{}}` 不是数据；请写 `{name}`，两位小数写 `{name:.2f}`
    {} already gives a plugin `{}`, so that of {} is left out
    {1} 已有插件 `{2}`，因此不用 {3} 里的
    the plugin's folder has no {}
    插件的文件夹里没有 {}
    the file would never run: a plugin's files are {}, rules/…, lib/… and data/….csv
    这个文件永远不会运行：插件的文件是 {}、rules/…、lib/… 和 data/….csv
    did you mean the folder `{}`?
    是否想写文件夹 `{}`？
    the file's name makes the id `{}`; ids are made of letters, digits and -_.
    文件名得出的编号是 `{}`；编号只能用字母、数字和 -_.
    `{}` is what reports call the configuration's own waivers
    `{}` 是报告里设置文件自身豁免的名称
    {} already gives the rule `{}`
    {} 已有规则 `{}`
    the settings of `{}` have no effect, because the plugin `{}` is not on
    `{}` 的设置不起作用，因为插件 `{}` 没有启用
    column {} has no name
    第 {} 列没有名称
    two columns are named {}
    有两列都叫 {}
    the row has {} cells, and the first line has {}
    这一行有 {} 格，而第一行有 {} 格
    the quote that begins here does not end
    从这里开始的引号没有结束
    there is text behind a closing quote
    引号闭合之后还有文字
    is the name of a folder that plugins have
    是插件里文件夹的名称
    is not a name here; a name begins with a letter and has at most 64 letters, digits, \#
    - and _
    不能作名称；名称以字母开头，最多 64 个字母、数字、- 和 _
    the build is not valid: {}
    配置无效：{}
    `{}` returned a number that is not finite
    `{}` 返回了不是有限的数
    the rules in {} cannot be read: {}
    无法读取 {} 里的规则：{}
    the plugins in {} cannot be read: {}
    无法读取 {} 里的插件：{}
    there is no {} `{}`
    没有{} `{}`
    profile
    配置方案
    report format
    报告格式
    importer
    导入器
    importer of
    导入器：
    importer of files such as
    能读取这种文件的导入器：
    rule or plugin
    规则或插件
    no plugin here has one
    这里没有插件提供
    there are {}
    有 {}
    several plugins have a {} `{}`: write {}
    有几个插件都有{} `{}`：请写 {}
    there is no rule to evaluate; a build is never passed by no rule at all
    没有可评估的规则；没有任何规则时不能算合格
    there is no rule `{}`
    没有规则 `{}`
    memory is short
    内存不足
    the plugin `{}` no longer loads, so its last good version was used: {}
    插件 `{}` 不再能加载，所以用的是上一个能用的版本：{}
    the plugin `{}` is left out: {}
    未使用插件 `{}`：{}
    {} no longer loads, so its last good version was used: {}
    {} 不再能加载，所以用的是上一个能用的版本：{}
    the data of `{}` holds a number that is not finite
    `{}` 的数据里有不是有限的数
    `messages` declares no `{}`
    `messages` 里没有 `{}`
    the message `{}` has `{{}}`, and its data no `{}`
    消息 `{1}` 含有 `{{2}}`，而数据里没有 `{3}`
    `suggest` is neither a text nor has it an English one
    `suggest` 不是文字，也没有英文文字
    No rule `{}` is in force
    没有生效的规则 `{}`
    The rule `{}` has no finding `{}`
    规则 `{}` 没有结论 `{}`
    no memory for a Lua state
    内存不足，无法建立 Lua 环境
    `messages` declares `{}`, which no ctx.report names
    `messages` 里有 `{}`，而没有 ctx.report 用到
    `params` declares `{}`, which the rule never reads
    `params` 里有 `{}`，而规则从不读取
    `needs` names `{}`, which the rule reads in no example
    `needs` 里有 `{}`，而规则在所有示例中都没有读取
    `reads` names `{}`, which the rule reads in no example
    `reads` 里有 `{}`，而规则在所有示例中都没有读取
    the rule reads `{}`, which no build has: {}
    规则读取 `{}`，而配置没有这个字段：{}
    the rule has no examples, so nothing says that it works
    规则没有示例，无法说明它有效
    it broke at {}
    在 {} 出错
    `{}` is none of pass, fail, unknown, not_applicable, broken
    `{}` 不是 pass、fail、unknown、not_applicable、broken 之一
    `expect.{}` is of the outcome `{}`, and `{}` is expected here
    `expect.{}` 属于结果 `{}`，而这里期望 `{}`
    """#
}
