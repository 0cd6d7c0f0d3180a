
"use strict";
(() => {
  const box = document.getElementById("search");
  const count = document.getElementById("count");
  const all = [...document.querySelectorAll("details.finding, tr.row")];
  const show = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const one of all) {
      const has = words.every((word) => one.textContent.toLowerCase().includes(word));
      one.hidden = !has;
      shown += has;
    }
    count.textContent = words.length ? shown + " of " + all.length : "";
  };
  box.hidden = false;
  box.addEventListener("input", show);
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== box) {
      event.preventDefault();
      box.focus();
    } else if (event.key === "Escape") {
      box.value = "";
      show();
    }
  });
  const given = new URLSearchParams(location.hash.slice(1)).get("search");
  if (given) {
    box.value = given;
    show();
  }
})();
