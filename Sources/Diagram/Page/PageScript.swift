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
          const rows = [...document.querySelectorAll("#all [data-row]")];
          const box = document.querySelector(".picture");
          const isNarrow = matchMedia("(max-width:60rem)");
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

          // What is found: resources, however many stand in one box, and the boxes that they are in.
          function matches() {
            const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
            if (words.length === 0) return null;
            const holds = text => words.every(w => text.toLowerCase().includes(w));
            const boxes = new Set(), resources = new Set();
            articles.forEach((article, id) => {
              const own = [...article.querySelectorAll("[data-resource]")];
              own.filter(r => holds(r.textContent)).forEach(r => { boxes.add(id); resources.add(r.dataset.resource); });
              if (own.length === 0 && holds(article.textContent)) boxes.add(id);
            });
            return { boxes, resources };
          }

          function show() {
            const hits = matches();
            if (hits) {
              narrow(hits.boxes, l => hits.boxes.has(l.dataset.from) && hits.boxes.has(l.dataset.to));
            } else if (chosen) {
              near(chosen);
            } else {
              narrow(null);
            }
            rows.forEach(r => { r.hidden = hits !== null && !hits.resources.has(r.dataset.row); });
            const count = hits ? hits.resources.size : 0;
            found.textContent = hits ? count + (count === 1 ? " resource" : " resources") + " found" : "";
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
              if (isNarrow.matches && !isMoved) article.scrollIntoView({ block: "nearest" });
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
          // Whoever searches looks for something else than what is chosen.
          search.addEventListener("input", () => choose(null, false));
          const zoom = document.getElementById("zoom");
          const isActual = () => box.classList.contains("actual") || isNarrow.matches && !box.classList.contains("fit");
          function size(makesActual) {
            if (makesActual !== undefined) {
              box.classList.toggle("actual", makesActual);
              box.classList.toggle("fit", !makesActual);
            }
            zoom.textContent = isActual() ? "Fit the window" : "Actual size";
            box.parentElement.classList.toggle("fits", box.scrollWidth <= box.clientWidth);
          }
          zoom.addEventListener("click", () => size(!isActual()));
          addEventListener("resize", () => size());
          size();
          if (location.hash.length > 1) choose(decodeURIComponent(location.hash.slice(1)), true);
        })();

        """
}
