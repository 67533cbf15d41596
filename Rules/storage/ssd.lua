---@type rigrules.Rule
return {
  title = {
    en = "There is an SSD",
    zh = "配有固态硬盘",
  },
  why = {
    en = "Training reads a data set again every epoch, in random order: a hard disk finds about "
      .. "150 small files a second, a SATA SSD tens of thousands. With a hard disk alone the "
      .. "cards wait, and programs start and large files are prepared several times as slowly.",
    zh = "训练每一轮都要乱序重读数据集：机械硬盘每秒只能找到约 150 个小文件，"
      .. "SATA 固态硬盘是几万个。只有机械硬盘时显卡得等数据，"
      .. "程序启动和大文件处理也慢好几倍。",
  },
  source = "固态硬盘推荐，SSD 程序启动和响应速度更快，大文件的预处理更是要快得多。",
  severity = "warning",
  needs = { "storage[].type" },
  messages = {
    none = {
      en = "No drive is an SSD (drives in the build: {drives}).",
      zh = "没有固态硬盘（共 {drives} 块硬盘）。",
    },
  },
  check = function(build, ctx)
    for _, drive in ipairs(build.storage) do
      if drive.type == "nvme" or drive.type == "sata-ssd" then
        return
      end
    end
    ctx.report("none", { drives = #build.storage }, {
      at = "storage",
      suggest = {
        en = "Add an SSD for the system and the data set, preferably an NVMe SSD.",
        zh = "加一块固态硬盘装系统和数据集，最好是 NVMe。",
      },
    })
  end,
  examples = {
    { name = "a SATA SSD is enough",
      build = { storage = { { type = "hdd" }, { type = "sata-ssd" } } }, expect = "pass" },
    { name = "so is an NVMe SSD",
      build = { storage = { { type = "nvme" } } }, expect = "pass" },
    { name = "hard disks alone",
      build = { storage = { { type = "hdd", count = 2 } } },
      expect = { findings = { "none" }, severity = "warning", at = "storage", data = { drives = 2 } } },
    { name = "no drive at all",
      build = { storage = {} }, expect = { findings = { "none" }, data = { drives = 0 } } },
    { name = "the drives are not known",
      build = { id = "x" }, expect = { outcome = "unknown", missing = { "storage" } } },
  },
}
