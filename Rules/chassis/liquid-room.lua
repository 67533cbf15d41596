local numbers = require "lib.numbers"
local paths = require "lib.paths"

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

-- Radiators and mounts are made for fans of 120 or of 140 mm; nil for an odd size.
local function fan(size)
  for _, width in ipairs({ 140, 120 }) do
    if size % width == 0 then
      return width
    end
  end
end

-- Whether every radiator has a mount of its size or more, made for fans of the same width: a 280 is
-- shorter than a 360 and still 20 mm wider. Both lists run from the largest down, so that a
-- radiator takes the largest mount that is left for it.
local function all_mounted(radiators, mounts)
  local taken = {}
  local function mount(size, matches)
    for i, room in ipairs(mounts) do
      if not taken[i] and room >= size and matches(room) then
        taken[i] = true
        return true
      end
    end
    return false
  end
  for _, size in ipairs(radiators) do
    local width = fan(size)
    local mounted = mount(size, function(room)
      return width == nil or fan(room) == width
    end)
    if not mounted then
      return false
    end
  end
  return true
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
  needs = { "cpu_cooler.type", "gpus[].cooling", "chassis.radiators_mm" },
  reads = {
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
    local mounts = largest_first(chassis.radiators_mm)
    local data = {
      count = #sizes + #missing,
      radiators = table.concat(radiators, ", "),
      mounts = table.concat(mounts, ", "),
    }
    if #mounts == 0 then
      ctx.report("no_mounts_at_all", data, {
        at = "chassis.radiators_mm",
        suggest = {
          en = "Choose a chassis with {count} radiator mount(s), or air cooling.",
          zh = "换一个有 {count} 个冷排位的机箱，或者改用风冷。",
        },
      })
      return
    end
    if not all_mounted(radiators, mounts) then
      ctx.report("no_mount", data, {
        at = "chassis.radiators_mm",
        suggest = {
          en = "Choose a chassis with mounts for {radiators} mm, smaller radiators, or air "
            .. "cooling.",
          zh = "换一个有 {radiators} mm 冷排位的机箱，或者选更小的冷排，或者改用风冷。",
        },
      })
      return
    end

    -- The largest mount is the front one; while the others hold all radiators, it stays empty.
    if all_mounted(radiators, table.pack(table.unpack(mounts, 2))) then
      return
    end
    local longest, unstated = longest_card(build.gpus)
    for _, place in ipairs(unstated) do
      ctx.unknown(place)
    end
    if chassis.max_gpu_length_mm == nil then
      ctx.unknown("chassis.max_gpu_length_mm")
      return
    end
    local room = numbers.tenth(chassis.max_gpu_length_mm - ctx.params.front_mm)
    if longest > room then
      ctx.report("front_radiator", {
        room_mm = room,
        longest_mm = longest,
        need_mm = numbers.tenth(longest + ctx.params.front_mm),
        radiators = data.radiators,
      }, {
        at = "chassis.max_gpu_length_mm",
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
  },
}
