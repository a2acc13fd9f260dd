function drawLosses() {
  const d = data.losses.map(l => [l[0], l[1]]), g = data.losses.map(l => [l[0], l[2]]);
  const all = [...d, ...g].map(p => p[1]);
  const low = Math.min(0, usual(all, 0.03)), top = Math.max(2 * Math.LN2, usual(all)), high = top + 0.15 * (top - low);
  const chart = plot([d[0][0], Math.max(1, d[d.length - 1][0]), low, high], 280, Math.min(1060, byId("losses").clientWidth));
  for (const level of [Math.LN2, 2 * Math.LN2])
    chart.line([[chart.x0, level], [chart.x1, level]], "var(--soft)", 1, { "stroke-dasharray": "4 4" });
  chart.line(d, "var(--real-before)", 0.6); chart.line(g, "var(--fake-before)", 0.6);
  chart.line(smooth(d), "var(--real)", 1.8); chart.line(smooth(g), "var(--fake)", 1.8);
  chart.svg.addEventListener("pointermove", event => {
    const box = chart.svg.getBoundingClientRect();
    const at = (event.clientX - box.left) / box.width * chart.width;
    const share = (at - chart.left) / (chart.width - chart.left - chart.right);
    const l = data.losses[Math.round(Math.min(1, Math.max(0, share)) * (data.losses.length - 1))];
    byId("loss-value").textContent = `iteration ${l[0].toLocaleString("en")}: discriminator ${l[1].toFixed(4)}, generator ${l[2].toFixed(4)}`;
  });
  show("losses", chart.svg);
  legend("loss-legend", [["discriminator", "var(--real)"], ["generator", "var(--fake)"], ["2 ln 2 and ln 2: equilibrium of the non-saturating loss", "var(--soft)"]]);
}

function drawMetrics() {
  if (data.metrics.length === 0) { byId("metrics-section").remove(); return; }
  for (const name of Object.keys(data.metrics[0].values)) {
    const points = data.metrics.map(m => [m.iteration, m.values[name]]);
    const values = points.map(p => p[1]), high = Math.max(...values), low = Math.min(0, ...values);
    const chart = plot([points[0][0], Math.max(1, points[points.length - 1][0]), low, high * 1.08 || 1], 170);
    chart.line(points, "var(--real)", 1.8);
    chart.dots(points, "var(--real)", 2.6, 1);
    const box = document.createElement("div");
    box.append(element("h3", `${name}: ${short(values[values.length - 1])} at the end`), chart.svg);
    byId("metrics").append(box);
  }
}

/** A slider and a button that show one frame after another. */
function player(frames, drawFrame) {
  const slider = byId("frame");
  slider.max = frames - 1;
  slider.value = slider.max;
  slider.addEventListener("input", () => drawFrame(+slider.value));
  drawFrame(+slider.value);
  let timer = null;
  byId("play").addEventListener("click", () => {
    if (timer) { clearInterval(timer); timer = null; byId("play").textContent = "Play"; return; }
    byId("play").textContent = "Pause";
    timer = setInterval(() => { slider.value = (+slider.value + 1) % frames; drawFrame(+slider.value); }, 700);
  });
}

/** All that pages of runs have in common. */
function drawRun() {
  document.title = data.title + " - gan4j";
  byId("title").textContent = data.title;
  for (const [name, value] of Object.entries(data.outcome)) {
    const fact = document.createElement("div");
    fact.append(element("span", name), element("b", value));
    byId("outcome").append(fact);
  }
  for (const [name, value] of Object.entries(data.settings)) {
    const row = byId("settings").insertRow();
    row.append(element("td", name), element("td", value));
  }
  if (data.losses.length > 0) drawLosses();
  drawMetrics();
}
