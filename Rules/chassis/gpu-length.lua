local numbers = require "lib.numbers"
local paths = require "lib.paths"

-- Cards in an open frame or outside need no room in the chassis.
local function is_inside(gpu)
  return gpu.mount ~= "frame" and gpu.mount ~= "external"
end

-- How long cards of up to so many watts are, in mm: of the 3,807 cards of BuildCores OpenDB that state
-- both (136a77a, counted 2026-11-27) none is longer than `all`, one in sixty is longer than `nearly`,
-- and one in six than `most`.
local lengths = {
  { watts = 75, all = 270, nearly = 245, most = 205 },
  { watts = 120, all = 315, nearly = 300, most = 270 },
  { watts = 160, all = 340, nearly = 320, most = 290 },
  { watts = 200, all = 345, nearly = 340, most = 305 },
  { watts = 260, all = 355, nearly = 345, most = 325 },
  { watts = 450, nearly = 360, most = 356 },
}

-- Whether a card of so many watts fits, whatever its length: "sure", "nearly", "most" or nil.
local function fits_by_watts(watts, room, longest)
  if room >= longest then
    return "sure"
  end
  for _, row in ipairs(lengths) do
    if watts and watts <= row.watts then
      return row.all and room >= row.all and "sure"
        or room >= row.nearly and "nearly"
        or room >= row.most and "most"
        or nil
    end
  end
  return nil
end

-- The longest card in the chassis: its index and its length in mm; nil if none states its length.
-- And the indexes of the cards that do not.
local function longest_card(gpus)
  local index, longest, missing = nil, nil, {}
  for i, gpu in ipairs(gpus) do
    if not is_inside(gpu) then
      -- No room needed.
    elseif gpu.length_mm == nil then
      missing[#missing + 1] = i
    elseif longest == nil or gpu.length_mm > longest then
      index, longest = i, gpu.length_mm
    end
  end
  return index, longest, missing
end

-- For the examples: a card of so many watts whose length is not stated, in a case for so many mm.
local function unstated(watts, room, expect)
  return {
    name = "a card of " .. watts .. " W in a case for " .. room .. " mm",
    build = { gpus = { { tdp_w = watts } }, chassis = { max_gpu_length_mm = room } },
    expect = expect,
  }
end
local function pass_at(watts, room)
  return unstated(watts, room, "pass")
end
local function doubt_at(watts, room, severity)
  return unstated(watts, room, { findings = { "unsaid" }, severity = severity })
end
local function unknown_at(watts, room)
  return unstated(watts, room, { outcome = "unknown", missing = { "gpus[1].length_mm" } })
end

---@type rigrules.Rule
return {
  title = {
    en = "The chassis is long enough for the longest card",
    zh = "机箱长度放得下最长的显卡",
  },
  why = {
    en = "Cards run from 170 to 360 mm, and the chassis' maker states the longest it takes. One "
      .. "millimetre too long is too long: the card goes back, or the drive cage comes out. With "
      .. "less than 10 mm to spare it goes in, but the power plugs and a front fan may be in the "
      .. "way.",
    zh = "显卡长度从 170 到 360 毫米不等，机箱厂商会标明最长支持多少。长一毫米也装不进去："
      .. "要么退显卡，要么拆硬盘架。余量不到 10 毫米虽然装得下，但电源插头和前置风扇可能会顶住。",
  },
  source = "机箱长度要足够",
  severity = "error",
  needs = { "gpus" },
  reads = { "chassis.max_gpu_length_mm", "gpus[].length_mm", "gpus[].mount", "gpus[].tdp_w" },
  params = {
    spare_mm = {
      default = 10,
      min = 0,
      max = 200,
      unit = "mm",
      doc = {
        en = "room up to which the card fits only barely",
        zh = "余量不超过多少算是勉强放得下",
      },
    },
    longest_mm = {
      default = 400,
      min = 200,
      max = 1000,
      unit = "mm",
      doc = {
        en = "room from which a card whose length is not stated fits: the longest sold has 385 mm",
        zh = "空间达到多少时，没写长度的显卡也放得下（市面上最长的有 385 mm）",
      },
    },
  },
  messages = {
    too_long = {
      en = "Card {card} is {length_mm} mm long; the chassis takes {max_mm} mm.",
      zh = "第 {card} 块显卡长 {length_mm} mm，机箱最多容纳 {max_mm} mm。",
    },
    unsaid = {
      en = "Card {card} does not state its length. Most cards of {tdp_w} W are no longer than the "
        .. "{max_mm} mm that the chassis takes.",
      zh = "第 {card} 块显卡没写长度；{tdp_w} W 的显卡大多不超过机箱能容纳的 {max_mm} mm。",
    },
    barely = {
      en = "Card {card}, {length_mm} mm long, fits the chassis with {spare_mm} mm to spare: "
        .. "barely.",
      zh = "第 {card} 块显卡长 {length_mm} mm，装进机箱只剩 {spare_mm} mm 余量，勉强放得下。",
    },
  },
  when = function(build)
    if build.gpus == nil then
      return true
    end
    for _, gpu in ipairs(build.gpus) do
      if is_inside(gpu) then
        return true
      end
    end
    return false
  end,
  check = function(build, ctx)
    local card, length, unstated = longest_card(build.gpus)
    local max = build.chassis and build.chassis.max_gpu_length_mm
    local missing, doubt, doubtful = {}, nil, nil
    for _, index in ipairs(unstated) do
      local fit = max and fits_by_watts(build.gpus[index].tdp_w, max, ctx.params.longest_mm)
      if not fit then
        missing[#missing + 1] = paths.of("gpus", index, "length_mm")
      elseif fit ~= "sure" and doubt ~= "most" then
        doubt, doubtful = fit, index
      end
    end
    if max == nil then
      missing[#missing + 1] = "chassis.max_gpu_length_mm"
    end
    -- A card that is too long is so whatever the others are.
    if #missing > 0 and not (max and length and length > max) then
      for _, path in ipairs(missing) do
        ctx.unknown(path)
      end
      return
    end
    if doubt then
      ctx.report("unsaid", {
        card = doubtful,
        tdp_w = build.gpus[doubtful].tdp_w,
        max_mm = max,
      }, {
        at = paths.of("gpus", doubtful, "length_mm"),
        severity = doubt == "nearly" and "advice" or "warning",
        suggest = {
          en = "Compare the length of the card with the room in the chassis before you buy, and "
            .. "state `length_mm`.",
          zh = "购买前核对显卡长度和机箱空间，并写明 `length_mm`。",
        },
      })
    end
    if not card then
      return
    end
    local spare = numbers.tenth(max - length)
    local at = paths.of("gpus", card, "length_mm")

    if length > max then
      ctx.report("too_long", { card = card, length_mm = length, max_mm = max }, {
        at = at,
        suggest = {
          en = "Choose a chassis for cards of {length_mm} mm or more, or a card of {max_mm} mm at "
            .. "most.",
          zh = "换一个能容纳 {length_mm} mm 以上显卡的机箱，或者选长度不超过 {max_mm} mm 的显卡。",
        },
      })
    elseif spare <= ctx.params.spare_mm then
      ctx.report("barely", {
        card = card,
        length_mm = length,
        spare_mm = spare,
        roomy_mm = numbers.tenth(length + ctx.params.spare_mm),
      }, {
        at = at,
        severity = "advice",
        suggest = {
          en = "Check the room for power plugs and front fans, or choose a chassis for cards of "
            .. "more than {roomy_mm} mm.",
          zh = "先确认电源插头和前置风扇有没有位置，或者换一个能容纳 {roomy_mm} mm 以上显卡的机"
            .. "箱。",
        },
      })
    end
  end,
  examples = {
    pass_at(75, 270),
    doubt_at(75, 269, "advice"),
    doubt_at(75, 245, "advice"),
    doubt_at(75, 244, "warning"),
    doubt_at(75, 205, "warning"),
    unknown_at(75, 204),
    pass_at(120, 315),
    doubt_at(120, 314, "advice"),
    doubt_at(120, 300, "advice"),
    doubt_at(120, 299, "warning"),
    doubt_at(120, 270, "warning"),
    unknown_at(120, 269),
    pass_at(160, 340),
    doubt_at(160, 339, "advice"),
    doubt_at(160, 320, "advice"),
    doubt_at(160, 319, "warning"),
    doubt_at(160, 290, "warning"),
    unknown_at(160, 289),
    pass_at(200, 345),
    doubt_at(200, 344, "advice"),
    doubt_at(200, 340, "advice"),
    doubt_at(200, 339, "warning"),
    doubt_at(200, 305, "warning"),
    unknown_at(200, 304),
    pass_at(260, 355),
    doubt_at(260, 354, "advice"),
    doubt_at(260, 345, "advice"),
    doubt_at(260, 344, "warning"),
    doubt_at(260, 325, "warning"),
    unknown_at(260, 324),
    doubt_at(450, 399, "advice"),
    doubt_at(450, 360, "advice"),
    doubt_at(450, 359, "warning"),
    doubt_at(450, 356, "warning"),
    unknown_at(450, 355),
    doubt_at(76, 270, "warning"),
    doubt_at(121, 315, "warning"),
    doubt_at(161, 340, "advice"),
    doubt_at(201, 345, "advice"),
    unknown_at(261, 355),
    unknown_at(451, 399),
    {
      name = "of two such cards the one that may be too long is named",
      build = {
        gpus = { { tdp_w = 300 }, { tdp_w = 75 }, { length_mm = 300, tdp_w = 300 } },
        chassis = { max_gpu_length_mm = 356 },
      },
      expect = { findings = { "unsaid" }, severity = "warning", data = { card = 1 } },
    },
    {
      name = "of a card of 500 W or of unknown watts nothing is known below 400 mm",
      build = {
        gpus = { { tdp_w = 500 }, { name = "a card" } },
        chassis = { max_gpu_length_mm = 390 },
      },
      expect = {
        outcome = "unknown",
        missing = { "gpus[1].length_mm", "gpus[2].length_mm" },
      },
    },
    {
      name = "a card in an open frame and one outside need no room",
      build = {
        gpus = { { length_mm = 400, mount = "frame" }, { mount = "external" } },
        chassis = { max_gpu_length_mm = 300 },
      },
      expect = "not_applicable",
    },
    {
      name = "a card beside one in a frame",
      build = {
        gpus = { { length_mm = 400, mount = "frame" }, { length_mm = 280 } },
        chassis = { max_gpu_length_mm = 300 },
      },
      expect = "pass",
    },
    {
      name = "one card is too long, whatever the other's length",
      build = {
        gpus = { { name = "a card" }, { length_mm = 340 } },
        chassis = { max_gpu_length_mm = 330 },
      },
      expect = { findings = { "too_long" }, severity = "error", data = { card = 2 } },
    },
    {
      name = "an RTX 2080 Ti of 267 mm in a case for 315 mm",
      build = {
        gpus = { { name = "RTX 2080 Ti Founders Edition", length_mm = 267, count = 2 } },
        chassis = { max_gpu_length_mm = 315 },
      },
      expect = "pass",
    },
    {
      name = "11 mm to spare is enough",
      build = { gpus = { { length_mm = 304 } }, chassis = { max_gpu_length_mm = 315 } },
      expect = "pass",
    },
    {
      name = "10 mm to spare is barely enough",
      build = { gpus = { { length_mm = 305 } }, chassis = { max_gpu_length_mm = 315 } },
      expect = {
        outcome = "fail",
        severity = "advice",
        findings = { "barely" },
        data = { card = 1, length_mm = 305, spare_mm = 10, roomy_mm = 315 },
      },
    },
    {
      name = "lengths with a fraction print without its rounding error",
      build = { gpus = { { length_mm = 304.7 } }, chassis = { max_gpu_length_mm = 305 } },
      expect = { findings = { "barely" }, data = { spare_mm = 0.3, roomy_mm = 314.7 } },
    },
    {
      name = "a card as long as the case takes fits",
      build = { gpus = { { length_mm = 315 } }, chassis = { max_gpu_length_mm = 315 } },
      expect = { outcome = "fail", severity = "advice", findings = { "barely" } },
    },
    {
      name = "the longest of three cards is too long",
      build = {
        gpus = { { length_mm = 267 }, { length_mm = 336 }, { length_mm = 313 } },
        chassis = { max_gpu_length_mm = 335 },
      },
      expect = {
        outcome = "fail",
        severity = "error",
        findings = { "too_long" },
        data = { card = 2, length_mm = 336, max_mm = 335 },
        at = "gpus[2].length_mm",
      },
    },
    {
      name = "of two cards as long, the first is named",
      build = {
        gpus = { { length_mm = 320, count = 2 } },
        chassis = { max_gpu_length_mm = 315 },
      },
      expect = { findings = { "too_long" }, at = "gpus[1].length_mm" },
    },
    {
      name = "a shop that wants 40 mm for the plugs",
      build = { gpus = { { length_mm = 267 } }, chassis = { max_gpu_length_mm = 300 } },
      params = { spare_mm = 40 },
      expect = { findings = { "barely" }, data = { spare_mm = 33, roomy_mm = 307 } },
    },
    {
      name = "the chassis does not say",
      build = { gpus = { { length_mm = 267 } }, chassis = { name = "a case" } },
      expect = { outcome = "unknown", missing = { "chassis.max_gpu_length_mm" } },
    },
    {
      name = "one card's length is not stated",
      build = {
        gpus = { { length_mm = 267 }, { name = "a card" } },
        chassis = { max_gpu_length_mm = 315 },
      },
      expect = { outcome = "unknown", missing = { "gpus[2].length_mm" } },
    },
    {
      name = "room for the longest card that is sold",
      build = { gpus = { { name = "a card" } }, chassis = { max_gpu_length_mm = 400 } },
      expect = "pass",
    },
    {
      name = "nearly room for any card",
      build = { gpus = { { name = "a card" } }, chassis = { max_gpu_length_mm = 399 } },
      expect = { outcome = "unknown", missing = { "gpus[1].length_mm" } },
    },
    {
      name = "a card as long as such a case, beside one that does not say",
      build = {
        gpus = { { name = "a card" }, { length_mm = 395 } },
        chassis = { max_gpu_length_mm = 400 },
      },
      expect = { findings = { "barely" }, data = { card = 2, spare_mm = 5 } },
    },
    {
      name = "a machine without a card",
      build = { gpus = {}, chassis = { max_gpu_length_mm = 315 } },
      expect = "not_applicable",
    },
    {
      name = "the cards are not listed",
      build = { chassis = { max_gpu_length_mm = 315 } },
      expect = { outcome = "unknown", missing = { "gpus" } },
    },
  },
}
