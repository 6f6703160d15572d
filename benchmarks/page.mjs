// The page in a browser: how soon it is to be seen, and how it answers.
//
//   npm install --prefix DIR puppeteer-core uplot          (and Chromium; CHROMIUM names it, else chromium on the PATH)
//   NODE_PATH=DIR/node_modules node benchmarks/page.mjs 1000.html 10000.html
//
// The files are what `timeline export -o FILE.html` wrote of 1,000 and 10,000 events (benchmarks/generate.py). The first
// paint is held against that of a page with uPlot and the same points inline, by turns; the other figures are
// milliseconds until the next frame is there, by the promises of the design. The exit code is 1 when one was not kept.
import { createRequire } from "node:module";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(path.join(process.env.NODE_PATH || ".", "x.js"));
const puppeteer = require("puppeteer-core");
const chromium = process.env.CHROMIUM || execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();
const [thousand, tenThousand] = process.argv.slice(2);
const ROUNDS = 9;
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const browser = await puppeteer.launch({
  executablePath: chromium, headless: true, protocolTimeout: 600000,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
});

async function opened(file) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(pathToFileURL(path.resolve(file)).href, { waitUntil: "load", timeout: 120000 });
  return page;
}

async function firstPaint(file) {
  const page = await opened(file);
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length, { polling: 20 });
  const at = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
  await page.close();
  return at;
}

// A page with uPlot and the first day of each event, all inline.
async function peer(file) {
  const page = await opened(file);
  const at = await page.evaluate(() => [...document.querySelectorAll("article[data-span]")]
    .map((article) => article.dataset.span.match(/-?[\d.]+/)).filter(Boolean).map(([day]) => Number(day) * 86400));
  await page.close();
  const folder = path.dirname(require.resolve("uplot/package.json")), text = (name) => fs.readFileSync(path.join(folder, "dist", name), "utf8");
  const html = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>uPlot</title><style>${text("uPlot.min.css")}</style><body><script>${text("uPlot.iife.min.js")}
const x = ${JSON.stringify(at.sort((a, b) => a - b))};
new uPlot({ width: 1200, height: 600, series: [{}, { paths: () => null, points: { show: true } }] }, [x, x.map((_, n) => n)], document.body);
</script></body></html>`;
  const written = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "page-")), "uplot.html");
  fs.writeFileSync(written, html);
  return written;
}

// Milliseconds from an act until the frame that shows it is done; several acts, by turns.
function timed(page, acts, times) {
  return page.evaluate(async (acts, times) => {
    const does = {
      key: (key) => document.querySelector('[data-part="axis"]').dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey: key.startsWith("Arrow"), bubbles: true })),
      type: (text) => {
        const box = document.querySelector('input[type="search"]');
        box.value = text;
        box.dispatchEvent(new Event("input", { bubbles: true }));
      },
    };
    const frame = () => new Promise((done) => requestAnimationFrame(() => { const port = new MessageChannel(); port.port1.onmessage = done; port.port2.postMessage(0); }));
    const found = [];
    await frame();
    for (let n = 0; n < times; n++) {
      const [kind, value] = acts[n % acts.length], begun = performance.now();
      does[kind](value);
      await frame();
      found.push(performance.now() - begun);
    }
    return found;
  }, acts, times);
}

let broken = false;
function told(what, value, most, unit) {
  const kept = value <= most;
  broken ||= !kept;
  console.log(`${what.padEnd(64)} ${value.toFixed(2)}${unit}  [${most}${unit}]  ${kept ? "OK" : "over"}`);
}

const uplot = await peer(thousand), ours = [], theirs = [];
await firstPaint(thousand); await firstPaint(uplot);
for (let n = 0; n < ROUNDS; n++) { ours.push(await firstPaint(thousand)); theirs.push(await firstPaint(uplot)); }
told(`first contentful paint at 1,000 (${median(ours).toFixed(0)} ms) / uPlot (${median(theirs).toFixed(0)} ms)`, median(ours) / median(theirs), 1.5, "");
const letters = [..."en ergy".replace(" ", "")].map((_, n) => ["type", "energy".slice(0, n + 1)]);
for (const [file, name, most] of [[thousand, "1,000", 100], [tenThousand, "10,000", 500]]) {
  const page = await opened(file);
  told(`a keystroke in the filter at ${name}: the first`, (await timed(page, [["type", "e"]], 1))[0], most, " ms");
  told(`a keystroke in the filter at ${name}: the slowest of 30`, Math.max(...await timed(page, [...letters, ["type", ""]], 30)), most, " ms");
  const steps = await timed(page, [["key", "+"], ["key", "ArrowRight"], ["key", "+"], ["key", "ArrowLeft"], ["key", "-"], ["key", "-"]], 42);
  told(`a step of zoom or pan at ${name}`, median(steps), 50, " ms");
  await page.close();
}
await browser.close();
process.exitCode = broken ? 1 : 0;
