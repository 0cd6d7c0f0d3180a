
"use strict";
(() => {
  const root = document.documentElement;
  const box = document.getElementById("search");
  const count = document.getElementById("count");
  const items = [...document.querySelectorAll("details.change, details.finding, tr.row")];
  let texts = null;
  const show = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    texts = texts || items.map((item) => item.textContent.toLowerCase());
    let shown = 0;
    items.forEach((item, at) => {
      const has = words.every((word) => texts[at].includes(word));
      item.hidden = !has;
      shown += has;
      const fold = words.length && has && item.parentElement.closest("details:not(.change):not(.finding)");
      if (fold) { fold.open = true; }
    });
    for (const section of document.querySelectorAll("main section")) {
      section.hidden = !section.querySelector("details.change:not([hidden])");
    }
    count.textContent = shown + " of " + items.length;
  };
  const goTo = () => {
    const given = new URLSearchParams(location.hash.slice(1)).get("search");
    if (given !== null) {
      box.value = given;
      show();
      return;
    }
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") { at.open = true; }
    }
    if (target) { target.scrollIntoView(); }
  };
  const step = (by) => {
    const all = [...document.querySelectorAll("summary")].filter((one) => one.checkVisibility());
    const at = all.indexOf(document.activeElement);
    const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    if (next) { next.focus(); }
  };
  const unfold = () => {
    const all = [...document.querySelectorAll("details.change:not([hidden]), details.finding:not([hidden])")];
    const open = all.some((one) => !one.open);
    for (const one of all) { one.open = open; }
  };
  const dark = () => {
    const system = matchMedia("(prefers-color-scheme: dark)").matches;
    const now = root.style.colorScheme || (system ? "dark" : "light");
    root.style.colorScheme = now === "dark" ? "light" : "dark";
  };
  const unify = () => root.classList.toggle("unified");
  const keys = { j: () => step(1), k: () => step(-1), e: unfold, t: dark, u: unify };
  for (const [id, act] of [["look", dark], ["unfold", unfold], ["unify", unify]]) {
    const button = document.getElementById(id);
    if (button) {
      button.hidden = false;
      button.addEventListener("click", act);
    }
  }
  box.hidden = false;
  box.addEventListener("input", show);
  window.addEventListener("hashchange", goTo);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) { return; }
    if (event.key === "Escape") {
      box.value = "";
      box.blur();
      show();
    } else if (document.activeElement === box) {
      return;
    } else if (event.key === "/") {
      event.preventDefault();
      box.focus();
    } else if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  goTo();
})();
