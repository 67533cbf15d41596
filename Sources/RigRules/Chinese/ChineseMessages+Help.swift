extension ChineseMessages {
  /// The pages of commands (`--help`).
  static let help = #"""
    Judge a deep learning workstation by its parts.
    按部件评判一台深度学习工作站。
    Exit status: 0 nothing at or above --fail-on; 1 findings; 2 wrong usage or input that \#
    cannot be used; 3 a rule, a plugin or the configuration is broken; 70 a fault of this \#
    program.
    退出状态：0 没有达到 --fail-on 的问题；1 有问题；2 用法错误或输入不可用；3 规则、插件或设置出错；70 程\#
    序自身的故障。
    Show the version.
    显示版本。
    Show help information.
    显示帮助。
    Evaluate builds with every rule.
    用全部规则评估配置。
    Draw builds on one page: slots, power, chassis, memory, and every rule.
    把配置画在一页上：插槽、供电、机箱、内存和每条规则。
    Find the smallest changes after which a build passes.
    找出让配置通过的最小改动。
    Find the best builds that a plan allows, and prove it.
    找出方案允许的最佳配置，并加以证明。
    Evaluate very many builds: JSON lines in, lines out.
    评估大量配置：输入和输出都是 JSON 行。
    List the rules.
    列出规则。
    Show a rule, an error code or a field of a build.
    显示一条规则、一个错误代码或配置的一个字段。
    Print the configuration in force, with where each value comes from.
    打印生效的设置，以及每个值的来源。
    Evaluate builds again on every change of build, rule or configuration.
    配置、规则或设置每次变化后重新评估。
    Edit a build and try rules by hand, with the answer after every step.
    手工修改配置、试用规则，每一步都有回答。
    Serve a page to try builds on, and an API for programs.
    提供试用配置的网页和供程序调用的 API。
    Run the examples of rules, and what is derived from them.
    运行规则的示例，以及由示例推出的检查。
    Check how well the examples of rules pin them down.
    检查规则的示例能否发现规则的改动。
    Write a new rule or plugin that works, with its tests.
    写出一条可用的新规则或一个新插件，附带测试。
    List plugins: state, rules, facts, reporters, importers, profiles.
    列出插件：状态、规则、事实、报告格式、导入器、方案。
    Turn a part list into a build file.
    把配件清单转换成配置文件。
    Write combinations of real parts as JSON lines, for `batch`.
    把真实配件的组合写成 JSON 行，供 `batch` 使用。
    Print the build of this machine, or of one that texts describe.
    打印本机的配置，或由文本描述的机器的配置。
    Say what each line of a part list, or each name in a build, means.
    说明配件清单的每一行或配置中每个名称的含义。
    Write the page of every rule, an index and the table of coverage.
    写出每条规则的页面、索引和覆盖表。
    Print JSON Schemas and Lua definitions for editors.
    打印供编辑器使用的 JSON Schema 和 Lua 定义。
    Write the present findings of builds as waivers, with a reason to fill in.
    把配置现有的问题写成豁免，理由待填。
    Compare two builds, two rules folders, or a plan with the machine.
    比较两份配置、两个规则文件夹，或方案与机器。
    Search, show, compare, import and export parts of the catalogue.
    搜索、显示、比较、导入和导出配件目录中的配件。
    Serve an editor: findings, hovers, completion while a build or a rule is written.
    服务编辑器：编写配置或规则时给出问题、说明和补全。
    Serve an agent: it can have builds judged and parts looked up.
    服务智能体：评判配置、查询配件。
    Print the manual page: man <(rigrules manual).
    打印手册页：man <(rigrules manual)。
    See 'rigrules help <subcommand>' for detailed help.
    用 'rigrules help <子命令>' 查看详细帮助。
    Prints one report per build on standard output. Invalid builds are reported on standard \#
    error with their location, and the others are still evaluated.
    每份配置在标准输出打印一份报告。无效的配置连同位置报告在标准错误，其余配置照常评估。
    YAML or JSON files, JSON lines, part lists in any form, or folders; - is standard input.
    YAML 或 JSON 文件、JSON 行、任意形式的配件清单，或文件夹；- 是标准输入。
    The form of the reports.
    报告的格式。
    Lowest severity that makes the exit status 1.
    使退出状态为 1 的最低级别。
    Leave out results that passed or did not apply.
    略去通过或不适用的结果。
    Say why each finding matters.
    说明每个问题为何要紧。
    List every check that passed or does not apply, and every field that is missing.
    列出每项通过或不适用的检查，以及每个缺少的字段。
    A picture below the text, or in SVG: slots, power, chassis, memory; all without a name.
    文本下方的图，或 SVG 图：slots、power、chassis、memory；不写名称则全部。
    Can be given several times.
    可以写多次。
    A folder of rules; can be given several times.
    规则文件夹；可以写多次。
    Replaces the rules that come with the program.
    取代程序自带的规则。
    A further plugin: a folder of plugins, one plugin's folder, or the name of one that \#
    ships.
    另加的插件：插件文件夹、单个插件的文件夹，或自带插件的名称。
    Its rules are evaluated too. Can be given several times.
    其规则也会评估。可以写多次。
    Switch all plugins off, also those that are on by default.
    关闭全部插件，包括默认开启的。
    A rule, or a plugin with all its rules, to leave out.
    不评估的规则，或连同其全部规则不评估的插件。
    The report says so. Can be given several times.
    报告会说明。可以写多次。
    A plugin's set of severities, weights and parameters.
    插件的一组级别、权重和参数。
    The configuration file.
    设置文件。
    Without it, rigrules.yaml here or in the nearest folder above.
    不写则用这里或最近上级文件夹中的 rigrules.yaml。
    The day that waivers are checked against and reporters of plugins see.
    豁免所对照、插件报告格式所见的日期。
    Without it, RIGRULES_TODAY, else the clock's for waivers and none for reporters.
    不写则用 RIGRULES_TODAY；再没有，豁免用当天，报告格式没有日期。
    The language of messages; without it, the configuration's or the locale's.
    消息的语言；不写则用设置或系统区域的语言。
    When to print in colour; auto respects NO_COLOR.
    何时使用颜色；auto 遵从 NO_COLOR。
    Print errors only.
    只打印错误。
    The page is one HTML file that loads nothing and runs nothing: it can be sent, kept and \#
    printed. Several builds stand side by side, with what differs marked. docs/report.md \#
    says how to read the pictures.
    页面是一个 HTML 文件，不加载也不运行任何东西：可以发送、保存和打印。多份配置并排显示，并标出不同之处。看图方法见 docs/report.md\#
    。
    Builds, as for check; - is standard input.
    配置，同 check；- 是标准输入。
    The file to write; without it, standard output.
    写入的文件；不写则用标准输出。
    Every fix that is printed was evaluated with all rules, and none of its changes can be \#
    left out. Take one alternative of each choice, in any combination. What was not tried is \#
    said. Exit status: 0 the build reaches the goal as it is; 1 it does not, whether a fix \#
    was found or not.
    打印的每个方案都用全部规则评估过，其中没有多余的改动。每个选择任取一个备选，可任意组合。没有尝试的也会说明。退出状态：0 配\#
    置本来就达到目标；1 没有达到，无论是否找到方案。
    The build; - is standard input.
    配置；- 是标准输入。
    What to reach: pass, warn, or score=90.
    要达到的目标：pass、warn 或 score=90。
    Kinds of change: part, count, cap, move, setting, quantity.
    改动的种类：part、count、cap、move、setting、quantity。
    Without it, all but quantity; with --no-catalog, quantity instead of part.
    不写则为 quantity 以外的全部；有 --no-catalog 时以 quantity 代替 part。
    Keys of the build that stay as they are, with commas.
    保持不变的配置键，以逗号分隔。
    Parts to choose from instead of the catalogue's.
    代替配件目录的可选配件。
    Lists under gpus, cpu, psus …, in YAML or JSON; or your own parts.tsv.
    gpus、cpu、psus … 下的列表，YAML 或 JSON；或自己的 parts.tsv。
    Compare two rules folders over all builds that the parts can make.
    在配件能组成的全部配置上比较两个规则目录。
    Each rule that differs is asked about every combination of the values that it reads. A build, \#
    if one is given, says what stays as it is.
    有差别的规则会对它读取的值的每种组合求值。给出的配置（可选）规定哪些内容保持不变。
    Rules with more combinations than these are not proved; so many are tried.
    组合数超过此值的规则不作证明，只试这么多个。
    Combinations printed of each difference.
    每种差别列出的组合数。
    --parts goes with --prove
    --parts 要与 --prove 一起使用
    --limit is from 1 to 100000000, and --cases from 0 to 10000000
    --limit 的范围是 1 到 100000000，--cases 的范围是 0 到 10000000
    compare --prove takes --rules twice and at most one build; found {} builds and {} rules folders
    compare --prove 需要两次 --rules，最多一个配置；现有 {} 个配置和 {} 个规则目录
    Choose no parts; find the quantities that a part must have.
    不选配件；找出配件必须具备的数值。
    The most changes of one fix.
    一个方案最多的改动数。
    Try this many changes that help only together.
    尝试这么多个只有合在一起才有用的改动。
    Without it, only as many as a first fix takes, up to 3.
    不写则取第一个方案所需的个数，最多 3 个。
    The most that the changes may cost.
    改动最多花费的价格。
    Alternatives printed of each choice.
    每个选择打印的备选数。
    Text for people, or one JSON document.
    供人阅读的文本，或一个 JSON 文档。
    The fix to write with -o: its number, and behind a colon the alternative of each choice.
    用 -o 写出的方案：编号，冒号后是每个选择的备选。
    2 is fix 2 with its first alternatives, 2:1,3 takes the third of choice 2.
    2 是方案 2 及其第一个备选，2:1,3 取选择 2 的第三个。
    Write the fixed build to this file.
    把修改后的配置写入此文件。
    A plan states what the machine is for, the cards, the budget and the parts that are \#
    there. Every design that is printed was evaluated with all rules; what its report lacks \#
    never counts as passed. Exit status: 0 a design was found; 1 none was.
    计划写明机器的用途、显卡、预算和已有的配件。打印的每个设计都用全部规则评估过；报告中缺少的检查不算通过。退出状态：0 找\#
    到设计；1 没有找到。
    The plan; - is standard input.
    计划；- 是标准输入。
    How many designs.
    设计的个数。
    Text for people, one JSON document, the builds alone (YAML, or JSON lines), or an order \#
    list of the best.
    供人阅读的文本、一个 JSON 文档、只有配置（YAML 或 JSON 行），或最佳设计的订购清单。
    End after so long with what was found: 10s, 2m.
    到此时间即以已找到的结果结束：10s、2m。
    The most megabytes for what is cached.
    缓存最多占用的兆字节数。
    The most threads at the same time; without it, the number of cores. The answer is the \#
    same.
    同时运行的最多线程数；不写则为核心数。结果相同。
    Say what speaks against a part with these words in its name.
    说明名称含有这些词的配件有什么问题。
    Write the best design to this file.
    把最佳设计写入此文件。
    Each line of the input is one build in JSON and needs an `id`. Lines come out in the \#
    order of the input and are the same bytes for any number of jobs. A line that is not a \#
    build gives {"line":…,"error":{"code","message","at"}} in its place, and exit status 2 \#
    at the end.
    输入的每一行是一份 JSON 配置，必须有 `id`。输出按输入的顺序，任意线程数的字节都相同。不是配置的行在原位给出 {"line":…,"error":{"code","message","at"}}，\#
    结束时退出状态为 2。
    Files of JSON lines (also packed with gzip), folders of builds; - is standard input.
    JSON 行文件（也可用 gzip 压缩）、配置文件夹；- 是标准输入。
    The form of the output.
    输出的格式。
    Threads; without it, one for each core.
    线程数；不写则每个核心一个。
    A file for the output, there under its name when it is complete.
    输出文件，完成后才以此名出现。
    Go on with the unfinished output of an earlier run (with -o).
    接着写上次未完成的输出（配合 -o）。
    Only the best so many, ranked.
    只要最好的若干份，并排名。
    Only builds of these verdicts, with commas between.
    只要这些结论的配置，以逗号分隔。
    Only these keys or columns, in this order, with commas between.
    只要这些键或列，按此顺序，以逗号分隔。
    Write texts to CSV as they are.
    文本原样写入 CSV。
    Without it a text that begins with =, +, - or @ gets a ' in front, so that no \#
    spreadsheet takes it for a formula.
    不写时，以 =、+、- 或 @ 开头的文本前加 '，以免表格软件当成公式。
    End after so many lines that are not builds.
    有这么多行不是配置后结束。
    Take an id that stands twice for an error; needs some 100 bytes for each build.
    把重复的 id 当作错误；每份配置约需 100 字节。
    Run every rule on every build, without cached outcomes.
    每条规则对每份配置都运行，不用缓存的结果。
    Tell on standard error where the time went.
    在标准错误说明时间用在哪里。
    How far it is, on standard error: auto is a bar on a terminal, else nothing.
    进度，显示在标准错误：auto 在终端是进度条，否则没有。
    `rigrules explain RULE` shows one of them with its reason and its source.
    `rigrules explain RULE` 显示其中一条及其原因和出处。
    The form of the list.
    列表的格式。
    Of a rule: why, source sentence and parameters; with a build, also its result and every \#
    value it read, in the order read. Error codes stand in brackets after messages, such as \#
    build/unknown-key. Of a field, such as gpus[].tdp_w: meaning, unit, range, and which \#
    rules read it.
    规则：原因、原文语句和参数；给出配置时还有结果和按读取顺序的每个值。错误代码写在消息后的方括号中，例如 build/unknown-key。\#
    字段（例如 gpus[].tdp_w）：含义、单位、范围和读取它的规则。
    A rule's id, such as psu/wattage, an error code, or a field, such as gpus[].tdp_w.
    规则的 id，例如 psu/wattage；错误代码；或字段，例如 gpus[].tdp_w。
    A YAML or JSON file; - is standard input.
    YAML 或 JSON 文件；- 是标准输入。
    With a build: which values decide the result, in the order read, each with the nearest \#
    value that gives another one, and the margin.
    配合配置：按读取顺序列出决定结果的值、使结果不同的最近的值，以及差距。
    The form of the page.
    页面的格式。
    The text is itself a valid rigrules.yaml.
    文本本身就是有效的 rigrules.yaml。
    The form of the configuration.
    设置的格式。
    Prints what a change changes: findings that went (-), came (+) or say something else \#
    (~), and the score before and after. ^C ends it, with the status of the last reports.
    打印变化带来的变化：消失 (-)、新增 (+) 或内容改变 (~) 的问题，以及前后的得分。^C 结束，退出状态为最后报告的状态。
    YAML or JSON files.
    YAML 或 JSON 文件。
    Text for people, or one JSON object per event and line.
    供人阅读的文本，或每个事件一行的 JSON 对象。
    End after so many changes; 0: after the first reports.
    这么多次变化后结束；0：第一次报告之后。
    Look at the files every so many milliseconds instead of waiting for events.
    每隔这么多毫秒查看文件，而不等待事件。
    Saved rules are taken over at once. With standard input from a file or pipe it runs the \#
    inputs as a script: rigrules repl build.yaml < script
    保存的规则立即生效。标准输入是文件或管道时，把输入作为脚本运行：rigrules repl build.yaml < script
    A YAML or JSON file; without one, an empty build.
    YAML 或 JSON 文件；不写则为空配置。
    In a script, end at the first input that fails, with status 1.
    运行脚本时，遇到第一个失败的输入就结束，状态为 1。
    The page is at the address that is printed. Only programs of this machine reach it, \#
    unless --host says otherwise. Saved rules are taken over at once; ^C ends it when all \#
    that was begun is answered. docs/serve.md describes the API.
    页面在打印的地址。除非用 --host 指定，只有本机的程序能访问。保存的规则立即生效；^C 在回答完已开始的请求后结束\#
    。API 见 docs/serve.md。
    The port; 0 takes a free one.
    端口；0 取一个空闲的。
    The address of the network interface to listen at.
    监听的网络接口地址。
    0.0.0.0 is all of them: then everyone in the network can ask.
    0.0.0.0 是全部接口：网络中的任何人都能访问。
    A name by which the server is known, as behind a proxy.
    服务器的名称，例如在代理之后。
    Requests to other names are refused. Can be given several times.
    发往其他名称的请求会被拒绝。可以写多次。
    The most that one request may hold, in MiB.
    一个请求最多的 MiB 数。
    Connections at one time.
    同时的连接数。
    Requests a second from one address; 0: any number.
    每个地址每秒的请求数；0：不限。
    Without it, any number from this machine alone, and 50 with --host of another.
    不写则本机不限；--host 指定其他地址时为 50。
    The most that one search for fixes may take: 30s, 2m.
    一次查找修正方案最长的时间：30s、2m。
    The most that the search may take: 10s, 2m.
    查找最长的时间：10s、2m。
    A path is a rule file, a folder of rules, a plugin, a folder of plugins, or a table of \#
    cases (YAML, JSON, or JSONL). Without one, all rules in force are tested, as their files \#
    say, without the settings of a user. Exit status: 0 all hold; 1 something does not; 2 \#
    wrong usage; 3 a rule or plugin does not load, or breaks.
    路径是规则文件、规则文件夹、插件、插件文件夹或示例表（YAML、JSON 或 JSONL）。不写则测试全部生效的规则，以\#
    文件为准，不用用户的设置。退出状态：0 全部通过；1 有未通过的；2 用法错误；3 规则或插件无法加载或出错。
    Rule files, folders, plugins and tables of cases.
    规则文件、文件夹、插件和示例表。
    Only rules and cases whose name holds this.
    只测试名称含有此文本的规则和示例。
    The form of the result.
    结果的格式。
    Tell which lines and branches of the rules the cases pass, and which not.
    说明示例经过规则的哪些行和分支，没有经过哪些。
    Fail where a rule's lines or branches are covered less than this; implies --coverage.
    规则的行或分支覆盖率低于此值则失败；包含 --coverage。
    Print time, fuel and memory of each rule as well.
    另外打印每条规则的时间、运算量和内存。
    Test again on every change, until ^C.
    每次变化后重新测试，直到 ^C。
    With --watch: end after so many changes.
    配合 --watch：这么多次变化后结束。
    Flips each comparison, number, `and`, `or`, `not`, `true` and `false` of each rule, of the \#
    modules that rules share and of the manifests of plugins, one at a time, and runs the \#
    examples. A change that no example notices survives. Exit status: 0 every file reaches the threshold; 1 one does \#
    not; 2 wrong usage; 3 a rule is broken, or its examples fail.
    逐一改动规则、其共用模块和插件清单中的每个比较、数字、`and`、`or`、`not`、`true` 和 `false`，并运行示\#
    例。没有示例发现的改动即存活。退出状态：0 每个文件都达到阈值；1 有文件没有；2 用法错误；3 规则出错，或其示例失败。
    A folder of plugins, or of one; can be given several times.
    插件文件夹，或单个插件的文件夹；可以写多次。
    The least share of changes that the examples of a file must notice, in %.
    一个文件的示例必须发现的改动的最低比例（%）。
    Only files whose id begins like this; can be given several times.
    只测试 id 以此开头的文件；可以写多次。
    A table of cases that judges modules too; can be given several times.
    同样用于评判模块的示例表；可以写多次。
    Text for people, or one JSON object.
    供人阅读的文本，或一个 JSON 对象。
    Write a rule that works, with comments and examples.
    写出一条可用的规则，附带注释和示例。
    Write a plugin with a fact, and a rule that uses it.
    写出一个插件，带一个事实和一条使用它的规则。
    See 'rigrules help new <subcommand>' for detailed help.
    用 'rigrules help new <子命令>' 查看详细帮助。
    The id is the path below the rules folder, such as psu/quiet; `plugin:name` adds a rule \#
    to a plugin. Without --into the folder is that of --rules, else the configuration's, \#
    else Rules here (for plugins: Plugins here).
    id 是规则文件夹之下的路径，例如 psu/quiet；`plugin:name` 给插件加一条规则。不写 --into 时\#
    用 --rules 的文件夹，再没有则用设置的，再没有则用这里的 Rules（插件用这里的 Plugins）。
    The rule's id, such as psu/quiet.
    规则的 id，例如 psu/quiet。
    The rules folder, or the folder of plugins.
    规则文件夹，或插件文件夹。
    The plugin's name: letters, digits, - and _.
    插件的名称：字母、数字、- 和 _。
    The folder of plugins; Plugins here.
    插件文件夹；默认为这里的 Plugins。
    Plugins that come with the program are available: their reporters, importers and \#
    profiles can be used by name. --plugins NAME, or `plugins: [NAME]` in rigrules.yaml, \#
    switches one on, so that its rules are evaluated too.
    程序自带的插件处于可用状态：其报告格式、导入器和方案可按名称使用。--plugins NAME，或 rigrules.yaml 中\#
    的 `plugins: [NAME]`，会开启插件，其规则也会评估。
    Part lists in any common form are read by their content: PCPartPicker, Markdown, HTML, \#
    CSV, JSON, plain text, English or Chinese. A file whose extension an importer of a \#
    plugin takes is read by that; `rigrules plugins` lists importers. Lines that are in \#
    doubt stand as comments at the head of the build file.
    常见形式的配件清单按内容识别：PCPartPicker、Markdown、HTML、CSV、JSON、纯文本，英文或中文\#
    。扩展名属于插件导入器的文件由该导入器读取；`rigrules plugins` 列出导入器。有疑问的行作为注释写在配置文件开头。
    The list; - is standard input.
    清单；- 是标准输入。
    The importer, as PLUGIN:IMPORTER; without it, the one for the file's extension.
    导入器，写作 PLUGIN:IMPORTER；不写则按文件扩展名选择。
    The form of the build.
    配置的格式。
    Write to a file instead of standard output.
    写入文件而不是标准输出。
    Which machine of a list of several.
    有多台机器的清单中的哪一台。
    Each option for a kind of part takes a name (also with a count, such as '4x RTX 2080 \#
    Ti') and can be given several times; a name that may mean several parts stands for each \#
    of them, and '*' for all parts of the kind. A build has one of each kind that is given. \#
    The same options and seed give the same bytes.
    每个配件种类的选项接受一个名称（也可带数量，例如 '4x RTX 2080 Ti'），可以写多次；可能指多个配件的名称代\#
    表其中每一个，'*' 代表该种类的全部配件。配置中每个写出的种类各有一个。相同的选项和种子给出相同的字节。
    Graphics cards.
    显卡。
    Processors.
    处理器。
    Motherboards.
    主板。
    Memory.
    内存。
    Drives.
    硬盘。
    Power supplies.
    电源。
    Cases.
    机箱。
    Coolers of the processor.
    处理器散热器。
    A condition, such as 'vram_gb>=11' or, for one kind alone, 'gpu.tdp_w<300'.
    条件，例如 'vram_gb>=11'，或只对一个种类：'gpu.tdp_w<300'。
    Parts for which the field is not known are left out. Can be given several times.
    该字段未知的配件不列入。可以写多次。
    How many builds, drawn by the seed, each at most once.
    配置的份数，按种子抽取，每份最多一次。
    Every combination, in order.
    每种组合，按顺序。
    Decides which builds --count draws.
    决定 --count 抽取哪些配置。
    The language of messages; without it, the locale's.
    消息的语言；不写则用系统区域的语言。
    Every value says where it was read. What could not be read, and what needs root, stands \#
    at the head. Serial numbers, UUIDs, host names and the like are never printed. With \#
    --check the build is evaluated at once.
    每个值都说明读取的位置。读不到的和需要 root 的写在开头。序列号、UUID、主机名等绝不打印。加 --check 则立即评估配置。
    A text or a tree that describes the machine, instead of this one; - is standard input.
    描述机器的文本或目录树，代替本机；- 是标准输入。
    What it is, is seen by what stands in it: dmidecode, lspci -nnvv, nvidia-smi (also -q -x \#
    and --query-gpu as CSV), rocm-smi, inxi -Fxxx, lshw -json or -short, system_profiler; or \#
    a folder with sys and proc, or with such texts. Can be given several times.
    种类由内容识别：dmidecode、lspci -nnvv、nvidia-smi（也可 -q -x 和 CSV 形式的 --query-gpu）\#
    、rocm-smi、inxi -Fxxx、lshw -json 或 -short、system_profiler；或含有 sys 和 proc、\#
    或含有这些文本的文件夹。可以写多次。
    Leave out what the catalogue of parts knows of the names that were read.
    不补充配件目录对所读名称的了解。
    The form of the build; with --check, json is that of the report.
    配置的格式；加 --check 时 json 是报告的格式。
    Evaluate the build instead of printing it.
    评估配置而不是打印。
    With --check, lowest severity that makes the exit status 1.
    配合 --check：使退出状态为 1 的最低级别。
    Write the build to a file, whole or not at all.
    把配置写入文件，写完整或完全不写。
    Of a part list every line is accounted for: resolved, asked, other, or not understood. \#
    Of a build file the full build is printed, with the source of each field that a name \#
    gave. Exit status: 0 all is known; 1 a line is in doubt; 2 the file is neither list nor \#
    build.
    配件清单的每一行都有交代：已识别、待确认、其他或看不懂。配置文件则打印完整的配置，并注明由名称得到的每个字段的来源。退出\#
    状态：0 全部已知；1 有行存疑；2 文件既不是清单也不是配置。
    The list or build; - is standard input.
    清单或配置；- 是标准输入。
    Each page is made from the rule's own file, in both languages. Pages whose rule is gone \#
    are removed; what a person wrote is never touched. With --check nothing is written, and \#
    files that are not current are told with what would change.
    每个页面由规则自己的文件生成，中英双语。规则已不存在的页面会删除；手写的内容不会改动。加 --check 则不写入，只报\#
    告过期的文件和差异。
    The folder of documents.
    文档文件夹。
    Write nothing; the exit status is 1 where a file is not current.
    不写入；有文件过期时退出状态为 1。
    Also the page of every error code.
    也写出每个错误代码的页面。
    builds: the JSON Schema of build files. config: that of rigrules.yaml, with the rules in \#
    force and their parameters. lua: definitions for the Lua language server; with --into \#
    also the settings of the server and of luacheck, so that a folder of rules is checked \#
    while it is written.
    builds：配置文件的 JSON Schema。config：rigrules.yaml 的 JSON Schema，\#
    含生效的规则及其参数。lua：供 Lua 语言服务器使用的定义；加 --into 还有该服务器和 luacheck 的设\#
    置，使规则文件夹在编写时得到检查。
    builds, config or lua.
    builds、config 或 lua。
    Write files to a folder instead of printing.
    写入文件夹而不是打印。
    With --into: write nothing; the exit status is 1 where a file is not current.
    配合 --into：不写入；有文件过期时退出状态为 1。
    The text is a rigrules.yaml that holds the waivers and nothing else. A reason that \#
    begins with TODO is itself reported until somebody has written it. What is waived \#
    already is left out.
    文本是只含豁免的 rigrules.yaml。以 TODO 开头的理由在写好之前会被报告。已经豁免的不再列出。
    YAML or JSON files, JSON lines, or folders of these; - is standard input.
    YAML 或 JSON 文件、JSON 行，或其文件夹；- 是标准输入。
    Write to a file that is not there yet.
    写入一个尚不存在的文件。
    Who answers for the waivers.
    谁对豁免负责。
    The last day they hold, such as 2026-12-31.
    豁免有效的最后一天，例如 2026-12-31。
    Of two builds, or two folders of builds with the same file names: which fields differ, \#
    and what that does to findings, verdict, score and price. Exit status: 0 no difference, \#
    1 some.
    两份配置，或文件名相同的两个配置文件夹：哪些字段不同，对问题、结论、得分和价格有何影响。退出状态：0 没有不同，1 有。
    With --detected, compares one build, the plan, with this machine, or with the one that \#
    --from describes: cards, links, power limits, memory, drives. Exit status: 0 as planned, \#
    1 not.
    加 --detected 则把一份配置（方案）与本机或 --from 描述的机器比较：显卡、链路、功耗墙、内存、硬盘。退\#
    出状态：0 与方案一致，1 不一致。
    Give --rules twice: the folder to compare, and the one to compare it with. Files that \#
    end in .jsonl or .ndjson (also with .gz), and standard input (-), hold one build a line; \#
    of a folder every build is read. Exit status: 0 both say the same of every build; 1 they \#
    differ; 2 a build could not be used; 3 a rule is broken.
    写两次 --rules：要比较的文件夹，以及与之比较的文件夹。以 .jsonl 或 .ndjson 结尾（也可加 .gz）\#
    的文件和标准输入 (-) 每行一份配置；文件夹则读取其中每份配置。退出状态：0 两者对每份配置结论相同；1 不同；2 有\#
    配置不可用；3 有规则出错。
    Files or folders of builds; - is standard input.
    配置文件或文件夹；- 是标准输入。
    Text for people, one JSON document, or one JSON object per line.
    供人阅读的文本、一个 JSON 文档，或每行一个 JSON 对象。
    Leave out the builds and print the sums only.
    略去各份配置，只打印汇总。
    Compare the build with the machine it became.
    把配置与据此装成的机器比较。
    The catalogue holds real parts with a source for every value. Parts that you add or \#
    import go into your own catalogue, which goes over what ships.
    配件目录收有真实的配件，每个值都有来源。自己添加或导入的配件进入自己的目录，优先于自带的。
    List the parts whose names come nearest to a text.
    列出名称与文本最接近的配件。
    Show each value of a part with its source.
    显示配件的每个值及其来源。
    Show the fields of parts side by side.
    并排显示配件的字段。
    Take parts of a data set or a table into your catalogue.
    把数据集或表格中的配件收入自己的目录。
    Print parts as JSON Lines, one part a line.
    把配件打印成 JSON 行，每行一个。
    Show for how many parts each field is known.
    显示每个字段有多少配件已知。
    Put the parts of a build file into your catalogue.
    把配置文件中的配件收入自己的目录。
    See 'rigrules help parts <subcommand>' for detailed help.
    用 'rigrules help parts <子命令>' 查看详细帮助。
    Exit status: 0 parts were found; 1 none was.
    退出状态：0 找到配件；1 没有找到。
    Words of the name; they may be misspelt.
    名称中的词；可以有拼写错误。
    The kind of part: gpu, cpu, motherboard, …
    配件种类：gpu、cpu、motherboard、…
    A condition, such as 'vram_gb>=11'. Can be given several times.
    条件，例如 'vram_gb>=11'。可以写多次。
    Video memory, such as '>=11'.
    显存，例如 '>=11'。
    How many parts are listed at most.
    最多列出的配件数。
    A name or an id.
    名称或 id。
    The kind of part.
    配件种类。
    Names or ids of two or more parts.
    两个或更多配件的名称或 id。
    opendb: a folder in the layout of BuildCores OpenDB, or one file of it. csv: a table \#
    with a header line, such as those of pc-part-dataset; --map says what other columns \#
    mean. prices: a table with the columns name and price. Nothing is taken if the file \#
    cannot be read; what is there already is not taken twice.
    opendb：BuildCores OpenDB 布局的文件夹，或其中一个文件。csv：带表头的表格，例如 pc-part-dataset 的\#
    表格；其他列的含义由 --map 说明。prices：有 name 和 price 两列的表格。文件无法读取时什么也不收\#
    ；已有的不会重复收入。
    opendb, csv or prices.
    opendb、csv 或 prices。
    The file or folder.
    文件或文件夹。
    The kind of part of every line.
    每一行的配件种类。
    What a column means: 'COLUMN=vram_gb', =name, =maker, =number. Can be given several \#
    times.
    列的含义：'COLUMN=vram_gb'、=name、=maker、=number。可以写多次。
    The kind of part; without it, all.
    配件种类；不写则全部。
    Your own parts only.
    只要自己的配件。
    Every part of the build that has a name is taken with the fields it has.
    配置中每个有名称的配件连同其字段收入。
    A build file.
    配置文件。
    Speaks the Language Server Protocol over standard input and output. docs/editors.md \#
    shows how editors start it.
    在标准输入和输出上使用语言服务器协议。编辑器如何启动它，见 docs/editors.md。
    Speaks the Model Context Protocol over standard input and output. docs/editors.md shows \#
    how agents start it.
    在标准输入和输出上使用模型上下文协议。智能体如何启动它，见 docs/editors.md。
    The page has every command with its options, as their --help has them.
    页面含有每个命令及其选项，与 --help 相同。
    A folder for the files of a plugin's format that makes several.
    插件的报告格式生成多个文件时，存放它们的文件夹。
    Tell on standard error what each rule took: calls, µs, cached outcomes; as JSON for \#
    json.
    在标准错误说明每条规则的用量：次数、微秒、缓存命中；格式为 json 时用 JSON。
    Bytes for the cache of each thread.
    每个线程缓存的字节数。
    Make the database of a catalogue's folder.
    生成目录文件夹的数据库。
    The folder with Facts and Data.
    含有 Facts 和 Data 的文件夹。
    Write the cleaned tables of an open data set.
    写出开放数据集整理后的表格。
    The folder of BuildCores OpenDB.
    BuildCores OpenDB 的文件夹。
    The file of boards as their firmware describes them.
    主板固件自述的文件。
    The catalogue's folder.
    目录的文件夹。
    Print what each name of a file means, one JSON line each.
    打印文件中每个名称的含义，每个一行 JSON。
    A line is a name, or a category and a name with a tab between them.
    每行是一个名称，或类别和名称，以制表符分隔。
    A file of names.
    名称文件。
    """#
}
