local boards = require "lib.boards"
local words = require "lib.words"

-- Whether all cards stand in an open frame, which holds the board too and is not a chassis; or none that
-- states what it takes.
local function is_in_frame(build)
  for _, gpu in ipairs(build.gpus or {}) do
    if gpu.mount ~= "frame" then
      return false
    end
  end
  return build.gpus ~= nil and #build.gpus > 0
end

---@type rigrules.Rule
return {
  title = { en = "The board fits into the chassis", zh = "机箱装得下主板" },
  why = {
    en = "A case has mounting points for certain sizes of boards. A smaller board of the ATX "
      .. "family always fits into a larger case. E-ATX is not one size: boards sold as E-ATX are "
      .. "from 257 to 330 mm wide, and many cases for E-ATX stop at 272 or 280 mm.",
    zh = "机箱只有固定几种板型的螺丝位。ATX 系列里小板都能装进大机箱。E-ATX 却没有统一尺寸："
      .. "市面上的 E-ATX 主板宽 257 到 330 毫米，而很多支持 E-ATX 的机箱只能装到 272 或 280 毫米。",
  },
  source = {
    "ATX Specification 2.2: ATX is 305 × 244 mm; microATX Motherboard Interface Specification 1.2: "
      .. "244 × 244 mm, on mounting points that ATX cases have.",
    "SSI EEB: 305 × 330 mm; SSI CEB: 305 × 267 mm.",
  },
  severity = "error",
  needs = { "motherboard.form_factor", "chassis.expansion_slots | chassis.motherboard_form_factors" },
  reads = {
    "motherboard.width_mm",
    "chassis.form_factor",
    "chassis.max_motherboard_width_mm",
    "gpus[].mount",
  },
  messages = {
    too_large = {
      en = "The board is {board}; the chassis takes {takes}.",
      zh = "主板是 {board}，机箱支持 {takes}。",
    },
    too_wide = {
      en = "The board is {width_mm} mm wide; the chassis takes boards of {room_mm} mm.",
      zh = "主板宽 {width_mm} mm，机箱最多装 {room_mm} mm 宽的主板。",
    },
    not_one_size = {
      en = "The board is {board} and the chassis takes {takes}, which are not one size each.",
      zh = "主板是 {board}，机箱支持 {takes}，但这些板型没有统一尺寸。",
    },
  },
  when = function(build)
    local chassis = build.chassis
    return chassis ~= nil and chassis.motherboard_form_factors ~= nil or not is_in_frame(build)
  end,
  check = function(build, ctx)
    local board, chassis = build.motherboard, build.chassis
    if not chassis.motherboard_form_factors then
      if not boards.fits_openings(board.form_factor, chassis) then
        ctx.unknown("chassis.motherboard_form_factors")
      end
      return
    end
    local data = {
      board = board.form_factor,
      takes = words.listed(chassis.motherboard_form_factors),
    }
    local room = boards.room(chassis.motherboard_form_factors, board.form_factor)
    local width, room_mm = board.width_mm, chassis.max_motherboard_width_mm
    if room == "no" then
      ctx.report("too_large", data, {
        at = "motherboard.form_factor",
        suggest = {
          en = "Choose a chassis for {board}, or a board of {takes}.",
          zh = "换一个支持 {board} 的机箱，或者换一块 {takes} 的主板。",
        },
      })
    elseif room == "large" and not (width and room_mm) then
      ctx.report("not_one_size", data, {
        at = "chassis.motherboard_form_factors",
        severity = "warning",
        suggest = {
          en = "Compare the board's width with the chassis' and state both: width_mm of the "
            .. "motherboard, max_motherboard_width_mm of the chassis.",
          zh = "查一下主板宽度和机箱能装的宽度，写进 motherboard 的 width_mm 和 chassis 的 "
            .. "max_motherboard_width_mm。",
        },
      })
    elseif width and room_mm and width > room_mm then
      ctx.report("too_wide", { width_mm = width, room_mm = room_mm }, {
        at = "motherboard.width_mm",
        suggest = {
          en = "Choose a chassis for boards of {width_mm} mm, or a narrower board.",
          zh = "换一个能装 {width_mm} mm 宽主板的机箱，或者换窄一些的主板。",
        },
      })
    end
  end,
  examples = {
    { name = "no chassis, and the cards in a frame",
      build = { motherboard = { form_factor = "ATX" }, gpus = { { count = 2, mount = "frame" } } },
      expect = "not_applicable" },
    { name = "a frame by its name, and the cards in it",
      build = { motherboard = { form_factor = "ATX" }, chassis = { name = "open frame" },
        gpus = { { mount = "frame" } } },
      expect = "not_applicable" },
    { name = "no chassis, and a card in a slot",
      build = { motherboard = { form_factor = "ATX" }, gpus = { { mount = "frame" }, {} } },
      expect = { outcome = "unknown", missing = { "chassis.motherboard_form_factors" } } },
    { name = "a case of seven openings has the height of an ATX board",
      build = { motherboard = { form_factor = "ATX" },
        chassis = { expansion_slots = 7, form_factor = "ATX Mid Tower" } },
      expect = "pass" },
    { name = "whatever its kind",
      build = { motherboard = { form_factor = "ATX" }, chassis = { expansion_slots = 8 } },
      expect = "pass" },
    { name = "one of six may have not",
      build = { motherboard = { form_factor = "ATX" }, chassis = { expansion_slots = 6 } },
      expect = { outcome = "unknown", missing = { "chassis.motherboard_form_factors" } } },
    { name = "one called a case for microATX is doubtful",
      build = { motherboard = { form_factor = "ATX" },
        chassis = { expansion_slots = 7, form_factor = "Micro ATX Mid Tower" } },
      expect = { outcome = "unknown", missing = { "chassis.motherboard_form_factors" } } },
    { name = "and takes microATX",
      build = { motherboard = { form_factor = "mATX" },
        chassis = { expansion_slots = 7, form_factor = "Micro ATX Mid Tower" } },
      expect = "pass" },
    { name = "any case takes Mini-ITX",
      build = { motherboard = { form_factor = "Mini-ITX" }, chassis = { expansion_slots = 1 } },
      expect = "pass" },
    { name = "one without openings is none that is known",
      build = { motherboard = { form_factor = "Mini-ITX" }, chassis = { expansion_slots = 0 } },
      expect = { outcome = "unknown", missing = { "chassis.motherboard_form_factors" } } },
    { name = "E-ATX is larger",
      build = { motherboard = { form_factor = "E-ATX" }, chassis = { expansion_slots = 8 } },
      expect = { outcome = "unknown", missing = { "chassis.motherboard_form_factors" } } },
    { name = "no chassis and no card",
      build = { motherboard = { form_factor = "ATX" }, gpus = {} },
      expect = { outcome = "unknown", missing = { "chassis.motherboard_form_factors" } } },
    { name = "a chassis beside cards in a frame",
      build = { motherboard = { form_factor = "ATX" },
        chassis = { motherboard_form_factors = { "Mini-ITX" } }, gpus = { { mount = "frame" } } },
      expect = { findings = { "too_large" } } },
    { name = "ATX in a case for CEB alone: likely, and to be asked",
      build = { motherboard = { form_factor = "ATX" },
        chassis = { motherboard_form_factors = { "SSI CEB" } } },
      expect = { findings = { "not_one_size" }, severity = "warning" } },
    { name = "ATX in a case for ATX",
      build = { motherboard = { form_factor = "ATX" },
        chassis = { motherboard_form_factors = { "ATX", "Micro ATX" } } },
      expect = "pass" },
    { name = "ATX in a case for smaller boards",
      build = { motherboard = { form_factor = "ATX" },
        chassis = { motherboard_form_factors = { "Micro ATX", "Mini-ITX" } } },
      expect = { findings = { "too_large" }, severity = "error",
        data = { board = "ATX", takes = "Micro ATX, Mini-ITX" }, at = "motherboard.form_factor" } },
    { name = "a small board where the case lists the large one alone",
      build = { motherboard = { form_factor = "Mini-ITX" },
        chassis = { motherboard_form_factors = { "ATX" } } },
      expect = "pass" },
    { name = "other spellings",
      build = { motherboard = { form_factor = "Micro ATX" },
        chassis = { motherboard_form_factors = { "mATX" } } },
      expect = "pass" },
    { name = "uATX and ITX",
      build = { motherboard = { form_factor = "ITX" }, chassis = { motherboard_form_factors = { "uATX" } } },
      expect = "pass" },
    { name = "Mini-DTX and Thin Mini-ITX where Mini-ITX is too small or just right",
      build = { motherboard = { form_factor = "Thin Mini-ITX" },
        chassis = { motherboard_form_factors = { "mITX" } } },
      expect = "pass" },
    { name = "Mini-DTX is longer than Mini-ITX",
      build = { motherboard = { form_factor = "Mini-DTX" },
        chassis = { motherboard_form_factors = { "Mini-ITX" } } },
      expect = { "too_large" } },
    { name = "ATX in a case for E-ATX",
      build = { motherboard = { form_factor = "ATX" }, chassis = { motherboard_form_factors = { "EATX" } } },
      expect = "pass" },
    { name = "ATX in a case for XL-ATX",
      build = { motherboard = { form_factor = "ATX" },
        chassis = { motherboard_form_factors = { "XL ATX" } } },
      expect = "pass" },
    { name = "E-ATX in a case for E-ATX, both of unstated width",
      build = { motherboard = { form_factor = "E-ATX" },
        chassis = { motherboard_form_factors = { "ATX", "EATX" } } },
      expect = { findings = { "not_one_size" }, severity = "warning",
        data = { board = "E-ATX", takes = "ATX, EATX" }, at = "chassis.motherboard_form_factors" } },
    { name = "E-ATX in a case for E-ATX and for SSI EEB, which is as wide as E-ATX can be",
      build = { motherboard = { form_factor = "E-ATX" },
        chassis = { motherboard_form_factors = { "SSI EEB", "E-ATX", "ATX" } } },
      expect = "pass" },
    { name = "the same case, a board that is wider than it takes",
      build = { motherboard = { form_factor = "E-ATX", width_mm = 331 },
        chassis = { motherboard_form_factors = { "SSI EEB", "E-ATX" }, max_motherboard_width_mm = 330 } },
      expect = { findings = { "too_wide" }, severity = "error" } },
    { name = "E-ATX in a case for SSI EEB alone",
      build = { motherboard = { form_factor = "E-ATX" },
        chassis = { motherboard_form_factors = { "SSI EEB" } } },
      expect = { findings = { "not_one_size" }, severity = "warning" } },
    { name = "SSI CEB in a case for E-ATX and for SSI EEB",
      build = { motherboard = { form_factor = "SSI CEB" },
        chassis = { motherboard_form_factors = { "E-ATX", "SSI EEB" } } },
      expect = { findings = { "not_one_size" }, severity = "warning" } },
    { name = "E-ATX, and the case does not state its width",
      build = { motherboard = { form_factor = "E-ATX", width_mm = 272 },
        chassis = { motherboard_form_factors = { "Extended ATX" } } },
      expect = { "not_one_size" } },
    { name = "E-ATX as wide as the case takes",
      build = { motherboard = { form_factor = "E-ATX", width_mm = 272 },
        chassis = { motherboard_form_factors = { "E-ATX" }, max_motherboard_width_mm = 272 } },
      expect = "pass" },
    { name = "E-ATX a millimetre too wide",
      build = { motherboard = { form_factor = "E-ATX", width_mm = 273 },
        chassis = { motherboard_form_factors = { "E-ATX" }, max_motherboard_width_mm = 272 } },
      expect = { findings = { "too_wide" }, severity = "error", data = { width_mm = 273, room_mm = 272 },
        at = "motherboard.width_mm" } },
    { name = "E-ATX in a case for ATX",
      build = { motherboard = { form_factor = "E-ATX" }, chassis = { motherboard_form_factors = { "ATX" } } },
      expect = { "too_large" } },
    { name = "SSI EEB in a case that lists it",
      build = { motherboard = { form_factor = "SSI EEB" },
        chassis = { motherboard_form_factors = { "E-ATX", "EEB" } } },
      expect = "pass" },
    { name = "SSI CEB in a case that lists it",
      build = { motherboard = { form_factor = "SSI CEB" },
        chassis = { motherboard_form_factors = { "CEB" } } },
      expect = "pass" },
    { name = "SSI CEB in a case for ATX: 23 mm wider, and to be asked",
      build = { motherboard = { form_factor = "SSI CEB" },
        chassis = { motherboard_form_factors = { "ATX", "Micro ATX" } } },
      expect = { findings = { "not_one_size" }, severity = "warning" } },
    { name = "SSI EEB in a case for ATX whose width is stated",
      build = { motherboard = { form_factor = "SSI EEB", width_mm = 330 },
        chassis = { motherboard_form_factors = { "ATX" }, max_motherboard_width_mm = 285 } },
      expect = { findings = { "too_wide" }, severity = "error" } },
    { name = "SSI EEB in a case for small boards",
      build = { motherboard = { form_factor = "EEB" },
        chassis = { motherboard_form_factors = { "Micro ATX" } } },
      expect = { findings = { "too_large" }, severity = "error" } },
    { name = "SSI CEB in a case for E-ATX",
      build = { motherboard = { form_factor = "SSI CEB" },
        chassis = { motherboard_form_factors = { "E-ATX" } } },
      expect = { "not_one_size" } },
    { name = "an ATX board that is wider than it should be",
      build = { motherboard = { form_factor = "ATX", width_mm = 257 },
        chassis = { motherboard_form_factors = { "ATX" }, max_motherboard_width_mm = 250 } },
      expect = { "too_wide" } },
    { name = "a board much narrower than the case takes",
      build = { motherboard = { form_factor = "E-ATX", width_mm = 200 },
        chassis = { motherboard_form_factors = { "E-ATX" }, max_motherboard_width_mm = 272 } },
      expect = "pass" },
    { name = "a case that takes no board",
      build = { motherboard = { form_factor = "ATX" }, chassis = { motherboard_form_factors = {} } },
      expect = { findings = { "too_large" }, data = { takes = "-" } } },
    { name = "a case that does not say",
      build = { motherboard = { form_factor = "ATX" }, chassis = {} },
      expect = { missing = { "chassis.motherboard_form_factors" } } },
    { name = "a board that does not say",
      build = { motherboard = {}, chassis = { motherboard_form_factors = { "ATX" } } },
      expect = { missing = { "motherboard.form_factor" } } },
  },
}
