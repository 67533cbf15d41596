/// A rule to begin with.
enum RuleTemplate {
  static func rule(id: String) -> String {
    """
    -- The rule `\(id)`: its id is its path below the rules folder. It works as it is;
    -- replace what it says by what you know. docs/writing-rules.md has every key.
    ---@type rigrules.Rule
    return {
      -- What the rule asks for, as a heading. English is what other languages fall back to.
      title = { en = "The CPU has cores enough", zh = "CPU 核心数足够" },
      -- The reason, for a person who pays for it.
      why = {
        en = "Each program that works for itself wants a core of its own; with fewer cores they "
          .. "wait for each other.",
        zh = "每个独立运行的程序都需要一个核心，核心不够就要互相等待。",
      },
      -- The worst it may report: error, warning or advice.
      severity = "warning",
      -- Without these there is no answer, and the report says what is missing. Fields that the rule
      -- looks at and can do without are listed in `reads`.
      needs = { "cpu.cores" },
      -- What a user may set in rigrules.yaml.
      params = {
        least = {
          default = 8,
          min = 1,
          max = 256,
          unit = "cores",
          doc = { en = "the fewest cores that will do", zh = "最少核心数" },
        },
      },
      -- A text for each finding; {have} and {need} are filled from its data.
      messages = {
        few = {
          en = "The CPU has {have} cores; {need} or more are needed.",
          zh = "CPU 有 {have} 个核心，需要 {need} 个以上。",
        },
      },
      -- Reporting nothing is a pass. Places are told as the build is written: indexes begin at 0.
      check = function(build, ctx)
        local have, need = build.cpu.cores, ctx.params.least
        if have < need then
          ctx.report("few", { have = have, need = need }, {
            at = "cpu.cores",
            suggest = {
              en = "Choose a CPU with {need} cores or more.",
              zh = "换一颗至少 {need} 核的 CPU。",
            },
          })
        end
      end,
      -- Tests and documentation at once: one on each side of every comparison.
      examples = {
        { name = "just enough cores", build = { cpu = { cores = 8 } }, expect = "pass" },
        {
          name = "one core too few",
          build = { cpu = { cores = 7 } },
          expect = { findings = { "few" }, severity = "warning", data = { have = 7, need = 8 } },
        },
        {
          name = "a user who wants more",
          build = { cpu = { cores = 8 } },
          params = { least = 16 },
          expect = { findings = { "few" }, data = { need = 16 } },
        },
        {
          name = "the cores are not known",
          build = { cpu = { name = "some CPU" } },
          expect = { outcome = "unknown", missing = { "cpu.cores" } },
        },
      },
    }

    """
  }
}
