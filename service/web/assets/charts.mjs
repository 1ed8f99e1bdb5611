// Draws a table that is marked data-chart="line" or "bar" above it. The table stays: it is the chart's text. Its first
// column names the points, every other column marked data-series on its heading is a series.
import {
  BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip,
} from "chart.js";

Chart.register(BarController, BarElement, CategoryScale, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip);
Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
Chart.defaults.font.size = 14;
Chart.defaults.color = "#0b0c0c";

// Colours that differ in lightness too, and dashes, so that none is needed to tell one from another.
const colours = ["#1d5a4c", "#d4351c", "#1d70b8", "#4c2c92", "#b58840"];
const dashes = [[], [6, 4], [2, 3], [10, 4, 2, 4], [1, 1]];

const number = (cell) => {
  const value = parseFloat((cell?.textContent ?? "").replace(/[,%\s]/g, ""));
  return Number.isNaN(value) ? null : value;
};

for (const table of document.querySelectorAll("table[data-chart]")) {
  const rows = [...table.tBodies[0].rows];
  const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
  const line = table.dataset.chart === "line";
  const datasets = heads
    .map((head, column) => ({ head, column }))
    .filter(({ head }) => "series" in head.dataset)
    .map(({ head, column }, order) => ({
      label: head.textContent.trim(),
      data: rows.map((row) => number(row.cells[column])),
      borderColor: colours[order % colours.length],
      backgroundColor: colours[order % colours.length],
      borderDash: line ? dashes[order % dashes.length] : [],
      spanGaps: true,
    }));
  const figure = document.createElement("div");
  figure.className = "app-chart";
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `Chart of the table that follows: ${table.caption?.textContent.trim() ?? ""}`);
  figure.append(canvas);
  table.before(figure);
  new Chart(canvas, {
    type: line ? "line" : "bar",
    data: { labels: rows.map((row) => row.cells[0].textContent.trim()), datasets },
    options: {
      animation: false,
      maintainAspectRatio: false,
      scales: { y: { beginAtZero: true, title: { display: Boolean(table.dataset.unit), text: table.dataset.unit } } },
      plugins: { legend: { display: datasets.length > 1 } },
    },
  });
}
