extension ChineseMessages {
  /// Options and files of commands, runs and plans.
  static let commands = #"""
    Unknown option '{}'
    没有选项 '{}'
    Unknown option '{}'. Did you mean '{}'?
    没有选项 '{}'，是否想写 '{}'？
    Missing expected argument '{}'
    缺少参数 '{}'
    Missing value for '{}'
    '{}' 缺少值
    The value '{}' is invalid for '{}'
    '{2}' 的值 '{1}' 无效
    Unexpected argument '{}'
    多余的参数 '{}'
    {} unexpected arguments: {}
    有 {} 个多余的参数：{}
    its outcomes rarely repeat: it reads too many fields that vary
    结果很少重复：读取的变化字段太多
    it reads the id, name or price of the build
    读取配置的 id、名称或价格
    it walks over the build itself, or reads a free key of it
    遍历整个配置，或读取其自由键
    the arguments cannot be read, because `/proc` is not mounted
    无法读取参数：没有挂载 `/proc`
    the output cannot be written: {}
    无法写入输出：{}
    there is no command `{}`
    没有命令 `{}`
    - is given twice; standard input holds one build
    `-` 写了两次；标准输入只有一份配置
    - is given twice; standard input is read once
    `-` 写了两次；标准输入只能读一次
    - is given twice; standard input can be read once
    `-` 写了两次；标准输入只能读一次
    --until is `{}`; write a day such as 2026-12-31
    --until 是 `{}`；请写日期，例如 2026-12-31
    {} is there already and is not overwritten; without --output the waivers are printed, \#
    to be taken over by hand
    {} 已存在，不会覆盖；不写 --output 时会打印豁免，供手工采用
    {} cannot be written: {}
    无法写入 {}：{}
    {} cannot be read: {}
    无法读取 {}：{}
    {} cannot be removed: {}
    无法删除 {}：{}
    --{} is 1 or more
    --{} 必须是 1 或更大
    --jobs is at most 1024
    --jobs 最大 1024
    --resume needs -o FILE: only an output file can be gone on with
    --resume 需要 -o FILE：只有输出文件可以接着写
    --top ranks builds, and --format summary writes none
    --top 给配置排名，而 --format summary 不写出配置
    --select chooses of what is written of each build; a summary has none
    --select 选择每份配置写出的内容；汇总没有这些
    stopped after {} builds; the same command with --resume continues from there ({}.partial \#
    and .checkpoint are kept)
    在 {} 份配置后停止；同一命令加 --resume 可从那里继续（{}.partial 和 .checkpoint 已保留）
    what was written so far is kept; the same command with --resume continues from there
    已写出的部分已保留；同一命令加 --resume 可从那里继续
    {} line is not a build
    {} 行不是配置
    {} lines are not builds
    {} 行不是配置
    {} line is not a build; ended there, as --max-errors says
    {} 行不是配置；按 --max-errors 在那里结束
    {} lines are not builds; ended there, as --max-errors says
    {} 行不是配置；按 --max-errors 在那里结束
    {}: `{}` is none of {}
    {}：`{}` 不是 {} 之一
    {}: `{}` stands twice
    {}：`{}` 写了两次
    {} is a folder and the other is not; give two builds or two folders
    {} 是文件夹而另一个不是；请给两份配置或两个文件夹
    --from describes a machine; add --detected
    --from 描述的是机器；请加 --detected
    compare takes --rules twice, once for each folder; found {}
    compare 需要两次 --rules，每个文件夹一次；只有 {} 次
    compare takes two builds, or --rules twice, once for each folder; found {} builds \#
    and {} rules folders
    compare 需要两份配置，或两次 --rules（每个文件夹一次）；现有 {} 份配置和 {} 个规则文件夹
    compare --detected takes one build, the plan, and no --rules
    compare --detected 只用一份配置（方案），不用 --rules
    {} broke on {}: {}
    {} 在 {} 上出错：{}
    nothing is known of this machine; describe it with --from
    对这台机器一无所知；请用 --from 描述
    there is no rule and no error code `{}`
    没有规则或错误代码 `{}`
    there is no rule and no field {}
    没有规则或字段 {}
    there is no rule and no field `{}`
    没有规则或字段 `{}`
    the list describes {} machines; name one with --machine
    清单描述了 {} 台机器；请用 --machine 指定一台
    --machine {}: the list describes {}
    --machine {}：清单只描述了 {} 台
    --threshold is a number from 0 to 100
    --threshold 是 0 到 100 的数
    no rule or module begins with `{}`
    没有规则或模块以 `{}` 开头
    there is no format `{}`
    没有格式 `{}`
    --picture is for --format text and svg; html has all pictures
    --picture 用于 --format text 和 svg；html 含全部示意图
    --picture is for --format text and svg; `{}` has none
    --picture 用于 --format text 和 svg；`{}` 没有示意图
    --filter is empty; name what to look for
    --filter 是空的；请写要找的内容
    --min-coverage is a number from 0 to 100
    --min-coverage 是 0 到 100 的数
    --bench prints a table of text; leave --format out
    --bench 打印文字表格；请去掉 --format
    --watch prints text; leave --format out
    --watch 打印文字；请去掉 --format
    --changes is 0 or more
    --changes 必须是 0 或更大
    no rule or case holds `{}`
    没有规则或用例含有 `{}`
    there is no rule to test
    没有可检验的规则
    there is no rule in {}
    {} 里没有规则
    there is no file or folder {}
    没有文件或文件夹 {}
    {} is neither a rule (.lua) nor a table of cases (.yaml, .json, .jsonl)
    {} 既不是规则（.lua）也不是用例表（.yaml、.json、.jsonl）
    {} holds modules, no rules; the rules that require them are their tests
    {} 里是模块，不是规则；引用它们的规则就是它们的检验
    standard input cannot be watched; name files
    无法监视标准输入；请写文件名
    standard input holds the inputs, so the build must be a file
    标准输入是各条输入，所以配置必须是文件
    --poll is 1 or more
    --poll 必须是 1 或更大
    --port is from 0 to 65535
    --port 是 0 到 65535
    --check needs --into DIR
    --check 需要 --into DIR
    everyone who reaches {} can ask; there is no password
    能访问 {} 的任何人都可以使用；没有密码
    cannot listen at {}, port {}: {}
    无法在 {} 的端口 {} 监听：{}
    there is no fix to write
    没有可写出的方案
    --max-changes and --most are 1 or more, and --together is from 1 to 6
    --max-changes 和 --most 必须是 1 或更大，--together 是 1 到 6
    --parts and --no-catalog exclude each other
    --parts 和 --no-catalog 不能同时使用
    --max-price is a number, 0 or more
    --max-price 是 0 或更大的数
    --keep: a build has no key `{}`
    --keep：配置没有键 `{}`
    it has {}
    可用的有 {}
    no part is named `{}`
    没有名为 `{}` 的配件
    {} has no part with a name
    {} 里没有带名称的配件
    `{}` is not a condition; write KEY>=VALUE
    `{}` 不是条件；请写成 KEY>=VALUE
    no part has a field `{}`
    没有配件有字段 `{}`
    --limit is {}; it must be 1 or more
    --limit 是 {}；必须是 1 或更大
    compare takes two parts or more
    compare 需要两个或更多配件
    there is no plugin `{}` in {}; `rigrules new plugin {}` makes one
    {2} 里没有插件 `{1}`；`rigrules new plugin {3}` 可以建立
    {} is there already; nothing was written
    {} 已存在；什么都没有写
    the folder {} cannot be made: {}
    无法建立文件夹 {}：{}
    the id is empty; write one such as psu/quiet
    编号是空的；请写一个，例如 psu/quiet
    an id has no extension: write {}
    编号不带扩展名：请写 {}
    `lib` holds the modules that rules share; choose another category than `lib`
    `lib` 放规则共用的模块；请不要用 `lib` 作类别
    `{}` in the id {}
    编号里的 `{}` {}
    a plugin has one name, no path; say where with --into
    插件只有名称，没有路径；位置用 --into 指定
    is an empty name
    名称是空的
    does not begin with a letter
    不以字母开头
    has `{}`; allowed are letters, digits, - and _
    含有 `{}`；只能用字母、数字、- 和 _
    the line is not a build
    这一行不是配置
    the input has changed: {}
    输入已改变：{}
    the rules or settings have changed
    规则或设置已改变
    the options are others
    选项不同
    the input has changed
    输入已改变
    standard output
    标准输出
    {} is the input; it cannot be the output as well
    {} 是输入，不能同时作输出
    no thread could be started
    无法启动线程
    {}: the input cannot be read: {}
    {}：无法读取输入：{}
    it ends in the middle
    中途结束
    it is damaged
    已损坏
    not a whole gzip file: {}
    不是完整的 gzip 文件：{}
    {} is damaged or was written by another version of rigrules
    {} 已损坏，或由另一版本的 rigrules 写出
    {} is damaged
    {} 已损坏
    the run cannot be resumed: {}; nothing was changed, and without --resume it starts \#
    again from the beginning
    无法接着运行：{}；什么都没有改动，不加 --resume 则从头开始
    there is a checkpoint, and {} is missing
    有检查点，而缺少 {}
    {} is being written by another run
    {} 正由另一次运行写入
    {} holds {} of the {} bytes that were written
    {1} 只有已写 {3} 字节中的 {2} 字节
    the bytes in {} are not those that were written
    {} 里的字节不是当时写出的
    it has fewer files
    文件变少了
    it is shorter than it was
    比原来短
    what was read before is not what it was
    之前读过的内容已改变
    {} cannot be written: it is a directory
    无法写入 {}：这是文件夹
    the file holds no case
    文件里没有用例
    a table of cases is a list of {}
    用例表是 {} 的列表
    a case is a map of {}
    用例是 {} 的映射
    a case has no key `{}`
    用例没有键 `{}`
    the case "{}" has no `{}`
    用例 "{}" 没有 `{}`
    two cases of `{}` are named "{}"
    `{}` 有两个用例都叫 "{}"
    the case has no `{}`
    用例没有 `{}`
    a plan is a mapping
    方案应是映射
    write `cards: 2` and `budget: 4000`
    请写 `cards: 2` 和 `budget: 4000`
    `{}` is a kind of part
    `{}` 是一类配件
    parts that are there already stand under `have`, those to choose under `choose`
    已有的配件写在 `have` 下，要选的写在 `choose` 下
    a plan has no key `{}`
    方案没有键 `{}`
    `have` is a mapping of parts
    `have` 应是配件的映射
    write them as in a build
    写法与配置相同
    `{}` is not a kind of part
    `{}` 不是一类配件
    `{}` is not an objective
    `{}` 不是目标
    `goal` is `pass` or `warn`
    `goal` 是 `pass` 或 `warn`
    `{}` stands under `have` and under `choose`
    `{}` 同时写在 `have` 和 `choose` 下
    leave it out of one of them
    请从其中一处删掉
    `{}` is a mapping by kind of part
    `{}` 应是按配件种类的映射
    write `gpus: …` under it
    请在下面写 `gpus: …`
    `{}` is a list of words of names
    `{}` 应是名称中词语的列表
    `{}` is a number from 1 to 16, or a list of such
    `{}` 应是 1 到 16 的数，或其列表
    `{}` is a number, 0 or more
    `{}` 应是 0 或更大的数
    a file of parts has lists under {}
    配件文件在 {} 下写列表
    a part to choose from needs a `name`
    供选择的配件要有 `name`
    Usage: {}
    用法：{}
      See '{}' for more information.
      详见 '{}'。
    Help:  {}
    说明：{}
    there are {}, or a function in Lua: {}
    有 {}，或 Lua 函数：{}
    {}: there are fixes 1 to {}
    {}：有方案 1 到 {}
    {}: fix {} has {} choices
    {}：方案 {} 有 {} 处选择
    {}: choice {} has alternatives 1 to {}
    {}：选择 {} 有备选 1 到 {}
    {} cannot be edited, and written as a whole it would lose its comments: {}
    无法就地修改 {}，整个重写会丢失注释：{}
    it is larger than {} bytes
    超过 {} 字节
    it cannot be read: {}
    无法读取：{}
    nothing in it describes a machine; known are {} and a folder with sys and proc
    其中没有描述机器的内容；可用的有 {} 和含 sys 与 proc 的文件夹
    the input cannot be read: {}
    无法读取输入：{}
    The value '{}' is invalid for '{}'. Please provide one of {} or {}
    '{2}' 的值 '{1}' 无效；可用的有 {3}、{4}
    The value '{}' is invalid for '{}'. Please provide one of {}.
    '{2}' 的值 '{1}' 无效；可用的有 {3}。
    --why-not is about a build; name one
    --why-not 针对一份配置；请写配置文件
    """#
}
