local paths = require "lib.paths"

-- The card with the least memory: its index and its memory in GB.
local function smallest_card(gpus)
  local index, least
  for i, gpu in ipairs(gpus) do
    if gpu.vram_gb < (least or math.huge) then
      index, least = i, gpu.vram_gb
    end
  end
  return index, least
end

-- The parameter that holds a use case's memory, and how bad it is to have less.
local cases = {
  ["research-sota"] = { param = "research_sota", severity = "error" },
  ["research-architecture"] = { param = "research_architecture", severity = "error" },
  ["research-other"] = { param = "research_other", severity = "warning" },
  ["kaggle"] = { param = "kaggle", severity = "error" },
  ["startup"] = { param = "startup", severity = "warning" },
  ["company-prototype"] = { param = "company_prototype", severity = "warning" },
  ["company-training"] = { param = "company_training", severity = "error" },
}

-- The most that a use case of the list asks for, or the model where one is stated: cards that have it
-- do for every use case.
local function most_needed(build, params)
  local most = math.max(params.kaggle_roomy, build.model_memory_gb or 0)
  for _, case in pairs(cases) do
    most = math.max(most, params[case.param])
  end
  return most
end

local larger_cards = {
  en = "Choose cards with {need_gb} GB or more; the memory of several cards does not add up.",
  zh = "选择显存不低于 {need_gb} GB 的显卡；多块显卡的显存不能相加。",
}

local function gigabytes(default, en, zh)
  return { default = default, min = 1, max = 1000, unit = "GB", doc = { en = en, zh = zh } }
end

---@type rigrules.Rule
return {
  title = {
    en = "Every card has the memory its use case needs",
    zh = "每块显卡的显存都满足用途所需",
  },
  why = {
    en = "A model that does not fit into the memory of one card does not train at all, and two "
      .. "cards of 6 GB are not one of 12: unless it is split on purpose, each card holds the "
      .. "whole model. Record results in research and training in a company take 11 GB or more, "
      .. "looking for new architectures and prototypes 8 GB, a Kaggle competition 4 to 8 GB. "
      .. "Memory cannot be added later; a card "
      .. "too small is bought twice.",
    zh = "模型放不进一块显卡的显存，就根本无法训练；两块 6 GB 的显卡也不等于一块 12 GB，"
      .. "因为除非专门切分模型，每块显卡都要放下整个模型。追求最高成绩的研究和公司训练要 11 GB 以上，"
      .. "探索新架构和打造原型要 8 GB，Kaggle 竞赛要 4 到 8 GB。显存以后加不了，"
      .. "买小了就只能重新买。",
  },
  source = {
    "如果想在研究中追求最高成绩：显存>=11 GB；",
    "在研究中搜寻有趣新架构：显存>=8 GB；",
    "其他研究：8GB；",
    "Kaggle竞赛：4~8GB；",
    "创业公司：8GB（取决于具体应用的模型大小）",
    "公司：打造原型8GB，训练不小于11GB",
  },
  severity = "error",
  -- What the machine is for is its owner's choice, which no part states.
  unknown = "note",
  needs = { "gpus[].vram_gb" },
  reads = { "use_case", "model_memory_gb" },
  params = {
    research_sota = gigabytes(11, "for record results in research", "研究中追求最高成绩"),
    research_architecture = gigabytes(8, "for new architectures in research", "研究中探索新架构"),
    research_other = gigabytes(8, "for other research", "其他研究"),
    kaggle = gigabytes(4, "the least for a Kaggle competition", "Kaggle 竞赛的下限"),
    kaggle_roomy = gigabytes(8, "enough for any Kaggle competition", "Kaggle 竞赛的上限"),
    startup = gigabytes(8, "for a startup whose model is not larger", "创业公司（模型不更大时）"),
    company_prototype = gigabytes(8, "for a company's prototypes", "公司打造原型"),
    company_training = gigabytes(11, "for a company's training", "公司训练"),
  },
  messages = {
    too_small = {
      en = "Card {card} has {have_gb} GB; {use_case} needs {need_gb} GB on every card.",
      zh = "第 {card} 块显卡只有 {have_gb} GB 显存，{use_case} 要求每块显卡有 {need_gb} GB。",
    },
    smaller_than_model = {
      en = "Card {card} has {have_gb} GB; the model takes {need_gb} GB.",
      zh = "第 {card} 块显卡只有 {have_gb} GB 显存，而模型需要 {need_gb} GB。",
    },
    modest = {
      en = "Card {card} has {have_gb} GB: enough to enter a Kaggle competition, short of the "
        .. "{need_gb} GB that the larger ones take.",
      zh = "第 {card} 块显卡有 {have_gb} GB 显存：能参加 Kaggle 竞赛，"
        .. "但达不到较大题目所需的 {need_gb} GB。",
    },
  },
  when = function(build)
    -- What fine-tuning and serving take depends on the model, of which the document says nothing.
    local is_listed = build.use_case == nil or cases[build.use_case] ~= nil
    return is_listed and (build.gpus == nil or #build.gpus > 0)
  end,
  check = function(build, ctx)
    local case = cases[build.use_case]
    if case == nil then
      local _, least = smallest_card(build.gpus)
      if least < most_needed(build, ctx.params) then
        ctx.unknown("use_case")
      end
      return
    end
    local need = ctx.params[case.param]
    local model = build.use_case == "startup" and build.model_memory_gb or need
    local roomy = build.use_case == "kaggle" and ctx.params.kaggle_roomy or need

    local card, have = smallest_card(build.gpus)
    local data = { card = card, have_gb = have, need_gb = need, use_case = build.use_case }
    local options = {
      at = paths.of("gpus", card, "vram_gb"),
      severity = case.severity,
      suggest = larger_cards,
    }

    if model > need and have < model then
      data.need_gb = model
      ctx.report("smaller_than_model", data, options)
    elseif have < need then
      ctx.report("too_small", data, options)
    elseif have < roomy then
      data.need_gb = roomy
      options.severity = "advice"
      ctx.report("modest", data, options)
    end
  end,
  examples = {
    { name = "RTX 2080 Ti, 11 GB, for record results",
      build = { use_case = "research-sota", gpus = { { vram_gb = 11 } } }, expect = "pass" },
    { name = "10.9 GB falls short of record results",
      build = { use_case = "research-sota", gpus = { { vram_gb = 10.9 } } },
      expect = { outcome = "fail", severity = "error", findings = { "too_small" } } },
    { name = "the smallest card counts, and memory is never summed",
      build = { use_case = "research-sota", gpus = { { vram_gb = 24 }, { vram_gb = 8, count = 2 } } },
      expect = { findings = { "too_small" }, at = "gpus[2].vram_gb",
        data = { card = 2, have_gb = 8, need_gb = 11 } } },
    { name = "RTX 2070, 8 GB, for new architectures",
      build = { use_case = "research-architecture", gpus = { { vram_gb = 8 } } }, expect = "pass" },
    { name = "GTX 1060, 6 GB, for new architectures",
      build = { use_case = "research-architecture", gpus = { { vram_gb = 6 } } },
      expect = { outcome = "fail", severity = "error", findings = { "too_small" }, data = { need_gb = 8 } } },
    { name = "8 GB for other research",
      build = { use_case = "research-other", gpus = { { vram_gb = 8 } } }, expect = "pass" },
    { name = "6 GB for other research",
      build = { use_case = "research-other", gpus = { { vram_gb = 6 } } },
      expect = { outcome = "fail", severity = "warning", findings = { "too_small" },
        data = { need_gb = 8 } } },
    { name = "8 GB for Kaggle",
      build = { use_case = "kaggle", gpus = { { vram_gb = 8 } } }, expect = "pass" },
    { name = "7.9 GB for Kaggle",
      build = { use_case = "kaggle", gpus = { { vram_gb = 7.9 } } },
      expect = { outcome = "fail", severity = "advice", findings = { "modest" }, data = { need_gb = 8 } } },
    { name = "4 GB for Kaggle",
      build = { use_case = "kaggle", gpus = { { vram_gb = 4 } } },
      expect = { outcome = "fail", severity = "advice", findings = { "modest" } } },
    { name = "the notes' GTX 660, 2 GB, for Kaggle",
      build = { use_case = "kaggle", gpus = { { chipset = "GeForce GTX 660", vram_gb = 2 } } },
      expect = { outcome = "fail", severity = "error", findings = { "too_small" }, data = { need_gb = 4 } } },
    { name = "8 GB for a startup whose model is not stated",
      build = { use_case = "startup", gpus = { { vram_gb = 8 } } }, expect = "pass" },
    { name = "6 GB for a startup",
      build = { use_case = "startup", gpus = { { vram_gb = 6 } } },
      expect = { outcome = "fail", severity = "warning", findings = { "too_small" },
        data = { need_gb = 8 } } },
    { name = "a startup's 12 GB model fills a 12 GB card",
      build = { use_case = "startup", model_memory_gb = 12, gpus = { { vram_gb = 12 } } }, expect = "pass" },
    { name = "a startup's 12 GB model on an 11 GB card",
      build = { use_case = "startup", model_memory_gb = 12, gpus = { { vram_gb = 11 } } },
      expect = { outcome = "fail", severity = "warning", findings = { "smaller_than_model" },
        data = { have_gb = 11, need_gb = 12 } } },
    { name = "a startup's model of exactly 8 GB asks for no more than any startup",
      build = { use_case = "startup", model_memory_gb = 8, gpus = { { vram_gb = 6 } } },
      expect = { findings = { "too_small" }, data = { need_gb = 8 } } },
    { name = "the model's size counts for a startup only",
      build = { use_case = "company-prototype", model_memory_gb = 12, gpus = { { vram_gb = 8 } } },
      expect = "pass" },
    { name = "6 GB for a company's prototypes",
      build = { use_case = "company-prototype", gpus = { { vram_gb = 6 } } },
      expect = { outcome = "fail", severity = "warning", findings = { "too_small" },
        data = { need_gb = 8 } } },
    { name = "11 GB for a company's training",
      build = { use_case = "company-training", gpus = { { vram_gb = 11 } } }, expect = "pass" },
    { name = "8 GB for a company's training",
      build = { use_case = "company-training", gpus = { { vram_gb = 8 } } },
      expect = { outcome = "fail", severity = "error", findings = { "too_small" },
        data = { need_gb = 11 } } },
    { name = "fine-tuning, which the document does not name",
      build = { use_case = "fine-tuning", gpus = { { vram_gb = 6 } } }, expect = "not_applicable" },
    { name = "serving, which the document does not name",
      build = { use_case = "serving", gpus = { { vram_gb = 6 } } }, expect = "not_applicable" },
    { name = "no use case is stated",
      build = { gpus = { { vram_gb = 8 } } }, expect = { outcome = "unknown", missing = { "use_case" } } },
    { name = "no use case of the list asks for more than 11 GB",
      build = { gpus = { { vram_gb = 11 } } }, expect = "pass" },
    { name = "a model of 12 GB may be a startup's",
      build = { model_memory_gb = 12, gpus = { { vram_gb = 11 } } },
      expect = { outcome = "unknown", missing = { "use_case" } } },
    { name = "one card's memory is not stated",
      build = { use_case = "kaggle", gpus = { { vram_gb = 8 }, { chipset = "GeForce GTX 1060" } } },
      expect = { outcome = "unknown", missing = { "gpus[2].vram_gb" } } },
    { name = "a machine without a card",
      build = { use_case = "kaggle", gpus = {} }, expect = "not_applicable" },
    { name = "the cards are not listed",
      build = { use_case = "kaggle" }, expect = { outcome = "unknown", missing = { "gpus" } } },
  },
}
