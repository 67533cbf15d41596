-- Which CUDA toolkit, driver, cuDNN and Visual Studio go with which card and system.
--
-- Tables of facts, each row with its source, and pure functions over them. A function returns nil
-- where the tables do not know (a version that is not a number, a toolkit newer than the tables):
-- unknown is for the rule to report, never a pass or a fault.
--
-- Sources by letter; none but N, D and C was read at its maker's, the others as others quote them:
--   N  NVIDIA CUDA Toolkit release notes 13.2 Update 2, tables 2 and 3 (driver of each toolkit)
--   R  NVIDIA CUDA Toolkit release notes of the toolkit named, as quoted
--   W  Wikipedia, "CUDA", table of toolkits and capabilities, as quoted. The first toolkit of 3.x,
--      5.x and 7.2 is from memory: no program of today is built with one so old
--   X  nixpkgs, table of CUDA capabilities, commit 55d5788 (its oldest toolkits are 10.0 and 11.2)
--   D  NVIDIA driver installation guide, "Kernel modules", branches 580 and 610
--   A  Arch Linux news of 2025-12 on driver 590, as quoted; NVIDIA's notice of 2025-07, as quoted
--   C  cuDNN support matrices 7.6.0, 8.0.3, 8.2.2, 9.0.0, 9.5.1, 9.10.2
--   H  `crt/host_config.h` of the toolkit, as quoted in public build logs and issues
--   S  NVIDIA support notes of 2021-06 (Windows 7, 8, 8.1; Kepler) and 2025-07 (Windows 10), as the
--      press reported them; Debian's description of driver 470 (Kepler)
--   M  memory; such rows carry `guess = memory`, and a finding that rests on one has to say so
local systems = require "lib.systems"

-- mutate: skip [true -> false] it adds words to the advice, which no example names
local memory = true
-- mutate: skip [true -> false] it chooses an advice, which no example names
local open_only = true

local support = {
  -- The day up to which the tables were read; a rule names it in its explanation.
  knowledge = "2026-11-26",
  -- The newest toolkit in the tables. Of a later one nothing but what has ended is known.
  newest_toolkit = "13.5",
  newest_cudnn = "9.19",
}

-- first: the first toolkit that compiles for the capability. binary: the first whose programs run
-- on it although they were compiled for an older card of the same major capability; left out where
-- that is `first`. last: the last toolkit; nil while it still counts. driver: the first driver that
-- knows the card, on both systems unless `driver_windows` differs. dropped_from: the driver branch
-- that no longer takes it (branches are numbered alike; Windows counts up to two further in one).
-- open_modules: on Linux the driver needs the open kernel modules (D).
support.capabilities = {
  -- W M
  { capability = "1.0", architecture = "Tesla", first = "1.0", last = "6.5", dropped_from = 343,
    guess = memory },
  -- W M
  { capability = "1.1", architecture = "Tesla", first = "1.0", last = "6.5", dropped_from = 343,
    guess = memory },
  -- W M
  { capability = "1.2", architecture = "Tesla", first = "2.0", last = "6.5", dropped_from = 343,
    guess = memory },
  -- W M
  { capability = "1.3", architecture = "Tesla", first = "2.0", last = "6.5", dropped_from = 343,
    guess = memory },
  -- W, NVIDIA forum 60588
  { capability = "2.0", architecture = "Fermi", first = "3.0", last = "8.0", dropped_from = 396 },
  -- W, NVIDIA forum 60588
  { capability = "2.1", architecture = "Fermi", first = "3.2", last = "8.0", dropped_from = 396 },
  -- W, S
  { capability = "3.0", architecture = "Kepler", first = "4.2", last = "10.2", dropped_from = 495 },
  -- W (Tegra K1)
  { capability = "3.2", architecture = "Kepler", first = "6.0", last = "10.2", dropped_from = 495 },
  -- W, X, S
  { capability = "3.5", architecture = "Kepler", first = "5.0", last = "11.8", dropped_from = 495 },
  -- W, X, S
  { capability = "3.7", architecture = "Kepler", first = "6.5", last = "11.8", dropped_from = 495 },
  -- W, X, A
  { capability = "5.0", architecture = "Maxwell", first = "6.0", last = "12.9",
    dropped_from = 590 },
  -- W, X, A
  { capability = "5.2", architecture = "Maxwell", first = "6.5", last = "12.9",
    dropped_from = 590 },
  -- W (Tegra X1)
  { capability = "5.3", architecture = "Maxwell", first = "7.0", last = "12.9",
    dropped_from = 590 },
  -- W, X, A; driver N
  { capability = "6.0", architecture = "Pascal", first = "8.0", last = "12.9", driver = "367",
    driver_windows = "368", dropped_from = 590 },
  -- W, X, A; driver N
  { capability = "6.1", architecture = "Pascal", first = "8.0", last = "12.9", driver = "367",
    driver_windows = "368", dropped_from = 590 },
  -- W (Tegra X2)
  { capability = "6.2", architecture = "Pascal", first = "8.0", last = "12.9", dropped_from = 590 },
  -- W, X, A; driver N
  { capability = "7.0", architecture = "Volta", first = "9.0", last = "12.9", driver = "384",
    dropped_from = 590 },
  -- W (Xavier; X says 12.2 for Jetson)
  { capability = "7.2", architecture = "Volta", first = "9.2", binary = "9.0", last = "12.9",
    dropped_from = 590 },
  -- W, X, N
  { capability = "7.5", architecture = "Turing", first = "10.0", binary = "9.0",
    driver = "410.48", driver_windows = "411.31" },
  -- W, N
  { capability = "8.0", architecture = "Ampere", first = "11.0", driver = "450.36",
    driver_windows = "451.22" },
  -- W, N
  { capability = "8.6", architecture = "Ampere", first = "11.1", binary = "11.0",
    driver = "455.23", driver_windows = "456.38" },
  -- X (Orin); W says 11.5
  { capability = "8.7", architecture = "Ampere", first = "11.4", binary = "11.0" },
  -- W, X, N
  { capability = "8.9", architecture = "Ada Lovelace", first = "11.8", binary = "11.0",
    driver = "520", driver_windows = "522" },
  { capability = "9.0", architecture = "Hopper", first = "11.8", driver = "520" }, -- W, X, N
  -- R 12.8, N, D
  { capability = "10.0", architecture = "Blackwell", first = "12.8", driver = "570",
    open_modules = open_only },
  -- X, N, D
  { capability = "10.3", architecture = "Blackwell", first = "12.9", binary = "12.8",
    driver = "575", open_modules = open_only },
  -- CUTLASS 4.8 notes; M
  { capability = "10.7", architecture = "Rubin", first = "13.4", driver = "615",
    open_modules = open_only, guess = memory },
  -- X (Thor; called 10.1 before 13.0)
  { capability = "11.0", architecture = "Blackwell", first = "13.0", open_modules = open_only },
  -- R 12.8, X, N, D
  { capability = "12.0", architecture = "Blackwell", first = "12.8", driver = "570",
    open_modules = open_only },
  -- X, N, D (GB10)
  { capability = "12.1", architecture = "Blackwell", first = "12.9", binary = "12.8",
    driver = "575", open_modules = open_only },
}

-- The driver that comes with a toolkit (its first release), by system. 13.1 and later bring none on
-- Windows; 13.4 and later bring none on Linux either, the branch is what new features ask for.
support.toolkits = {
  { toolkit = "7.0", linux = "346.46", windows = "347.62" }, -- N
  { toolkit = "7.5", linux = "352.31", windows = "353.66" }, -- N
  { toolkit = "8.0", linux = "367.48", windows = "369.30" }, -- N
  { toolkit = "9.0", linux = "384.81", windows = "385.54" }, -- N
  { toolkit = "9.1", linux = "390.46", windows = "391.29" }, -- N
  { toolkit = "9.2", linux = "396.26", windows = "397.44" }, -- N
  { toolkit = "10.0", linux = "410.48", windows = "411.31" }, -- N
  { toolkit = "10.1", linux = "418.39", windows = "418.96" }, -- N
  { toolkit = "10.2", linux = "440.33", windows = "441.22" }, -- N
  { toolkit = "11.0", linux = "450.36.06", windows = "451.22" }, -- N
  { toolkit = "11.1", linux = "455.23", windows = "456.38" }, -- N
  { toolkit = "11.2", linux = "460.27.03", windows = "460.82" }, -- N
  { toolkit = "11.3", linux = "465.19.01", windows = "465.89" }, -- N
  { toolkit = "11.4", linux = "470.42.01", windows = "471.11" }, -- N
  { toolkit = "11.5", linux = "495.29.05", windows = "496.04" }, -- N
  { toolkit = "11.6", linux = "510.39.01", windows = "511.23" }, -- N
  { toolkit = "11.7", linux = "515.43.04", windows = "516.01" }, -- N
  { toolkit = "11.8", linux = "520.61.05", windows = "520.06" }, -- N
  { toolkit = "12.0", linux = "525.60.13", windows = "527.41" }, -- N
  { toolkit = "12.1", linux = "530.30.02", windows = "531.14" }, -- N
  { toolkit = "12.2", linux = "535.54.03", windows = "536.25" }, -- N
  { toolkit = "12.3", linux = "545.23.06", windows = "545.84" }, -- N
  { toolkit = "12.4", linux = "550.54.14", windows = "551.61" }, -- N
  { toolkit = "12.5", linux = "555.42.02", windows = "555.85" }, -- N
  { toolkit = "12.6", linux = "560.28.03", windows = "560.76" }, -- N
  { toolkit = "12.8", linux = "570.26", windows = "570.65" }, -- N (12.7 was never released)
  { toolkit = "12.9", linux = "575.51.03", windows = "576.02" }, -- N
  { toolkit = "13.0", linux = "580.65.06" }, -- N
  { toolkit = "13.1", linux = "590.44.01" }, -- N
  { toolkit = "13.2", linux = "595.45.04" }, -- N
  { toolkit = "13.3", linux = "610.43.02" }, -- R 13.3
  { toolkit = "13.4", linux = "615", guess = memory }, -- R 13.4, read second hand: branch R615
  { toolkit = "13.5" }, -- R 13.5 (the release exists; its driver table was not read)
}

-- From CUDA 11 on a program of any minor runs on the first driver of its major (without PTX that
-- the driver has to compile, and without what is new in the minor).
support.minor_compatibility = {
  [11] = { linux = "450.80.02", windows = "452.39" }, -- N, C
  [12] = { linux = "525.60.13", windows = "527.41" }, -- N, C; older notes say 528.33 for Windows
  [13] = { linux = "580", windows = "580" }, -- N
}

-- cuDNN, from this version up to the next row: the CUDA majors it is built for and the lowest
-- capability that it serves.
support.cudnn = {
  { version = "7.0", majors = { 8, 9 }, lowest = "3.0", guess = memory }, -- M
  { version = "7.3", majors = { 9, 10 }, lowest = "3.0" }, -- C 7.6.0, 8.0.3
  { version = "8.0", majors = { 10, 11 }, lowest = "3.0" }, -- C 8.0.3, 8.2.2 (3.5 with CUDA 11)
  -- M; 8.9 may leave Kepler out
  { version = "8.8", majors = { 11, 12 }, lowest = "3.5", guess = memory },
  { version = "9.0", majors = { 11, 12 }, lowest = "5.0" }, -- C 9.0.0, 9.5.1, 9.10.2
  -- C 9.10.2 announces it; majors M
  { version = "9.11", majors = { 12 }, lowest = "7.5", guess = memory },
  { version = "9.12", majors = { 12, 13 }, lowest = "7.5", guess = memory }, -- M
}

-- The first cuDNN with kernels for a capability; programs for older ones may still run.
support.cudnn_first = {
  { capability = "7.5", version = "7.3" }, -- C 7.6.0 (Turing with CUDA 10)
  { capability = "8.0", version = "8.0" }, -- C 8.0.3 (Ampere with CUDA 11.0)
  { capability = "8.6", version = "8.0.4", guess = memory }, -- M
  { capability = "8.9", version = "8.6", guess = memory }, -- M
  { capability = "9.0", version = "8.6", guess = memory }, -- M
  { capability = "10.0", version = "9.7", guess = memory }, -- C 9.5.1 has it not, 9.10.2 has; M
  { capability = "12.0", version = "9.7", guess = memory }, -- C 9.5.1 has it not, 9.10.2 has; M
}

-- Visual Studio, from this toolkit up to the next row: first and last year, and the compiler
-- (`_MSC_VER`) that is already too new where that is one of the last year. 1940 is Visual Studio 2022 17.10, 1950 is 2026.
support.visual_studio = {
  { toolkit = "7.5", first = 2010, last = 2013, guess = memory }, -- M
  { toolkit = "8.0", first = 2012, last = 2015, guess = memory }, -- M
  { toolkit = "9.0", first = 2012, last = 2017, too_new = 1912 }, -- H
  { toolkit = "9.2", first = 2012, last = 2017, too_new = 1914 }, -- H
  { toolkit = "10.0", first = 2012, last = 2017, guess = memory }, -- M
  { toolkit = "10.1", first = 2012, last = 2019 }, -- H
  { toolkit = "11.0", first = 2015, last = 2019, guess = memory }, -- M
  { toolkit = "11.1", first = 2017, last = 2019 }, -- H, YuliangXiu/ECON#72 for 11.3
  { toolkit = "11.6", first = 2017, last = 2022, too_new = 1940 }, -- H; R 11.6 adds 2022
  { toolkit = "12.4", first = 2017, last = 2022 }, -- H
  { toolkit = "13.0", first = 2019, last = 2022 }, -- H
  { toolkit = "13.2", first = 2019, last = 2026, too_new = 1960 }, -- H for 13.2 and 13.3
  { toolkit = "13.4", first = 2019, last = 2026, too_new = 1960, guess = memory }, -- M
}

-- Systems: the last toolkit, the driver branch that no longer installs, and since when.
support.systems = {
  ["windows-7"] = { last_toolkit = "10.2", dropped_from = 495, since = "2021-10" }, -- R 10.2, S
  -- S; the toolkit is M, and the latest that it can be
  ["windows-8"] = { last_toolkit = "10.2", dropped_from = 495, since = "2021-10", guess = memory },
  -- S; the toolkit is M: CUDA 11 left the system out
  ["windows-8.1"] = { last_toolkit = "10.2", dropped_from = 495, since = "2021-10", guess = memory },
  ["windows-10"] = { drivers_until = "2026-10" }, -- S: Game Ready drivers of RTX cards
  ["macos"] = { last_toolkit = "10.2", since = "2019-11" }, -- R 10.2, W
}

-- The parts of a version as numbers: "R570.144-open" is {570, 144}. nil if it starts with none.
local function parts(text)
  local digits = type(text) == "string" and text:match("^%s*[vVrR]?(%d+[%d%.]*)")
  if not digits then
    return nil
  end
  local list = {}
  for number in digits:gmatch("%d+") do
    list[#list + 1] = tonumber(number)
  end
  return list
end

-- A version of at most four parts as one number, in the same order; nil for any other text.
local function number_of(text)
  local list = parts(text)
  -- mutate: skip [> -> >=, > -> <, 4 -> 5, 4 -> 8] others are compared by their parts
  if not list or #list > 4 then
    return nil
  end
  local number = 0 -- mutate: skip [0 -> 1] the same for all
  -- mutate: skip [1 -> 0] a part before the first is equal
  for i = 1, 4 do
    local part = list[i] or 0
    -- mutate: skip [>= -> >, >= -> <=, 10000 -> 10001, 10000 -> 20000] others are compared by their parts
    if part >= 10000 then
      return nil
    end
    -- mutate: skip [10000 -> 10001, 10000 -> 20000] the order is the same
    number = number * 10000 + part
  end
  return number
end

-- The numbers of the versions in the tables, and their rows of capabilities: to read a text each time
-- it is compared is what most of these rules' time would go into.
local known, rows_by_capability = {}, {}
local function learn(rows)
  for _, row in ipairs(rows) do
    for _, text in pairs(row) do
      known[text] = number_of(text)
    end
  end
end
for _, rows in ipairs({
  support.capabilities, support.toolkits, support.cudnn, support.cudnn_first,
  support.visual_studio,
}) do
  learn(rows)
end
for _, row in ipairs(support.capabilities) do
  rows_by_capability[row.capability] = row
end

local function compare_parts(one, other)
  -- mutate: skip [1 -> 0] a part before the first is equal
  for i = 1, math.max(#one, #other) do
    local x, y = one[i] or 0, other[i] or 0
    if x ~= y then
      -- mutate: skip [< -> <=, 1 -> 2] they differ, and only the sign counts
      return x < y and -1 or 1
    end
  end
  return 0
end

-- -1, 0 or 1 as version `a` is older than, equal to or newer than `b`; a part left out is 0.
-- nil where one of them is not a version.
function support.compare(a, b)
  -- mutate: skip [or -> and] then they are compared by their parts
  local x, y = known[a] or number_of(a), known[b] or number_of(b)
  if x and y then
    -- mutate: skip [< -> <=, 1 -> 2] only the sign counts
    return x == y and 0 or x < y and -1 or 1
  end
  local one, other = parts(a), parts(b)
  return one and other and compare_parts(one, other) or nil
end

local compare = support.compare

-- "12.4.1" and "12.4 Update 1" are toolkit 12.4; "12" alone is one of 12.0 to 12.9. Returns the
-- oldest and the newest toolkit that the text may mean; nil for text that is not a version.
function support.toolkit_range(text)
  local list = parts(text)
  if not list then
    return nil
  end
  if #list > 1 then
    local toolkit = list[1] .. "." .. list[2]
    return toolkit, toolkit
  end
  local oldest = list[1] .. ".0"
  local newest = oldest
  for _, row in ipairs(support.toolkits) do
    if parts(row.toolkit)[1] == list[1] then
      newest = row.toolkit
    end
  end
  return oldest, newest
end

local function find(rows, key, value)
  if not parts(value) then
    return nil
  end
  for _, row in ipairs(rows) do
    if compare(row[key], value) == 0 then
      return row
    end
  end
end

-- The last row whose `key` is not newer than `value`, which is a version.
local function at_or_below(rows, key, value)
  local found
  for _, row in ipairs(rows) do
    if compare(row[key], value) <= 0 then
      found = row
    end
  end
  return found
end

-- All that is known of a capability ("8.6"); nil for one that is not in the table.
function support.capability(cc)
  -- mutate: skip [or -> and] then it is looked for
  return rows_by_capability[cc] or find(support.capabilities, "capability", cc)
end

-- Whether programs of the toolkit run on the card, and how: true, "native"; true, "binary" (code of
-- an older card of the same major runs, the toolkit itself does not know this one); false, "ended";
-- false, "too_early"; nil. A major alone ("12") is false only if no minor of it will do, and true
-- only if all of them do.
function support.runs(cc, toolkit)
  local row = support.capability(cc)
  local oldest, newest = support.toolkit_range(toolkit)
  if not (row and oldest) then
    return nil
  end
  if row.last and compare(oldest, row.last) > 0 then
    return false, "ended"
  end
  local binary = row.binary or row.first
  if compare(newest, binary) < 0 then
    return false, "too_early"
  end
  -- The last toolkit of a card is the last of its major: there is no doubt at that end.
  if compare(oldest, binary) < 0 then
    return nil
  end
  if not row.last and compare(newest, support.newest_toolkit) > 0 then
    return nil
  end
  return true, compare(oldest, row.first) < 0 and "binary" or "native"
end

-- The oldest driver on which programs of the toolkit run at all: below it they never do. Of a
-- major alone the first minor counts.
function support.driver_floor(toolkit, os)
  local oldest = support.toolkit_range(toolkit)
  local family = systems.family(os)
  if not (oldest and family) then
    return nil
  end
  local minor = support.minor_compatibility[parts(oldest)[1]]
  if minor and oldest ~= "11.0" then
    return minor[family]
  end
  local row = find(support.toolkits, "toolkit", oldest)
  return row and row[family]
end

-- The oldest driver that knows a card of this capability; nil where unknown. Cards that came later
-- than the first of their capability may need a newer one.
function support.first_driver(cc, os)
  local row = support.capability(cc)
  local family = systems.family(os)
  if not (row and family) then
    return nil
  end
  return family == "windows" and row.driver_windows or row.driver
end

-- Whether the driver is of a branch that no longer takes the card.
function support.has_dropped(driver, cc)
  local row, version = support.capability(cc), parts(driver)
  local ended = row and row.dropped_from
  return ended ~= nil and version[1] >= ended
end

-- What is known of a system, by whatever name; nil where nothing ends there.
function support.system(os)
  return support.systems[systems.canonical(os)]
end

-- Whether the driver is of a branch that no longer installs on the system.
function support.has_left(driver, os)
  local system, version = support.system(os), parts(driver)
  local ended = system and system.dropped_from
  return ended ~= nil and version[1] >= ended
end

-- The last toolkit for a system; nil while every one installs there.
function support.last_toolkit_for_system(os)
  local system = support.system(os)
  return system and system.last_toolkit
end

-- A cuDNN version as the table knows it: its CUDA majors and the lowest capability. "9"
-- is 9.0: that it may be several rows is for the caller to mind.
function support.cudnn_release(version)
  if not parts(version) then
    return nil
  end
  return at_or_below(support.cudnn, "version", version)
end

-- Whether a build of this cuDNN exists for the toolkit's major: true, false or nil.
function support.cudnn_fits_cuda(version, toolkit)
  local row = support.cudnn_release(version)
  local oldest = support.toolkit_range(toolkit)
  if not (row and oldest) then
    return nil
  end
  local major = parts(oldest)[1]
  for _, known in ipairs(row.majors) do
    if known == major then
      return true
    end
  end
  -- A cuDNN newer than the table may be built for a CUDA newer than the table.
  -- mutate: skip [> -> >=] the last major itself was found above
  if major > row.majors[#row.majors] and compare(version, support.newest_cudnn) > 0 then
    return nil
  end
  return false
end

-- The row of `cudnn_first` for a capability; nil where none is known.
function support.first_cudnn(cc)
  return find(support.cudnn_first, "capability", cc)
end

-- Whether a cuDNN serves the card: true; false, "ended"; false, "too_early"; nil.
function support.cudnn_serves(version, cc)
  local row = support.cudnn_release(version)
  if not (row and support.capability(cc)) then
    return nil
  end
  if compare(cc, row.lowest) < 0 then
    return false, "ended"
  end
  local first = support.first_cudnn(cc)
  if first and compare(version, first.version) < 0 then
    return false, "too_early"
  end
  return true
end

-- The last cuDNN series for a capability below 7.5 ("9.10"); the others all still count.
function support.last_cudnn(cc)
  -- The last two are memory, as the rows of `cudnn` that they follow from.
  return compare(cc, "5.0") >= 0 and "9.10" or compare(cc, "3.5") >= 0 and "8.9" or "8.7"
end

local years = { [10] = 2010, [11] = 2012, [12] = 2013, [14] = 2015, [15] = 2017, [16] = 2019,
  [17] = 2022, [18] = 2026 }

-- The compiler (`_MSC_VER`) of a release, for the years within which a CUDA draws a line: 15.9 is
-- 1916, 17.10 is 1940, 18.0 is 1950 (Microsoft, "C++ compiler versioning", as quoted). Releases of
-- 2017 before 15.5 share numbers, but no CUDA tells them apart.
local function compiler_of(major, minor)
  if major == 15 then
    return 1907 + minor
  elseif major == 17 then
    return 1930 + minor
  elseif major == 18 then
    return 1950 + minor
  end
end

-- Year and, where a release is named, compiler of a Visual Studio: "2022" is 2022; "17.10" and
-- "Visual Studio 2022 17.10" are 2022, 1940; nil for text that names none.
function support.visual_studio_of(text)
  if type(text) ~= "string" then
    return nil
  end
  local year = tonumber(text:match("20[12]%d"))
  local major, minor = text:gsub("20[12]%d", " "):match("(%d+)%.(%d+)")
  major, minor = tonumber(major or text:match("^%s*[vV]?(1[0-8])%s*$")), tonumber(minor)
  if major and years[major] then
    year = year or years[major]
    if minor and years[major] == year then
      return year, compiler_of(major, minor)
    end
  end
  return year
end

-- The row of `visual_studio` for a toolkit ("12.4"); nil for one outside the table.
function support.visual_studio_for(toolkit)
  if compare(toolkit, support.newest_toolkit) > 0 then
    return nil
  end
  return at_or_below(support.visual_studio, "toolkit", toolkit)
end

-- Whether nvcc of the toolkit takes a Visual Studio: true; false, "too_new" | "too_old" |
-- "compiler_too_new" (the year will do, its later releases not); nil. The year alone is true where
-- some release of it is taken.
function support.takes_visual_studio(toolkit, text)
  local row = support.visual_studio_for(toolkit)
  local year, compiler = support.visual_studio_of(text)
  if not (row and year) then
    return nil
  end
  if year > row.last then
    return false, "too_new"
  elseif year < row.first then
    return false, "too_old"
  elseif compiler and row.too_new and compiler >= row.too_new then
    return false, "compiler_too_new"
  end
  return true
end

-- Advice that rests on a row; of one written from memory it says where to check it. `source` is a
-- text in both languages.
function support.with_doubt(suggest, row, source)
  -- mutate: skip [not ->] no example names the advice
  if not row.guess then
    return suggest
  end
  return {
    en = suggest.en .. " (From memory: " .. source.en .. ".)",
    zh = suggest.zh .. "（凭记忆写成，" .. source.zh .. "。）",
  }
end

return support
