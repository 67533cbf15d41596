extension BuildMaker {
  mutating func addPurpose() {
    let vram = cards.compactMap { $0.number("vram_gb") }.min() ?? 8
    let fitting: [String] =
      (vram >= 11 ? ["research-sota", "company-training", "fine-tuning", "serving"] : [])
      + (vram >= 8 ? ["research-architecture", "research-other", "startup"] : []) + ["kaggle"]
    let all = ["research-sota", "company-training", "research-other", "kaggle", "startup"]
    if dice.chance(75) { build["use_case"] = dice.pick(dice.chance(92) ? fitting : all) }
    if dice.chance(40) {
      build["preprocessing"] = dice.chance(50) ? "during-training" : "before-training"
    }
    if dice.chance(65) { build["precision"] = dice.chance(85) ? 16 : 32 }
    if dice.chance(65) { build["monitors"] = [1, 2, 2, 3][dice.below(4)] }
  }

  mutating func addSoftware() {
    guard dice.chance(60) else { return }
    var software: Part = [
      "os": dice.chance(75) ? "linux" : dice.chance(70) ? "windows-11" : "windows-10"
    ]
    let capabilities = cards.compactMap { Double($0.text("compute_capability")) }
    let isNVIDIA = cards.allSatisfy { $0.text("vendor") == "nvidia" }
    if !isNVIDIA {
      software["compute"] = cards.allSatisfy { $0.text("vendor") == "amd" } ? "rocm" : "vulkan"
    } else if dice.chance(70), capabilities.count == cards.count, let low = capabilities.min(),
      let high = capabilities.max(), let cuda = dice.pick(Self.toolkits(low, high))
    {
      addCUDA(&software, cuda, low)
    }
    build["software"] = software
  }

  /// Toolkits that run on all cards, as a reader of the release notes picks them.
  private static func toolkits(_ low: Double, _ high: Double) -> [String] {
    let first = high >= 10 ? 12.8 : high >= 8.9 ? 11.8 : high >= 8.6 ? 11.1 : 11.0
    let last = low < 3.5 ? 10.2 : low < 5 ? 11.8 : low < 7.5 ? 12.9 : 13.0
    return ["10.2", "11.3", "11.8", "12.1", "12.4", "12.6", "12.8", "12.9", "13.0"].filter {
      (Double($0) ?? 0) >= first && (Double($0) ?? 0) <= last
    }
  }

  private mutating func addCUDA(_ software: inout Part, _ cuda: String, _ low: Double) {
    software["cuda"] = cuda
    let major = Int(cuda.prefix { $0 != "." }) ?? 12
    let isLinux = (software["os"] as? String) == "linux"
    if dice.chance(60) {
      software["cudnn"] = major < 11 ? "8.2" : major < 12 ? "8.9" : major < 13 ? "9.8" : "9.13"
    }
    if dice.chance(50) {
      let drivers: [String: String] = [
        "13.0": "580.95", "12.9": "575.57", "12.8": "570.124", "12.6": "560.35",
      ]
      software["driver"] = drivers[cuda] ?? (major < 12 ? "535.183" : "550.90")
    }
    if !isLinux, dice.chance(60) {
      let year = major < 11 || cuda == "11.3" ? "2019" : "2022"
      software["visual_studio"] = year
      software["install_order"] = ["visual-studio", "cuda", "cudnn"]
    }
  }
}
