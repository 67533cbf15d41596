---@type rigrules.Rule
return {
  title = {
    en = "The build has an NVMe SSD",
    zh = "配有 NVMe 固态硬盘",
  },
  why = {
    en = "A SATA SSD reads about 0.5 GB a second, an NVMe SSD 3 to 14. Reading 300 GB of data "
      .. "once takes ten minutes on the one, one to two on the other, for little more money. "
      .. "Training itself rarely gets faster.",
    zh = "SATA 固态硬盘每秒约读 0.5 GB，NVMe 是 3 到 14 GB。300 GB 的数据集读一遍，前者要十分钟，"
      .. "后者一两分钟，价格差不多；训练过程本身一般不会变快。",
  },
  source = "顶配：***NVMe SSD***",
  severity = "advice",
  needs = { "storage[].type" },
  messages = {
    none = {
      en = "No drive is an NVMe SSD (drives in the build: {drives}).",
      zh = "没有 NVMe 固态硬盘（共 {drives} 块硬盘）。",
    },
  },
  check = function(build, ctx)
    for _, drive in ipairs(build.storage) do
      if drive.type == "nvme" then
        return
      end
    end
    ctx.report("none", { drives = #build.storage }, {
      at = "storage",
      suggest = {
        en = "Use an NVMe SSD for the data set if the board has an M.2 slot.",
        zh = "主板有 M.2 插槽的话，用 NVMe 固态硬盘放数据集。",
      },
    })
  end,
  examples = {
    { name = "one NVMe SSD is enough",
      build = { storage = { { type = "hdd" }, { type = "nvme" } } }, expect = "pass" },
    { name = "a SATA SSD alone",
      build = { storage = { { type = "sata-ssd" } } },
      expect = { findings = { "none" }, severity = "advice", at = "storage", data = { drives = 1 } } },
    { name = "the kind of a drive is not known",
      build = { storage = { { capacity_gb = 1000 } } },
      expect = { outcome = "unknown", missing = { "storage[1].type" } } },
  },
}
