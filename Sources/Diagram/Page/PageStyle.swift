/// How a page looks around its picture.
enum PageStyle {
    static let sheet = """
        *{box-sizing:border-box}
        body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 system-ui,"Helvetica Neue",Arial,sans-serif}
        header{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;padding:.7rem 1.2rem;background:var(--page);border-bottom:1px solid var(--edge)}
        h1{font-size:1.1rem;margin:0;overflow-wrap:anywhere}
        #search{flex:1 1 14rem;min-width:0;max-width:30rem;padding:.45rem .8rem;border:1px solid var(--border);border-radius:8px;background:var(--card);color:var(--text);font:inherit}
        #search:focus-visible,button:focus-visible,a:focus-visible,.picture:focus-visible{outline:2px solid var(--translated-edge);outline-offset:1px}
        output{color:var(--dim);font-size:.85rem;min-width:5rem}
        #zoom{margin-left:auto} button{font:inherit;font-size:.85rem;padding:.35rem .8rem;border:1px solid var(--border);border-radius:8px;background:var(--card);color:var(--text);cursor:pointer}
        main{display:grid;grid-template-columns:minmax(0,1fr) 23rem;align-items:start}
        .picture{overflow:auto;max-height:calc(100vh - 3.6rem)}
        .picture svg{display:block;width:100%;height:auto;min-width:calc(var(--natural)*.8);max-width:90rem;margin:0 auto}
        .picture.actual svg{width:var(--natural);min-width:0;max-width:none;margin:0} .picture.fit svg{width:100%;min-width:0}
        .hint{display:none;padding:.5rem 1.2rem 0;color:var(--dim);font-size:.85rem} main>div{min-width:0}
        #panel{position:sticky;top:3.6rem;align-self:stretch;max-height:calc(100vh - 3.6rem);overflow:auto;padding:1rem 1.2rem 2rem;border-left:1px solid var(--edge);font-size:.9rem}
        h2{font-size:1.05rem;margin:0 0 .2rem;overflow-wrap:anywhere} h3{font-size:.8rem;margin:1.1rem 0 .3rem;color:var(--dim);text-transform:uppercase;letter-spacing:.04em}
        p{margin:.25rem 0} .words,.type,.maybe,dt,th{color:var(--dim)} .maybe{font-style:italic}
        code{font:.82rem ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
        .source{background:var(--network);border:1px solid var(--edge);border-radius:5px;padding:.1rem .35rem}
        a{color:var(--translated-edge)} ul{margin:.3rem 0;padding-left:1.1rem} li ul{color:var(--dim);font-size:.85rem}
        .connections,.families,.marks{list-style:none;padding-left:0} .connections>li{margin:.35rem 0}
        .families i{display:inline-block;width:.8em;height:.8em;border-radius:3px}
        .marks b,.change .badge{display:inline-block;width:1.5em;height:1.5em;line-height:1.5em;text-align:center;border-radius:50%;color:#fff;font-size:.85rem}
        .marks li{margin:.25rem 0}
        b.added{background:#1a7f43}b.changed{background:#9a6700}b.replaced{background:#b4471b}b.removed{background:#c0262d}b.moved{background:#2f6fd6}b.untouched{background:#5c6b82}
        .resource{border-top:1px solid var(--edge);padding:.5rem 0} .resource:first-of-type{border-top:0}
        .resource b{overflow-wrap:anywhere}
        summary{cursor:pointer;color:var(--dim);font-size:.85rem}
        dl{display:grid;grid-template-columns:minmax(6rem,auto) minmax(0,1fr);gap:.15rem .7rem;margin:.4rem 0;font-size:.82rem} dd{margin:0;overflow-wrap:anywhere}
        section{padding:1.2rem;border-top:1px solid var(--edge)} section>h2{margin-bottom:.6rem} section>h2:not(:first-child){margin-top:1.8rem}
        table{border-collapse:collapse;font-size:.85rem;width:100%} th,td{text-align:left;padding:.3rem .9rem .3rem 0;border-bottom:1px solid var(--edge);font-weight:normal;vertical-align:top}
        td{overflow-wrap:anywhere} .access{width:auto} .costs{width:auto;font-variant-numeric:tabular-nums} .costs .number,.costs th:not(:first-child){text-align:right;padding-left:1.2rem;white-space:nowrap} .costs tr:last-child{font-weight:600} .cheaper{color:var(--added)}
        [data-node],[data-from]{transition:opacity .12s} .diagram [data-node]{cursor:pointer}
        .diagram [data-node]:focus{outline:none}
        .diagram [data-node]:hover>rect:first-of-type,.diagram [data-node]:focus-visible>rect:first-of-type{stroke:var(--translated-edge);stroke-width:2}
        .diagram .chosen>rect:first-of-type{stroke:var(--translated-edge);stroke-width:3}
        .diagram.narrowed .card:not(.near),.diagram.narrowed .stack:not(.near),.diagram.narrowed .connection:not(.near){opacity:.16}
        .diagram.narrowed .network:not(.near),.diagram.narrowed .subnet:not(.near){opacity:.4}
        .diagram.narrowed .subnet.near>rect,.diagram.narrowed .network.near>rect:first-of-type{stroke:var(--translated-edge);stroke-width:2.5}
        .change{border-left:4px solid var(--edge);padding:.1rem 0 .1rem .8rem;margin:.8rem 0} .change h3{all:unset;display:block;font-weight:600;overflow-wrap:anywhere} .change h3 .type{font-weight:normal}
        .change.added{border-color:var(--added)}.change.changed{border-color:var(--changed)}.change.replaced{border-color:var(--replaced)}.change.removed{border-color:var(--removed)}.change.moved{border-color:var(--translated-edge)}
        .change .danger,.summary .danger{color:var(--removed);font-weight:600} .change ul{list-style:none;padding-left:0}
        .change li{overflow-wrap:anywhere;margin:.15rem 0} del{color:var(--removed);text-decoration:none} ins{color:var(--added);text-decoration:none} .why{color:var(--changed)}
        pre{overflow-x:auto;font:.8rem/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--network);border:1px solid var(--edge);border-radius:6px;padding:.5rem .7rem;margin:.3rem 0}
        #panel .change{margin:.5rem 0}
        @media (max-width:60rem){main{display:block}#panel{position:static;max-height:none;border-left:0;border-top:1px solid var(--edge)}.picture{max-height:75vh}header{position:static}#search{flex:1 1 100%;max-width:none;order:3}
        .picture:not(.fit) svg{width:var(--natural);min-width:0;max-width:none;margin:0}.picture:not(.fit){border-block:1px solid var(--edge)}.hint{display:block}.fits .hint{display:none}}
        @media (max-width:40rem){thead{display:none}tbody,table{display:block}tr{display:block;padding:.4rem 0;border-bottom:1px solid var(--edge)}td{display:block;padding:.1rem 0;border:0}td:empty{display:none}td:first-child{font-weight:600}
        .costs .number{display:flex;justify-content:space-between;gap:1rem;padding-left:0;text-align:left}.costs .number::before{content:attr(data-title);color:var(--dim);font-weight:normal}}
        @media print{header,#panel,#zoom{display:none}main{display:block}.picture{max-height:none;overflow:visible}.picture svg,.picture:not(.fit) svg{width:100%;min-width:0}}

        """
}
