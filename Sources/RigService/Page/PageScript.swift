/// What the page does. It builds no HTML from texts: only the report, which the server wrote, is one.
enum PageScript {
  static var text: String { words + state + controls + fixes + start }

  private static let words = #"""
    "use strict";
    const WORDS = {
      en: {
        signs: "✓ fits · ! warns · ✗ fails · ? not stated", inputTitle: "Your machine",
        inputLabel: "Paste a part list or a build in any form, or drop a file anywhere on the page.",
        check: "Check", file: "Choose a file", sample: "An example", suggest: "Suggest fixes",
        undo: "Undo", share: "Copy link", machine: "Machine", fates: "What became of each line",
        change: "Change it", more: "All other values", copied: "The link is in the clipboard.",
        link: "The address of this page holds the build.", reloaded: "The rules have changed.",
        gone: "The server does not answer.", searching: "Searching for fixes…",
        reached: "It passes as it is.", none: "No fix was found.", apply: "Apply fix",
        fix: "Fix", choice: "Choice", price: "price", unknown: "unknown", score: "score",
        coverage: "of the checks evaluated", open: "Fixes leave these open: ",
        beyond: "No allowed change affects these: ", count: "count", value: "value",
        language: "中文", tooLarge: "The file is larger than 4 MB.", empty: "There is nothing to check.",
        parts: { gpu: "Graphics card", cpu: "Processor", cpu_cooler: "CPU cooler",
          motherboard: "Motherboard", memory: "Memory", storage: "Storage", psu: "Power supply",
          chassis: "Case" },
        verdicts: { pass: "✓ PASS", warn: "! WARN", incomplete: "? INCOMPLETE", fail: "✗ FAIL",
          broken: "✗ BROKEN" }, yes: "yes", no: "no"
      },
      zh: {
        signs: "✓ 合适 · ! 警告 · ✗ 不合格 · ? 未写明", inputTitle: "你的机器",
        inputLabel: "粘贴任意形式的配件清单或配置，也可以把文件拖到页面上。",
        check: "检查", file: "选择文件", sample: "示例", suggest: "给出改动方案",
        undo: "撤销", share: "复制链接", machine: "机器", fates: "清单各行的处理结果",
        change: "修改", more: "其他数值", copied: "链接已复制。",
        link: "本页地址包含此配置。", reloaded: "规则已更新。",
        gone: "服务器没有响应。", searching: "正在寻找方案……",
        reached: "已达到目标，无需改动。", none: "没有找到方案。", apply: "采用方案",
        fix: "方案", choice: "选择", price: "价格", unknown: "未知", score: "得分",
        coverage: "的检查已评估", open: "以下规则仍无法评估：",
        beyond: "所允许的改动都不影响以下规则：", count: "数量", value: "取值",
        language: "English", tooLarge: "文件大于 4 MB。", empty: "没有可检查的内容。",
        parts: { gpu: "显卡", cpu: "处理器", cpu_cooler: "CPU 散热器", motherboard: "主板",
          memory: "内存", storage: "硬盘", psu: "电源", chassis: "机箱" },
        verdicts: { pass: "✓ 合格", warn: "! 有警告", incomplete: "? 信息不全", fail: "✗ 不合格",
          broken: "✗ 规则出错" }, yes: "是", no: "否"
      }
    };
    const SAMPLE = `CPU: AMD Ryzen Threadripper 2920X
    Motherboard: ASRock X399 Taichi
    GPU: 4x EVGA GeForce RTX 2080 Ti Black Edition
    Memory: 64 GB DDR4-3000
    PSU: EVGA SuperNOVA 1600 G+
    Case: Fractal Design Define R6
    `;
    const $ = (id) => document.getElementById(id);
    // `build` is what the controls say, `judged` the last build that a report was shown for.
    const page = { language: "en", build: null, judged: null, shown: null, index: 0, past: [],
      ruleset: "", source: null };
    const say = (key) => WORDS[page.language][key];

    function make(name, properties, ...children) {
      const element = Object.assign(document.createElement(name), properties || {});
      element.append(...children);
      return element;
    }

    function showWords() {
      document.documentElement.lang = page.language === "zh" ? "zh-Hans" : "en";
      for (const element of document.querySelectorAll("[data-text]")) {
        element.textContent = say(element.dataset.text);
      }
      $("language").textContent = say("language");
      $("language").lang = page.language === "zh" ? "en" : "zh-Hans";
    }


    """#

  private static let state = #"""
    function showProblems(problems) {
      const list = make("ul");
      for (const problem of problems) {
        const place = problem.line ? problem.line + (problem.column ? ":" + problem.column : "") + ": "
          : "";
        const hint = problem.hint ? " (" + problem.hint + ")" : "";
        list.append(make("li", {}, place + problem.message + hint));
      }
      $("problems").replaceChildren(...(problems.length ? [list] : []));
    }

    async function ask(path, options, body, signal) {
      const query = new URLSearchParams(options);
      let answer;
      try {
        answer = await fetch(path + "?" + query, { method: "POST", body, signal });
      } catch (error) {
        if (error.name === "AbortError") throw error;
        throw [{ message: say("gone") }];
      }
      const text = await answer.text();
      let json;
      try { json = JSON.parse(text); } catch { throw [{ message: say("gone") }]; }
      if (!answer.ok) throw json.errors || [{ message: text }];
      return json;
    }

    // The fragment holds the build: nothing of it goes to a server before the page asks for a report.
    function toText(bytes) {
      let text = "";
      for (const byte of bytes) text += String.fromCharCode(byte);
      return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    }

    function toBytes(text) {
      const raw = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
      return Uint8Array.from(raw, (sign) => sign.charCodeAt(0));
    }

    async function through(bytes, stream) {
      return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream))
        .arrayBuffer());
    }

    async function saveLink() {
      const build = page.build;
      const bytes = new TextEncoder().encode(JSON.stringify(build));
      const packed = toText(await through(bytes, new CompressionStream("deflate-raw")));
      if (build !== page.build) return;
      history.replaceState(null, "", "#l=" + page.language + "&b=" + packed);
    }

    async function readLink() {
      const parts = new URLSearchParams(location.hash.slice(1));
      if (WORDS[parts.get("l")]) page.language = parts.get("l");
      if (!parts.get("b")) return null;
      try {
        const bytes = await through(toBytes(parts.get("b")), new DecompressionStream("deflate-raw"));
        return new TextDecoder().decode(bytes);
      } catch { return null; }
    }

    let current = null;
    // Shows the report of a text; a build that cannot be read leaves the last report as it is.
    async function show(text, name, keepsFates) {
      if (current) current.abort();
      const own = current = new AbortController();
      $("report").classList.add("waiting");
      try {
        const options = { lang: page.language };
        if (name) options.name = name;
        const answer = await ask("/v1/show", options, text, own.signal);
        if (own !== current) return false;
        showProblems([]);
        // A changed build takes its place among the machines of its list.
        if (keepsFates && page.shown) {
          answer.builds = page.shown.builds.with(page.index, answer.builds[0]);
        }
        page.shown = answer;
        page.ruleset = answer.ruleset;
        page.index = Math.min(page.index, answer.builds.length - 1);
        if (!keepsFates) showFates(answer.lines);
        showBuild();
        return true;
      } catch (error) {
        if (error.name === "AbortError" || own !== current) return false;
        showProblems(Array.isArray(error) ? error : [{ message: String(error) }]);
        return false;
      } finally {
        if (own === current) $("report").classList.remove("waiting");
      }
    }

    function showFates(lines) {
      $("fates").hidden = !lines.length;
      $("fates").querySelector("ul").replaceChildren(...lines.map((line) => make("li", {}, line)));
    }

    function showBuild() {
      const { builds } = page.shown;
      const own = builds[page.index];
      page.build = page.judged = own.build;
      $("result").hidden = false;
      const score = own.score === null ? "–" : String(Math.round(own.score * 10) / 10);
      const share = Math.round(own.coverage * 100) + " %";
      $("verdict").replaceChildren(
        make("span", { className: "verdict " + own.verdict }, say("verdicts")[own.verdict]), " ",
        make("small", {}, say("score") + " " + score + " · " + share + " " + say("coverage")));
      const machines = $("machine");
      machines.parentElement.hidden = builds.length < 2;
      machines.replaceChildren(...builds.map((build, index) =>
        make("option", { value: index, selected: index === page.index }, build.name)));
      $("undo").disabled = !page.past.length;
      $("ruleset").textContent = page.shown.ruleset.slice(0, 12);
      showControls(own);
      $("report").innerHTML = own.html;
      document.title = own.name + " · rigrules";
      saveLink();
    }

    // Takes a changed build over once the server can read it. A change that a further one overtakes
    // becomes part of that one, so a step back leads to the last build that was judged.
    async function change(edit, key) {
      const before = page.judged;
      const next = structuredClone(page.build);
      edit(next);
      // Moves of one slider are one step back.
      const isStep = !key || key !== page.lastKey;
      page.build = next;
      const isShown = await show(JSON.stringify(next), null, true);
      if (isShown) {
        if (isStep) page.past.push(before);
        page.lastKey = key;
        $("undo").disabled = !page.past.length;
      } else if (page.build === next) {
        page.build = page.judged;
      }
      return isShown;
    }

    async function undo() {
      const before = page.past.at(-1);
      if (!before || !await show(JSON.stringify(before), null, true)) return;
      page.past.pop();
      page.lastKey = null;
      $("undo").disabled = !page.past.length;
    }

    const steps = (path) => path.split(/[.[\]]+/).filter(Boolean)
      .map((step) => /^\d+$/.test(step) ? Number(step) : step);

    function put(build, path, value) {
      const way = steps(path);
      const last = way.pop();
      let at = build;
      for (const step of way) at = at[step] ??= {};
      if (value === null || value === undefined) {
        if (Array.isArray(at)) at.splice(last, 1); else delete at[last];
      } else at[last] = value;
    }

    const get = (build, path) => steps(path).reduce((at, step) => at?.[step], build);


    """#

  private static let controls = #"""
    // The numbers that most builds turn on; all others are one click away.
    const FIRST = /^(psus.*wattage_w|gpus.*(tdp_w|power_limit_w|cooling|length_mm|vram_gb)|cpu\.tdp_w|memory.*capacity_gb|chassis\.max_gpu_length_mm|model_memory_gb|use_case)$/;
    const LISTS = { gpu: "gpus", psu: "psus", memory: "memory", storage: "storage" };
    let signature = "";
    let nextID = 0;

    function showControls(own) {
      const wanted = JSON.stringify([page.language, own.missing, own.parts,
        own.fields.map((field) => [field.paths, field.label, field.choices, field.min])]);
      if (wanted === signature) {
        own.fields.forEach(update);
        return;
      }
      signature = wanted;
      $("parts").replaceChildren(
        ...own.parts.map((part) => partLine(part)),
        ...own.missing.map((category) => partLine({ category, paths: [], name: "" })));
      const isFirst = (field) => FIRST.test(field.label);
      $("numbers").replaceChildren(...own.fields.filter(isFirst).map(fieldLine));
      const others = own.fields.filter((field) => !isFirst(field));
      $("others").replaceChildren(...others.map(fieldLine));
      $("more").hidden = !others.length;
    }

    function update(field) {
      for (const control of document.querySelectorAll("[data-path]")) {
        if (control.dataset.path !== field.paths[0] || control === document.activeElement) continue;
        if (control.type === "range") stretch(control, field.value);
        control.value = String(field.value);
      }
    }

    function partLine(part) {
      const id = "c" + nextID++;
      const list = make("datalist", { id: id + "l" });
      const input = make("input", { type: "text", id, value: part.name, autocomplete: "off" });
      input.setAttribute("list", list.id);
      input.dataset.category = part.category;
      let timer;
      input.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(() => complete(input, list, part.category), 120);
      });
      input.addEventListener("change", async () => {
        const name = input.value.trim();
        if (name === part.name) return;
        if (!await change((build) => replacePart(build, part, name))) input.value = part.name;
      });
      const line = make("div", { className: "line" },
        make("label", { htmlFor: id }, say("parts")[part.category]), input, list);
      if (part.paths.length && LISTS[part.category]) line.append(countOf(part));
      return line;
    }

    async function complete(input, list, category) {
      const text = input.value.trim();
      if (text.length < 2) return;
      try {
        const query = new URLSearchParams({ text, category, limit: 12 });
        const answer = await fetch("/v1/parts?" + query);
        if (!answer.ok || input.value.trim() !== text) return;
        const found = await answer.json();
        list.replaceChildren(...found.map((one) => make("option", { value: one.name })));
      } catch { /* Without proposals one types the whole name. */ }
    }

    function replacePart(build, part, name) {
      const key = LISTS[part.category] || part.category;
      if (!part.paths.length) {
        build[key] = LISTS[part.category] ? [{ part: name }] : { part: name };
        return;
      }
      if (!name) {
        for (const path of [...part.paths].reverse()) put(build, path, null);
        if (Array.isArray(build[key]) && !build[key].length) delete build[key];
        return;
      }
      for (const path of part.paths) {
        const slot = get(build, path)?.slot;
        put(build, path, slot === undefined ? { part: name } : { part: name, slot });
      }
    }

    function countOf(part) {
      const input = make("input", { type: "number", min: 0, max: 16, value: part.paths.length });
      input.setAttribute("aria-label", say("parts")[part.category] + ": " + say("count"));
      input.addEventListener("change", async () => {
        const wanted = Math.max(0, Math.min(16, Math.round(Number(input.value)) || 0));
        const done = await change((build) => recount(build, part, wanted));
        if (!done) input.value = part.paths.length;
      });
      return make("span", { className: "amount" }, "×", input);
    }

    // Further ones are like the last, and sit where there is room.
    function recount(build, part, wanted) {
      const list = build[LISTS[part.category]];
      const first = steps(part.paths[0])[1];
      const own = list.slice(first, first + part.paths.length);
      while (own.length < wanted) {
        const more = structuredClone(own[own.length - 1] ?? list[first]);
        delete more.slot;
        own.push(more);
      }
      list.splice(first, part.paths.length, ...own.slice(0, wanted));
      if (!list.length) delete build[LISTS[part.category]];
    }

    function fieldLine(field) {
      const id = "c" + nextID++;
      const label = make("label", { htmlFor: id, title: field.doc },
        field.label + (field.unit ? " (" + field.unit + ")" : ""));
      const set = (value) => change((build) => {
        for (const path of field.paths) put(build, path, value);
      }, field.label);
      if (field.choices) return make("div", { className: "line" }, label, choice(field, id, set));
      const number = make("input", { type: "number", id, value: field.value, min: field.min,
        max: field.max, step: field.step ?? "any" });
      const range = make("input", { type: "range" });
      range.dataset.step = field.step ?? "any";
      range.setAttribute("aria-label", label.textContent);
      stretch(range, field.value, field);
      for (const control of [number, range]) control.dataset.path = field.paths[0];
      let timer;
      range.addEventListener("input", () => {
        number.value = range.value;
        clearTimeout(timer);
        timer = setTimeout(() => set(Number(range.value)), 60);
      });
      number.addEventListener("change", async () => {
        if (number.value === "") return;
        if (await set(Number(number.value))) stretch(range, Number(number.value), field);
      });
      return make("div", { className: "line" }, label, range,
        make("span", { className: "amount" }, number));
    }

    // A slider over all that the format allows would be too coarse: it spans what is near the value.
    function stretch(range, value, field) {
      const lowest = field ? field.min : Number(range.dataset.lowest);
      const highest = field ? field.max : Number(range.dataset.highest);
      if (field) [range.dataset.lowest, range.dataset.highest] = [lowest, highest];
      if (!field && value >= Number(range.min) && value <= Number(range.max)) return;
      // Whole numbers where tenths mean nothing: watts, millimetres, a count.
      const isWhole = range.dataset.step === "1" || Number.isInteger(value) && value >= 20;
      const near = (number) => isWhole ? Math.round(number) : Math.round(number * 100) / 100;
      range.step = isWhole ? 1 : value < 1 ? 0.01 : 0.1;
      range.min = Math.max(lowest, near(value / 3));
      range.max = Math.min(highest, Math.max(near(value * 2.5), lowest + (isWhole ? 4 : 1)));
      range.value = value;
    }

    function choice(field, id, set) {
      const isSwitch = typeof field.choices[0] === "boolean";
      const name = (value) => isSwitch ? say(value ? "yes" : "no") : String(value);
      const select = make("select", { id }, ...field.choices.map((value) =>
        make("option", { value: String(value) }, name(value))));
      select.value = String(field.value);
      select.dataset.path = field.paths[0];
      select.addEventListener("change", () =>
        set(field.choices.find((value) => String(value) === select.value)));
      return select;
    }


    """#

  private static let fixes = #"""
    async function suggest() {
      const section = $("fixes");
      const build = page.build;
      section.hidden = false;
      section.replaceChildren(make("p", { role: "status" }, say("searching")));
      $("suggest").disabled = true;
      try {
        const answer = await ask("/v1/suggest", { lang: page.language }, JSON.stringify(build));
        if (build !== page.build) section.hidden = true; else showFixes(answer);
      } catch (error) {
        section.hidden = true;
        showProblems(Array.isArray(error) ? error : [{ message: String(error) }]);
      } finally { $("suggest").disabled = false; }
    }

    function showFixes(answer) {
      const section = $("fixes");
      section.replaceChildren(...answer.fixes.map(fixBlock));
      if (answer.reached) section.append(make("p", {}, say("reached")));
      else if (!answer.fixes.length) section.append(make("p", {}, say("none")));
      for (const [key, rules] of [["open", answer.unstated], ["beyond", answer.out_of_reach]]) {
        if (rules.length) section.append(make("p", {}, say(key) + rules.join(", ")));
      }
      for (const text of answer.not_tried) {
        section.append(make("p", { className: "source" }, "· " + text));
      }
    }

    function fixBlock(fix, index) {
      const number = index + 1;
      const score = fix.score === null ? "–" : Math.round(fix.score * 10) / 10;
      const block = make("div", { className: "fix" }, make("h3", {}, say("fix") + " " + number
        + " → " + say("verdicts")[fix.verdict] + ", " + say("score") + " " + score));
      const taken = fix.choices.map(() => 0);
      fix.choices.forEach((alternatives, place) => {
        const group = make("fieldset", {}, make("legend", {}, say("choice") + " " + (place + 1)));
        alternatives.slice(0, 6).forEach((one, at) => {
          const radio = make("input", { type: "radio", name: "f" + index + "c" + place,
            checked: at === 0 });
          radio.addEventListener("change", () => { taken[place] = at; });
          group.append(make("label", {}, radio, " " + described(one)));
        });
        block.append(group);
      });
      const apply = make("button", { type: "button", className: "main" },
        say("apply") + " " + number);
      apply.addEventListener("click", async () => {
        const edits = fix.choices.flatMap((alternatives, place) =>
          alternatives[taken[place]].changes.flatMap((change) => change.edits));
        const done = await change((build) => {
          for (const edit of edits) put(build, edit.path, edit.value);
        });
        if (done) $("fixes").hidden = true;
      });
      block.append(apply);
      return block;
    }

    function described(one) {
      const price = one.price === null ? say("unknown") : one.price;
      const text = one.changes.map((change) => change.text).join(" + ");
      return one.price === 0 ? text : text + "; " + say("price") + " " + price;
    }


    """#

  private static let start = #"""
    async function checkText(text, name) {
      if (!text.trim()) return showProblems([{ message: say("empty") }]);
      [page.past, page.lastKey, page.index] = [[], null, 0];
      page.source = { text, name };
      $("fixes").hidden = true;
      if (await show(text, name)) $("input").open = false;
    }

    // What is on the page is said again in the other language: the report, and the fate of each line.
    async function switchLanguage() {
      page.language = page.language === "zh" ? "en" : "zh";
      showWords();
      showProblems([]);
      $("fixes").hidden = true;
      $("note").textContent = "";
      if (!page.build || !await show(JSON.stringify(page.build), null, true)) return;
      if ($("fates").hidden) return;
      const { text, name } = page.source;
      try {
        const options = { lang: page.language };
        if (name) options.name = name;
        showFates((await ask("/v1/show", options, text)).lines);
      } catch { $("fates").hidden = true; }
    }

    async function takeFile(file) {
      if (!file) return;
      if (file.size > 4 << 20) return showProblems([{ message: say("tooLarge") }]);
      const bytes = await file.arrayBuffer();
      $("text").value = new TextDecoder().decode(bytes);
      const name = file.name.split(".")[0].slice(0, 60);
      await checkText($("text").value, name);
    }

    async function share() {
      await saveLink();
      let isCopied = true;
      try { await navigator.clipboard.writeText(location.href); } catch { isCopied = false; }
      $("note").textContent = say(isCopied ? "copied" : "link");
    }

    // A change of rules shows at once: the report is made again as soon as they are others.
    async function followRules() {
      if (document.hidden || !page.build) return;
      try {
        const health = await (await fetch("/healthz")).json();
        if ($("note").textContent === say("gone")) $("note").textContent = "";
        if (!page.ruleset || health.ruleset === page.ruleset) return;
        if (await show(JSON.stringify(page.build), null, true)) {
          $("note").textContent = say("reloaded");
        }
      } catch { $("note").textContent = say("gone"); }
    }

    async function begin() {
      page.language = (navigator.language || "en").startsWith("zh") ? "zh" : "en";
      const linked = await readLink();
      showWords();
      if (linked) await checkText(linked);
    }

    $("check").addEventListener("click", () => checkText($("text").value));
    $("text").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) checkText($("text").value);
    });
    $("sample").addEventListener("click", () => {
      $("text").value = SAMPLE;
      checkText(SAMPLE);
    });
    $("file").addEventListener("change", () => takeFile($("file").files[0]));
    $("suggest").addEventListener("click", suggest);
    $("share").addEventListener("click", share);
    $("undo").addEventListener("click", undo);
    $("machine").addEventListener("change", async () => {
      page.index = Number($("machine").value);
      [page.past, page.lastKey] = [[], null];
      await show(JSON.stringify(page.shown.builds[page.index].build), null, true);
    });
    $("language").addEventListener("click", switchLanguage);
    document.addEventListener("dragover", (event) => {
      event.preventDefault();
      document.body.classList.add("over");
    });
    document.addEventListener("dragleave", () => document.body.classList.remove("over"));
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      document.body.classList.remove("over");
      takeFile(event.dataTransfer.files[0]);
    });
    addEventListener("hashchange", begin);
    setInterval(followRules, 2500);
    begin();

    """#
}
