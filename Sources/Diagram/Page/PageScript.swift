/// What a page does when somebody points, clicks and types. Without it all is there to be read.
enum PageScript {
    static let text = """
        "use strict";
        (function () {
          const picture = document.querySelector(".diagram");
          const nodes = [...picture.querySelectorAll("[data-node]")];
          const lines = [...picture.querySelectorAll("[data-from]")];
          const articles = new Map([...document.querySelectorAll("article[data-of]")].map(a => [a.dataset.of, a]));
          const overview = document.getElementById("overview");
          const search = document.getElementById("search");
          const found = document.getElementById("found");
          const rows = [...document.querySelectorAll("#all tbody tr")];
          const changes = [...document.querySelectorAll("#changes .change")];
          let chosen = null;

          function narrow(ids, lineIsNear) {
            picture.classList.toggle("narrowed", ids !== null);
            nodes.forEach(n => n.classList.toggle("near", ids !== null && ids.has(n.dataset.node)));
            lines.forEach(l => l.classList.toggle("near", ids !== null && lineIsNear(l)));
          }

          function neighbours(id) {
            const ids = new Set([id]);
            lines.forEach(l => {
              if (l.dataset.from === id) ids.add(l.dataset.to);
              if (l.dataset.to === id) ids.add(l.dataset.from);
            });
            return ids;
          }

          function near(id) { narrow(neighbours(id), l => l.dataset.from === id || l.dataset.to === id); }

          function matches() {
            const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
            if (words.length === 0) return null;
            const holds = text => words.every(w => text.toLowerCase().includes(w));
            return new Set([...articles].filter(([, a]) => holds(a.textContent)).map(([id]) => id));
          }

          function show() {
            const hits = matches();
            if (hits) {
              narrow(hits, l => hits.has(l.dataset.from) && hits.has(l.dataset.to));
            } else if (chosen) {
              near(chosen);
            } else {
              narrow(null);
            }
            const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
            rows.forEach(r => { r.hidden = !words.every(w => r.textContent.toLowerCase().includes(w)); });
            found.textContent = hits ? hits.size + " found" : "";
          }

          function choose(id, isMoved) {
            if (id && !articles.has(id)) {
              // A part is told with what it serves.
              const told = [...articles].find(([, a]) => [...a.querySelectorAll("[data-resource]")].some(r => r.dataset.resource === id));
              if (told) id = told[0];
            }
            chosen = articles.has(id) ? id : null;
            overview.hidden = chosen !== null;
            articles.forEach((a, key) => { a.hidden = key !== chosen; });
            nodes.forEach(n => n.classList.toggle("chosen", n.dataset.node === chosen));
            const article = articles.get(chosen);
            if (article && !article.dataset.filled) {
              article.dataset.filled = "yes";
              const own = new Set([...article.querySelectorAll("[data-resource]")].map(r => r.dataset.resource));
              const after = article.querySelector("h2");
              changes.filter(c => own.has(c.dataset.change)).reverse().forEach(c => after.after(c.cloneNode(true)));
            }
            const node = nodes.find(n => n.dataset.node === chosen);
            if (isMoved && node) node.scrollIntoView({ block: "nearest", inline: "nearest" });
            if (chosen) {
              document.getElementById("panel").scrollTop = 0;
              if (matchMedia("(max-width:60rem)").matches && !isMoved) article.scrollIntoView({ block: "nearest" });
            }
            show();
          }

          nodes.forEach(n => {
            n.setAttribute("tabindex", "0");
            n.setAttribute("role", "button");
            n.addEventListener("mouseenter", () => { if (!chosen && !search.value && n.matches(".card,.stack")) near(n.dataset.node); });
            n.addEventListener("mouseleave", () => show());
            n.addEventListener("click", e => { e.stopPropagation(); choose(n.dataset.node, false); });
            n.addEventListener("keydown", e => { if (e.key === "Enter") { e.stopPropagation(); choose(n.dataset.node, false); } });
          });
          picture.addEventListener("click", () => choose(null, false));
          document.addEventListener("click", e => {
            const link = e.target.closest("[data-go]");
            if (link) { e.preventDefault(); search.value = ""; choose(link.dataset.go, true); }
          });
          document.addEventListener("keydown", e => {
            if (e.key === "Escape") { search.value = ""; choose(null, false); }
            if (e.key === "/" && document.activeElement !== search) { e.preventDefault(); search.focus(); }
          });
          search.addEventListener("input", show);
          document.getElementById("zoom").addEventListener("click", e => {
            const isActual = document.querySelector(".picture").classList.toggle("actual");
            e.target.textContent = isActual ? "Fit the window" : "Actual size";
          });
          if (location.hash.length > 1) choose(decodeURIComponent(location.hash.slice(1)), true);
        })();

        """
}
