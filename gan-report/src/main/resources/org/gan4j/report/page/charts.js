const byId = id => document.getElementById(id);
const svgNode = (name, attributes, text) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const key in attributes) node.setAttribute(key, attributes[key]);
  if (text !== undefined) node.textContent = text;
  return node;
};
const element = (name, text) => { const node = document.createElement(name); node.textContent = text; return node; };
const short = value => Math.abs(value) >= 1000 ? Math.round(value).toLocaleString("en") : String(+value.toPrecision(3));

function ticks(low, high) {
  const step = 10 ** Math.floor(Math.log10((high - low) / 4));
  const nice = [1, 2, 5, 10].map(f => f * step).find(s => (high - low) / s <= 6);
  const found = [];
  for (let value = Math.ceil(low / nice) * nice; value <= high + nice * 1e-9; value += nice) found.push(value);
  return found;
}

/** A plot with axes; x and y turn data into places. */
function plot(bounds, height, width = Math.min(520, document.body.clientWidth - 80), label = short) {
  const left = 52, right = 22, top = 8, bottom = 26;
  const [x0, x1, y0, y1] = bounds;
  const x = value => left + (value - x0) / (x1 - x0) * (width - left - right);
  const y = value => height - bottom - (value - y0) / (y1 - y0) * (height - top - bottom);
  const svg = svgNode("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
  for (const value of ticks(y0, y1)) {
    svg.append(svgNode("line", { x1: left, x2: width - right, y1: y(value), y2: y(value), stroke: "var(--line)" }));
    svg.append(svgNode("text", { x: left - 6, y: y(value) + 4, "text-anchor": "end" }, label(value)));
  }
  for (const value of ticks(x0, x1)) {
    svg.append(svgNode("text", { x: x(value), y: height - 8, "text-anchor": "middle" }, short(value)));
  }
  // A peak leaves the plot steeply, yet not so far that it cannot be drawn.
  const drawable = place => Math.min(10 * height, Math.max(-10 * height, place)).toFixed(1);
  const inside = ([a, b]) => a >= x0 && a <= x1 && b >= y0 && b <= y1;
  return {
    svg, x, y, x0, x1, left, right, width, height,
    line(points, color, thickness, extra) {
      svg.append(svgNode("polyline", { points: points.map(p => `${x(p[0]).toFixed(1)},${drawable(y(p[1]))}`).join(" "),
        fill: "none", stroke: color, "stroke-width": thickness, ...extra }));
    },
    dots(points, color, radius, opacity) {
      this.circles(points, radius, { fill: color, "fill-opacity": opacity });
    },
    /** Wide enough to be seen around dots of this radius. */
    rings(points, color, radius) {
      this.circles(points, 1.4 * radius, { fill: "none", stroke: color, "stroke-width": 1.2 });
    },
    circles(points, radius, style) {
      const group = svgNode("g", style);
      for (const p of points.filter(inside)) group.append(svgNode("circle", { cx: x(p[0]).toFixed(1), cy: y(p[1]).toFixed(1), r: radius }));
      svg.append(group);
    },
  };
}

/** Bounds that show all points but a share of outliers on each side. */
function around(clouds, outliers = 0) {
  const points = clouds.flat();
  const range = axis => {
    const values = points.map(p => p[axis]).sort((a, b) => a - b);
    const low = values[Math.floor(outliers * (values.length - 1))], high = values[Math.ceil((1 - outliers) * (values.length - 1))];
    const margin = (high - low) * 0.08 || 0.5;
    return [low - margin, high + margin];
  };
  return [...range(0), ...range(1)];
}
const show = (id, svg) => byId(id).replaceChildren(svg);
function legend(id, entries) {
  for (const [text, color, isHollow] of entries) {
    const entry = element("span", text), dot = document.createElement("i");
    dot.style.color = color;
    if (isHollow) dot.className = "hollow";
    entry.prepend(dot);
    byId(id).append(entry);
  }
}
/** The running mean over a fiftieth of all points. */
const smooth = points => {
  const reach = Math.floor(points.length / 100);
  return points.map((p, i) => {
    const part = points.slice(Math.max(0, i - reach), i + reach + 1);
    return [p[0], part.reduce((sum, q) => sum + q[1], 0) / part.length];
  });
};

/** The value below which a share of all values is: a few peaks would hide all else. */
const usual = (values, share = 0.97) => [...values].sort((a, b) => a - b)[Math.round(share * (values.length - 1))];
