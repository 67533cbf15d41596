local numbers = require "lib.numbers"
local paths = require "lib.paths"

-- Cards in an open frame or outside need no room in the chassis.
local function is_inside(gpu)
  return gpu.mount ~= "frame" and gpu.mount ~= "external"
end

-- The longest card in the chassis: its index and its length in mm; nil if none states its length.
-- And the fields that are not stated, but for cards that are known to be no longer than `max`.
local function longest_card(gpus, max)
  local index, longest, missing = nil, nil, {}
  for i, gpu in ipairs(gpus) do
    if not is_inside(gpu) then
      -- No room needed.
    elseif gpu.length_mm == nil and max and gpu.length_at_most_mm
      and gpu.length_at_most_mm <= max then
      -- However long, it fits.
    elseif gpu.length_mm == nil then
      missing[#missing + 1] = paths.of("gpus", i, "length_mm")
    elseif longest == nil or gpu.length_mm > longest then
      index, longest = i, gpu.length_mm
    end
  end
  return index, longest, missing
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
  reads = {
    "chassis.max_gpu_length_mm",
    "gpus[].length_at_most_mm",
    "gpus[].length_mm",
    "gpus[].mount",
  },
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
    local max = build.chassis and build.chassis.max_gpu_length_mm
    local card, length, missing = longest_card(build.gpus, max)
    if max and max >= ctx.params.longest_mm then
      missing = {} -- There is room for any card.
    end
    if max and card == nil and #missing == 0 then
      return
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
    { name = "a card that is not longer than the chassis takes",
      build = { gpus = { { length_at_most_mm = 300 } }, chassis = { max_gpu_length_mm = 300 } },
      expect = "pass" },
    { name = "one that may be longer",
      build = { gpus = { { length_at_most_mm = 301 } }, chassis = { max_gpu_length_mm = 300 } },
      expect = { outcome = "unknown", missing = { "gpus[1].length_mm" } } },
    { name = "beside it the card that states its length is judged",
      build = { gpus = { { length_at_most_mm = 300 }, { length_mm = 295 } },
        chassis = { max_gpu_length_mm = 300 } },
      expect = { findings = { "barely" }, data = { card = 2 } } },
    { name = "no bound helps where the chassis is not stated",
      build = { gpus = { { length_at_most_mm = 300 } } },
      expect = { outcome = "unknown", missing = { "gpus[1].length_mm", "chassis.max_gpu_length_mm" } } },
    { name = "a card in an open frame and one outside need no room",
      build = { gpus = { { length_mm = 400, mount = "frame" }, { mount = "external" } },
        chassis = { max_gpu_length_mm = 300 } },
      expect = "not_applicable" },
    { name = "a card beside one in a frame",
      build = { gpus = { { length_mm = 400, mount = "frame" }, { length_mm = 280 } },
        chassis = { max_gpu_length_mm = 300 } },
      expect = "pass" },
    { name = "one card is too long, whatever the other's length",
      build = { gpus = { { name = "a card" }, { length_mm = 340 } }, chassis = { max_gpu_length_mm = 330 } },
      expect = { findings = { "too_long" }, severity = "error", data = { card = 2 } } },
    { name = "an RTX 2080 Ti of 267 mm in a case for 315 mm",
      build = { gpus = { { name = "RTX 2080 Ti Founders Edition", length_mm = 267, count = 2 } },
        chassis = { max_gpu_length_mm = 315 } },
      expect = "pass" },
    { name = "11 mm to spare is enough",
      build = { gpus = { { length_mm = 304 } }, chassis = { max_gpu_length_mm = 315 } }, expect = "pass" },
    { name = "10 mm to spare is barely enough",
      build = { gpus = { { length_mm = 305 } }, chassis = { max_gpu_length_mm = 315 } },
      expect = { outcome = "fail", severity = "advice", findings = { "barely" },
        data = { card = 1, length_mm = 305, spare_mm = 10, roomy_mm = 315 } } },
    { name = "lengths with a fraction print without its rounding error",
      build = { gpus = { { length_mm = 304.7 } }, chassis = { max_gpu_length_mm = 305 } },
      expect = { findings = { "barely" }, data = { spare_mm = 0.3, roomy_mm = 314.7 } } },
    { name = "a card as long as the case takes fits",
      build = { gpus = { { length_mm = 315 } }, chassis = { max_gpu_length_mm = 315 } },
      expect = { outcome = "fail", severity = "advice", findings = { "barely" } } },
    { name = "the longest of three cards is too long",
      build = { gpus = { { length_mm = 267 }, { length_mm = 336 }, { length_mm = 313 } },
        chassis = { max_gpu_length_mm = 335 } },
      expect = { outcome = "fail", severity = "error", findings = { "too_long" },
        data = { card = 2, length_mm = 336, max_mm = 335 }, at = "gpus[2].length_mm" } },
    { name = "of two cards as long, the first is named",
      build = { gpus = { { length_mm = 320, count = 2 } }, chassis = { max_gpu_length_mm = 315 } },
      expect = { findings = { "too_long" }, at = "gpus[1].length_mm" } },
    { name = "a shop that wants 40 mm for the plugs",
      build = { gpus = { { length_mm = 267 } }, chassis = { max_gpu_length_mm = 300 } },
      params = { spare_mm = 40 },
      expect = { findings = { "barely" }, data = { spare_mm = 33, roomy_mm = 307 } } },
    { name = "the chassis does not say",
      build = { gpus = { { length_mm = 267 } }, chassis = { name = "a case" } },
      expect = { outcome = "unknown", missing = { "chassis.max_gpu_length_mm" } } },
    { name = "one card's length is not stated",
      build = { gpus = { { length_mm = 267 }, { name = "a card" } }, chassis = { max_gpu_length_mm = 315 } },
      expect = { outcome = "unknown", missing = { "gpus[2].length_mm" } } },
    { name = "room for the longest card that is sold",
      build = { gpus = { { name = "a card" } }, chassis = { max_gpu_length_mm = 400 } }, expect = "pass" },
    { name = "nearly room for any card",
      build = { gpus = { { name = "a card" } }, chassis = { max_gpu_length_mm = 399 } },
      expect = { outcome = "unknown", missing = { "gpus[1].length_mm" } } },
    { name = "a card as long as such a case, beside one that does not say",
      build = { gpus = { { name = "a card" }, { length_mm = 395 } }, chassis = { max_gpu_length_mm = 400 } },
      expect = { findings = { "barely" }, data = { card = 2, spare_mm = 5 } } },
    { name = "a machine without a card",
      build = { gpus = {}, chassis = { max_gpu_length_mm = 315 } }, expect = "not_applicable" },
    { name = "the cards are not listed",
      build = { chassis = { max_gpu_length_mm = 315 } },
      expect = { outcome = "unknown", missing = { "gpus" } } },
  },
}
