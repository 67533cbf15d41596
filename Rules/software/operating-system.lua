---@type rigrules.Rule
return {
  title = {
    en = "The operating system still gets current CUDA",
    zh = "操作系统仍受新版 CUDA 支持",
  },
  why = {
    en = "The notes were taken on Windows 7. NVIDIA ended CUDA for it with 10.2: CUDA 11 and "
      .. "later, and so every current PyTorch or TensorFlow, need Windows 10 or Linux, and cards "
      .. "from the RTX 30 series on have no use without CUDA 11. The guide the notes link to "
      .. "prefers Windows 10 or Linux as well. The system costs little; a card it cannot use "
      .. "costs a lot.",
    zh = "这份笔记写于 Windows 7 时代。CUDA 10.2 是 NVIDIA 支持 Windows 7 的最后一个版本："
      .. "CUDA 11 及以后的版本，以及现在的 PyTorch、TensorFlow，都要求 Windows 10 或 Linux；"
      .. "RTX 30 系列以后的显卡更是离不开 CUDA 11。笔记所链接的教程也推荐 Windows 10 或 Linux。"
      .. "换系统花不了多少钱，买了显卡却用不上才是真正的浪费。",
  },
  source = "系统：WIN7",
  severity = "advice",
  needs = { "software.os" },
  messages = {
    windows_7 = {
      en = "The system is {os}; CUDA {last_cuda} was the last release for it.",
      zh = "操作系统是 {os}，CUDA {last_cuda} 是支持它的最后一个版本。",
    },
  },
  check = function(build, ctx)
    if build.software.os == "windows-7" then
      ctx.report(
        "windows_7",
        { os = "Windows 7", last_cuda = "10.2", instead = "Windows 10" },
        {
          at = "software.os",
          suggest = {
            en = "Install Linux, or {instead} or newer, before the CUDA toolkit.",
            zh = "安装 CUDA 之前，先换成 Linux 或者 {instead} 及更新的系统。",
          },
        }
      )
    end
  end,
  examples = {
    {
      name = "Linux runs every CUDA release",
      build = { software = { os = "linux" } },
      expect = "pass",
    },
    {
      name = "Windows 10 runs current CUDA",
      build = { software = { os = "windows-10" } },
      expect = "pass",
    },
    {
      name = "the notes' own Windows 7 machine stops at CUDA 10.2",
      build = { software = { os = "windows-7" }, gpus = { { name = "GeForce GTX 660" } } },
      expect = { outcome = "fail", severity = "advice", findings = { "windows_7" } },
    },
    {
      name = "no operating system is stated",
      build = { software = { cuda = "12.4" } },
      expect = { outcome = "unknown", missing = { "software.os" } },
    },
  },
}
