---@type rigrules.Rule
return {
  title = {
    en = "The fastest choice is an NVMe SSD",
    zh = "顶配是 NVMe SSD",
  },
  why = {
    en = "A SATA SSD reads 0.5 GB a second, an NVMe SSD 3 to 12. Preparing a data set of a few "
      .. "hundred GB is a matter of minutes instead of an hour, for little more money. Training "
      .. "itself rarely notices.",
    zh = "SATA 固态硬盘每秒读 0.5 GB，NVMe 有 3 到 12 GB。处理几百 GB 的数据集从一小时变成几分钟，"
      .. "价格却差不多；训练过程本身一般感觉不到区别。",
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
        en = "Take an NVMe SSD for the data set where the board has an M.2 slot.",
        zh = "主板有 M.2 插槽的话，用 NVMe 固态硬盘放数据集。",
      },
    })
  end,
  examples = {
    {
      name = "one NVMe SSD is enough",
      build = { storage = { { type = "hdd" }, { type = "nvme" } } },
      expect = "pass",
    },
    {
      name = "a SATA SSD is not the top",
      build = { storage = { { type = "sata-ssd" } } },
      expect = {
        findings = { "none" },
        severity = "advice",
        at = "storage",
        data = { drives = 1 },
      },
    },
    {
      name = "the kind of a drive is not known",
      build = { storage = { { capacity_gb = 1000 } } },
      expect = { outcome = "unknown", missing = { "storage[1].type" } },
    },
  },
}
