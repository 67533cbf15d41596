-- Mounts for radiators in a chassis, and which radiators go on them.
local radiators = {}

-- Radiators and mounts are made for fans of 120 or of 140 mm side by side, and are as wide; nil for an
-- odd size.
function radiators.fan(size)
  for _, width in ipairs({ 140, 120 }) do
    if size % width == 0 then
      return width
    end
  end
end

local function largest(sizes)
  local most = -math.huge
  for _, size in ipairs(sizes) do
    most = math.max(most, size)
  end
  return most
end

-- The mounts of a chassis, each with the sizes that it takes and its place: what `radiator_mounts` states,
-- else one size for each mount. Nil and its number where a mount states no sizes.
function radiators.mounts(chassis)
  local mounts = {}
  for i, stated in ipairs(chassis.radiator_mounts or {}) do
    if stated.sizes_mm == nil then
      return nil, i
    end
    local sizes = {}
    for j, size in ipairs(stated.sizes_mm) do
      sizes[j] = size
    end
    mounts[i] = { sizes = sizes, place = stated.place }
  end
  if chassis.radiator_mounts == nil then
    for i, size in ipairs(chassis.radiators_mm) do
      mounts[i] = { sizes = { size } }
    end
  end
  return mounts
end

-- The same mounts by their largest size; those of one size stay as they stand.
function radiators.largest_first(mounts)
  local sorted = {}
  for _, mount in ipairs(mounts) do
    local at = 1
    while sorted[at] and largest(sorted[at].sizes) >= largest(mount.sizes) do
      at = at + 1
    end
    table.insert(sorted, at, mount)
  end
  return sorted
end

-- Where a chassis states its mounts.
function radiators.field(chassis)
  return chassis.radiator_mounts and "chassis.radiator_mounts" or "chassis.radiators_mm"
end

-- Whether a mount takes a radiator: one of its size, or of a smaller one for fans of the same width. A 280
-- is shorter than a 360 and still 20 mm wider.
function radiators.takes(mount, size)
  local width = radiators.fan(size)
  for _, room in ipairs(mount.sizes) do
    if room >= size and (width == nil or radiators.fan(room) == width) then
      return true
    end
  end
  return false
end

-- Finds a mount for a radiator, for which others may have to move on to one of theirs.
local function seat(sizes, mounts, number, seats, tried)
  for i, mount in ipairs(mounts) do
    if not tried[i] and radiators.takes(mount, sizes[number]) then
      tried[i] = true
      if seats[i] == nil or seat(sizes, mounts, seats[i], seats, tried) then
        seats[i] = number
        return true
      end
    end
  end
  return false
end

-- Whether all radiators can be mounted at once, each on a mount of its own.
function radiators.all_mounted(sizes, mounts)
  local seats = {}
  for number = 1, #sizes do
    if not seat(sizes, mounts, number, seats, {}) then
      return false
    end
  end
  return true
end

-- The mounts in words: "420/360, 140".
function radiators.words(mounts)
  local words = {}
  for i, mount in ipairs(mounts) do
    words[i] = #mount.sizes == 0 and "-" or table.concat(mount.sizes, "/")
  end
  return table.concat(words, ", ")
end

return radiators
