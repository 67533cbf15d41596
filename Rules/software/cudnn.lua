local steps = require "lib.steps"

---@type rigrules.Rule
return {
  title = {
    en = "cuDNN comes with CUDA, and after it",
    zh = "CUDA 要配 cuDNN，并且装在 CUDA 之后",
  },
  why = {
    en = "cuDNN holds the convolutions and attention kernels that PyTorch, TensorFlow and Keras "
      .. "call. It is a free download, but a build of it fits one CUDA major version, and it is "
      .. "copied into the folder that the CUDA installer makes: without it the frameworks do not "
      .. "find the card or run many times slower, and installed before CUDA it is not found at "
      .. "all.",
    zh = "PyTorch、TensorFlow、Keras 的卷积和注意力运算都由 cuDNN 提供。它免费，"
      .. "但每个版本只对应一个 CUDA 大版本，而且要放进 CUDA 安装程序创建的目录：没有它，"
      .. "框架会找不到显卡，或者慢上好几倍；先于 CUDA 安装，则根本不会被找到。",
  },
  source = { "CUDA", "cuDNN" },
  severity = "error",
  needs = { "software.cuda" },
  reads = { "software.cudnn", "software.install_order" },
  messages = {
    missing = {
      en = "CUDA {cuda} is planned without cuDNN.",
      zh = "计划安装 CUDA {cuda}，却没有 cuDNN。",
    },
    before_cuda = {
      en = "cuDNN is step {cudnn_step} of the installation, CUDA only step {cuda_step}.",
      zh = "安装顺序中 cuDNN 是第 {cudnn_step} 步，CUDA 却是第 {cuda_step} 步。",
    },
  },
  -- A list of hardware says nothing about CUDA, and need not.
  when = function(build)
    return build.software ~= nil
  end,
  check = function(build, ctx)
    local software = build.software
    local order = software.install_order or {}
    local cudnn = steps.number(order, "cudnn")
    local cuda = steps.number(order, "cuda")

    if cuda and steps.first_of(order, "cuda", "cudnn") == "cudnn" then
      ctx.report("before_cuda", { cudnn_step = cudnn, cuda_step = cuda }, {
        at = "software.install_order",
        suggest = {
          en = "Install CUDA as step {cudnn_step} and cuDNN after it.",
          zh = "把 CUDA 提前到第 {cudnn_step} 步，之后再安装 cuDNN。",
        },
      })
    elseif software.cudnn == nil and cudnn == nil then
      ctx.report("missing", { cuda = software.cuda }, {
        at = "software.cudnn",
        severity = "warning",
        suggest = {
          en = "Add the cuDNN release made for CUDA {cuda}; it is free.",
          zh = "加上与 CUDA {cuda} 对应的 cuDNN，它是免费的。",
        },
      })
    end
  end,
  examples = {
    {
      name = "CUDA with its cuDNN",
      build = { software = { cuda = "12.4", cudnn = "9.1" } },
      expect = "pass",
    },
    {
      name = "cuDNN after CUDA",
      build = { software = { cuda = "12.4", install_order = { "cuda", "cudnn" } } },
      expect = "pass",
    },
    {
      name = "CUDA alone",
      build = { software = { cuda = "10.2", install_order = { "visual-studio", "cuda" } } },
      expect = { outcome = "fail", severity = "warning", findings = { "missing" } },
    },
    {
      name = "cuDNN copied before CUDA made its folder",
      build = {
        software = {
          cuda = "10.2",
          cudnn = "7.6",
          install_order = { "visual-studio", "cudnn", "cuda" },
        },
      },
      expect = {
        outcome = "fail",
        severity = "error",
        findings = { "before_cuda" },
        data = { cudnn_step = 2, cuda_step = 3 },
      },
    },
    {
      name = "an order that names cuDNN and not CUDA",
      build = { software = { cuda = "12.4", install_order = { "driver", "cudnn" } } },
      expect = "pass",
    },
    {
      name = "software without a word on CUDA",
      build = { software = { os = "linux", cudnn = "9.1" } },
      expect = { outcome = "unknown", missing = { "software.cuda" } },
    },
    {
      name = "bare hardware",
      build = { gpus = { { chipset = "GeForce RTX 2070" } } },
      expect = "not_applicable",
    },
  },
}
