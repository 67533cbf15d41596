extension ChineseMessages {
  /// Examples as tests, their report, changes of rules, and new rules and plugins.
  static let testing = #"""
    what "{}" expects is not data
    “{}”的预期值不是数据
    the example "{}" has no `builds`
    示例“{}”没有 `builds`
    the example "{}" does not `expect` a text, or a list of texts
    示例“{}”的 `expect` 不是文本或文本列表
    the `rules` of the example "{}" must be a list of ids of rules
    示例“{}”的 `rules` 应为规则 id 的列表
    the example "{}" has no `text`
    示例“{}”没有 `text`
    the example "{}" must have either `expect`, the build, or `refuses`, words of the error
    示例“{}”必须有 `expect`（配置）或 `refuses`（错误中的文字）之一
    the example "{}" names no `rule`
    示例“{}”没有写 `rule`
    it returned files, and one text is asked for
    它返回了多个文件，而这里需要一段文本
    the file name `{}` {}
    文件名 `{}` {}
    the file names `{}` and `{}` are one on some systems
    文件名 `{}` 和 `{}` 在某些系统上是同一个
    `{}` is a file, and `{}` takes it for a folder
    `{}` 是文件，而 `{}` 把它当作文件夹
    is longer than 200 bytes
    超过 200 字节
    has more than 8 parts
    超过 8 层
    has an empty part; write it as `folder/file.txt`
    有空的一层；请写成 `folder/file.txt`
    has a part that begins with a dot
    有以点开头的一层
    has a part that begins or ends with a blank or a dot
    有以空格或点开头或结尾的一层
    has a `{}`
    含有 `{}`
    it returned a file whose name has characters that no name has
    它返回的文件名含有不允许的字符
    a text, or a table of texts by name
    文本，或以文件名为键的文本表
    -o is for a plugin's format that makes several files
    -o 用于生成多个文件的插件报告格式
    `{}` makes one text and no files; leave -o out
    `{}` 只生成一段文本；请去掉 -o
    `{}` makes {} files; name a folder with -o
    `{}` 生成 {} 个文件；请用 -o 指定文件夹
    --top is from 1 to 1000
    --top 应为 1 到 1000
    --jobs is from 1 to 64
    --jobs 应为 1 到 64
    --memory is from 16 to 65536 megabytes
    --memory 应为 16 到 65536 兆字节
    {}: there are no parts under `{}` to choose from
    {}：`{}` 下没有可选的配件
    {}: the objective: {}
    {}：目标：{}
    name at least one kind of part, such as --gpus 'RTX 4090'
    至少写一种配件，例如 --gpus 'RTX 4090'
    give either --count or --all
    请写 --count 或 --all 之一
    no part that is asked for has a field `{}`
    所要的配件都没有字段 `{}`
    there are more combinations than can be counted; use --where
    组合多得数不清；请用 --where
    no {} meets the conditions
    没有满足条件的 {}
    what `{}` made of it is not a valid build:
    `{}` 由此生成的配置无效：
    `{}` is not COLUMN=KEY
    `{}` 不是 COLUMN=KEY
    there is no home folder for your catalogue; name its file with {}
    没有存放你的目录的主文件夹；请用 {} 指定文件
    set EDITOR to the editor you want, or open {} yourself
    请把 EDITOR 设为要用的编辑器，或自己打开 {}
    the editor cannot be started
    无法启动编辑器
    `{}` ended with an error
    `{}` 以错误结束
    --max-body is from 1 to 1024 MiB
    --max-body 应为 1 到 1024 MiB
    --max-connections is from 1 to 20000
    --max-connections 应为 1 到 20000
    --max-rate is 0 or more
    --max-rate 必须是 0 或更大
    the system has no pipe left
    系统没有可用的管道
    the system has no thread left
    系统没有可用的线程
    --choose says which fix -o writes; -o is not given
    --choose 说明 -o 写哪个方案；没有写 -o
    {}: {} current, {} of them changed
    {}：{} 个文件，其中 {} 个有变化
    a link leads out of the folder
    链接指向文件夹之外
    The file cannot be read.
    无法读取文件。
    The file is neither YAML nor JSON.
    文件既不是 YAML 也不是 JSON。
    The file is not a list of cases, or holds none.
    文件不是示例的列表，或没有示例。
    A case has a key that cases do not have.
    示例含有未知的键。
    A case lacks its rule, name, build or expectation.
    示例缺少规则、名称、配置或预期。
    A key of a case holds another type of value than it must.
    示例的键的值类型不对。
    A case names a rule that is not there.
    示例写了不存在的规则。
    What a case expects, or its parameters, is not valid.
    示例的预期或参数无效。
    Two cases of one rule have the same name or the same build.
    同一规则的两个示例名称或配置相同。
    {rule, name, build, expect}, with params where needed
    {rule, name, build, expect}，需要时加 params
    the cases "{}" and "{}" have the same build
    示例“{}”和“{}”的配置相同
    the rule reads `{}`, which neither `needs` nor `reads` names; add it to `reads` where \#
    the rule can do without it
    规则读取了 `{}`，但 `needs` 和 `reads` 都没有写；如果规则没有它也行，请写入 `reads`
    the rule reads `{}`, which neither `needs` nor `reads` names (near: `{}`); add it to \#
    `reads` where the rule can do without it
    规则读取了 `{}`，但 `needs` 和 `reads` 都没有写（相近：`{}`）；如果规则没有它也行，请写入 `reads`
    unknown or not_applicable
    unknown 或 not_applicable
    any but broken
    除 broken 以外
    {} in the reverse order
    {} 顺序颠倒
    {} with the first one last
    {} 第一个移到最后
    in the reverse order
    顺序颠倒
    with the first one last
    第一个移到最后
    with {} added
    加上 {}
    broken at {}: {}
    出错于 {}：{}
    the source cannot be taken apart
    无法解析源代码
    the instrumented copy does not load: {}
    带计数的副本无法加载：{}
    the instrumented copy answers "{}" otherwise
    带计数的副本对“{}”的回答不同
    coverage cannot be measured: {}
    无法测量覆盖率：{}
    coverage of {}
    {} 的覆盖率
    {} % or more
    {}% 或以上
    {}: the example "{}" does not hold: {}
    {}：示例“{}”未通过：{}
    {}: the source cannot be taken apart
    {}：无法解析源代码
    {}: `mutate: skip` skips nothing: the examples notice it, or there is no such change
    {}：`mutate: skip` 没有跳过任何改动：示例能发现它，或没有这样的改动
    `[` without its `]` in `mutate: skip`
    `mutate: skip` 中的 `[` 缺少 `]`
    `mutate: skip` without a reason
    `mutate: skip` 没有写理由
    the {} `{}` has no examples, so nothing says that it works
    {} `{}` 没有示例，无从说明它能用
    the examples "{}" and "{}" have the same build ({})
    示例“{}”和“{}”的配置相同（{}）
    the fact gave nothing
    事实没有给出结果
    fact
    事实
    reporter
    报告格式
    runs its examples on every save
    每次保存都运行示例
    shows its page
    显示其页面
    judges a build with it
    用它评判配置
    runs the examples of its rules
    运行其规则的示例
    judges a build with them too
    也用它们评判配置
    adds a rule to it
    给它加一条规则
    {} is a file, and a folder is needed there
    {} 是文件，而那里需要文件夹
    {} is there already; it was not changed
    {} 已存在；没有改动
    the id has more than 128 bytes
    id 超过 128 字节
    the id has more than 8 parts
    id 超过 8 层
    `{}` is a folder within plugins
    `{}` 是插件内的文件夹
    has more than 64 letters
    超过 64 个字母
    the fact `{}` reads `{}`: {}
    事实 `{}` 读取 `{}`：{}
    """#
}
