extension ErrorCode {
  /// Mistakes in plugins, and what their functions met while they ran.
  static let plugin = folders + manifest + contents + runsOfPlugins

  /// A manifest with these lines in its table.
  private static func sample(
    _ lines: String, name: String = "name = \"power\"", version: String = "version = \"1.0.0\"",
    api: String = "api = 1"
  ) -> ErrorSample {
    .plugin([
      "plugin.lua":
        "return {\n  \(name), \(version), \(api),\n  description = \"What it draws.\",\n\(lines)}\n"
    ])
  }

  private static let folders = [
    ErrorCode(
      "plugin/unreadable",
      ("A folder of plugins, or a file in it, cannot be read.", "无法读取插件文件夹或其中的文件。"),
      do: ("Check the path and the permissions.", "检查路径和权限。")),
    ErrorCode(
      "plugin/encoding",
      ("The plugin's `plugin.lua` is not UTF-8 text.", "插件的 `plugin.lua` 不是 UTF-8 文本。"),
      do: ("Save it as UTF-8.", "另存为 UTF-8。")),
    ErrorCode(
      "plugin/missing-manifest",
      ("The plugin's folder has no `plugin.lua`.", "插件文件夹中没有 `plugin.lua`。"),
      do: (
        "Write one, or move the folder away; `rigrules new plugin NAME` makes a whole plugin.",
        "写一个，或移走该文件夹；`rigrules new plugin NAME` 可生成完整的插件。"
      ), sample: .plugin(["rules/mains.lua": "return {}\n"])),
    ErrorCode(
      "plugin/stray-file",
      (
        "A Lua file lies where no plugin has any, so that it would never run.",
        "Lua 文件放在插件不会读取的位置，永远不会运行。"
      ),
      do: (
        "Rules belong below `rules/`, modules below `lib/`, tables (CSV) below `data/`; move the file.",
        "规则放在 `rules/` 下，模块放在 `lib/` 下，表格（CSV）放在 `data/` 下。"
      ),
      sample: .plugin([
        "plugin.lua":
          "return { name = \"power\", version = \"1.0.0\", api = 1, description = \"What it draws.\" }\n",
        "mains.lua": "return {}\n",
      ])),
    ErrorCode(
      "plugin/parameter",
      (
        "A parameter's declaration in a manifest is not valid, or its default is none that it takes.",
        "清单中的参数声明无效，或默认值不在允许范围内。"
      ),
      do: (
        "Give each parameter a `default` inside its own `min` and `max`.",
        "每个参数要有 `default`，且在 `min` 和 `max` 之间。"
      ),
      sample: .plugin([
        "plugin.lua":
          "return {\n  name = \"power\", version = \"1.0.0\", api = 1, description = \"What it draws.\",\n"
          + "  params = { vat = { default = 2, max = 1 } },\n}\n"
      ])),
    ErrorCode(
      "plugin/data",
      ("A table below `data/` cannot be read.", "`data/` 下的表格无法读取。"),
      do: (
        "The first line names the columns, each once; every other line has as many cells. Text with commas, "
          + "quotes or line ends stands in double quotes, with each quote inside written twice.",
        "第一行是列名，不能重复；其余各行的单元格数相同。含逗号、引号或换行的文本放在双引号内，其中的引号写两次。"
      ),
      sample: .plugin([
        "plugin.lua":
          "local prices = require \"data.prices\"\nreturn { name = \"power\", version = \"1.0.0\", api = 1, description = \"What it draws.\" }\n",
        "data/prices.csv": "name,price\nRTX 4090\n",
      ])),
    ErrorCode(
      "plugin/duplicate",
      ("Another plugin has this name already; the second is refused.", "已有同名插件，后一个被拒绝。"),
      do: ("Rename one of the folders, and `name` in its manifest.", "重命名其中一个文件夹及其清单中的 `name`。")),
    ErrorCode(
      "plugin/not-found",
      ("There is no such folder of plugins, and no plugin of that name.", "没有这个插件文件夹，也没有这个名称的插件。"),
      do: (
        "Name a folder of plugins, one plugin's folder, or a plugin that ships.",
        "写插件文件夹、单个插件的文件夹，或自带插件的名称。"
      )),
    ErrorCode(
      "plugin/unknown-name",
      (
        "No plugin has a profile, reporter or importer of this name.",
        "没有插件提供该名称的方案、报告格式或导入器。"
      ),
      do: ("`rigrules plugins` lists what each gives.", "`rigrules plugins` 列出每个插件提供的内容。")),
    ErrorCode(
      "plugin/ambiguous-name",
      ("Several plugins have one of this name.", "多个插件提供同名内容。"),
      do: ("Write the plugin before it: `power:quiet`.", "在前面写上插件名：`power:quiet`。")),
  ]

  private static let manifest = [
    ErrorCode(
      "plugin/syntax",
      (
        "`plugin.lua` is not valid Lua, raised an error while it was loaded, or returns no table.",
        "`plugin.lua` 不是合法的 Lua、加载时出错，或没有返回表。"
      ),
      do: ("Look at the place that the message names.", "查看提示的位置。"),
      sample: .plugin(["plugin.lua": "return {\n  name = \"power\"\n  api = 1,\n}\n"])),
    ErrorCode(
      "plugin/limit",
      (
        "`plugin.lua` met a limit while it was loaded: fuel, memory, time, or its size of 64 KiB.",
        "`plugin.lua` 加载时达到上限：燃料、内存、时间或 64 KiB 的大小。"
      ),
      do: ("Move work from the file into its functions.", "把文件顶层的计算移到函数中。"),
      sample: .plugin(["plugin.lua": "while true do end\nreturn {}\n"])),
    ErrorCode(
      "plugin/api",
      (
        "The plugin is written for an `api` that this engine does not know.",
        "插件的 `api` 版本本引擎不支持。"
      ),
      do: (
        "Use a version of the plugin with the `api` that the message names, or a later engine.",
        "使用提示中 `api` 版本的插件，或更新引擎。"
      ), sample: sample("", api: "api = 2")),
    ErrorCode(
      "plugin/name",
      (
        "A name is not the folder's, or not one that plugins, facts and the like may have.",
        "名称与文件夹不符，或不合规定。"
      ),
      do: (
        "The plugin has its folder's name; names are small letters, digits and `-` or `_`.",
        "插件名与文件夹相同；名称只用小写字母、数字和 `-`、`_`。"
      ),
      sample: sample("", name: "name = \"mains\"")),
    ErrorCode(
      "plugin/version",
      ("The version is not of the form 1.2.3.", "版本号不是 1.2.3 的形式。"),
      do: ("Write three numbers with dots between.", "写三个用点分隔的数字。"),
      sample: sample("", version: "version = \"1.0\"")),
    ErrorCode(
      "plugin/missing-key",
      ("The manifest lacks a key that it must have.", "清单缺少必需的键。"),
      do: (
        "A manifest has `name`, `version`, `api` and `description`.",
        "清单必须有 `name`、`version`、`api` 和 `description`。"
      ),
      sample: .plugin(["plugin.lua": "return { name = \"power\", version = \"1.0.0\", api = 1 }\n"])
    ),
  ]

  private static let contents = [
    ErrorCode(
      "plugin/unknown-key",
      ("The manifest has a key that manifests do not have.", "清单中有未知的键。"),
      do: ("Take the name that the message proposes.", "改用提示中的名称。"),
      sample: sample("  fact = {},\n")),
    ErrorCode(
      "plugin/wrong-type",
      ("A key holds another type of value than it must.", "键的值类型不对。"),
      do: ("Write what the message says the key takes.", "按提示填写。"),
      sample: sample("  facts = { load_w = 12 },\n")),
    ErrorCode(
      "plugin/text",
      (
        "A text has no English version, or names a language that is not known.",
        "文本没有英文，或使用了未知的语言。"
      ),
      do: ("Write a string, or a table with `en` and, perhaps, `zh`.", "写字符串，或含 `en`（可加 `zh`）的表。"),
      sample: sample(
        "  facts = {\n    load_w = { doc = { zh = \"功率\" }, compute = function(build) end },\n  },\n"
      )),
    ErrorCode(
      "plugin/needs",
      ("A path in a fact's `needs` is not a field of a build.", "事实的 `needs` 中的路径不是配置字段。"),
      do: ("Take the path that the message proposes.", "改用提示中的路径。"),
      sample: sample(
        "  facts = {\n    load_w = { doc = \"watts\", needs = { \"cpu.tdp\" }, compute = function(build) end },\n  },\n"
      )),
    ErrorCode(
      "plugin/unknown-field",
      (
        "The code of a fact reads a field that no such part has, which would always be nil.",
        "事实的代码读取了该配件没有的字段，值永远是 nil。"
      ),
      do: (
        "Take the name that the message proposes; `rigrules schema builds` has them all.",
        "改用提示中的名称；`rigrules schema builds` 列出全部字段。"
      )),
    ErrorCode(
      "plugin/undefined-name",
      (
        "The code uses a name that is not defined, or compares with a word that the value never is.",
        "代码使用了未定义的名称，或与不可能出现的值比较。"
      ),
      do: ("Take the name that the message proposes.", "改用提示中的名称。")),
    ErrorCode(
      "plugin/unknown-fact",
      (
        "`ctx.facts` in the manifest names a fact that it does not have.",
        "清单中的 `ctx.facts` 使用了不存在的事实。"
      ),
      do: ("Take the name that the message proposes.", "改用提示中的名称。"),
      sample: sample(
        "  facts = {\n    load_w = function(build) return 1 end,\n    double_w = function(build, ctx) return 2 * ctx.facts.power.lod_w end,\n  },\n"
      )),
    ErrorCode(
      "plugin/example",
      (
        "An example of a fact, reporter, importer or profile lacks a name, what goes in, or what must come out.",
        "事实、报告格式、导入器或方案的示例缺少名称、输入或预期结果。"
      ),
      do: ("Write what the message asks for.", "按提示补全。"),
      sample: sample(
        "  facts = {\n    load_w = { doc = \"watts\", compute = function(build) end, examples = { { name = \"none\", expect = 1 } } },\n  },\n"
      )),
    ErrorCode(
      "plugin/severity",
      (
        "A severity in a profile is none of error, warning and advice.",
        "方案中的级别只能是 error、warning 或 advice。"
      ),
      do: ("Write one of the three.", "从三者中选一个。"),
      sample: sample(
        "  profiles = {\n    quiet = { doc = \"quiet\", settings = { [\"psu/least\"] = { severity = \"fatal\" } } },\n  },\n"
      )),
  ]

  private static let runsOfPlugins = [
    ErrorCode(
      "plugin/files",
      (
        "A report format makes files and not one text, or gives a file a name that leads out of the folder or that some system refuses.",
        "报告格式生成的是多个文件而不是一段文本，或文件名会跑到文件夹之外，或某些系统不接受。"
      ),
      do: (
        "Name a folder with `-o`; the plugin's author uses plain names such as `builds/desk.html`.",
        "用 `-o` 指定文件夹；插件作者应使用 `builds/desk.html` 这样的普通名称。"
      )),
    ErrorCode(
      "plugin/runtime",
      ("A reporter or importer raised an error.", "报告格式或导入器出错。"),
      do: ("Tell the plugin's author the place that the message names.", "把提示的位置告诉插件作者。")),
    ErrorCode(
      "plugin/fuel",
      ("A reporter or importer exceeded its work limit.", "报告格式或导入器超出运算量上限（可能是死循环）。"),
      do: (
        "Look for a loop that does not end, or give it less to work on.",
        "检查死循环，或减少输入。"
      )),
    ErrorCode(
      "plugin/memory",
      ("A reporter or importer exceeded its memory limit.", "报告格式或导入器超出内存上限。"),
      do: ("Look for a table or a text that grows in a loop.", "检查在循环中不断增长的表或文本。")),
    ErrorCode(
      "plugin/deadline",
      ("A reporter or importer ran out of time.", "报告格式或导入器超时。"),
      do: ("Where the machine was only busy, run it again.", "如果只是机器太忙，请重新运行。")),
  ]
}
