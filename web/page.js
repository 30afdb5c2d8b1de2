// The browser side of the page: opens sources, shows the start, follows the language. It reads only what the server
// rendered, and holds no words of its own: they come in #page-strings.
(() => {
  "use strict";

  const strings = JSON.parse(document.getElementById("page-strings").textContent);
  const say = (key) => strings[key][language];
  const overlay = window.matchMedia("(max-width: 63.99rem)");
  let language = document.documentElement.lang;
  let opened = null; // what identifies the passage in the panel, and the button that opened it
  let request = 0;
  let announced = "";
  let phase = null;

  // The panel and the live region are ours, outside Gradio's tree, so that no re-render closes or repeats them.
  const panel = document.createElement("aside");
  panel.id = "source";
  panel.tabIndex = -1;
  panel.hidden = true;
  const live = document.createElement("div");
  live.className = "sr-only";
  live.setAttribute("role", "status");
  live.setAttribute("aria-live", "polite");

  async function get(path, values = {}) {
    const reply = await fetch(`./passerelle/${path}?${new URLSearchParams({ ...values, lang: language })}`);
    if (!reply.ok) throw new Error(`status ${reply.status}`);
    return reply.json();
  }

  // --- sources -----------------------------------------------------------------------------------------------------

  const alike = ({ citation, exchange }) =>
    [...document.querySelectorAll(`[data-exchange="${exchange}"] [data-citation]`)].filter(
      (button) => button.dataset.citation === citation,
    );
  const passageOf = (button) => {
    const passage = {
      citation: button.dataset.citation,
      exchange: button.closest("[data-exchange]")?.dataset.exchange ?? "",
    };
    return { ...passage, place: alike(passage).indexOf(button) };
  };
  const opener = () => (opened ? alike(opened)[opened.place] : null);

  async function open(passage, takeFocus = true) {
    const turn = ++request;
    opened = passage;
    let html;
    try {
      html = (await get("source", JSON.parse(passage.citation))).html;
    } catch {
      if (turn === request) announce(say("source.unreachable"));
      return;
    }
    if (turn !== request) return; // another source was asked for meanwhile
    panel.innerHTML = html; // escaped by web/source.py, which alone writes it
    panel.setAttribute("aria-label", say("source.region"));
    panel.hidden = false;
    document.body.classList.add("source-open");
    reflect();
    showPassage();
    if (takeFocus) panel.focus({ preventScroll: true });
  }

  function close() {
    if (panel.hidden) return;
    const back = opener();
    request++;
    opened = null;
    panel.hidden = true;
    panel.replaceChildren();
    document.body.classList.remove("source-open");
    reflect();
    (back ?? box())?.focus();
  }

  function showPassage() {
    const text = panel.querySelector(".source-text");
    const mark = panel.querySelector("#cited");
    if (!text || !mark) return;
    const above = mark.getBoundingClientRect().top - text.getBoundingClientRect().top + text.scrollTop;
    const spare = text.clientHeight - mark.getBoundingClientRect().height;
    text.scrollTop = above - Math.max(16, spare / 3);
  }

  // What the panel's being open means for the rest: which button is expanded, and on a phone nothing behind it is reached.
  function reflect() {
    const current = opener();
    for (const button of document.querySelectorAll("[data-citation]")) {
      button.setAttribute("aria-expanded", String(button === current));
    }
    const behind = document.querySelector("gradio-app");
    if (behind) behind.inert = !panel.hidden && overlay.matches;
  }

  // --- start -------------------------------------------------------------------------------------------------------

  async function watchStart() {
    let said;
    try {
      said = await get("start");
    } catch {
      showHint(say("offline"));
      window.setTimeout(watchStart, 3000);
      return;
    }
    showStart(said);
    if (said.phase !== "ready" && said.phase !== "failed") window.setTimeout(watchStart, 700);
  }

  function showStart(said) {
    const place = document.getElementById("start-body");
    if (place && place.innerHTML !== said.html && place.dataset.shown !== said.html) {
      place.innerHTML = said.html; // escaped by web/progress.py
      place.dataset.shown = said.html;
    }
    showHint(said.hint);
    document.body.dataset.phase = said.phase;
    if (phase && phase !== said.phase && said.phase === "ready") announce(say("start.ready"));
    phase = said.phase;
  }

  function showHint(text) {
    const place = document.getElementById("hint");
    if (place && place.textContent !== text) place.textContent = text;
  }

  // --- following what Gradio renders -------------------------------------------------------------------------------

  // Gradio says nothing in the page's language when the server is gone: ask for ourselves whenever something is sent.
  const checkServer = () => get("start").then(showStart, () => showHint(say("offline")));

  const box = () => document.querySelector("#question textarea, #question input");

  function announce(text) {
    live.textContent = "";
    window.setTimeout(() => (live.textContent = text), 50); // a region that changes twice at once says nothing
  }

  function follow() {
    const marker = document.querySelector("[data-language]");
    if (!marker) return;
    const chosen = marker.dataset.language;
    if (chosen !== language) {
      language = chosen;
      document.documentElement.lang = chosen;
      document.title = say("page.title");
      checkServer();
      if (opened && !panel.hidden) open(opened, false);
    }
    box()?.setAttribute("aria-describedby", "hint");
    const last = [...document.querySelectorAll("[data-exchange]")].at(-1);
    if (!last) {
      announced = "";
      if (opened) close();
      return;
    }
    const told = `${last.dataset.exchange}:${last.dataset.state}`;
    if (told === announced) return;
    announced = told;
    reflect();
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    last.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
    const reply = last.querySelector(".answer, .pending");
    if (reply) announce(reply.innerText);
  }

  // A question that an answer suggests is asked as if it had been typed: the same way through, the same limits.
  function ask(question) {
    const field = box();
    if (!field) return;
    const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, question);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    checkServer();
    window.setTimeout(() => document.querySelector("#send")?.click(), 0);
  }

  // --- events ------------------------------------------------------------------------------------------------------

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const cite = target?.closest("[data-citation]");
    if (cite) return void open(passageOf(cite));
    if (target?.closest("[data-close]")) return close();
    const suggested = target?.closest("[data-ask]");
    if (suggested) return ask(suggested.dataset.ask);
    if (target?.closest("#send, .chip")) checkServer();
    if (target?.closest("a.skip")) {
      event.preventDefault();
      box()?.focus();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === box()) checkServer();
    if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault();
      close();
    }
  });
  overlay.addEventListener("change", reflect);

  document.body.append(panel, live);
  // Gradio names the browser's language there; what is on the page is in ours.
  new MutationObserver(() => {
    if (document.documentElement.lang !== language) document.documentElement.lang = language;
  }).observe(document.documentElement, { attributeFilter: ["lang"] });
  let due = false;
  new MutationObserver(() => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      follow();
      if (!document.body.dataset.phase && document.getElementById("start-body")) {
        document.body.dataset.phase = "waking";
        watchStart();
      }
    });
  }).observe(document.querySelector("gradio-app") ?? document.body, { childList: true, subtree: true });
})();
