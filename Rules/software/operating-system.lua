local plan = require "lib.cuda_plan"
local support = require "lib.cuda_support"
local systems = require "lib.systems"

local names = {
  ["windows-7"] = "Windows 7",
  ["windows-8"] = "Windows 8",
  ["windows-8.1"] = "Windows 8.1",
  macos = "macOS",
}

local other_system = {
  en = "Install Linux, or Windows 10 or newer, before the CUDA toolkit.",
  zh = "安装 CUDA 之前，先换成 Linux 或者 Windows 10 及更新的系统。",
}

local older_toolkit = {
  en = "Install Linux, or Windows 10 or newer; on {os} only CUDA {last_cuda} or older installs.",
  zh = "换成 Linux 或者 Windows 10 及更新的系统；{os} 上只能安装 CUDA {last_cuda} 及更早的版本。",
}

---@type rigrules.Rule
return {
  title = {
    en = "The operating system still gets current CUDA",
    zh = "操作系统仍受新版 CUDA 支持",
  },
  why = {
    en = "The notes were taken on Windows 7. CUDA 10.2 was the last release for it, for Windows 8 "
      .. "and 8.1, and for macOS: CUDA 11 and later, and so every current PyTorch or TensorFlow "
      .. "that computes on an NVIDIA card, need Windows 10 or Linux, and cards from the RTX 30 "
      .. "series on need CUDA 11. The guide the notes link to prefers Windows 10 or Linux as well. "
      .. "As of 2026-11-26; that CUDA 11 left out Windows 8 and 8.1 is from memory.",
    zh = "这份笔记写于 Windows 7 时代。CUDA 10.2 是支持 Windows 7、Windows 8/8.1 和 macOS "
      .. "的最后一个版本：CUDA 11 及以后的版本，以及现在能用 NVIDIA 显卡计算的 PyTorch、"
      .. "TensorFlow，都要求 Windows 10 或 Linux；RTX 30 系列以后的显卡则必须用 CUDA 11 以上。"
      .. "笔记所链接的教程也推荐 Windows 10 或 Linux。资料截至 2026-11-26；"
      .. "CUDA 11 不再支持 Windows 8/8.1 一条凭记忆写成。",
  },
  source = "系统：WIN7",
  severity = "error",
  unknown = "note",
  needs = { "software.os" },
  reads = { "software.cuda", "software.compute", "software.driver", "software.install_order" },
  messages = {
    old_system = {
      en = "The system is {os}; CUDA {last_cuda} was the last release for it.",
      zh = "操作系统是 {os}，CUDA {last_cuda} 是支持它的最后一个版本。",
    },
    cuda_too_new = {
      en = "CUDA {cuda} does not install on {os}; CUDA {last_cuda} was the last release for it.",
      zh = "{os} 上装不了 CUDA {cuda}，CUDA {last_cuda} 是支持它的最后一个版本。",
    },
    driver_too_new = {
      en = "Driver {driver} does not install on {os}; the last NVIDIA drivers for it are older "
        .. "than {ended}.",
      zh = "{os} 上装不了驱动 {driver}：NVIDIA 支持它的最后一批驱动早于 {ended}。",
    },
  },
  -- Which toolkits a system takes does not concern a build that computes on something else.
  when = function(build)
    return plan.planned(build) ~= false
  end,
  check = function(build, ctx)
    local software = build.software
    local os, cuda = software.os, software.cuda
    if systems.is_strange(os) then
      ctx.unknown("software.os")
      return
    end
    local last = support.last_toolkit_for_system(os)
    if last == nil then
      return
    end
    local data = { os = names[systems.canonical(os)], last_cuda = last }
    local oldest = cuda and support.toolkit_range(cuda)
    if oldest and support.compare(oldest, last) > 0 then
      data.cuda = cuda
      ctx.report("cuda_too_new", data, { at = "software.cuda", suggest = older_toolkit })
    else
      ctx.report("old_system", data, {
        at = "software.os",
        severity = "advice",
        suggest = other_system,
      })
    end

    local driver = software.driver and plan.driver_version(software.driver)
    if driver and support.has_left(driver, os) then
      ctx.report("driver_too_new", {
        os = data.os,
        driver = software.driver,
        ended = support.system(os).dropped_from,
      }, { at = "software.driver", suggest = other_system })
    end
  end,
  examples = {
    { name = "Linux runs every CUDA release",
      build = { software = { os = "linux" } }, expect = "pass" },
    { name = "Windows 10 runs current CUDA",
      build = { software = { os = "windows-10" } }, expect = "pass" },
    { name = "a distribution is Linux",
      build = { software = { os = "Ubuntu 24.04 LTS" } }, expect = "pass" },
    { name = "Windows 7 by its own name",
      build = { software = { os = "Windows 7 Professional", cuda = "11.0" } },
      expect = { findings = { "cuda_too_new" }, data = { os = "Windows 7", last_cuda = "10.2" } } },
    { name = "Win8.1",
      build = { software = { os = "Win8.1" } },
      expect = { findings = { "old_system" }, data = { os = "Windows 8.1", last_cuda = "10.2" } } },
    { name = "Microsoft Windows 10",
      build = { software = { os = "Microsoft Windows 10" } }, expect = "pass" },
    { name = "a server's Windows",
      build = { software = { os = "Windows Server 2022" } }, expect = "pass" },
    { name = "macOS with its number",
      build = { software = { os = "macOS 14" } },
      expect = { findings = { "old_system" }, data = { os = "macOS", last_cuda = "10.2" } } },
    { name = "OS X",
      build = { software = { os = "OS X 10.13" } },
      expect = { findings = { "old_system" }, data = { os = "macOS" } } },
    { name = "a system that no table knows",
      build = { software = { os = "TempleOS" } },
      expect = { outcome = "unknown", missing = { "software.os" } } },
    { name = "WSL2 is part of Windows",
      build = { software = { os = "Windows 11 with WSL2" } }, expect = "pass" },
    { name = "two systems side by side",
      build = { software = { os = "Windows 7, Ubuntu" } },
      expect = { outcome = "unknown", missing = { "software.os" } } },
    { name = "a Chinese name", build = { software = { os = "统信 UOS 20" } }, expect = "pass" },
    { name = "a Chinese name alone", build = { software = { os = "银河麒麟桌面" } }, expect = "pass" },
    { name = "a word that ends with a system's name",
      build = { software = { os = "March" } },
      expect = { outcome = "unknown", missing = { "software.os" } } },
    { name = "a word that begins with a system's name",
      build = { software = { os = "Archway" } },
      expect = { outcome = "unknown", missing = { "software.os" } } },
    { name = "an old Windows that no table has",
      build = { software = { os = "Windows XP" } },
      expect = { outcome = "unknown", missing = { "software.os" } } },
    { name = "the notes' own Windows 7 machine stops at CUDA 10.2",
      build = { software = { os = "windows-7" }, gpus = { { name = "GeForce GTX 660" } } },
      expect = { outcome = "fail", severity = "advice", findings = { "old_system" },
        data = { os = "Windows 7", last_cuda = "10.2" } } },
    { name = "Windows 8.1 stops at CUDA 10.2 too",
      build = { software = { os = "windows-8.1" } },
      expect = { outcome = "fail", severity = "advice", findings = { "old_system" },
        data = { os = "Windows 8.1" } } },
    { name = "macOS lost CUDA with 10.2",
      build = { software = { os = "macos", compute = "cuda" } },
      expect = { severity = "advice", findings = { "old_system" }, data = { os = "macOS" } } },
    { name = "CUDA 10.2 on Windows 7 installs, and is the last",
      build = { software = { os = "windows-7", cuda = "10.2.89" } },
      expect = { severity = "advice", findings = { "old_system" } } },
    { name = "CUDA 12.4 does not install on Windows 7",
      build = { software = { os = "windows-7", cuda = "12.4" } },
      expect = { outcome = "fail", severity = "error", findings = { "cuda_too_new" }, at = "software.cuda",
        data = { os = "Windows 7", cuda = "12.4", last_cuda = "10.2" } } },
    { name = "CUDA 11 of whatever minor does not install on Windows 8",
      build = { software = { os = "windows-8", cuda = "11" } },
      expect = { severity = "error", findings = { "cuda_too_new" }, data = { os = "Windows 8" } } },
    { name = "CUDA of an unstated version on Windows 7",
      build = { software = { os = "windows-7", cuda = "latest" } },
      expect = { outcome = "fail", severity = "advice", findings = { "old_system" } } },
    { name = "driver 560 does not install on Windows 7",
      build = { software = { os = "windows-7", cuda = "10.2", driver = "560.94" } },
      expect = { severity = "error", findings = { "old_system", "driver_too_new" } } },
    { name = "driver 474 is among the last for Windows 7",
      build = { software = { os = "windows-7", cuda = "10.2", driver = "474.11" } },
      expect = { severity = "advice", findings = { "old_system" } } },
    { name = "a Mac that computes with Metal",
      build = { software = { os = "macos", compute = "metal" } }, expect = "not_applicable" },
    { name = "no operating system is stated",
      build = { software = { cuda = "12.4" } },
      expect = { outcome = "unknown", missing = { "software.os" } } },
  },
}
