// Extras for readers whose browser runs scripts; the page is complete without them.
(() => {
  "use strict";

  // A region is a tab stop only while there is something to scroll; a faded edge says that there is more.
  const updateRegion = (region) => {
    const hidden = region.scrollWidth - region.clientWidth;
    if (hidden > 0) region.tabIndex = 0;
    else region.removeAttribute("tabindex");
    region.classList.toggle("meer-rechts", hidden - region.scrollLeft > 1);
  };
  const resize = new ResizeObserver((entries) => entries.forEach((entry) => updateRegion(entry.target)));
  document.querySelectorAll(".schuif, .grafiek").forEach((region) => {
    resize.observe(region);
    region.addEventListener("scroll", () => updateRegion(region), { passive: true });
  });

  // Paper cannot be clicked: open all details for printing and close them again.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open])")];
    opened.forEach((details) => (details.open = true));
  });
  addEventListener("afterprint", () => opened.forEach((details) => (details.open = false)));

  // Mark in the contents where the reader is.
  const contents = document.querySelector(".breed");
  const links = new Map([...contents.querySelectorAll("a[href^='#']")].map((a) => [a.hash.slice(1), a]));
  const headings = [...document.querySelectorAll(".kop[id]")].filter((heading) => links.has(heading.id));
  const markPlace = () => {
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
    const current = (passed.at(-1) ?? headings[0])?.id;
    links.forEach((link, id) => {
      if (id !== current) link.removeAttribute("aria-current");
      else if (!link.hasAttribute("aria-current")) {
        link.setAttribute("aria-current", "location");
        // not while somebody walks through the contents with the keyboard
        if (!contents.contains(document.activeElement)) contents.scrollTop = link.offsetTop - contents.clientHeight / 2;
      }
    });
  };
  if (headings.length) new IntersectionObserver(markPlace).observe(headings[0]);
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; markPlace(); });
  }, { passive: true });

  // The drawing makes way for an interactive one once that has been drawn. The drawing keeps its place for
  // screen readers, the interactive one is hidden from them: it adds tooltips for the mouse and nothing else.
  const draw = async (grafiek) => {
    const data = grafiek.querySelector("script[type='application/json']");
    const target = document.createElement("div");
    target.className = "levend-beeld";
    target.setAttribute("aria-hidden", "true");
    grafiek.append(target);
    try {
      const locale = JSON.parse(document.getElementById("pagina-getalnotatie").textContent);
      const spec = JSON.parse(data.textContent);
      // Texts are measured before they are drawn: with the font of the page, and only once that is there.
      const config = { ...spec.config, font: getComputedStyle(grafiek).fontFamily };
      await document.fonts.ready;
      await window.vegaEmbed(target, { ...spec, config }, {
        ...locale,
        actions: false,
        ast: true, // no eval: the page's policy forbids it
        defaultStyle: false,
        renderer: "svg",
        tooltip: { disableDefaultStyle: true },
      });
      if (!target.querySelector("svg")) throw new Error("no drawing");
      grafiek.classList.add("levend");
    } catch {
      target.remove();
    }
  };
  if (window.vegaEmbed) {
    const nearby = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
      nearby.unobserve(entry.target);
      draw(entry.target);
    }), { rootMargin: "400px" });
    document.querySelectorAll(".grafiek:has(script)").forEach((grafiek) => nearby.observe(grafiek));
  }
})();
