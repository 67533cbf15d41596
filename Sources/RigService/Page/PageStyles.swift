internal import RigReports

/// How the page looks: as the report, and what can be changed besides.
enum PageStyles {
  static var text: String { ReportWriter.pageStyles + own }

  private static let own = """
    main{padding-top:1rem}
    .top .quiet{margin-left:auto}
    [hidden]{display:none!important}
    .hidden{position:absolute;width:1px;height:1px;opacity:0}
    button,.button,select,input,textarea{font:inherit;color:inherit}
    button,.button{display:inline-block;padding:.4rem .9rem;border:1.5px solid var(--edge);\
    border-radius:.5rem;background:var(--page);cursor:pointer}
    button:disabled{opacity:.55;cursor:default}
    button.main{border-color:var(--wired);border-width:2px;font-weight:600}
    button.quiet{padding:.15rem .6rem;font-size:.875rem}
    button:focus-visible,input:focus-visible,select:focus-visible,textarea:focus-visible,\
    .hidden:focus-visible+button,summary:focus-visible{outline:3px solid var(--wired);outline-offset:2px}
    textarea,input[type=text],input[type=number],select{background:var(--page);\
    border:1.5px solid var(--edge);border-radius:.4rem;padding:.35rem .5rem;max-width:100%}
    textarea{width:100%;font-family:ui-monospace,SFMono-Regular,Menlo,"DejaVu Sans Mono",monospace;\
    font-size:.875rem;display:block;margin:.35rem 0 .75rem}
    .row{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}
    main>details,#controls,#fates,#fixes{border:1px solid var(--edge);border-radius:.75rem;\
    padding:.75rem 1rem;margin:0 0 1rem;font-size:1rem}
    main>details>summary,#controls>summary,#fates>summary,#more>summary{color:var(--ink);\
    font-weight:600}
    details[open]>summary{margin-bottom:.6rem}
    body.over #input{border:2px dashed var(--wired)}
    .bar{position:sticky;top:0;z-index:2;background:var(--page);padding:.6rem 0;margin:0 0 1rem;\
    border-bottom:1px solid var(--edge)}
    #verdict{display:block;font-size:1.25rem;font-weight:600;margin-bottom:.4rem}
    #verdict small{font-weight:400}
    #note{margin:.3rem 0 0;color:var(--muted);font-size:.875rem;min-height:1.3em}
    #report.waiting{opacity:.55}
    .line{display:grid;grid-template-columns:minmax(9rem,14rem) minmax(0,1fr) auto;gap:.3rem .75rem;\
    align-items:center;margin:0 0 .5rem}
    .line>label{overflow-wrap:anywhere;font-size:.925rem}
    .line input[type=text],.line input[type=range]{width:100%}
    .line input[type=number]{width:6.5rem}
    .line .amount{display:flex;gap:.35rem;align-items:center;font-size:.925rem}
    input[type=range]{accent-color:var(--wired)}
    #fixes h3{margin:.25rem 0 .5rem}#fixes fieldset{border:1px solid var(--edge);\
    border-radius:.5rem;margin:0 0 .6rem;padding:.5rem .75rem;min-width:0}
    #fixes legend{font-size:.875rem;color:var(--muted);padding:0 .3rem}
    #fixes label{display:block;padding:.15rem 0;overflow-wrap:anywhere}
    #fixes .fix{margin:0 0 1.25rem}
    #fates ul{margin:.25rem 0;padding-left:1.25rem;font-size:.875rem;overflow-wrap:anywhere}
    #problems ul{margin:0 0 1rem;padding:.75rem 1rem .75rem 2rem;border:2px solid var(--bad-e);\
    border-radius:.5rem;background:var(--bad);overflow-wrap:anywhere}
    #problems li{white-space:pre-wrap}
    #report article{margin-top:1rem}
    @media (max-width:40rem){.line{grid-template-columns:minmax(0,1fr) auto}\
    .line>label{grid-column:1/-1}#verdict{font-size:1.1rem}.bar{position:static}}
    @media print{#input,#controls,#fates,#fixes,.bar .row,#note,#language{display:none}\
    .bar{position:static}}

    """
}
