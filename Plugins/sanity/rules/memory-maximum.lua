local places = { "motherboard", "cpu" }

-- The largest memory that CPU or board state, where they do.
local function stated(build, part)
  return build[part] and build[part].max_memory_gb
end

---@type rigrules.Rule
return {
  title = { en = "The most memory is in GB, not in TB", zh = "最大内存的单位是 GB 不是 TB" },
  why = {
    en = "Data sheets of server CPUs and boards say \"2 TB\", and lists copy the 2. Every kit of "
      .. "memory is then too much.",
    zh = "服务器 CPU 和主板的规格书写的是“2 TB”，清单里常常只抄了 2，结果装什么内存都超限。",
  },
  source = "JEDEC: modules of DDR4 (JESD79-4) have 2 GB and more, those of DDR5 (JESD79-5) 8 GB.",
  severity = "warning",
  reads = { "motherboard.max_memory_gb", "cpu.max_memory_gb", "motherboard.memory_type" },
  params = {
    least_gb = {
      default = 4,
      min = 0.25,
      max = 64,
      unit = "GB",
      doc = {
        en = "the least that a platform of DDR4 or DDR5 takes",
        zh = "DDR4、DDR5 平台至少支持的内存",
      },
    },
  },
  messages = {
    in_tb = {
      en = "`{place}` is {have_gb} GB, which looks like TB: {tb_gb} GB.",
      zh = "{place} 写的是 {have_gb} GB，像是 TB：应为 {tb_gb} GB。",
    },
  },
  -- Machines with DDR3 and older did come with so little.
  when = function(build)
    local kind = build.motherboard and build.motherboard.memory_type
    local is_old = kind and kind:upper():find("^DDR[123]?L?$")
    return not is_old and (stated(build, "cpu") or stated(build, "motherboard")) ~= nil
  end,
  check = function(build, ctx)
    for _, part in ipairs(places) do
      local have = stated(build, part)
      if have and have < ctx.params.least_gb then
        local place = part .. ".max_memory_gb"
        ctx.report("in_tb", { place = place, have_gb = have, tb_gb = have * 1024 }, {
          at = place,
          suggest = { en = "Write {tb_gb}, or look it up.", zh = "改成 {tb_gb}，或者查一下规格。" },
        })
      end
    end
  end,
  examples = {
    { name = "a board for 128 GB, a CPU for 2 TB",
      build = { motherboard = { max_memory_gb = 128 }, cpu = { max_memory_gb = 2048 } }, expect = "pass" },
    { name = "a board for 2",
      build = { motherboard = { max_memory_gb = 2, memory_type = "DDR4" } },
      expect = { findings = { "in_tb" }, severity = "warning",
        data = { place = "motherboard.max_memory_gb", have_gb = 2, tb_gb = 2048 },
        at = "motherboard.max_memory_gb" } },
    { name = "board and CPU for 1",
      build = { motherboard = { max_memory_gb = 1 }, cpu = { max_memory_gb = 1 } },
      expect = { findings = { "in_tb", "in_tb" } } },
    { name = "a CPU for 3",
      build = { cpu = { max_memory_gb = 3 } },
      expect = { findings = { "in_tb" }, data = { tb_gb = 3072 }, at = "cpu.max_memory_gb" } },
    { name = "a small board that really takes 4 GB",
      build = { motherboard = { max_memory_gb = 4 } }, expect = "pass" },
    { name = "a platform that takes 8 GB at least",
      build = { motherboard = { max_memory_gb = 6 } }, params = { least_gb = 8 }, expect = { "in_tb" } },
    { name = "an old board",
      build = { motherboard = { max_memory_gb = 2, memory_type = "DDR2" } }, expect = "not_applicable" },
    { name = "nothing is stated",
      build = { motherboard = { memory_type = "DDR5" }, cpu = {} }, expect = "not_applicable" },
    { name = "nothing at all is stated",
      build = { gpus = {} }, expect = "not_applicable" },
  },
}
