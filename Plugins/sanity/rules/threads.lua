---@type rigrules.Rule
return {
  title = { en = "A CPU has as many threads as cores, or up to twice", zh = "线程数在核心数的一到两倍之间" },
  why = {
    en = "Every core runs one thread, or two with SMT (Hyper-Threading). Fewer threads than cores, "
      .. "or more than twice as many, is a slip: often the two figures are swapped, or the "
      .. "threads of two sockets stand beside the cores of one.",
    zh = "每个核心跑一个线程，开超线程时跑两个。线程比核心少，或者超过两倍，一定是写错了："
      .. "常见的是两个数写反，或者把两颗 CPU 的线程和一颗的核心写在了一起。",
  },
  source = "Intel and AMD: SMT (Hyper-Threading) runs two threads on a core.",
  severity = "error",
  unknown = "note",
  reads = { "cpu.cores", "cpu.threads" },
  params = {
    per_core = {
      default = 2,
      min = 1,
      max = 8,
      unit = "threads",
      doc = { en = "the most threads of one core", zh = "每个核心最多几个线程" },
    },
  },
  messages = {
    too_few = {
      en = "The CPU states {threads} threads on {cores} cores.",
      zh = "CPU 写的是 {cores} 核 {threads} 线程。",
    },
    too_many = {
      en = "The CPU states {threads} threads on {cores} cores, more than {per_core} a core.",
      zh = "CPU 写的是 {cores} 核 {threads} 线程，每核超过 {per_core} 个。",
    },
  },
  when = function(build)
    return build.cpu ~= nil and build.cpu.cores ~= nil and build.cpu.threads ~= nil
  end,
  check = function(build, ctx)
    local cores, threads = build.cpu.cores, build.cpu.threads
    local options = {
      at = "cpu.threads",
      suggest = {
        en = "Look the CPU up, and correct cores and threads; both are those of one CPU.",
        zh = "查一下 CPU 规格，改正 cores 和 threads；两者都是单颗 CPU 的数。",
      },
    }
    if threads < cores then
      ctx.report("too_few", { threads = threads, cores = cores }, options)
    elseif threads > cores * ctx.params.per_core then
      options.severity = "warning"
      local per_core = ctx.params.per_core
      ctx.report("too_many", { threads = threads, cores = cores, per_core = per_core }, options)
    end
  end,
  examples = {
    { name = "one thread a core",
      build = { cpu = { cores = 8, threads = 8 } }, expect = "pass" },
    { name = "a thread less",
      build = { cpu = { cores = 8, threads = 7 } },
      expect = { findings = { "too_few" }, severity = "error", data = { cores = 8, threads = 7 },
        at = "cpu.threads" } },
    { name = "two threads a core",
      build = { cpu = { cores = 8, threads = 16 } }, expect = "pass" },
    { name = "a thread more",
      build = { cpu = { cores = 8, threads = 17 } },
      expect = { findings = { "too_many" }, severity = "warning",
        data = { cores = 8, threads = 17, per_core = 2 }, at = "cpu.threads" } },
    { name = "a CPU with four threads a core",
      build = { cpu = { cores = 8, threads = 32 } }, params = { per_core = 4 }, expect = "pass" },
    { name = "cores without threads",
      build = { cpu = { cores = 8 } }, expect = "not_applicable" },
    { name = "threads without cores",
      build = { cpu = { threads = 8 } }, expect = "not_applicable" },
    { name = "no CPU",
      build = { gpus = {} }, expect = "not_applicable" },
  },
}
