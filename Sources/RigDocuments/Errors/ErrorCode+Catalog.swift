extension ErrorCode {
  /// What is stated about the catalogue of parts, and of names of parts.
  static let catalog = [
    ErrorCode(
      "catalog/none",
      ("The catalogue of parts is not where the program looks for it.", "找不到配件目录。"),
      do: (
        "Install the program with its data, or name the folder with RIGRULES_CATALOG.",
        "完整安装程序及其数据，或用 RIGRULES_CATALOG 指定文件夹。"
      )),
    ErrorCode(
      "catalog/unreadable",
      ("A file of parts cannot be read.", "无法读取配件文件。"),
      do: ("Look whether the file is there and may be read.", "检查文件是否存在、是否可读。")),
    ErrorCode(
      "catalog/unwritable",
      (
        "The catalogue's database or your own catalogue cannot be written; nothing was changed.",
        "无法写入配件数据库或自己的配件目录；未作任何改动。"
      ),
      do: (
        "Look whether the folder is there, has room, and may be written.",
        "检查文件夹是否存在、有空间并且可写。"
      )),
    ErrorCode(
      "catalog/damaged",
      ("A database of parts is damaged.", "配件数据库已损坏。"),
      do: (
        "Delete it; it is made again from the texts that ship with the program.",
        "删除该文件；程序会用自带的数据重新生成。"
      )),
    ErrorCode(
      "catalog/bad-text",
      (
        "A text of parts has a line that cannot be used; nothing of it was taken.",
        "配件文件中有无法使用的行；整个文件都未采纳。"
      ),
      do: ("Correct the line that the message names.", "修改提示所指的行。")),
    ErrorCode(
      "catalog/no-home",
      ("Your own catalogue has no place, because there is no home folder.", "没有主目录，无法保存自己的配件。"),
      do: ("Name its file with RIGRULES_PARTS.", "用 RIGRULES_PARTS 指定文件。")),
    ErrorCode(
      "part/unknown",
      ("No part of the catalogue has this name.", "目录中没有这个名称的配件。"),
      do: (
        "Take one of the near names, search with `rigrules parts search`, or add the part.",
        "使用相近的名称，或用 `rigrules parts search` 搜索，或自行添加该配件。"
      )),
    ErrorCode(
      "part/ambiguous",
      ("Several parts have this name and differ in what matters.", "多个配件都叫这个名称，且参数不同。"),
      do: (
        "Write more of the name, or the id that stands in brackets.",
        "把名称写得更完整，或写方括号中的 id。"
      )),
    ErrorCode(
      "part/bad-file",
      (
        "A file of parts to choose from has a key that is not a kind of part, or a part without a name.",
        "可选配件文件中有不是配件种类的键，或有没有名称的配件。"
      ),
      do: (
        "Write lists under the keys of a build, such as `psus`, and give each part a `name`.",
        "在配置的键（如 `psus`）下写列表，并为每个配件写上 `name`。"
      )),
    ErrorCode(
      "part/none",
      ("The file has no part with a name.", "文件中没有带名称的配件。"),
      do: ("Give each part that you want to add a `name`.", "为要添加的配件写上 `name`。")),
    ErrorCode(
      "part/refused",
      ("A line of an import was not taken.", "导入时有一行未被采纳。"),
      do: (
        "Correct what the message names and import again; what was taken is not taken twice.",
        "按提示修改后重新导入；已采纳的不会重复。"
      )),
  ]
}
