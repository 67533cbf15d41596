return {
  name = "compatibility",
  version = "1.0.0",
  api = 1,
  description = {
    en = "Whether the parts go together: sockets, memory, sizes, plugs and slots.",
    zh = "配件之间是否兼容：插槽、内存、尺寸、供电接头和扩展槽。",
  },
  licence = "Apache-2.0",
}
