/// How the page looks; the colours are those of the pictures.
enum HTMLStyles {
  static let text = """
    *{box-sizing:border-box}
    html{color-scheme:light dark;-webkit-text-size-adjust:100%}
    body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,\
    "Segoe UI",Roboto,"Noto Sans","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
    main,.top,footer{max-width:84rem;margin:0 auto;padding:0 clamp(1rem,3vw,2.5rem)}
    .top{display:flex;flex-wrap:wrap;gap:.25rem 2rem;align-items:baseline;padding-top:1.25rem;\
    padding-bottom:.75rem;border-bottom:1px solid var(--edge)}
    .kind{font-size:1rem;font-weight:600;margin:0}.signs{margin:0;color:var(--muted);font-size:.875rem}
    article,.compare,.rules{margin:2rem 0 3rem}
    h2{font-size:1.75rem;line-height:1.25;margin:0 0 .5rem;letter-spacing:-.01em;\
    overflow-wrap:anywhere}
    h3{font-size:1.15rem;margin:0 0 .75rem}
    .lead{margin:.25rem 0;font-size:1.05rem}.parts{margin:.25rem 0 0;color:var(--muted);\
    overflow-wrap:anywhere}
    .notice{margin:.5rem 0;padding:.5rem .75rem;border:1px solid var(--warn-e);\
    background:var(--warn);border-radius:.5rem;overflow-wrap:anywhere}
    .verdict{display:inline-block;padding:.05em .5em;border-radius:.35em;border:2px solid;\
    font-size:.8em;vertical-align:.08em;margin-right:.25em}
    .verdict.pass{background:var(--ok);border-color:var(--ok-e)}
    .verdict.warn,.verdict.incomplete{background:var(--warn);border-color:var(--warn-e)}
    .verdict.fail,.verdict.broken{background:var(--bad);border-color:var(--bad-e)}
    nav{display:flex;flex-wrap:wrap;gap:.5rem;margin:1rem 0 1.5rem}
    .chip{display:inline-block;min-width:1.6em;text-align:center;padding:.1em .6em;\
    border:1.5px solid var(--edge);border-radius:2em;color:var(--ink);text-decoration:none;\
    font-size:.95rem}
    .chip.fits{background:var(--ok);border-color:var(--ok-e)}
    .chip.tight{background:var(--warn);border-color:var(--warn-e)}
    .chip.exceeds,.chip.blocked{background:var(--bad);border-color:var(--bad-e)}
    .chip.unknown{background:var(--un);border-color:var(--un-e);border-style:dashed}
    a{color:inherit}a:focus-visible,summary:focus-visible,.scroll:focus-visible{\
    outline:3px solid var(--wired);outline-offset:2px}
    section{margin:0 0 2rem}
    .pair{display:grid;grid-template-columns:minmax(0,1fr);gap:0 1.5rem;padding:1.25rem;\
    border:1px solid var(--edge);border-radius:.75rem}
    .pair h3{grid-column:1/-1}
    figure{margin:0 0 1rem;min-width:0}
    .scroll{overflow-x:auto}
    svg.pic{display:block;width:100%;height:auto;min-width:30rem;max-width:56rem}
    .slots svg.pic{min-width:46rem;max-width:74rem}
    figcaption{margin-top:.5rem;font-size:.875rem}
    details{font-size:.875rem}summary{cursor:pointer;color:var(--muted)}
    details ul{margin:.5rem 0;padding-left:1.25rem}
    .cards{display:grid;gap:.75rem;align-content:start;\
    grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr))}
    @media (min-width:72rem){.solo .pair{grid-template-columns:minmax(0,1fr) 22rem}\
    .solo .pair .cards{grid-template-columns:minmax(0,1fr)}\
    .solo .pair.slots{grid-template-columns:minmax(0,1fr)}\
    .solo .slots .cards{grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr))}}
    .finding{padding:.75rem .9rem;border:1px solid var(--edge);border-left-width:6px;\
    border-radius:.5rem;font-size:.95rem;overflow-wrap:anywhere}
    .finding p{margin:0 0 .4rem}.finding p:last-child{margin:0}
    .finding.error{border-left-color:var(--bad-e)}.finding.warning{border-left-color:var(--warn-e)}
    .finding.advice{border-left-color:var(--wired)}
    .source,.place,.none{color:var(--muted);font-size:.85rem}
    .place{font-family:ui-monospace,SFMono-Regular,Menlo,"DejaVu Sans Mono",monospace;font-size:.75rem}
    .missing{columns:2 20rem;padding-left:1.25rem;margin:0}.missing li{break-inside:avoid}
    code{font-family:ui-monospace,SFMono-Regular,Menlo,"DejaVu Sans Mono",monospace;font-size:.85em;\
    overflow-wrap:anywhere}
    table{border-collapse:collapse;width:100%;font-size:.925rem}
    th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;\
    border-bottom:1px solid var(--edge);overflow-wrap:anywhere}
    th{font-weight:600}thead th{color:var(--muted);font-weight:500}
    .n{text-align:right;font-variant-numeric:tabular-nums;padding-right:0;padding-left:.75rem}
    tfoot th,tfoot td{border-bottom:0;font-weight:700}
    .partlist{max-width:48rem}.partlist tbody th{font-weight:400;color:var(--muted)}
    .rules th code{color:var(--muted);font-weight:400}small{color:var(--muted)}
    .rules tbody th{width:38%}
    .differs{background:var(--warn)}.differs small,.differs code,.differs th code{color:var(--ink)}\
    .ne{font-weight:700}
    .builds{display:grid;gap:0 2rem;grid-template-columns:minmax(0,1fr)}
    @media (min-width:80rem){.builds.many{grid-template-columns:repeat(2,minmax(0,1fr))}}
    footer{color:var(--muted);font-size:.8rem;padding-bottom:2rem}
    @media (max-width:40rem){h2{font-size:1.35rem}.pair{padding:.75rem;border-radius:.5rem}\
    .rules table,.partlist{font-size:.85rem}}
    @page{size:A4;margin:14mm}
    @media print{body{font-size:10pt}main,.top,footer{max-width:none;padding:0}nav{display:none}\
    article,.rules{margin:0 0 8mm}.pair{display:block;padding:4mm;break-inside:auto}\
    figure,.finding,tr{break-inside:avoid}h3{break-after:avoid}.finding{margin-bottom:3mm}\
    .scroll{overflow:visible}svg.pic,.slots svg.pic{min-width:0;width:100%}\
    .bars svg.pic{max-width:150mm}.rules table{font-size:7.5pt}\
    .rules th,.rules td{padding:.8mm 3mm .8mm 0}.rules th br{display:none}.rules th code{margin-left:1em}\
    .builds{display:block}article+article{break-before:page}.rules{break-before:page}\
    *{-webkit-print-color-adjust:exact;print-color-adjust:exact}}

    """
}
