extension ChineseMessages {
  /// Inputs of the session.
  static let session = #"""
    a build has no part `{}`
    配置没有部件 `{}`
    the build has its {} already; change it with :set {}
    配置已有 {}；请用 :set {} 修改
    there is nothing to undo
    没有可撤销的
    there is nothing to redo
    没有可重做的
    {} takes one value, not {}
    {} 需要一个值，不是 {} 个
    {} cannot hold {}
    {} 不能存放 {}
    the build cannot hold {}; write build = { … }
    配置不能存放 {}；请写 build = { … }
    the folders cannot be followed
    无法监视文件夹
    there is no catalogue here
    这里没有配件库
    there is no editor here
    这里没有编辑器
    `{}` is not a range; write 1000..1600
    `{}` 不是范围；请写 1000..1600 这样
    the range goes from the smaller to the larger
    范围要从小到大
    `{}` is not a step; write a number above 0
    `{}` 不是步长；请写大于 0 的数
    that is more than {} values; take a larger step
    超过 {} 个值；请用更大的步长
    """#
}
