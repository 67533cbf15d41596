/// The page without its texts, which the script fills in by language.
enum PageHTML {
  static let text = #"""
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>rigrules</title>
    <link rel="icon" href="/favicon.ico" type="image/svg+xml">
    <link rel="stylesheet" href="/page.css">
    <script src="/page.js" defer></script>
    </head>
    <body>
    <header class="top">
    <h1 class="kind">rigrules</h1>
    <p class="signs" data-text="signs"></p>
    <button type="button" id="language" class="quiet"></button>
    </header>
    <main>
    <noscript><p class="notice">This page needs its script. <code>rigrules report</code> writes a page
    without one. 此页面需要脚本；<code>rigrules report</code> 可生成无需脚本的页面。</p></noscript>
    <details id="input" open>
    <summary data-text="inputTitle"></summary>
    <label for="text" data-text="inputLabel"></label>
    <textarea id="text" rows="9" spellcheck="false" autocomplete="off"></textarea>
    <div class="row">
    <button type="button" id="check" class="main" data-text="check"></button>
    <label class="button" for="file" data-text="file"></label>
    <input type="file" id="file" class="hidden">
    <button type="button" id="sample" data-text="sample"></button>
    </div>
    </details>
    <div id="problems" role="alert"></div>
    <div id="result" hidden>
    <div class="bar">
    <output id="verdict"></output>
    <div class="row">
    <button type="button" id="suggest" class="main" data-text="suggest"></button>
    <button type="button" id="undo" data-text="undo"></button>
    <button type="button" id="share" data-text="share"></button>
    <label class="pick"><span data-text="machine"></span> <select id="machine"></select></label>
    </div>
    <p id="note" role="status"></p>
    </div>
    <section id="fixes" hidden></section>
    <details id="fates"><summary data-text="fates"></summary><ul></ul></details>
    <details id="controls" open>
    <summary data-text="change"></summary>
    <div id="parts"></div>
    <div id="numbers"></div>
    <details id="more"><summary data-text="more"></summary><div id="others"></div></details>
    </details>
    <div id="report"></div>
    </div>
    </main>
    <footer>rigrules · <span id="ruleset"></span></footer>
    </body>
    </html>

    """#

  static let icon = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">\
    <rect width="16" height="16" rx="3" fill="#27506e"/>\
    <path d="M3.5 8.5l3 3 6-7" fill="none" stroke="#fff" stroke-width="2"/></svg>

    """
}
