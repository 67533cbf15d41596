local steps = require "lib.steps"

---@type rigrules.Rule
return {
  title = {
    en = "On Windows, Visual Studio is installed before CUDA",
    zh = "在 Windows 上，先安装 Visual Studio，再安装 CUDA",
  },
  why = {
    en = "nvcc, the CUDA compiler, needs the C++ compiler of Visual Studio, and the CUDA "
      .. "installer adds its project templates only to a Visual Studio that it finds. Installed "
      .. "the other way round, CUDA has to be removed and installed again: about 3 GB and an hour.",
    zh = "CUDA 的编译器 nvcc 要调用 Visual Studio 的 C++ 编译器；"
      .. "CUDA 安装程序也只会给已经装好的 Visual Studio 添加集成组件。顺序反了，"
      .. "就得把 CUDA 卸掉重装：大约 3 GB 的安装包和一个小时的时间。",
  },
  source = "先安装 VS 再安装 CUDA",
  severity = "error",
  needs = { "software.os" },
  reads = { "software.install_order" },
  messages = {
    cuda_first = {
      en = "CUDA is step {cuda_step} of the installation, Visual Studio only step {vs_step}.",
      zh = "安装顺序中 CUDA 是第 {cuda_step} 步，Visual Studio 却是第 {vs_step} 步。",
    },
    no_visual_studio = {
      en = "CUDA is step {cuda_step} of the installation and Visual Studio is not in it.",
      zh = "安装顺序中 CUDA 是第 {cuda_step} 步，但没有 Visual Studio。",
    },
  },
  -- An order that is not given cannot be wrong, and other systems bring their own compiler.
  when = function(build)
    local software = build.software
    if software == nil or software.install_order == nil then
      return false
    end
    return software.os == nil or string.match(software.os, "^windows") ~= nil
  end,
  check = function(build, ctx)
    local order = build.software.install_order
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
  end,
  examples = {
    {
      name = "Visual Studio, CUDA, cuDNN is the right order",
      build = {
        software = { os = "windows-10", install_order = { "visual-studio", "cuda", "cudnn" } },
      },
      expect = "pass",
    },
    {
      name = "CUDA before Visual Studio",
      build = {
        software = { os = "windows-7", install_order = { "driver", "cuda", "visual-studio" } },
      },
      expect = {
        outcome = "fail",
        severity = "error",
        findings = { "cuda_first" },
        data = { cuda_step = 2, vs_step = 3 },
      },
    },
    {
      name = "CUDA on Windows without Visual Studio",
      build = { software = { os = "windows-11", install_order = { "cuda", "cudnn" } } },
      expect = { findings = { "no_visual_studio" }, data = { cuda_step = 1 } },
    },
    {
      name = "an order without CUDA",
      build = { software = { os = "windows-11", install_order = { "driver", "visual-studio" } } },
      expect = "pass",
    },
    {
      name = "Linux brings its own compiler",
      build = { software = { os = "linux", install_order = { "cuda", "cudnn" } } },
      expect = "not_applicable",
    },
    {
      name = "no order is given",
      build = { software = { os = "windows-10", cuda = "12.4" } },
      expect = "not_applicable",
    },
    {
      name = "no software is stated at all",
      build = { name = "bare hardware" },
      expect = "not_applicable",
    },
    {
      name = "an order for a system that is not stated",
      build = { software = { install_order = { "cuda", "visual-studio" } } },
      expect = { outcome = "unknown", missing = { "software.os" } },
    },
  },
}
