
(() => {
  const plot = document.getElementById("timeline");
  const axis = document.getElementById("axis");
  if (!plot) { return; }
  const box = plot.viewBox.baseVal;
  const [whole, height] = [box.width, box.height];
  const [first, last] = [Number(axis.dataset.from), Number(axis.dataset.to)];
  const ends = [axis.firstElementChild, axis.lastElementChild];
  let from = 0;
  let to = 1;
  const time = (part) => new Date((first + part * (last - first)) * 1000).toISOString().replace(/\.\d+/, "");
  const look = (a, b) => {
    const span = Math.min(Math.max(b - a, 1 / 120), 1);
    from = Math.min(Math.max(a, 0), 1 - span);
    to = from + span;
    plot.setAttribute("viewBox", from * whole + " 0 " + span * whole + " " + height);
    ends[0].textContent = time(from);
    ends[1].textContent = time(to);
  };
  const zoom = (by, at = 0.5) => {
    const middle = from + at * (to - from);
    look(middle - (middle - from) * by, middle + (to - middle) * by);
  };
  const move = (by) => look(from + by * (to - from), to + by * (to - from));
  const acts = [() => move(-0.5), () => zoom(0.5), () => zoom(2), () => move(0.5), () => look(0, 1)];
  const place = (event) => (event.clientX - plot.getBoundingClientRect().left) / plot.clientWidth;
  const tools = document.getElementById("zoom");
  tools.hidden = false;
  [...tools.children].forEach((button, at) => button.addEventListener("click", acts[at]));
  let held = null;
  let dragged = false;
  plot.addEventListener("pointerdown", (event) => { held = place(event); dragged = false; });
  window.addEventListener("pointerup", (event) => {
    if (held === null) { return; }
    const other = place(event);
    const [a, b] = [Math.min(held, other), Math.max(held, other)];
    held = null;
    dragged = b - a > 0.01;
    if (dragged) { look(from + a * (to - from), from + b * (to - from)); }
  });
  plot.addEventListener("click", (event) => { if (dragged) { event.preventDefault(); } }, true);
  plot.addEventListener("dragstart", (event) => event.preventDefault());
  plot.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) { return; }
    event.preventDefault();
    zoom(event.deltaY < 0 ? 0.8 : 1.25, place(event));
  }, { passive: false });
  const keys = { ArrowLeft: acts[0], "+": acts[1], "-": acts[2], ArrowRight: acts[3], 0: acts[4] };
  document.addEventListener("keydown", (event) => {
    const typing = document.activeElement.tagName === "INPUT";
    if (!typing && !event.ctrlKey && !event.altKey && !event.metaKey && keys[event.key]) { keys[event.key](); }
  });
  const given = /^#zoom=([\d.]+),([\d.]+)$/.exec(location.hash);
  if (given) { look(Number(given[1]), Number(given[2])); }
})();
