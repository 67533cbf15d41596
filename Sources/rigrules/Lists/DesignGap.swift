import RigModel
import RigReports
import RigRules
import RigSearch

/// How far the best design that was found may be from the best of all.
///
/// Designs are compared by one figure after the other; the gap is in the first in which what was
/// not reached may be better.
struct DesignGap {
  let objective: DesignObjective
  let language: Language

  private enum Figure { case verdict, score, coverage, price, ratio, value }

  private var figures: [Figure] {
    switch objective {
    case .score: [.verdict, .score, .coverage, .price]
    case .price: [.price, .verdict, .score, .coverage]
    case .vramPerMoney: [.ratio, .verdict, .score, .coverage, .price]
    case .lua: [.value, .verdict, .score, .coverage, .price]
    }
  }

  /// The first figure in which the bound is better than the best, with both; nil where none is.
  private func first(_ best: [Double]?, _ bound: [Double])
    -> (figure: Figure, best: Double?, most: Double)?
  {
    for (place, figure) in figures.enumerated() where place < bound.count {
      if let best, best[place] == bound[place] { continue }
      // What is judged before the score is only worth a word where it differs.
      if best == nil && figure == .verdict { continue }
      return (figure, best?[place], bound[place])
    }
    return nil
  }

  /// A sentence about what was not reached.
  func sentence(best: [Double]?, bound: [Double]) -> String {
    guard let gap = first(best, bound) else {
      return language.choose("What was not reached is no better than the best.", "未搜索到的方案不会比最好的更好。")
    }
    switch gap.figure {
    case .verdict:
      return language.choose("What was not reached may pass without a warning.", "未搜索到的方案可能没有警告。")
    case .score:
      let most = DecimalText.short(gap.most / 10)
      return language.choose(
        "What was not reached has a score of \(most) at most.", "未搜索到的方案得分至多 \(most)。")
        + behind(gap)
    case .coverage:
      let most = DecimalText.short(gap.most)
      return language.choose(
        "No other has a higher score. What was not reached has \(most) % of the rules evaluated at most.",
        "没有得分更高的方案。未搜索到的方案至多评估 \(most)% 的规则。")
    case .price:
      let least = DecimalText.short(-gap.most / 10_000)
      return language.choose(
        "What was not reached costs \(least) or more.", "未搜索到的方案价格不低于 \(least)。")
        + behind(gap)
    case .ratio:
      let most = DecimalText.short(gap.most * 10)
      return language.choose(
        "What was not reached has at most \(most) GB for a unit of money.",
        "未搜索到的方案每单位金额至多 \(most) GB。")
        + behind(gap)
    case .value: return language.choose("A function in Lua has no bound.", "Lua 函数没有上界。")
    }
  }

  private func behind(_ gap: (figure: Figure, best: Double?, most: Double)) -> String {
    share(gap).map { language.choose(" The gap is \($0) %.", "差距为 \($0)%。") } ?? ""
  }

  /// A few words for a line of progress.
  func words(best: [Double]?, bound: [Double]?) -> String {
    guard let best else { return language.choose("no design yet", "尚无方案") }
    guard let bound else { return language.choose("a design is found", "已有方案") }
    guard let gap = first(best, bound) else { return language.choose("gap 0 %", "差距 0%") }
    if let share = share(gap) { return language.choose("gap \(share) %", "差距 \(share)%") }
    switch gap.figure {
    case .verdict: return language.choose("a warning less is possible", "可能减少警告")
    case .score:
      let (have, most) = (
        DecimalText.short((gap.best ?? 0) / 10), DecimalText.short(gap.most / 10)
      )
      return language.choose("score \(have) of at most \(most)", "得分 \(have)，至多 \(most)")
    case .coverage:
      let (have, most) = (DecimalText.short(gap.best ?? 0), DecimalText.short(gap.most))
      return language.choose(
        "\(have) % of the rules evaluated, at most \(most) %", "已评估 \(have)% 的规则，至多 \(most)%")
    default: return language.choose("a design is found", "已有方案")
    }
  }

  /// By how many percent the best is behind, where that can be said.
  private func share(_ gap: (figure: Figure, best: Double?, most: Double)) -> String? {
    guard let best = gap.best, best.isFinite, gap.most.isFinite, gap.most != 0, best != 0 else {
      return nil
    }
    switch gap.figure {
    case .price: return DecimalText.short(((best / gap.most - 1) * 1000).rounded() / 10)
    case .ratio, .score: return DecimalText.short(((gap.most / best - 1) * 1000).rounded() / 10)
    default: return nil
    }
  }
}
