-- Lists of words in which a word stands once.
local lists = {
  { part = "cpu", field = "memory_types" },
  { part = "cpu_cooler", field = "sockets" },
  { part = "chassis", field = "motherboard_form_factors" },
  { part = "chassis", field = "psu_form_factors" },
}

-- The first word that comes again in another spelling or the same; nil where none does.
local function repeated(words)
  local seen = {}
  for _, word in ipairs(words) do
    local key = word:upper():gsub("[%s%-_]", "")
    if seen[key] then
      return seen[key], word
    end
    seen[key] = word
  end
end

local function list_of(build, list)
  local part = build[list.part]
  return part and part[list.field]
end

---@type rigrules.Rule
return {
  title = { en = "Nothing is listed twice", zh = "列表里没有重复项" },
  why = {
    en = "A form factor, a socket or a memory type that stands twice in one list (\"ATX\" and "
      .. "\"atx\", \"E-ATX\" and \"EATX\") was most likely meant to be another one, which is now "
      .. "missing.",
    zh = "同一个列表里板型、插槽或内存类型写了两次（如“ATX”和“atx”，“E-ATX”和“EATX”），"
      .. "多半有一个本来是别的，现在漏掉了。",
  },
  source = "The build format: such lists are sets.",
  severity = "advice",
  reads = {
    "cpu.memory_types",
    "cpu_cooler.sockets",
    "chassis.motherboard_form_factors",
    "chassis.psu_form_factors",
  },
  messages = {
    twice = {
      en = "`{place}` lists {first} and {again}, which are the same.",
      zh = "{place} 里写了 {first} 和 {again}，是同一个。",
    },
  },
  when = function(build)
    for _, list in ipairs(lists) do
      if list_of(build, list) then
        return true
      end
    end
    return false
  end,
  check = function(build, ctx)
    for _, list in ipairs(lists) do
      local first, again = repeated(list_of(build, list) or {})
      if first then
        local place = list.part .. "." .. list.field
        ctx.report("twice", { place = place, first = first, again = again }, {
          at = place,
          suggest = {
            en = "Take one of them out, or write what was meant.",
            zh = "删掉一个，或者改成本来要写的。",
          },
        })
      end
    end
  end,
  examples = {
    { name = "different ones",
      build = { chassis = { motherboard_form_factors = { "ATX", "Micro ATX" }, psu_form_factors = { "ATX" } },
        cpu_cooler = { sockets = { "AM4", "AM5" } }, cpu = { memory_types = { "DDR4", "DDR5" } } },
      expect = "pass" },
    { name = "one size in two spellings",
      build = { chassis = { motherboard_form_factors = { "ATX", "E-ATX", "eatx" } } },
      expect = { findings = { "twice" }, severity = "advice",
        data = { place = "chassis.motherboard_form_factors", first = "E-ATX", again = "eatx" },
        at = "chassis.motherboard_form_factors" } },
    { name = "power supplies and sockets",
      build = { chassis = { psu_form_factors = { "SFX", "SFX" } },
        cpu_cooler = { sockets = { "LGA 1700", "LGA1700" } } },
      expect = { findings = { "twice", "twice" }, data = { place = "cpu_cooler.sockets" } } },
    { name = "memory types",
      build = { cpu = { memory_types = { "DDR4", "DDR5", "DDR4" } } },
      expect = { findings = { "twice" }, at = "cpu.memory_types" } },
    { name = "nothing is listed",
      build = { chassis = {}, cpu = { cores = 8 } }, expect = "not_applicable" },
  },
}
