local numbers = require "lib.numbers"
local paths = require "lib.paths"
local mounting = require "lib.radiators"

-- The sizes of all radiators, and the places of those that are not stated.
local function radiators_of(build)
  local sizes, missing = {}, {}
  local function add(part, place)
    if part.radiator_mm then
      table.insert(sizes, part.radiator_mm)
    else
      table.insert(missing, place)
    end
  end

  if build.cpu_cooler.type == "liquid" then
    add(build.cpu_cooler, "cpu_cooler.radiator_mm")
  end
  for i, gpu in ipairs(build.gpus) do
    if gpu.cooling == "liquid" then
      add(gpu, paths.of("gpus", i, "radiator_mm"))
    end
  end
  return sizes, missing
end

-- The longest length that is stated; and the places of lengths that are not stated.
local function longest_card(gpus)
  local longest, missing = -math.huge, {}
  for i, gpu in ipairs(gpus) do
    if gpu.length_mm then
      longest = math.max(longest, gpu.length_mm)
    else
      table.insert(missing, paths.of("gpus", i, "length_mm"))
    end
  end
  return longest, missing
end

local function largest_first(list)
  local rising, falling = {}, {}
  for i, size in ipairs(list) do
    rising[i] = size
  end
  table.sort(rising)
  for _, size in ipairs(rising) do
    table.insert(falling, 1, size)
  end
  return falling
end

-- The mounts that are not in front. Where no mount states its place, the largest is the one in front.
local function behind(mounts)
  local others, has_places = {}, false
  for _, mount in ipairs(mounts) do
    has_places = has_places or mount.place ~= nil
    if mount.place ~= nil and mount.place ~= "front" then
      others[#others + 1] = mount
    end
  end
  return has_places and others or table.pack(table.unpack(mounts, 2))
end

---@type rigrules.Rule
return {
  title = {
    en = "The chassis has room for every radiator",
    zh = "机箱放得下所有冷排",
  },
  why = {
    en = "Every liquid-cooled part brings a radiator of 120 to 420 mm that needs a mount of its "
      .. "own, and a mount is rarely to be had later. The largest one is usually in front, where "
      .. "radiator and fans take about 55 mm from the room for cards: a case for 330 mm cards "
      .. "then takes 275 mm.",
    zh = "每个水冷部件都带一个 120 到 420 毫米的冷排，各占一个安装位，以后很难再加。"
      .. "最大的安装位通常在机箱前部，冷排加风扇会占去显卡约 55 毫米的空间："
      .. "标称能装 330 毫米显卡的机箱，这时只剩 275 毫米。",
  },
  source = "特别是水冷时，空间要更大",
  severity = "warning",
  needs = {
    "cpu_cooler.type", "gpus[].cooling", "chassis.radiator_mounts | chassis.radiators_mm",
  },
  reads = {
    "chassis.max_gpu_length_front_radiator_mm",
    "chassis.max_gpu_length_mm",
    "cpu_cooler.radiator_mm",
    "gpus[].length_mm",
    "gpus[].radiator_mm",
  },
  params = {
    front_mm = {
      default = 55,
      min = 0,
      max = 200,
      unit = "mm",
      doc = {
        en = "what a radiator in front, with its fans, takes from the length for cards",
        zh = "前置冷排（含风扇）占去的显卡空间",
      },
    },
  },
  messages = {
    no_mount = {
      en = "Radiators to mount: {radiators} mm; the chassis takes {mounts} mm, so not all fit.",
      zh = "要安装的冷排为 {radiators} mm，机箱的安装位为 {mounts} mm，无法全部装下。",
    },
    no_mounts_at_all = {
      en = "The chassis has no radiator mount; liquid-cooled parts to mount: {count}.",
      zh = "机箱没有冷排安装位，而水冷部件有 {count} 个。",
    },
    front_radiator = {
      en = "A radiator has to go in front, where it leaves {room_mm} mm for cards; the longest is "
        .. "{longest_mm} mm.",
      zh = "有一个冷排只能装在机箱前部，显卡空间只剩 {room_mm} mm，"
        .. "而最长的显卡有 {longest_mm} mm。",
    },
  },
  -- Only a build that is known to be air-cooled throughout needs no radiators.
  when = function(build)
    local cooler = build.cpu_cooler
    if build.gpus == nil or cooler == nil or cooler.type ~= "air" then
      return true
    end
    for _, gpu in ipairs(build.gpus) do
      if gpu.cooling == nil or gpu.cooling == "liquid" then
        return true
      end
    end
    return false
  end,
  check = function(build, ctx)
    -- What is not stated makes the answer unknown, unless what is stated does not fit already.
    local sizes, missing = radiators_of(build)
    for _, place in ipairs(missing) do
      ctx.unknown(place)
    end

    local chassis = build.chassis
    local radiators = largest_first(sizes)
    local mounts, unsaid = mounting.mounts(chassis)
    if mounts == nil then
      ctx.unknown(paths.of("chassis.radiator_mounts", unsaid, "sizes_mm"))
      return
    end
    mounts = mounting.largest_first(mounts)
    local field = mounting.field(chassis)
    local data = {
      count = #sizes + #missing,
      radiators = table.concat(radiators, ", "),
      mounts = mounting.words(mounts),
    }
    if #mounts == 0 then
      ctx.report("no_mounts_at_all", data, {
        at = field,
        suggest = {
          en = "Choose a chassis with {count} radiator mount(s), or air cooling.",
          zh = "换一个有 {count} 个冷排位的机箱，或者改用风冷。",
        },
      })
      return
    end
    if not mounting.all_mounted(radiators, mounts) then
      ctx.report("no_mount", data, {
        at = field,
        suggest = {
          en = "Choose a chassis with mounts for {radiators} mm, smaller radiators, or air "
            .. "cooling.",
          zh = "换一个有 {radiators} mm 冷排位的机箱，或者选更小的冷排，或者改用风冷。",
        },
      })
      return
    end

    -- While the others hold all radiators, the front stays empty.
    if mounting.all_mounted(radiators, behind(mounts)) then
      return
    end
    local longest, unstated = longest_card(build.gpus)
    for _, place in ipairs(unstated) do
      ctx.unknown(place)
    end
    local room = chassis.max_gpu_length_front_radiator_mm
    if room == nil then
      if chassis.max_gpu_length_mm == nil then
        ctx.unknown("chassis.max_gpu_length_mm")
        return
      end
      room = numbers.tenth(chassis.max_gpu_length_mm - ctx.params.front_mm)
    end
    if longest > room then
      ctx.report("front_radiator", {
        room_mm = room,
        longest_mm = longest,
        need_mm = numbers.tenth(longest + ctx.params.front_mm),
        radiators = data.radiators,
      }, {
        at = chassis.max_gpu_length_front_radiator_mm and "chassis.max_gpu_length_front_radiator_mm"
          or "chassis.max_gpu_length_mm",
        suggest = {
          en = "Choose a chassis for cards of {need_mm} mm, or one with mounts for {radiators} mm "
            .. "away from the front.",
          zh = "换一个能容纳 {need_mm} mm 显卡的机箱，或者换一个在前部以外有 {radiators} mm 冷排位"
            .. "的机箱。",
        },
      })
    end
  end,
  examples = {
    { name = "a 280 mm CPU cooler on top, the front stays free",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 280 },
        gpus = { { cooling = "open-air", length_mm = 315 } },
        chassis = { radiators_mm = { 360, 280 }, max_gpu_length_mm = 315 } },
      expect = "pass" },
    { name = "two liquid-cooled cards and a CPU cooler on three mounts",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 240 },
        gpus = { { cooling = "liquid", radiator_mm = 120, length_mm = 267, count = 2 } },
        chassis = { radiators_mm = { 120, 360, 240 }, max_gpu_length_mm = 322 } },
      expect = "pass" },
    { name = "the same parts in a case 1 mm shorter",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 240 },
        gpus = { { cooling = "liquid", radiator_mm = 120, length_mm = 267, count = 2 } },
        chassis = { radiators_mm = { 120, 360, 240 }, max_gpu_length_mm = 321 } },
      expect = { outcome = "fail", severity = "warning", findings = { "front_radiator" },
        data = { room_mm = 266, longest_mm = 267, need_mm = 322, radiators = "240, 120, 120" } } },
    { name = "the CPU cooler is air-cooled, the radiator is the card's",
      build = { cpu_cooler = { type = "air" },
        gpus = { { cooling = "blower", length_mm = 267 },
          { cooling = "liquid", radiator_mm = 240, length_mm = 252 } },
        chassis = { radiators_mm = { 240 }, max_gpu_length_mm = 300 } },
      expect = { findings = { "front_radiator" },
        data = { longest_mm = 267, room_mm = 245, need_mm = 322 } } },
    { name = "a thinner radiator takes less of the front",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 240 },
        gpus = { { cooling = "blower", length_mm = 267 } },
        chassis = { radiators_mm = { 240 }, max_gpu_length_mm = 300 } },
      params = { front_mm = 30 }, expect = "pass" },
    { name = "a radiator larger than the largest mount",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 360 }, gpus = { { cooling = "open-air" } },
        chassis = { radiators_mm = { 240, 280 } } },
      expect = { outcome = "fail", severity = "warning", findings = { "no_mount" },
        data = { radiators = "360", mounts = "280, 240" }, at = "chassis.radiators_mm" } },
    { name = "a 280 is shorter than a 360 mount and too wide for it",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 280 },
        gpus = { { cooling = "open-air", length_mm = 300 } },
        chassis = { radiators_mm = { 360, 360, 120 }, max_gpu_length_mm = 400 } },
      expect = { findings = { "no_mount" }, data = { radiators = "280", mounts = "360, 360, 120" } } },
    { name = "a 240 on top beside a 280 that needs the front",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 280 },
        gpus = { { cooling = "liquid", radiator_mm = 240, length_mm = 270 } },
        chassis = { radiators_mm = { 420, 360 }, max_gpu_length_mm = 330 } },
      expect = "pass" },
    { name = "a radiator of an odd size goes on any longer mount",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 92 },
        gpus = { { cooling = "open-air", length_mm = 300 } },
        chassis = { radiators_mm = { 240, 120 }, max_gpu_length_mm = 310 } },
      expect = "pass" },
    { name = "three radiators on two mounts",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 240 },
        gpus = { { cooling = "liquid", radiator_mm = 120, count = 2 } },
        chassis = { radiators_mm = { 360, 240 } } },
      expect = { findings = { "no_mount" }, data = { radiators = "240, 120, 120" } } },
    { name = "a chassis without a mount",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 240 }, gpus = { { cooling = "open-air" } },
        chassis = { radiators_mm = {} } },
      expect = { findings = { "no_mounts_at_all" }, data = { count = 1 } } },
    { name = "a chassis without a mount, whatever the radiators' sizes",
      build = { cpu_cooler = { type = "liquid" }, gpus = { { cooling = "liquid", radiator_mm = 240 } },
        chassis = { radiators_mm = {} } },
      expect = { findings = { "no_mounts_at_all" }, data = { count = 2 } } },
    { name = "one radiator is too large, whatever the other's size",
      build = { cpu_cooler = { type = "liquid" }, gpus = { { cooling = "liquid", radiator_mm = 360 } },
        chassis = { radiators_mm = { 280, 240 } } },
      expect = { findings = { "no_mount" }, data = { radiators = "360" } } },
    { name = "a server without cards, its radiator in front",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 240 }, gpus = {},
        chassis = { radiators_mm = { 240 }, max_gpu_length_mm = 55 } },
      expect = "pass" },
    { name = "air-cooled throughout",
      build = { cpu_cooler = { type = "air" }, gpus = { { cooling = "open-air" }, { cooling = "blower" } } },
      expect = "not_applicable" },
    { name = "the CPU cooler is not stated",
      build = { gpus = { { cooling = "open-air" } }, chassis = { radiators_mm = { 240 } } },
      expect = { outcome = "unknown", missing = { "cpu_cooler.type" } } },
    { name = "the chassis' mounts are not stated",
      build = { cpu_cooler = { type = "air" }, gpus = { { cooling = "liquid", radiator_mm = 240 } },
        chassis = { max_gpu_length_mm = 315 } },
      expect = { outcome = "unknown", missing = { "chassis.radiators_mm" } } },
    { name = "the cards are not stated",
      build = { cpu_cooler = { type = "air" }, chassis = { radiators_mm = { 240 } } },
      expect = { outcome = "unknown", missing = { "gpus" } } },
    { name = "one card's cooling is not stated",
      build = { cpu_cooler = { type = "air" }, gpus = { { cooling = "open-air" }, { name = "a card" } },
        chassis = { radiators_mm = { 240 } } },
      expect = { outcome = "unknown", missing = { "gpus[2].cooling" } } },
    { name = "radiators of unknown size",
      build = { cpu_cooler = { type = "liquid" }, gpus = { { cooling = "liquid" } },
        chassis = { radiators_mm = { 360, 240 } } },
      expect = { outcome = "unknown", missing = { "cpu_cooler.radiator_mm", "gpus[1].radiator_mm" } } },
    { name = "a radiator in front, and lengths that are not stated",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 240 }, gpus = { { cooling = "open-air" } },
        chassis = { radiators_mm = { 240 } } },
      expect = { outcome = "unknown", missing = { "gpus[1].length_mm", "chassis.max_gpu_length_mm" } } },
    { name = "a radiator in front of a card of unknown length",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 240 }, gpus = { { cooling = "open-air" } },
        chassis = { radiators_mm = { 240 }, max_gpu_length_mm = 315 } },
      expect = { outcome = "unknown", missing = { "gpus[1].length_mm" } } },
    { name = "a radiator of 120 mm on a mount for a fan of 140",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 120 }, gpus = { { cooling = "blower" } },
        chassis = { radiators_mm = { 140 } } },
      expect = { findings = { "no_mount" } } },
    { name = "a radiator of 140 mm on a mount for fans of 120",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 140 }, gpus = { { cooling = "blower" } },
        chassis = { radiators_mm = { 240 } } },
      expect = { findings = { "no_mount" } } },
    { name = "a mount that takes several sizes: 360 where 420 fits, too",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 360 },
        gpus = { { cooling = "open-air", length_mm = 304 } },
        chassis = { radiators_mm = { 420, 420, 140 },
          radiator_mounts = { { place = "front", sizes_mm = { 420, 360, 280 } },
            { place = "bottom", sizes_mm = { 420, 360, 280 } },
            { place = "rear", sizes_mm = { 140, 120 } } } } },
      expect = "pass" },
    { name = "each radiator on the mount that the other leaves",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 280 },
        gpus = { { cooling = "liquid", radiator_mm = 360, length_mm = 250 } },
        chassis = { radiator_mounts = { { place = "top", sizes_mm = { 360, 280 } },
          { place = "side", sizes_mm = { 360 } } } } },
      expect = "pass" },
    { name = "sizes of which none is for such fans",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 280 }, gpus = { { cooling = "open-air" } },
        chassis = { radiator_mounts = { { place = "top", sizes_mm = { 360, 240 } } } } },
      expect = { findings = { "no_mount" }, data = { radiators = "280", mounts = "360/240" },
        at = "chassis.radiator_mounts" } },
    { name = "the only mount is in front, and the chassis states the room that is left",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 360 },
        gpus = { { cooling = "open-air", length_mm = 330 } },
        chassis = { max_gpu_length_mm = 400, max_gpu_length_front_radiator_mm = 329,
          radiator_mounts = { { place = "rear", sizes_mm = { 120 } },
            { place = "front", sizes_mm = { 360 } } } } },
      expect = { findings = { "front_radiator" }, data = { room_mm = 329, longest_mm = 330 },
        at = "chassis.max_gpu_length_front_radiator_mm" } },
    { name = "the smaller mount is in front, and is not needed",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 360 },
        gpus = { { cooling = "open-air", length_mm = 330 } },
        chassis = { max_gpu_length_mm = 330, radiator_mounts = { { place = "front", sizes_mm = { 280 } },
          { place = "top", sizes_mm = { 360 } } } } },
      expect = "pass" },
    { name = "a mount whose sizes are not stated",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 360 }, gpus = { { cooling = "open-air" } },
        chassis = { radiator_mounts = { { place = "front" } } } },
      expect = { missing = { "chassis.radiator_mounts[1].sizes_mm" } } },
    { name = "mounts of one size stand as they are stated",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 420 }, gpus = { { cooling = "open-air" } },
        chassis = { radiator_mounts = { { sizes_mm = { 240 } }, { sizes_mm = { 360, 280 } },
          { sizes_mm = {} }, { sizes_mm = { 240, 360 } } } } },
      expect = { findings = { "no_mount" }, data = { mounts = "360/280, 240/360, 240, -" } } },
    { name = "a radiator of an odd size on a mount for fans of 140",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 92 },
        gpus = { { cooling = "open-air", length_mm = 200 } },
        chassis = { radiators_mm = { 140 }, max_gpu_length_mm = 310 } },
      expect = "pass" },
    { name = "no mounts, stated as an empty list",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 360 }, gpus = { { cooling = "open-air" } },
        chassis = { radiator_mounts = {} } },
      expect = { findings = { "no_mounts_at_all" }, at = "chassis.radiator_mounts" } },
  },
}
