/// What the cells of a column say.
enum ColumnRole: Equatable {
  case index, category, name, details, notes, maker, quantity, unitPrice, price, lineTotal, shop,
    ignored
  /// One part of each machine: the head is the kind of part.
  case part(String)
  case unknown

  private static let heads: [(role: ColumnRole, words: [String])] = [
    (
      .index,
      [
        "#", "no", "no.", "nr", "id", "index", "idx", "序号", "编号", "号", "pos", "pos.", "asset",
        "asset tag", "artikel", "artikelnr",
        "artikelnummer", "art.-nr.", "sku", "ref", "référence", "rack", "hostname",
      ]
    ),
    (
      .category,
      [
        "component", "components", "part type", "type", "category", "kind", "part", "parts",
        "component type", "hardware", "配件", "部件", "类别", "類別", "类型", "硬件", "组件", "配件类型",
        "配件名称", "种类", "device type", "piece", "role", "组成", "teil", "komponente", "composant",
        "componente",
      ]
    ),
    (
      .name,
      [
        "model", "item", "product", "name", "selection", "model/description", "details/model",
        "part name", "component name", "model name", "choice", "商品", "型号", "名称", "品名", "产品",
        "品項", "商品名称", "产品名称", "配置", "型號", "product name", "make/model", "brand/model",
        "brand & model", "make and model", "品牌型号", "品牌/型号", "规格型号", "型号规格", "title", "my choice",
        "card", "gpu name", "what", "value", "modell", "produkt", "modèle", "modelo", "bezeichnung",
        "produktname",
        "désignation", "which", "designation", "article", "producto", "produit", "part description",
      ]
    ),
    (
      .details,
      [
        "specs", "specifications", "spec", "details", "description", "desc", "beschreibung",
        "specs/capacity", "capacity",
        "size", "参数", "规格", "详情", "描述", "容量", "規格", "memory", "vram",
        "memory usage", "power", "memory.total", "power.limit", "power limit", "speed", "显存",
        "cores", "wattage", "form factor", "socket", "频率", "功率",
        "variant", "configuration", "config", "usage/cap", "pwr:usage/cap",
      ]
    ),
    // Words about a part, which are never its name where another column may be.
    (
      .notes,
      [
        "notes", "note", "comment", "comments", "remarks", "why", "reason", "rationale", "purpose",
        "备注", "说明", "用途", "bemerkung", "notizen", "remarques",
      ]
    ),
    (
      .maker,
      [
        "brand", "manufacturer", "make", "maker", "mfr", "mfr.", "mfg", "vendor name", "品牌", "厂商",
        "厂家", "牌子",
      ]
    ),
    (
      .quantity,
      [
        "qty", "quantity", "count", "amount", "number", "qty.", "pcs", "units", "数量", "个数", "數量",
        "件数", "how many", "x", "n", "stock", "in stock", "on hand", "库存", "anzahl", "menge",
        "stück", "quantité", "cantidad", "anz.", "anz",
        "stk", "stk.", "st.",
        "qté", "cant.", "unidades", "unités", "nombre",
      ]
    ),
    (
      .unitPrice,
      [
        "unit price", "price each", "price/unit", "each", "unit cost", "price per unit", "单价",
        "cost each", "單價", "price ea", "per unit", "einzelpreis", "stückpreis", "prix unitaire",
        "precio unitario", "preis/stück",
      ]
    ),
    (
      .lineTotal,
      [
        "total", "total price", "line total", "subtotal", "total cost", "ext. price", "sum", "总价",
        "小计", "合计", "金额", "总额", "小計", "extended", "gesamtpreis", "gesamt", "summe",
        "prix total", "precio total",
      ]
    ),
    (
      .price,
      [
        "€", "$", "¥", "￥", "£", "eur", "usd", "cny", "rmb", "gbp", "chf", "元", "人民币", "ek netto",
        "netto", "brutto", "preis", "prix", "precio", "price", "cost", "price paid", "paid", "msrp",
        "价格", "售价", "價格",
        "到手价", "京东价", "成交价", "参考价",
      ]
    ),
    (
      .shop,
      [
        "shop", "store", "vendor", "merchant", "where", "source", "seller", "retailer", "购买渠道",
        "händler", "shop name", "boutique", "marchand", "tienda", "negozio", "winkel",
        "平台", "渠道", "店铺", "商家", "supplier", "bought from", "purchased from",
      ]
    ),
  ]

  private static let roles: [String: ColumnRole] = {
    var roles: [String: ColumnRole] = [:]
    for (role, words) in heads { for word in words { roles[word] = role } }
    return roles
  }()

  /// The role that a head names, without units in brackets: `Price (¥)`, `memory.total [MiB]`.
  static func of(_ head: String) -> ColumnRole {
    let folded = LineText.fold(head)
    let bare = String(folded.prefix { !"([（".contains($0) })
    let word = Markup.trimmed(Array(bare.unicodeScalars)).filter { $0 != ":" && $0 != "?" }
    if let role = roles[word] { return role }
    if let role = roles[word.replacingUnderscores] { return role }
    // `Unit Price ($)` was a whole word; `Price in EUR` and `Best price` are not.
    let tokens = word.split { " _-/.".contains($0) }.map(String.init)
    if tokens.contains("unit"), tokens.contains("price") || tokens.contains("cost") {
      return .unitPrice
    }
    if tokens.contains("price") || tokens.contains("cost") || word.contains("价") { return .price }
    if tokens.contains("qty") || tokens.contains("quantity") || word.contains("数量") {
      return .quantity
    }
    if tokens.contains("model") || tokens.contains("product") || word.contains("型号") {
      return .name
    }
    if tokens.contains("brand") || tokens.contains("manufacturer") { return .maker }
    if tokens.contains("component") || tokens.contains("category") { return .category }
    return .unknown
  }
}

extension String {
  fileprivate var replacingUnderscores: String {
    String(map { $0 == "_" || $0 == "-" ? " " : $0 })
  }
}
