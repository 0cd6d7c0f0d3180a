
"use strict";
(function () {
  var input = document.getElementById("search");
  var count = document.getElementById("count");
  var changes = Array.from(document.querySelectorAll("details.change"));
  var texts = changes.map(function (c) { return c.textContent.toLowerCase(); });
  function show() {
    var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    changes.forEach(function (change, i) {
      var found = words.every(function (w) { return texts[i].includes(w); });
      change.hidden = !found;
      if (found) { shown += 1; }
    });
    document.querySelectorAll("section").forEach(function (section) {
      section.hidden = !section.querySelector("details.change:not([hidden])");
    });
    count.textContent = shown + " of " + changes.length;
  }
  function fragment() {
    var match = /^#search=(.*)$/.exec(location.hash);
    if (match) {
      try { input.value = decodeURIComponent(match[1]); } catch (e) { input.value = match[1]; }
      show();
    }
  }
  input.addEventListener("input", show);
  window.addEventListener("hashchange", fragment);
  fragment();
})();
