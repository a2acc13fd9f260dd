const CURVES = ["var(--real)", "var(--fake)", "#009e73", "#cc79a7", "var(--soft)", "#56b4e9"];
const curveColor = index => CURVES[index % CURVES.length];

function drawLosses() {
  const curves = data.lossNames.map((name, i) => data.losses.map(l => [l[0], l[i + 1]]));
  const all = curves.flat().map(p => p[1]), levels = data.reference ? data.reference.levels : [];
  const low = Math.min(0, usual(all, 0.03)), top = Math.max(...levels, usual(all)), high = top + (0.15 * (top - low) || 1);
  const end = data.losses[data.losses.length - 1][0];
  const chart = plot([data.losses[0][0], Math.max(1, end), low, high], 280, Math.min(1060, byId("losses").clientWidth));
  for (const level of levels)
    chart.line([[chart.x0, level], [chart.x1, level]], "var(--soft)", 1, { "stroke-dasharray": "4 4" });
  curves.forEach((curve, i) => chart.line(curve, curveColor(i), 0.6, { "stroke-opacity": 0.45 }));
  curves.forEach((curve, i) => chart.line(smooth(curve), curveColor(i), 1.8));
  chart.svg.addEventListener("pointermove", event => {
    const box = chart.svg.getBoundingClientRect();
    const at = (event.clientX - box.left) / box.width * chart.width;
    const share = (at - chart.left) / (chart.width - chart.left - chart.right);
    const l = data.losses[Math.round(Math.min(1, Math.max(0, share)) * (data.losses.length - 1))];
    byId("loss-value").textContent = `iteration ${l[0].toLocaleString("en")}: `
      + data.lossNames.map((name, i) => `${name} ${l[i + 1].toFixed(4)}`).join(", ");
  });
  show("losses", chart.svg);
  legend("loss-legend", [...data.lossNames.map((name, i) => [name, curveColor(i)]),
    ...(data.reference ? [[data.reference.name, "var(--soft)"]] : [])]);
}

function drawMetrics() {
  if (data.metrics.length === 0) { byId("metrics-section").remove(); return; }
  for (const name of Object.keys(data.metrics[data.metrics.length - 1].values)) {
    const points = data.metrics.filter(m => name in m.values).map(m => [m.iteration, m.values[name]]);
    const values = points.map(p => p[1]), high = Math.max(...values), low = Math.min(0, ...values);
    const chart = plot([points[0][0], Math.max(points[0][0] + 1, points[points.length - 1][0]), low, high * 1.08 || 1], 170);
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

const MARKS = {
  REAL: { color: "var(--real)", label: "real" },
  GENERATED: { color: "var(--fake)", label: "generated" },
  REAL_BEFORE: { color: "var(--real-before)", label: "real, before", hollow: true },
  GENERATED_BEFORE: { color: "var(--fake-before)", label: "generated, before", hollow: true },
};

function scatter(picture, axes) {
  const chart = plot([axes.left, axes.right, axes.bottom, axes.top], 360);
  const radius = picture.moves.length > 0 ? 6 : 2.3, opacity = picture.moves.length > 0 ? 1 : 0.72;
  for (const move of picture.moves) chart.line(move.points, MARKS[move.mark].color, 1.5);
  for (const { mark, points } of picture.layers) {
    if (MARKS[mark].hollow) chart.rings(points, MARKS[mark].color, radius);
    else chart.dots(points, MARKS[mark].color, radius, opacity);
  }
  return chart.svg;
}

function image(url, alt) {
  const picture = document.createElement("img");
  picture.className = "picture";
  picture.alt = alt;
  picture.src = url;
  return picture;
}

function drawFrames() {
  if (data.iterations.length === 0) { byId("frames-section").remove(); return; }
  const used = new Set(data.albums.flatMap(a => a.pictures.flatMap(p => (p.layers || []).map(l => l.mark))));
  legend("cloud-legend", Object.entries(MARKS).filter(([mark]) => used.has(mark)).map(([, m]) => [m.label, m.color, m.hollow]));
  if (data.albums.length === 1) byId("albums").className = "";
  const panels = data.albums.map(album => {
    const box = document.createElement("div"), place = document.createElement("div");
    box.append(element("h3", album.title), place);
    byId("albums").append(box);
    return place;
  });
  player(data.iterations.length, index => {
    byId("iteration").textContent = "iteration " + data.iterations[index].toLocaleString("en");
    data.albums.forEach((album, i) => {
      const picture = album.pictures[index];
      if (picture.layers) panels[i].replaceChildren(scatter(picture, album.axes));
      else if (picture.png) panels[i].replaceChildren(image(picture.png, album.title));
      else panels[i].replaceChildren();
    });
  });
}

function drawExhibits() {
  for (const exhibit of data.exhibits) {
    const section = document.createElement("section");
    section.append(element("h2", exhibit.title), image(exhibit.png, exhibit.title));
    byId("exhibits").append(section);
  }
}

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
  if (data.losses.length > 0) drawLosses(); else byId("losses-section").remove();
  drawFrames();
  drawExhibits();
  drawMetrics();
}
