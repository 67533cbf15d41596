-- Self-check of Rules/lib/cuda_support.lua; from the package root:
--   lua5.4 Tests/LuaChecks/cuda_support.lua
local file = (arg and arg[1]) or "Rules/lib/cuda_support.lua"
-- What it requires stands beside it, as `lib.NAME`.
package.path = file:gsub("lib/[^/]*$", "?.lua") .. ";" .. package.path
local support = dofile(file)

local checks = 0
local function equal(what, wanted, ...)
  checks = checks + 1
  local got = table.pack(...)
  for i = 1, math.max(#wanted, got.n) do
    if got[i] ~= wanted[i] then
      error(("%s: wanted %s, got %s"):format(what, tostring(wanted[i]), tostring(got[i])), 2)
    end
  end
end

-- Versions.
equal("10.0 is newer than 9.2", { 1 }, support.compare("10.0", "9.2"))
equal("parts left out are 0", { 0 }, support.compare("580", "580.00"))
equal("a branch", { -1 }, support.compare("R570.144-open", "580"))
equal("no version", {}, support.compare("latest", "580"))
equal("an update", { "12.4", "12.4" }, support.toolkit_range("12.4 Update 1"))
equal("a major", { "12.0", "12.9" }, support.toolkit_range("12"))

-- Toolkits and capabilities.
local bounds = {
  { "3.0", "4.2", "10.2" }, { "3.5", "5.0", "11.8" }, { "3.7", "6.5", "11.8" },
  { "5.0", "6.0", "12.9" }, { "6.1", "8.0", "12.9" }, { "7.0", "9.0", "12.9" },
  { "7.5", "10.0" }, { "8.0", "11.0" }, { "8.6", "11.1" }, { "8.9", "11.8" }, { "9.0", "11.8" },
  { "10.0", "12.8" }, { "10.3", "12.9" }, { "12.0", "12.8" }, { "12.1", "12.9" },
}
for _, row in ipairs(bounds) do
  equal("first of " .. row[1], { row[2] }, support.capability(row[1]).first)
  equal("last of " .. row[1], { row[3] }, support.capability(row[1]).last)
end
equal("RTX 5090 on 12.4", { false, "too_early" }, support.runs("12.0", "12.4"))
equal("RTX 5090 on 12.8", { true, "native" }, support.runs("12.0", "12.8.1"))
equal("RTX 5090 on 12", {}, support.runs("12.0", "12"))
equal("RTX 5090 on 11", { false, "too_early" }, support.runs("12.0", "11"))
equal("RTX 4090 on 11.7 runs what was built for Ampere", { true, "binary" },
  support.runs("8.9", "11.7"))
equal("RTX 3090 on 10.2", { false, "too_early" }, support.runs("8.6", "10.2"))
equal("GTX 1080 Ti on 12.9", { true, "native" }, support.runs("6.1", "12.9"))
equal("GTX 1080 Ti on 13.0", { false, "ended" }, support.runs("6.1", "13.0"))
equal("K80 on 12", { false, "ended" }, support.runs("3.7", "12"))
equal("GTX 660 on 10.2", { true, "native" }, support.runs("3.0", "10.2"))
equal("GTX 660 on a toolkit of the future", { false, "ended" }, support.runs("3.0", "14.1"))
equal("RTX 4090 on a toolkit of the future", {}, support.runs("8.9", "14.1"))
equal("a capability that is not known", {}, support.runs("6.5", "12.0"))
equal("1.10 is not 1.1", {}, support.capability("1.10"))

-- Drivers.
equal("12.4 on Linux", { "525.60.13" }, support.driver_floor("12.4", "linux"))
equal("12.4 on Windows 11", { "527.41" }, support.driver_floor("12.4", "windows-11"))
equal("13.0", { "580" }, support.driver_floor("13.0", "linux"))
equal("10.2 has no minor compatibility", { "440.33" }, support.driver_floor("10.2", "linux"))
equal("570.144 is too old for 13.0", { -1 },
  support.compare("570.144", support.driver_floor("13.0", "linux")))
equal("590 drops Pascal", { true }, support.has_dropped("590.48.01", "6.1"))
equal("582.53 on Windows is of branch 580", { false }, support.has_dropped("582.53", "6.1"))
equal("595 takes Turing", { false }, support.has_dropped("595.71.05", "7.5"))
equal("470 takes Kepler", { false }, support.has_dropped("470.256.02", "3.0"))
equal("496 drops Kepler", { true }, support.has_dropped("496.13", "3.5"))
equal("475.14 on Windows 7", { false }, support.has_left("475.14", "windows-7"))
equal("531 on Windows 8.1", { true }, support.has_left("531.14", "windows-8.1"))
equal("macOS", { "10.2" }, support.last_toolkit_for_system("macos"))
equal("Windows 7", { "10.2" }, support.last_toolkit_for_system("windows-7"))
equal("Linux", {}, support.last_toolkit_for_system("linux"))
equal("a system by its own name", { "10.2" }, support.last_toolkit_for_system("Windows 7 Ultimate"))

-- cuDNN.
equal("9.12 on Pascal", { false, "ended" }, support.cudnn_serves("9.12", "6.1"))
equal("9.10.2 on Pascal", { true }, support.cudnn_serves("9.10.2", "6.1"))
equal("9.1 is older than 9.11", { true }, support.cudnn_serves("9.1", "6.1"))
equal("9.5 on Blackwell", { false, "too_early" }, support.cudnn_serves("9.5", "12.0"))
equal("7.6 with CUDA 11", { false }, support.cudnn_fits_cuda("7.6.5", "11.0"))
equal("8.2 with CUDA 10.2", { true }, support.cudnn_fits_cuda("8.2", "10.2"))
equal("9.10 with CUDA 13", { false }, support.cudnn_fits_cuda("9.10", "13.0"))
equal("9.13 with CUDA 13", { true }, support.cudnn_fits_cuda("9.13", "13.0"))
equal("a cuDNN of the future with a CUDA of the future", {},
  support.cudnn_fits_cuda("10.1", "14.0"))
equal("last for Volta", { "9.10" }, support.last_cudnn("7.0"))

-- Visual Studio.
equal("2022 for 11.3", { false, "too_new" }, support.takes_visual_studio("11.3", "2022"))
equal("2019 for 11.3", { true }, support.takes_visual_studio("11.3", "2019"))
equal("2022 for 13.0", { true }, support.takes_visual_studio("13.0", "2022"))
equal("2026 for 13.1", { false, "too_new" }, support.takes_visual_studio("13.1", "2026"))
equal("2026 for 13.2", { true }, support.takes_visual_studio("13.2", "Visual Studio 2026"))
equal("2017 for 13.0", { false, "too_old" }, support.takes_visual_studio("13.0", "2017"))
equal("17.10 for 12.3", { false, "compiler_too_new" },
  support.takes_visual_studio("12.3", "2022 17.10"))
equal("17.9 for 12.3", { true }, support.takes_visual_studio("12.3", "17.9"))
equal("17.14 for 12.4", { true }, support.takes_visual_studio("12.4", "17.14"))
equal("a future toolkit", {}, support.takes_visual_studio("14.0", "2022"))
equal("no Visual Studio", {}, support.takes_visual_studio("12.4", "yes"))

-- The tables are in order, and every bound is a toolkit or older than the table.
for _, name in ipairs({ "capabilities", "toolkits", "cudnn", "visual_studio" }) do
  local key = ({ capabilities = "capability", cudnn = "version" })[name] or "toolkit"
  for i = 2, #support[name] do
    equal(name .. " in order at " .. i, { -1 },
  support.compare(support[name][i - 1][key], support[name][i][key]))
  end
end
for _, row in ipairs(support.capabilities) do
  if row.last then
    equal(row.capability .. " ends after it begins", { 1 }, support.compare(row.last, row.first))
  end
end

print(checks .. " checks passed")
