local plan = require "lib.cuda_plan"
local steps = require "lib.steps"
local support = require "lib.cuda_support"
local systems = require "lib.systems"

local between = {
  en = "Install a Visual Studio from {first_year} to {last_year}, or choose another CUDA.",
  zh = "改装 {first_year} 到 {last_year} 之间的 Visual Studio，或换一个 CUDA 版本。",
}
local earlier_release = {
  en = "Install an earlier release of Visual Studio {have_year}, or choose a newer CUDA.",
  zh = "改装 Visual Studio {have_year} 的早期版本，或改用更新的 CUDA。",
}

-- Where to check a row that was written from memory.
local source = {
  en = "check the installation guide of this CUDA",
  zh = "请核对该 CUDA 版本的安装指南",
}

-- Whether nvcc takes the Visual Studio, why not, and the row that says so, of the newest toolkit that
-- the text may mean; nil if the oldest disagrees, or one is not in the tables.
local function answer(cuda, visual_studio)
  local oldest, newest = support.toolkit_range(cuda)
  if oldest == nil then
    return nil
  end
  local takes, how = support.takes_visual_studio(newest, visual_studio)
  if takes == support.takes_visual_studio(oldest, visual_studio) then
    return takes, how, support.visual_studio_for(newest)
  end
end

local function check_release(software, ctx)
  local cuda, stated = software.cuda, software.visual_studio
  if stated == nil or cuda == nil then
    return
  end
  local year = support.visual_studio_of(stated)
  if year == nil then
    ctx.unknown("software.visual_studio")
    return
  end
  local takes, how, row = answer(cuda, stated)
  if takes == nil then
    ctx.unknown("software.cuda")
  elseif how == "compiler_too_new" then
    ctx.report("release_too_new", { cuda = cuda, visual_studio = stated, have_year = year }, {
      at = "software.visual_studio",
      suggest = support.with_doubt(earlier_release, row, source),
    })
  elseif not takes then
    ctx.report("wrong_release", {
      cuda = cuda,
      visual_studio = stated,
      first_year = row.first,
      last_year = row.last,
    }, { at = "software.visual_studio", suggest = support.with_doubt(between, row, source) })
  end
end

local function check_order(software, ctx)
  local order = software.install_order or {}
  local cuda = steps.number(order, "cuda")
  local visual_studio = steps.number(order, "visual-studio")
  if steps.first_of(order, "cuda", "visual-studio") ~= "cuda" then
    return
  end

  if visual_studio == nil then
    ctx.report("no_visual_studio", { cuda_step = cuda }, {
      at = "software.install_order",
      suggest = {
        en = "Add visual-studio to the order as step {cuda_step}, so that CUDA comes after it.",
        zh = "把 visual-studio 加到第 {cuda_step} 步，让 CUDA 排在它之后。",
      },
    })
  else
    ctx.report("cuda_first", { cuda_step = cuda, vs_step = visual_studio }, {
      at = "software.install_order",
      suggest = {
        en = "Install Visual Studio as step {cuda_step} and CUDA after it.",
        zh = "把 Visual Studio 提前到第 {cuda_step} 步，之后再安装 CUDA。",
      },
    })
  end
end

---@type rigrules.Rule
return {
  title = {
    en = "On Windows, a Visual Studio that CUDA takes is installed before it",
    zh = "在 Windows 上，先安装 CUDA 所支持的 Visual Studio，再安装 CUDA",
  },
  why = {
    en = "nvcc, the CUDA compiler, needs the C++ compiler of Visual Studio, and the CUDA "
      .. "installer adds its project templates only to a Visual Studio that it finds. Installed "
      .. "the other way round, CUDA has to be removed and installed again: about 3 GB and an hour. "
      .. "Each CUDA takes certain releases only and refuses newer ones: 11.1 to 11.5 end at 2019, "
      .. "11.6 brings 2022, and 13.2 brings 2026. As of 2026-11-26, from headers of the toolkits "
      .. "as quoted; some rows are from memory, and a finding that rests on one says so.",
    zh = "CUDA 的编译器 nvcc 要调用 Visual Studio 的 C++ 编译器；"
      .. "CUDA 安装程序也只会给已经装好的 Visual Studio 添加集成组件。顺序反了，"
      .. "就得把 CUDA 卸掉重装：大约 3 GB 的安装包和一个小时的时间。"
      .. "每个 CUDA 版本只接受一定范围的 Visual Studio，太新的会拒绝：11.1 到 11.5 止于 2019，"
      .. "11.6 起支持 2022，13.2 起支持 2026。资料截至 2026-11-26，来自被引用的 CUDA 头文件；"
      .. "有几行凭记忆写成，据此得出的结论会注明。",
  },
  source = "先安装 VS 再安装 CUDA",
  severity = "error",
  needs = { "software.os" },
  reads = {
    "software.cuda", "software.compute", "software.visual_studio", "software.install_order",
  },
  messages = {
    cuda_first = {
      en = "CUDA is step {cuda_step} of the installation, Visual Studio only step {vs_step}.",
      zh = "安装顺序中 CUDA 是第 {cuda_step} 步，Visual Studio 却是第 {vs_step} 步。",
    },
    no_visual_studio = {
      en = "CUDA is step {cuda_step} of the installation and Visual Studio is not in it.",
      zh = "安装顺序中 CUDA 是第 {cuda_step} 步，但没有 Visual Studio。",
    },
    wrong_release = {
      en = "CUDA {cuda} does not take Visual Studio {visual_studio}, only {first_year} to "
        .. "{last_year}.",
      zh = "CUDA {cuda} 不接受 Visual Studio {visual_studio}，只支持 {first_year} 到 {last_year}。",
    },
    release_too_new = {
      en = "CUDA {cuda} takes Visual Studio {have_year}, but not a release as new as "
        .. "{visual_studio}.",
      zh = "CUDA {cuda} 支持 Visual Studio {have_year}，但不支持 {visual_studio} 这么新的版本。",
    },
  },
  -- An order that is not given cannot be wrong, nor a Visual Studio without a CUDA that uses it;
  -- other systems bring their own compiler.
  when = function(build)
    local software = build.software
    if software == nil or plan.planned(build) == false then
      return false
    end
    if not (software.install_order or software.visual_studio and software.cuda) then
      return false
    end
    return not systems.canonical(software.os) or systems.family(software.os) == "windows"
  end,
  check = function(build, ctx)
    if systems.is_strange(build.software.os) then
      ctx.unknown("software.os")
      return
    end
    check_order(build.software, ctx)
    check_release(build.software, ctx)
  end,
  examples = {
    { name = "Visual Studio, CUDA, cuDNN is the right order",
      build = { software = { os = "windows-10", install_order = { "visual-studio", "cuda", "cudnn" } } },
      expect = "pass" },
    { name = "a Windows by its own name",
      build = { software = { os = "Windows 11 Home", install_order = { "cuda", "visual-studio" } } },
      expect = { findings = { "cuda_first" }, data = { cuda_step = 1, vs_step = 2 } } },
    { name = "a distribution brings its own compiler",
      build = { software = { os = "Debian 12", install_order = { "cuda", "cudnn" } } },
      expect = "not_applicable" },
    { name = "a system that no table knows may be a Windows",
      build = { software = { os = "TempleOS", install_order = { "cuda", "cudnn" } } },
      expect = { outcome = "unknown", missing = { "software.os" } } },
    { name = "CUDA before Visual Studio",
      build = { software = { os = "windows-7", install_order = { "driver", "cuda", "visual-studio" } } },
      expect = { outcome = "fail", severity = "error", findings = { "cuda_first" },
        data = { cuda_step = 2, vs_step = 3 } } },
    { name = "CUDA on Windows without Visual Studio",
      build = { software = { os = "windows-11", install_order = { "cuda", "cudnn" } } },
      expect = { findings = { "no_visual_studio" }, data = { cuda_step = 1 } } },
    { name = "an order without CUDA",
      build = { software = { os = "windows-11", install_order = { "driver", "visual-studio" } } },
      expect = "pass" },
    { name = "Linux brings its own compiler",
      build = { software = { os = "linux", install_order = { "cuda", "cudnn" } } },
      expect = "not_applicable" },
    { name = "no order is given",
      build = { software = { os = "windows-10", cuda = "12.4" } }, expect = "not_applicable" },
    { name = "no software is stated at all",
      build = { name = "bare hardware" }, expect = "not_applicable" },
    { name = "an order for a system that is not stated",
      build = { software = { install_order = { "cuda", "visual-studio" } } },
      expect = { outcome = "unknown", missing = { "software.os" } } },
    { name = "CUDA 11.3 refuses Visual Studio 2022",
      build = { software = { os = "windows-10", cuda = "11.3", visual_studio = "2022",
                  install_order = { "visual-studio", "cuda", "cudnn" } } },
      expect = { outcome = "fail", severity = "error", findings = { "wrong_release" },
        at = "software.visual_studio", data = { first_year = 2017, last_year = 2019 } } },
    { name = "CUDA 13.0 takes Visual Studio 2022",
      build = { software = { os = "windows-11", cuda = "13.0", visual_studio = "2022",
                  install_order = { "visual-studio", "cuda" } } },
      expect = "pass" },
    { name = "the release counts without an order",
      build = { software = { os = "windows-10", cuda = "12.4", visual_studio = "2015" } },
      expect = { outcome = "fail", severity = "error", findings = { "wrong_release" },
        data = { first_year = 2017, last_year = 2022 } } },
    { name = "CUDA 11.8 takes the first releases of 2022 only",
      build = { software = { os = "windows-10", cuda = "11.8", visual_studio = "2022 17.10" } },
      expect = { outcome = "fail", severity = "error", findings = { "release_too_new" },
        data = { have_year = 2022 } } },
    { name = "CUDA 11.8 takes Visual Studio 17.4",
      build = { software = { os = "windows-10", cuda = "11.8", visual_studio = "17.4" } }, expect = "pass" },
    { name = "CUDA 11.0 and Visual Studio 2022, of a row from memory",
      build = { software = { os = "windows-10", cuda = "11.0", visual_studio = "2022" } },
      expect = { outcome = "fail", severity = "error", findings = { "wrong_release" },
        data = { last_year = 2019 } } },
    { name = "any CUDA 12 takes Visual Studio 2022",
      build = { software = { os = "windows-10", cuda = "12", visual_studio = "2022" } }, expect = "pass" },
    { name = "only some CUDA 13 takes Visual Studio 2026",
      build = { software = { os = "windows-10", cuda = "13", visual_studio = "2026" } },
      expect = { outcome = "unknown", missing = { "software.cuda" } } },
    { name = "a CUDA that is not a version, with Visual Studio",
      build = { software = { os = "windows-10", cuda = "latest", visual_studio = "2022" } },
      expect = { outcome = "unknown", missing = { "software.cuda" } } },
    { name = "a Visual Studio without a year",
      build = { software = { os = "windows-10", cuda = "12.4", visual_studio = "Community" } },
      expect = { outcome = "unknown", missing = { "software.visual_studio" } } },
    { name = "Visual Studio on Linux",
      build = { software = { os = "linux", cuda = "11.3", visual_studio = "2022" } },
      expect = "not_applicable" },
    { name = "Visual Studio with CUDA on a system that is not stated",
      build = { software = { cuda = "11.3", visual_studio = "2022" } },
      expect = { outcome = "unknown", missing = { "software.os" } } },
    { name = "Visual Studio in a build that computes with Vulkan",
      build = { software = { os = "windows-10", compute = "vulkan", visual_studio = "2022",
                  install_order = { "visual-studio" } } },
      expect = "not_applicable" },
    { name = "no CUDA 11 takes Visual Studio 17.10",
      build = { software = { os = "windows-10", cuda = "11", visual_studio = "17.10" } },
      expect = { outcome = "fail", findings = { "release_too_new" }, data = { have_year = 2022 } } },
    { name = "a Visual Studio in an order, and no version of CUDA",
      build = { software = { os = "windows-10", visual_studio = "2022",
                  install_order = { "visual-studio", "cuda" } } },
      expect = "pass" },
    { name = "the newest CUDA of the tables takes Visual Studio 2022",
      build = { software = { os = "windows-11", cuda = "13.5", visual_studio = "2022" } }, expect = "pass" },
    { name = "a CUDA newer than the tables",
      build = { software = { os = "windows-11", cuda = "14.0", visual_studio = "2022" } },
      expect = { outcome = "unknown", missing = { "software.cuda" } } },
  },
}
