local paths = require "lib.paths"
local supplies = require "lib.supplies"
local words = require "lib.words"

---@type rigrules.Rule
return {
  title = { en = "The chassis takes power supplies of this size", zh = "机箱支持这种规格的电源" },
  why = {
    en = "An ATX power supply is 150 mm wide and 86 mm high, an SFX one 125 and 63.5 mm; each has "
      .. "its own screws. A small one goes into a large opening with an adapter plate, never the "
      .. "other way round.",
    zh = "ATX 电源宽 150、高 86 毫米，SFX 电源宽 125、高 63.5 毫米，螺丝孔位也不同。"
      .. "小电源加转接板能装进大机箱，反过来不行。",
  },
  source = "Intel, Power Supply Design Guide for Desktop Platform Form Factors: ATX12V, SFX12V, "
    .. "TFX12V, Flex ATX.",
  severity = "error",
  unknown = "note",
  needs = { "psus[].form_factor", "chassis.psu_form_factors" },
  messages = {
    other_size = {
      en = "PSU {psu} is {have}; the chassis takes {takes}.",
      zh = "电源 {psu} 是 {have} 规格，机箱支持 {takes}。",
    },
    bracket = {
      en = "PSU {psu} is {have}; in a chassis for {takes} it needs an adapter plate.",
      zh = "电源 {psu} 是 {have} 规格，装进支持 {takes} 的机箱需要转接板。",
    },
  },
  check = function(build, ctx)
    local takes = build.chassis.psu_form_factors
    for i, psu in ipairs(build.psus) do
      local seat = supplies.seat(takes, psu.form_factor)
      local data = { psu = i, have = psu.form_factor, takes = words.listed(takes) }
      local at = paths.of("psus", i, "form_factor")
      if seat == "no" then
        ctx.report("other_size", data, {
          at = at,
          suggest = {
            en = "Choose a power supply of {takes}, or a chassis for {have}.",
            zh = "换成 {takes} 规格的电源，或者换一个支持 {have} 的机箱。",
          },
        })
      elseif seat == "bracket" then
        ctx.report("bracket", data, {
          at = at,
          severity = "advice",
          suggest = {
            en = "See that an adapter plate from {have} to ATX comes with it, or order one.",
            zh = "确认附带 {have} 转 ATX 的转接板，没有就另买一块。",
          },
        })
      end
    end
  end,
  examples = {
    { name = "ATX in ATX",
      build = { psus = { { form_factor = "ATX" } }, chassis = { psu_form_factors = { "ATX" } } },
      expect = "pass" },
    { name = "ATX in a small case",
      build = { psus = { { form_factor = "ATX" } }, chassis = { psu_form_factors = { "SFX", "SFX-L" } } },
      expect = { findings = { "other_size" }, severity = "error",
        data = { psu = 1, have = "ATX", takes = "SFX, SFX-L" }, at = "psus[1].form_factor" } },
    { name = "SFX in ATX",
      build = { psus = { { form_factor = "SFX" } }, chassis = { psu_form_factors = { "ATX" } } },
      expect = { findings = { "bracket" }, severity = "advice",
        data = { psu = 1, have = "SFX", takes = "ATX" }, at = "psus[1].form_factor" } },
    { name = "SFX-L in ATX",
      build = { psus = { { form_factor = "SFX-L" } }, chassis = { psu_form_factors = { "ATX" } } },
      expect = { "bracket" } },
    { name = "SFX where both are taken, and where the longer SFX-L is",
      build = { psus = { { form_factor = "SFX" }, { form_factor = "SFX12V" } },
        chassis = { psu_form_factors = { "ATX", "SFXL" } } },
      expect = "pass" },
    { name = "SFX-L where only SFX is taken",
      build = { psus = { { form_factor = "SFX-L" } }, chassis = { psu_form_factors = { "SFX" } } },
      expect = { "other_size" } },
    { name = "TFX in ATX",
      build = { psus = { { form_factor = "TFX" } }, chassis = { psu_form_factors = { "ATX" } } },
      expect = { "other_size" } },
    { name = "TFX by its long name",
      build = { psus = { { form_factor = "TFX12V" } }, chassis = { psu_form_factors = { "TFX" } } },
      expect = "pass" },
    { name = "other names of ATX",
      build = { psus = { { form_factor = "ATX/EPS" }, { form_factor = "ATX12V" },
                  { form_factor = "EPS12V" } },
        chassis = { psu_form_factors = { "PS/2" } } },
      expect = "pass" },
    { name = "EPS and PSII",
      build = { psus = { { form_factor = "EPS" } }, chassis = { psu_form_factors = { "PSII" } } },
      expect = "pass" },
    { name = "the second of two",
      build = { psus = { { form_factor = "ATX" }, { form_factor = "Flex ATX" } },
        chassis = { psu_form_factors = { "ATX" } } },
      expect = { findings = { "other_size" }, data = { psu = 2 }, at = "psus[2].form_factor" } },
    { name = "a case that does not say",
      build = { psus = { { form_factor = "ATX" } }, chassis = {} },
      expect = { missing = { "chassis.psu_form_factors" } } },
    { name = "a power supply that does not say",
      build = { psus = { { wattage_w = 500 } }, chassis = { psu_form_factors = { "ATX" } } },
      expect = { missing = { "psus[1].form_factor" } } },
  },
}
