return {
  name = "sanity",
  version = "1.0.0",
  api = 1,
  description = {
    en = "Contradictions in the list itself, which make every other answer doubtful.",
    zh = "配置单自身的矛盾，有了它们，其他结论都不可靠。",
  },
  licence = "Apache-2.0",
}
