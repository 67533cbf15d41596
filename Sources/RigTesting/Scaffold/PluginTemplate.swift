/// A plugin to begin with: a fact, and a rule that uses it.
enum PluginTemplate {
  static func manifest(_ name: String) -> String {
    """
    -- The plugin `\(name)`: its name is its folder's. Its rules are in rules/, modules that they and
    -- this file share in lib/.
    return {
      name = "\(name)",
      version = "0.1.0",
      api = 1,
      description = {
        en = "Rules of our own.",
        zh = "我们自己的规则。",
      },
      -- Figures that rules ask for by ctx.facts\(field(name)).KEY. Each is reckoned at most once for a
      -- build, and only when somebody asks.
      facts = {
        load_w = {
          doc = {
            en = "what CPU and cards draw at full load, together",
            zh = "CPU 和显卡满载时的总功率",
          },
          unit = "W",
          -- Where one of these is absent the fact is nil: not known.
          needs = { "cpu.tdp_w", "gpus[].tdp_w" },
          compute = function(build, ctx)
            local load_w = build.cpu.tdp_w * build.cpu.count
            for _, gpu in ipairs(build.gpus) do
              load_w = load_w + gpu.tdp_w
            end
            return load_w
          end,
          -- Tests of the fact: rigrules test runs them. Without `expect` it must be nil.
          examples = {
            {
              name = "a CPU and two cards",
              build = { cpu = { tdp_w = 100 }, gpus = { { tdp_w = 300, count = 2 } } },
              expect = 700,
            },
            { name = "the CPU is not known", build = { gpus = { { tdp_w = 300 } } } },
          },
        },
      },
    }

    """
  }

  static func rule(_ name: String) -> String {
    """
    -- The rule `\(name):roomy-supply`: its id is the plugin's name and its path below rules/.
    ---@type rigrules.Rule
    return {
      title = { en = "The first power supply has room to spare", zh = "第一个电源留有余量" },
      why = {
        en = "A supply that works at its limit is loud, hot and wasteful.",
        zh = "满负荷运行的电源又吵又热，还费电。",
      },
      severity = "advice",
      needs = { "psus[].wattage_w", "cpu.tdp_w", "gpus[].tdp_w" },
      params = {
        share = {
          default = 0.8,
          min = 0.1,
          max = 1,
          unit = "fraction",
          doc = { en = "the most of its power that should be drawn", zh = "最多使用额定功率的比例" },
        },
      },
      messages = {
        tight = {
          en = "CPU and cards draw {load_w} W of the {have_w} W of the power supply.",
          zh = "CPU 和显卡共需 {load_w} W，电源只有 {have_w} W。",
        },
      },
      when = function(build)
        return build.psus == nil or #build.psus > 0
      end,
      check = function(build, ctx)
        local load_w = ctx.facts\(field(name)).load_w
        local have_w = build.psus[1].wattage_w
        if load_w > have_w * ctx.params.share then
          ctx.report("tight", { load_w = load_w, have_w = have_w }, {
            at = "psus[1].wattage_w",
            suggest = {
              en = "Choose a larger power supply, or limit the power of the cards.",
              zh = "换更大的电源，或者限制显卡功率。",
            },
          })
        end
      end,
      examples = {
        {
          name = "four fifths of the power, and no more",
          build = {
            cpu = { tdp_w = 100 },
            gpus = { { tdp_w = 300 } },
            psus = { { wattage_w = 500 } },
          },
          expect = "pass",
        },
        {
          name = "a watt more than that",
          build = {
            cpu = { tdp_w = 101 },
            gpus = { { tdp_w = 300 } },
            psus = { { wattage_w = 500 } },
          },
          expect = {
            findings = { "tight" },
            severity = "advice",
            at = "psus[1].wattage_w",
            data = { load_w = 401, have_w = 500 },
          },
        },
        {
          name = "no power supply to judge",
          build = { cpu = { tdp_w = 100 }, gpus = {}, psus = {} },
          expect = "not_applicable",
        },
        {
          name = "the power supply is not known",
          build = { cpu = { tdp_w = 100 }, gpus = {} },
          expect = { outcome = "unknown", missing = { "psus" } },
        },
      },
    }

    """
  }

  static func readme(_ name: String) -> String {
    """
    # \(name)

    A plugin for rigrules.

    | file | what it is |
    | --- | --- |
    | `plugin.lua` | name, version, description, facts; reporters, importers and profiles go here too |
    | `rules/` | one rule a file; `rules/roomy-supply.lua` is `\(name):roomy-supply` |
    | `lib/` | modules for `require "lib.name"`, where there are some |

    ```sh
    rigrules test PATH/\(name)                      # run the examples of its rules
    rigrules check BUILD --plugins PATH/\(name)     # judge a build with it
    ```

    """
  }

  /// `.power`, or `["model-memory"]` where the name is not a word of Lua's.
  private static func field(_ name: String) -> String {
    let keywords = [
      "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if",
      "in", "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
    ]
    return name.contains("-") || keywords.contains(name) ? "[\"\(name)\"]" : ".\(name)"
  }
}
