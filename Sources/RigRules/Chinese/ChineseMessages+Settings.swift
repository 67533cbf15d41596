extension ChineseMessages {
  /// `rigrules.yaml`, rules folders and plugins.
  static let settings = #"""
    the configuration must be a map of keys
    设置文件必须是键的映射
    the configuration
    设置文件
    the language `{}` is none of en, zh
    语言 `{}` 不是 en、zh 之一
    the settings of `{}`
    `{}` 的设置
    the settings of a rule
    规则的设置
    the waiver
    豁免
    a waiver
    豁免
    write `{ severity: warning }`, `{ off: true }`, `{ weight: 2 }` or `{ params: { \#
    … } }`
    请写 `{ severity: warning }`、`{ off: true }`、`{ weight: 2 }` 或 `{ params: { … } }`
    a weight is a number above 0 and at most 1000
    权重必须大于 0，不超过 1000
    the parameter `{}` has no value
    参数 `{}` 没有值
    `severity` must be a word
    `severity` 必须是一个词
    `{}` must be true or false
    `{}` 必须是 true 或 false
    `weight` must be a number
    `weight` 必须是数
    `waivers` must be a list
    `waivers` 必须是列表
    the waiver has no `{}`
    豁免没有 `{}`
    `until` is {}, and there is no such day
    `until` 是 {}，没有这一天
    `until` is {}; it must be a day such as 2026-12-31
    `until` 是 {}；必须是日期，例如 2026-12-31
    `values` must be a map of the finding's figures
    `values` 必须是结论中各数值的映射
    {} must be a map of keys
    {}必须是键的映射
    `{}` must be a text
    `{}` 必须是文字
    {} has no key `{}`; known are {}
    {}没有键 `{}`；可用的有 {}
    settings name the rule `{}`, which is not there
    设置里写了规则 `{}`，而没有这条规则
    settings name the rule `{}`, and the plugin `{}` is not on
    设置里写了规则 `{}`，而插件 `{}` 没有启用
    `{}` is a plugin; of a plugin only `params` can be set
    `{}` 是插件；插件只能设置 `params`
    name its rules one by one, or leave it out with `--without {}`
    请逐条写出它的规则，或用 `--without {}` 关闭它
    the rule `{}` has no parameter `{}`
    规则 `{}` 没有参数 `{}`
    the plugin `{}` has no parameter `{}`
    插件 `{}` 没有参数 `{}`
    the parameter `{}` of `{}` {}
    `{2}` 的参数 `{1}` {3}
    each rule is named by itself; `rigrules rules` lists them
    每条规则要单独写出；`rigrules rules` 可列出
    `rigrules rules` lists the rules
    `rigrules rules` 可列出规则
    there is no configuration file {}
    没有设置文件 {}
    no rules folder was found beside the program or above it; name one with --rules \#
    DIR, with `rules` in {}, or with {}
    程序旁边和上级都没有找到规则文件夹；请用 --rules DIR、{} 里的 `rules` 或 {} 指定
    no catalogue of parts was found beside the program or above it; name its folder \#
    with {}
    程序旁边和上级都没有找到配件库；请用 {} 指定
    none ship with this program
    本程序没有附带插件
    there is no folder {} of plugins
    没有插件文件夹 {}
    there is no folder `{}`, and no plugin of that name
    没有文件夹 `{}`，也没有这个名称的插件
    --plugins and --no-plugins exclude each other
    --plugins 和 --no-plugins 不能同时使用
    {} is `{}`; write a day as 2026-11-23
    {} 是 `{}`；日期请写成 2026-11-23
    the rule `{}` does not load, so there is no page of it
    规则 `{}` 无法加载，所以没有它的说明
    the rule `{}` does not load
    规则 `{}` 无法加载
    the plugin `{}` of the rule `{}` is not on; add --plugins {}
    规则 `{2}` 所属的插件 `{1}` 没有启用；请加 --plugins {3}
    """#
}
