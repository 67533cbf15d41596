---@type rigrules.Rule
return {
  title = { en = "There is a slot for every memory module", zh = "每根内存条都有插槽" },
  why = {
    en = "Two kits of two modules need four slots, and small boards have two. A kit that finds no "
      .. "slot was paid for in vain.",
    zh = "两套双条内存要四个插槽，小主板只有两个。插不下的内存条等于白买。",
  },
  source = "One module per slot, as in every manual of a board.",
  severity = "error",
  needs = { "memory[].modules", "motherboard.memory_slots" },
  messages = {
    too_few = {
      en = "Memory modules: {modules}; slots on the board: {slots}.",
      zh = "内存条共 {modules} 根，主板插槽只有 {slots} 个。",
    },
  },
  check = function(build, ctx)
    local modules = 0
    for _, kit in ipairs(build.memory) do
      modules = modules + kit.modules
    end
    local slots = build.motherboard.memory_slots
    if modules > slots then
      ctx.report("too_few", { modules = modules, slots = slots }, {
        at = "motherboard.memory_slots",
        suggest = {
          en = "Choose a board with {modules} slots, or the same capacity in fewer modules.",
          zh = "换一块有 {modules} 个内存插槽的主板，或者用更少、更大的内存条凑够同样的容量。",
        },
      })
    end
  end,
  examples = {
    { name = "as many as there are",
      build = { memory = { { modules = 2, count = 2 } }, motherboard = { memory_slots = 4 } },
      expect = "pass" },
    { name = "one more than there are",
      build = { memory = { { modules = 4 }, { modules = 1 } }, motherboard = { memory_slots = 4 } },
      expect = { findings = { "too_few" }, severity = "error", data = { modules = 5, slots = 4 },
        at = "motherboard.memory_slots" } },
    { name = "no memory at all",
      build = { memory = {}, motherboard = { memory_slots = 2 } }, expect = "pass" },
    { name = "memory on a board without slots",
      build = { memory = { { modules = 1 } }, motherboard = { memory_slots = 0 } }, expect = { "too_few" } },
    { name = "a kit that does not say",
      build = { memory = { { name = "a kit" } }, motherboard = { memory_slots = 2 } },
      expect = { missing = { "memory[1].modules" } } },
    { name = "a board that does not say",
      build = { memory = { { modules = 2 } }, motherboard = {} },
      expect = { missing = { "motherboard.memory_slots" } } },
  },
}
