extension OperationPage {
    /// Colours for light and dark; names above their bars where the window is narrow.
    static let style = """
        :root { color-scheme: light dark; --text: #1c2430; --dim: #5b6675; --line: #e3e7ec; --page: #fff; --panel: #f6f8fa; --tip: #1c2430; --tiptext: #fff;
          --done: #2f9e62; --updated: #2f6fd0; --deleted: #8a94a3; --failed: #cf2f3a; --cancelled: #d99a1c; --back: #9a63d6; --retained: #b58a2a; --running: #1c9bb5; --critical: #1c2430; --bad: #fdecec; }
        @media (prefers-color-scheme: dark) { :root { --text: #e6e9ee; --dim: #98a3b3; --line: #2a313c; --page: #14181f; --panel: #1b212a; --tip: #e6e9ee; --tiptext: #14181f;
          --done: #4cc38a; --updated: #6ea8ff; --deleted: #77818f; --failed: #ff6b73; --cancelled: #f0b849; --back: #b98cf0; --retained: #d8ae57; --running: #45c5de; --critical: #fff; --bad: #33191c; } }
        * { box-sizing: border-box; }
        body { font: 14px/1.45 system-ui, sans-serif; color: var(--text); background: var(--page); max-width: 1200px; margin: 1.6rem auto; padding: 0 1.2rem; }
        h1 { font-size: 1.45rem; margin: 0 0 .2rem; overflow-wrap: anywhere; } h2 { font-size: 1rem; margin: 0 0 .4rem; } p { margin: .25rem 0; }
        .facts, small, .axis, .place { color: var(--dim); } .path, .place { overflow-wrap: anywhere; }
        .state { font-size: .72rem; font-weight: 600; padding: .15rem .55rem; border-radius: 1rem; vertical-align: middle; color: #fff; background: var(--deleted); white-space: nowrap; }
        .state.done { background: #2f8f5b; } .state.failed { background: #c22c37; } .state.running { background: #17829a; }
        section { margin: 1.2rem 0; } .failure { background: var(--bad); border-left: 4px solid var(--failed); border-radius: 4px; padding: .8rem 1rem; overflow-wrap: anywhere; }
        ul { margin: .4rem 0; padding-left: 1.2rem; } .place { font: .85rem ui-monospace, monospace; } .fix { margin-top: .5rem; }
        .legend { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; margin: 1.2rem 0 .6rem; color: var(--dim); font-size: .85rem; }
        .key i { display: inline-block; width: 1.1em; height: .75em; border-radius: 3px; margin-right: .4em; vertical-align: -1px; }
        .chart { border: 1px solid var(--line); border-radius: 6px; padding-bottom: .4rem; } .body { position: relative; }
        .row { display: grid; grid-template-columns: minmax(170px, 34%) 1fr; align-items: center; min-height: 1.65rem; padding-right: 1rem; }
        .row:not(.axis, .lines):hover { background: var(--panel); }
        .name { padding: .1rem .6rem .1rem calc(.7rem + var(--depth, 0) * 1rem); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; position: relative; }
        small { font-size: .78rem; margin-left: .3rem; } .stack > .name { font-weight: 600; } .critical > .name::before { content: "◆"; position: absolute; margin-left: -.85rem; font-size: .7rem; line-height: 1.25rem; color: var(--critical); }
        .track { position: relative; height: 1.65rem; } .axis { border-bottom: 1px solid var(--line); margin-bottom: .2rem; font-size: .78rem; font-variant-numeric: tabular-nums; }
        .axis span { position: absolute; bottom: .15rem; transform: translateX(-50%); } .axis span:first-child { transform: none; }
        .lines { position: absolute; inset: 0; pointer-events: none; } .lines .track { height: 100%; } .lines i { position: absolute; top: 0; bottom: 0; border-left: 1px solid var(--line); }
        summary { list-style: none; cursor: pointer; } summary::-webkit-details-marker { display: none; }
        summary .name::after { content: " ▾"; color: var(--dim); } details:not([open]) > summary .name::after { content: " ▸"; }
        .bar { position: absolute; top: .42rem; height: .8rem; min-width: 4px; border-radius: 3px; } .stack .bar { top: .68rem; height: .28rem; }
        .bar:hover, .bar:focus { filter: brightness(1.12); outline: none; z-index: 3; } .stack .bar:focus, .bar:focus { box-shadow: 0 0 0 2px var(--page), 0 0 0 4px var(--updated); }
        \(["done", "updated", "deleted", "failed", "retained", "running"].map { ".\($0).bar, .key .\($0) { background: var(--\($0)); }" }.joined(separator: " "))
        .back.bar, .key .back { background: repeating-linear-gradient(135deg, var(--back) 0 4px, transparent 4px 7px); border: 1px solid var(--back); }
        .cancelled.bar, .key .cancelled { background: repeating-linear-gradient(45deg, var(--cancelled) 0 4px, transparent 4px 7px); border: 1px solid var(--cancelled); }
        .bar.critical, .key .critical { box-shadow: 0 0 0 2px var(--page), 0 0 0 3.5px var(--critical); } .key .critical { background: var(--deleted); }
        .tip { display: none; position: absolute; top: 1.2rem; left: 0; width: max-content; max-width: min(26rem, 70vw); padding: .5rem .7rem; border-radius: 5px; background: var(--tip); color: var(--tiptext); font-size: .82rem; line-height: 1.4; overflow-wrap: anywhere; white-space: normal; box-shadow: 0 4px 14px rgb(0 0 0 / .25); }
        .tip.late { left: auto; right: 0; } .bar:hover > .tip, .bar:focus > .tip { display: block; }
        @media (max-width: 640px) { .row { grid-template-columns: 1fr; padding: 0 .8rem; } .axis .name, .lines .name { display: none; } .name { padding: .25rem 0 0 calc(.8rem + var(--depth, 0) * .7rem); } .track { height: 1.3rem; } .bar { top: .2rem; } }
        @media print { .tip { display: none !important; } }

        """
}
