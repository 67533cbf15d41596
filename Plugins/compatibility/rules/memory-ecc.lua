local paths = require "lib.paths"

-- Whether board and CPU correct errors: false where one states that it does not, true where both
-- state that they do, else the place that does not say.
local function support(build)
  local board, cpu = build.motherboard.memory_ecc, build.cpu.memory_ecc
  if board == false or cpu == false then
    return false, nil, board == false and "motherboard.memory_ecc" or "cpu.memory_ecc"
  elseif board == nil then
    return nil, "motherboard.memory_ecc"
  elseif cpu == nil then
    return nil, "cpu.memory_ecc"
  end
  return true
end

---@type rigrules.Rule
return {
  title = { en = "Memory that corrects errors is put to use", zh = "ECC 内存真正起作用" },
  why = {
    en = "ECC memory costs more, and corrects errors only where board and CPU both support it; "
      .. "elsewhere it runs as plain memory, if at all. One plain kit beside it switches the "
      .. "correction off for all.",
    zh = "ECC 内存更贵，但只有主板和 CPU 都支持才能纠错，否则最多当普通内存用。"
      .. "混插一套普通内存，整机的纠错就都关掉了。",
  },
  source = "Data sheets of processors and boards: \"ECC memory supported\" must hold for both.",
  severity = "warning",
  unknown = "note",
  needs = { "memory[].ecc", "motherboard", "cpu" },
  messages = {
    mixed = {
      en = "Kit {ecc} corrects errors, kit {plain} does not: correction is off for both.",
      zh = "第 {ecc} 套内存是 ECC，第 {plain} 套不是，两套的纠错都会关闭。",
    },
    unsupported = {
      en = "Kit {kit} corrects errors, and {part} does not support it.",
      zh = "第 {kit} 套内存是 ECC，而 {part} 表明不支持。",
    },
  },
  when = function(build)
    for _, kit in ipairs(build.memory) do
      if kit.ecc or kit.ecc == nil then
        return true
      end
    end
    return false
  end,
  check = function(build, ctx)
    local kits = {}
    for i, kit in ipairs(build.memory) do
      kits[kit.ecc] = kits[kit.ecc] or i
    end
    if kits[false] then
      ctx.report("mixed", { ecc = kits[true], plain = kits[false] }, {
        at = paths.of("memory", kits[false], "ecc"),
        suggest = { en = "Choose kits of one kind.", zh = "只用一种内存。" },
      })
      return
    end
    local works, missing, part = support(build)
    if works == nil then
      ctx.unknown(missing)
    elseif not works then
      ctx.report("unsupported", { kit = kits[true], part = part }, {
        at = part,
        suggest = {
          en = "Choose board and CPU that support ECC, or cheaper memory without it.",
          zh = "换成支持 ECC 的主板和 CPU，或者改用更便宜的普通内存。",
        },
      })
    end
  end,
  examples = {
    { name = "board and CPU support it",
      build = { memory = { { ecc = true } }, motherboard = { memory_ecc = true },
        cpu = { memory_ecc = true } },
      expect = "pass" },
    { name = "the board does not",
      build = { memory = { { ecc = true } }, motherboard = { memory_ecc = false }, cpu = {} },
      expect = { findings = { "unsupported" }, severity = "warning",
        data = { kit = 1, part = "motherboard.memory_ecc" }, at = "motherboard.memory_ecc" } },
    { name = "the CPU does not",
      build = { memory = { { ecc = true } }, motherboard = {}, cpu = { memory_ecc = false } },
      expect = { findings = { "unsupported" }, data = { part = "cpu.memory_ecc" }, at = "cpu.memory_ecc" } },
    { name = "a plain kit beside it",
      build = { memory = { { ecc = true }, { ecc = true }, { ecc = false } },
        motherboard = { memory_ecc = true }, cpu = { memory_ecc = true } },
      expect = { findings = { "mixed" }, data = { ecc = 1, plain = 3 }, at = "memory[3].ecc" } },
    { name = "a plain kit before it",
      build = { memory = { { ecc = false }, { ecc = true } }, motherboard = {}, cpu = {} },
      expect = { findings = { "mixed" }, data = { ecc = 2, plain = 1 } } },
    { name = "the board does not say",
      build = { memory = { { ecc = true } }, motherboard = {}, cpu = { memory_ecc = true } },
      expect = { missing = { "motherboard.memory_ecc" } } },
    { name = "the CPU does not say",
      build = { memory = { { ecc = true } }, motherboard = { memory_ecc = true }, cpu = {} },
      expect = { missing = { "cpu.memory_ecc" } } },
    { name = "a kit does not say",
      build = { memory = { { ecc = false }, {} }, motherboard = {}, cpu = {} },
      expect = { missing = { "memory[2].ecc" } } },
    { name = "plain memory",
      build = { memory = { { ecc = false } }, motherboard = {}, cpu = {} }, expect = "not_applicable" },
  },
}
