// The script of the page: an axis of time over the list of events, and a filter for both.
//
// The list is the data: what is drawn is read from it (`read`). Where a bar stands follows the rules of
// timeline/pictures/ (axis.py, shapes.py, lanes.py), with its table of lengths, LOOK, which stands before this text; one
// golden holds both. Positions are days since the beginning of 1970. Without `document` there are only those rules.
"use strict";

// ---- The calendar: proleptic Gregorian, without limits, from day numbers (1 January 1970 is 0).

const CYCLE = 146097, MARCH = 719468;

function dayNumber(year, month, day) {
  const y = year - (month < 3), era = Math.floor(y / 400), m = (month + 9) % 12;
  const ofEra = y - era * 400;
  return era * CYCLE + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100)
    + Math.floor((153 * m + 2) / 5) + day - 1 - MARCH;
}

function civil(number) {
  const z = number + MARCH, era = Math.floor(z / CYCLE), n = z - era * CYCLE;
  const y = Math.floor((n - Math.floor(n / 1460) + Math.floor(n / 36524) - Math.floor(n / 146096)) / 365);
  const ofYear = n - (365 * y + Math.floor(y / 4) - Math.floor(y / 100)), m = Math.floor((5 * ofYear + 2) / 153);
  const month = m < 10 ? m + 3 : m - 9;
  return [y + era * 400 + (month < 3), month, ofYear - Math.floor((153 * m + 2) / 5) + 1];
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const DAY = 86400, HOUR = 3600, MINUTE = 60, MONDAY = 4;
const CLOCK = [1, 5, 15, 30, 60, 300, 900, 1800, 3600, 10800, 21600, 43200];
const MONTH = 30.436875, YEAR = 365.2425;
const BY_CLOCK = 3, BY_YEAR = 400 * YEAR;
const LARGE = [[1e9, " billion"], [1e6, " million"]];

const two = (number) => String(number).padStart(2, "0");

function yearName(year) {
  if (year >= 1000 && year <= 9999) return String(year);
  const number = year <= 0 ? 1 - year : year, large = LARGE.find(([size]) => number >= size);
  const shown = large ? Number((number / large[0]).toPrecision(4)) + large[1]
    : number > 9999 ? number.toLocaleString("en-US") : String(number);
  return `${shown} ${year <= 0 ? "BC" : "AD"}`;
}

function dayName(day, parts) {
  const [year, month, number] = civil(day);
  const words = { d: String(number), m: MONTHS[month - 1], y: yearName(year) };
  return [...parts].map((part) => words[part]).join(" ");
}

function momentName(at, lasts) {
  if (lasts > BY_YEAR) return yearName(civil(Math.floor(at))[0]);
  const near = at + 0.5 / DAY, day = Math.floor(near), minute = Math.floor((near - day) * DAY / MINUTE);
  return dayName(day, "dmy") + (lasts < BY_CLOCK ? `, ${two(Math.floor(minute / 60))}:${two(minute % 60)}` : "");
}

function inWords(window) {
  return window.map((at) => momentName(at, window[1] - window[0])).join(" to ");
}

// ---- Ticks of the calendar, as near to one another as their names allow.

function ticks(window, width) {
  const least = LOOK.between_ticks * (window[1] - window[0]) / width;
  const step = CLOCK.find((seconds) => seconds >= least * DAY);
  if (step) return ticksByClock(window, step);
  if (least <= 7) return ticksByDay(window, [1, 2, 7].find((days) => days >= least));
  const months = [1, 3, 6].find((n) => n * MONTH >= least);
  return months ? ticksByMonth(window, months) : ticksByYear(window, least / YEAR);
}

function ticksByClock([first, last], step) {
  const found = [];
  let before = null;
  for (let day = Math.floor(first); day <= last; day++) {
    for (let second = Math.ceil(Math.max(first - day, 0) * DAY / step) * step; second < DAY; second += step) {
      if (day + second / DAY > last) break;
      const clock = `${two(Math.floor(second / HOUR))}:${two(Math.floor(second / MINUTE) % 60)}`
        + (step < MINUTE ? `:${two(second % MINUTE)}` : "");
      const name = day === before ? clock : dayName(day, "dm") + (second ? ` ${clock}` : "");
      found.push({ at: day + second / DAY, name });
      before = day;
    }
  }
  return found;
}

function ticksByDay([first, last], step) {
  const found = [];
  let before = [];
  for (let day = Math.ceil((first - MONDAY) / step) * step + MONDAY; day <= Math.floor(last); day += step) {
    const [year, month] = civil(day), same = before[0] === year;
    found.push({ at: day, name: dayName(day, same ? (before[1] === month ? "d" : "dm") : "dmy") });
    before = [year, month];
  }
  return found;
}

function ticksByMonth([first, last], step) {
  const found = [], [year, month] = civil(Math.floor(first));
  let before = null;
  for (let n = Math.floor((12 * year + month - 1) / step) * step; ; n += step) {
    const y = Math.floor(n / 12), day = dayNumber(y, n - 12 * y + 1, 1);
    if (day > last) return found;
    if (day >= first) {
      found.push({ at: day, name: dayName(day, before === y ? "m" : "my") });
      before = y;
    }
  }
}

function ticksByYear([first, last], least) {
  const size = 10 ** Math.max(Math.floor(Math.log10(least)), 0);
  const step = [1, 2, 5, 10].map((n) => n * size).find((years) => years >= least), found = [];
  const [from, to] = [first, last].map((at) => civil(Math.floor(at))[0]);
  for (let n = Math.floor(from / step) - 1; n <= Math.floor(to / step) + 1; n++) {
    const year = step === 1 ? n : n >= 0 ? Math.max(n * step, 1) : n * step + 1, day = dayNumber(year, 1, 1);
    if (first <= day && day <= last) found.push({ at: day, name: yearName(year) });
  }
  return found;
}

// ---- An event in pixels: pieces of a bar, [x1, x2, ink1, ink2].

// The spans of an event, with the first and the last position that they reach, so that most are passed over at a look.
function spansOf(text) {
  const spans = text.split(" ").filter(Boolean).map((word) => {
    const at = word.slice(1).split(",");
    const [a, b, c, d] = at.length === 2 ? [at[0], at[0], at[1], at[1]] : at;
    const low = (x) => x === "" ? -Infinity : Number(x), high = (x) => x === "" ? Infinity : Number(x);
    return { kind: word[0], at: [low(a), low(b), high(c), high(d)] };
  });
  const known = spans.flatMap((span) => span.at).filter(Number.isFinite);
  const endless = (at) => spans.some((span) => span.at[1] === at || span.at[2] === at);
  spans.reach = [endless(-Infinity) ? -Infinity : Math.min(...known), endless(Infinity) ? Infinity : Math.max(...known)];
  return spans;
}

function parts(spans, window, width) {
  const found = [], soft = LOOK.taper * (window[1] - window[0]) / width;
  if (spans.reach && (spans.reach[0] > window[1] + soft || spans.reach[1] < window[0] - soft)) return found;
  for (const span of spans) {
    for (const part of partsOf(span, window, width)) {
      if (part[0] < width && part[1] > 0) found.push(clipped(part, width));
    }
  }
  return found;
}

function clipped([x1, x2, ink1, ink2], width) {
  const grows = (ink2 - ink1) / (x2 - x1), low = Math.max(x1, 0), high = Math.min(x2, width);
  return [low, high, ink1 + (low - x1) * grows, ink2 - (x2 - high) * grows];
}

function partsOf({ kind, at }, window, width) {
  const scale = width / (window[1] - window[0]);
  let [a, b, c, d] = at.map((x) => (x - window[0]) * scale);
  let ink = { "=": 1, "<": LOOK.reported, "~": LOOK.possible }[kind];
  if (kind === "~" || b > c) {
    ink = Math.min(ink, LOOK.possible);
    const low = a > -Infinity ? a : Math.min(d, c) < Infinity ? Math.min(d, c) : b;
    const high = d < Infinity ? d : Math.max(a, b) > -Infinity ? Math.max(a, b) : c;
    [b, c] = [Math.min(low, high), Math.max(low, high)];
  } else {
    if (b === -Infinity) b = Math.min(-LOOK.least, c);
    if (c === Infinity) c = Math.max(width + LOOK.least, b);
    if (a === -Infinity && at[1] === -Infinity) a = b;
    if (d === Infinity && at[2] === Infinity) d = c;
  }
  if (c - b < LOOK.least) [b, c] = [(b + c - LOOK.least) / 2, (b + c + LOOK.least) / 2];
  const found = [];
  if (kind === "<" || a === -Infinity) found.push([b - LOOK.taper, b, LOOK.faint, ink]);
  else if (a < b) found.push([a, b, LOOK.faint, ink]);
  found.push([b, c, ink, ink]);
  if (d === Infinity) found.push([c, c + LOOK.taper, ink, LOOK.faint]);
  else if (c < d) found.push([c, d, ink, LOOK.faint]);
  return found;
}

// ---- Lanes and rows.

const INSET = LOOK.taper + LOOK.space;

function named(items, kind) {
  const number = new Map();
  for (const item of items) for (const name of new Set(item.names)) number.set(name, (number.get(name) || 0) + 1);
  let names = [...number.keys()].sort((a, b) => number.get(b) - number.get(a) || byCode(a, b));
  if (names.length > LOOK.lanes + 1) names = names.slice(0, LOOK.lanes);
  const lanes = new Map(names.map((name) => [name, []])), others = [], none = [];
  items.forEach((item, n) => {
    const there = [...new Set(item.names)].filter((name) => lanes.has(name));
    for (const name of there) lanes.get(name).push(n);
    if (!there.length) (item.names.length ? others : none).push(n);
  });
  const rest = [[`other ${kind}s`, others], [`no ${kind}`, none]].filter(([, members]) => members.length);
  return [...lanes, ...rest].map(([name, members]) => ({ name, members }));
}

// Texts in the order of their code points, as Python has them.
function byCode(one, other) {
  const [a, b] = [[...one], [...other]], n = a.findIndex((letter, at) => letter !== b[at]);
  if (n < 0) return a.length - b.length;
  return n < b.length ? a[n].codePointAt(0) - b[n].codePointAt(0) : 1;
}

function lanes(items, lanesByName, window, width) {
  const shown = items.map((item) => parts(item.spans, window, width));
  const labelled = shown.filter((found) => found.length).length <= LOOK.labelled;
  let top = 0;
  return lanesByName.map(({ name, members }) => {
    const ends = [];
    const placed = members.filter((n) => shown[n].length)
      .map((n) => placedAt(n, labelled ? items[n].title : "", shown[n], ends, width));
    const height = LOOK.lane_head + Math.max(ends.length, 1) * LOOK.row;
    top += height;
    return { name, number: members.length, top: top - height, height, placed };
  });
}

function placedAt(item, title, found, ends, width) {
  let x1 = Infinity, x2 = -Infinity;
  for (const part of found) { x1 = Math.min(x1, part[0]); x2 = Math.max(x2, part[1]); }
  const [label, labelAt] = title ? labelOf([...title], x1, x2, width) : [[], x2 + LOOK.space];
  const first = label.length ? Math.min(x1, labelAt) : x1;
  const last = label.length ? Math.max(x2, labelAt + widthOf(label)) : x2;
  let row = freeRow(ends, first);
  if (row === ends.length && row >= LOOK.rows && !title) row = ends.indexOf(Math.min(...ends));
  ends[row] = row < ends.length ? Math.max(last, ends[row]) : last;
  return { item, row, parts: found, x1, x2, label: label.join(""), labelAt };
}

// The first row in which there is room from some place on, or the next new one.
function freeRow(ends, from) {
  let row = 0;
  while (row < ends.length && ends[row] + LOOK.gap > from) row++;
  return row;
}

function labelOf(title, x1, x2, width) {
  const text = title.length <= LOOK.letters ? title : shortened(title, LOOK.letters - 1);
  const behind = width - x2 - LOOK.space, before = x1 - LOOK.space, needs = widthOf(text);
  if (needs <= behind) return [text, x2 + LOOK.space];
  if (needs <= before) return [text, x1 - LOOK.space - needs];
  if (needs <= x2 - x1 - 2 * INSET) return [text, x1 + INSET];
  const label = fitted(text, Math.max(behind, before));
  return [label, behind >= before ? x2 + LOOK.space : x1 - LOOK.space - widthOf(label)];
}

const shortened = (text, letters) => [...(text.slice(0, letters).join("").trimEnd() + "\u2026")];

function fitted(text, room) {
  let letters = Math.min(Math.max(Math.floor(room / LOOK.letter) - 1, 0), text.length);
  while (letters >= LOOK.least_letters && widthOf(text.slice(0, letters)) + LOOK.letter > room) letters--;
  return letters >= LOOK.least_letters ? shortened(text, letters) : [];
}

const widthOf = (letters) =>
  letters.reduce((sum, letter) => sum + LOOK.letter * (letter.codePointAt(0) >= LOOK.wide ? 2 : 1), 0);

const TONES = ["many", "some", "unknown", "one", "none"];
// More pixels than any axis has.
const MOST = 1e5;

// ---- The list, read once.

const KINDS = ["actor", "tag", "place", "status", "sourcing"];
const NAMED = { actor: ".actors b", tag: ".tags li", place: ".places b", sourcing: ".badges :first-child" };

function read(document, usualStatus) {
  return [...document.querySelectorAll(".events > li")].map((row) => {
    const article = row.firstElementChild, names = { status: [article.dataset.status || usualStatus] };
    for (const [kind, part] of Object.entries(NAMED)) {
      const found = [...article.querySelectorAll(part)].map((named) => named.dataset.is || named.textContent);
      names[kind] = [...new Set(found)];
    }
    const heading = article.querySelector("h3 a");
    return {
      row, article, heading, names, points: [...article.querySelectorAll("[data-at]")].map((place) => place.dataset.at),
      spans: spansOf(article.dataset.span || ""), title: heading.textContent,
      tone: article.querySelector(NAMED.sourcing).className, text: null,
    };
  });
}

// Text as it is compared: without case and accents.
function folded(text) {
  const lower = text.toLowerCase();
  return /^[\x00-\x7f]*$/.test(lower) ? lower : lower.normalize("NFKD").replace(/\p{M}/gu, "");
}

// ---- The page.

// Pixels of the axis on paper: as wide as A4 between its margins.
const PAPER = 680;

class Page {
  constructor(document) {
    const find = (part) => document.querySelector(`[data-part="${part}"]`);
    this.count = find("count");
    this.axis = find("axis");
    this.live = find("live");
    this.range = find("range");
    this.canvas = this.axis.querySelector("canvas");
    this.events = read(document, find("filter").dataset.usual);
    this.lists = [...document.querySelectorAll(".events")];
    this.shown = this.events;
    this.kind = find("tools").querySelector("select").value;
    this.current = null;
    this.bars = [];
    this.window = this.axis.dataset.window ? this.axis.dataset.window.split(",").map(Number) : null;
    this.whole = this.limits(this.window ?? []);
    this.filter = new Filter(this, find("filter"));
    if (this.window) this.listen(find("tools"));
    else find("time").remove();
    for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;
    for (const list of this.lists) {
      list.addEventListener("keydown", (event) => this.leave(event));
      list.addEventListener("click", ({ target }) => {
        if (target.closest("a")?.getAttribute("href") === location.hash) this.reveal();  // no change of it is told of
      });
    }
    addEventListener("hashchange", () => this.reveal());
    addEventListener("beforeprint", () => this.onPaper(true));
    addEventListener("afterprint", () => this.onPaper(false));
    this.draw();
  }

  // The time of all events that have a day; and no less than is seen at first, which is a week at least.
  limits([from = Infinity, to = -Infinity]) {
    const at = this.events.flatMap((event) => event.spans.flatMap((span) => span.at.filter(Number.isFinite)));
    const first = at.reduce((a, b) => Math.min(a, b), Infinity), last = at.reduce((a, b) => Math.max(a, b), -Infinity);
    const room = Math.max((last - first) * 0.03, 0.25);
    return [Math.min(first - room, from), Math.max(last + room, to)];
  }

  listen(tools) {
    const does = {
      closer: () => this.zoom(0.5), farther: () => this.zoom(2), earlier: () => this.pan(-0.25),
      later: () => this.pan(0.25), all: () => this.go(...this.whole),
    };
    tools.addEventListener("click", (event) => does[event.target.value]?.());
    tools.querySelector("select").addEventListener("change", (event) => {
      this.kind = event.target.value;
      this.again();
    });
    this.axis.addEventListener("keydown", (event) => this.key(event));
    this.axis.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.axis.addEventListener("pointerdown", (event) => this.drag(event));
    this.canvas.addEventListener("pointermove", (event) => this.point(event));
    this.canvas.addEventListener("dblclick", (event) => this.zoom(0.5, this.placeOf(event)));
    new ResizeObserver(() => this.redraw()).observe(this.axis);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { this.colours = null; this.redraw(); });
  }

  // ---- Where one looks.

  go(first, last) {
    const least = 10 * MINUTE / DAY, middle = (first + last) / 2, most = (this.whole[1] - this.whole[0]) * 2;
    const half = Math.min(Math.max(last - first, least), Math.max(most, least)) / 2;
    const there = Math.min(Math.max(middle, this.whole[0]), this.whole[1]);
    this.window = [there - half, there + half];
    this.redraw();
  }

  // Where one is stays where it is.
  zoom(factor, part = this.placeOfCurrent()) {
    const [first, last] = this.window, still = first + (last - first) * part, half = (last - first) * factor;
    this.go(still - half * part, still + half * (1 - part));
  }

  placeOfCurrent() {
    const at = this.current?.spans.flatMap((span) => span.at).find(Number.isFinite);
    const part = (at - this.window[0]) / (this.window[1] - this.window[0]);
    return part > 0 && part < 1 ? part : 0.5;
  }

  pan(part) {
    const [first, last] = this.window, by = (last - first) * part;
    this.go(first + by, last + by);
  }

  // The part of the axis at which a pointer is.
  placeOf(event) {
    const box = this.canvas.getBoundingClientRect();
    return (event.clientX - box.left) / box.width;
  }

  wheel(event) {
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      this.pan((event.deltaX || event.deltaY) / this.width);
    } else if (event.ctrlKey || document.activeElement === this.axis) {
      this.zoom(2 ** (event.deltaY / 300), this.placeOf(event));
    } else {
      return;
    }
    event.preventDefault();
  }

  drag(event) {
    if (event.button || event.target !== this.canvas) return;
    const from = event.clientX, [first, last] = this.window, hit = this.hit(event);
    let moved = false;
    const move = (now) => {
      moved ||= Math.abs(now.clientX - from) > 4;
      const by = (from - now.clientX) * (last - first) / this.width;
      if (moved) this.go(first + by, last + by);
    };
    const end = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      if (!moved && hit) this.enter(hit.event);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
  }

  // ---- From event to event.

  key(event) {
    const shifted = event.shiftKey, moves = {
      ArrowRight: () => shifted ? this.pan(0.25) : this.step(1), ArrowLeft: () => shifted ? this.pan(-0.25) : this.step(-1),
      ArrowDown: () => this.step(1), ArrowUp: () => this.step(-1), Home: () => this.step(-Infinity),
      End: () => this.step(Infinity), "+": () => this.zoom(0.5), "=": () => this.zoom(0.5), "-": () => this.zoom(2),
      PageUp: () => this.pan(-0.75), PageDown: () => this.pan(0.75),
      "0": () => this.go(...this.whole), Enter: () => this.current && this.enter(this.current),
    };
    if (!moves[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    moves[event.key]();
  }

  // The next event, or the one before, of those in view; then of those that are out of it.
  step(by) {
    const there = this.shown.filter((event) => event.spans.length);
    const inView = there.filter((event) => parts(event.spans, this.window, this.width).length);
    const among = Number.isFinite(by) && there.includes(this.current) ? there : inView.length ? inView : there;
    if (!among.length) return;
    const at = among.indexOf(this.current);
    const next = at < 0 ? (by > 0 && Number.isFinite(by) || by === -Infinity ? 0 : among.length - 1) : at + by;
    this.choose(among[Math.min(Math.max(next, 0), among.length - 1)]);
  }

  choose(event) {
    this.current = event;
    this.live.textContent = event ? this.told(event) : "";
    if (event && !parts(event.spans, this.window, this.width).length) {
      const at = event.spans[0].at.find(Number.isFinite), half = (this.window[1] - this.window[0]) / 2;
      this.go(at - half, at + half);
    }
    this.redraw();
  }

  told(event) {
    const [rests] = event.names.sourcing;
    return `${event.article.querySelector(".when").textContent}: ${event.title}. ${rests[0].toUpperCase()}${rests.slice(1)}.`;
  }

  enter(event) {
    this.current = event;
    event.row.scrollIntoView({ block: "center" });
    event.heading.focus();
    this.redraw();
  }

  // A link leads to its entry, though the filter has hidden it.
  reveal() {
    const row = document.querySelector(":target")?.closest("li");
    if (!row?.hidden) return;
    this.filter.clear();
    row.scrollIntoView();
  }

  // Escape in an entry leads back to its bar.
  leave(event) {
    if (event.key !== "Escape") return;
    const found = this.events.find((one) => one.row.contains(event.target));
    this.axis.focus();
    if (found.spans.length) this.choose(found);
  }

  hit(event) {
    const box = this.canvas.getBoundingClientRect(), x = event.clientX - box.left, y = event.clientY - box.top;
    const near = (bar) => y >= bar.y - 3 && y <= bar.y + LOOK.bar + 3 && x >= bar.x1 - 3 && x <= bar.x2 + 3;
    return this.bars.findLast(near);
  }

  point(event) {
    const hit = this.hit(event);
    this.canvas.style.cursor = hit ? "pointer" : "grab";
    if (this.pointed === hit?.event) return;
    this.pointed = hit?.event;
    this.range.textContent = hit ? this.told(hit.event) : inWords(this.window);
  }

  // ---- Drawing.

  // Draw other events, or other lanes.
  again() {
    this.items = this.byName = null;
    this.canvas.style.height = "";
    this.redraw();
  }

  redraw() {
    this.waiting ??= requestAnimationFrame(() => this.draw());
  }

  draw() {
    if (this.waiting) cancelAnimationFrame(this.waiting);
    this.waiting = null;
    if (!this.window) return;
    this.width = this.paper ? PAPER : this.axis.clientWidth || LOOK.width;
    this.items ??= this.shown.map(({ spans, names, title }) => ({ spans, names: names[this.kind], title }));
    this.byName ??= named(this.items, this.kind);
    const made = lanes(this.items, this.byName, this.window, this.width);
    this.fit(LOOK.axis + made.reduce((sum, lane) => sum + lane.height, 0));
    const pen = this.canvas.getContext("2d"), colours = this.palette();
    pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    pen.clearRect(0, 0, this.width, this.height);
    this.drawTicks(pen, colours);
    this.bars = [];
    for (const lane of made) this.drawLane(pen, colours, lane);
    this.range.textContent = inWords(this.window);
  }

  // The canvas grows as it must, and shrinks only with another choice: the list below stands still.
  fit(height) {
    this.height = Math.max(height, parseFloat(this.canvas.style.height) || 0);
    const [wide, high] = [this.width, this.height].map((length) => Math.round(length * devicePixelRatio));
    if (this.canvas.width !== wide) this.canvas.width = wide;
    if (this.canvas.height !== high) this.canvas.height = high;
    this.canvas.style.height = `${this.height}px`;
  }

  palette() {
    if (!this.colours) {
      const style = getComputedStyle(document.documentElement);
      const names = ["page", "ink", "quiet", "line", "focus", ...TONES];
      this.colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
    }
    return this.colours;
  }

  drawTicks(pen, colours) {
    pen.font = "12px system-ui, sans-serif";
    pen.textAlign = "center";
    for (const tick of ticks(this.window, this.width)) {
      const x = (tick.at - this.window[0]) * this.width / (this.window[1] - this.window[0]);
      pen.fillStyle = colours.line;
      pen.fillRect(Math.round(x), LOOK.axis - 8, 1, this.height);
      const half = pen.measureText(tick.name).width / 2;
      pen.fillStyle = colours.quiet;
      pen.fillText(tick.name, Math.min(Math.max(x, half), this.width - half), LOOK.axis - 14);
    }
    pen.textAlign = "start";
    pen.fillStyle = colours.line;
    pen.fillRect(0, LOOK.axis, this.width, 1);
  }

  drawLane(pen, colours, lane) {
    const top = LOOK.axis + lane.top;
    pen.font = "600 12px system-ui, sans-serif";
    this.write(pen, colours, `\u2068${lane.name}\u2069 (${lane.number.toLocaleString("en-US")})`, 0, top + LOOK.lane_head - 6);
    pen.font = "12px system-ui, sans-serif";
    const drawn = new Set(), wideFirst = lane.placed.toSorted((a, b) => (b.x2 - b.x1) - (a.x2 - a.x1));
    for (const placed of wideFirst) {
      const event = this.shown[placed.item], y = top + LOOK.lane_head + placed.row * LOOK.row;
      const from = (placed.row * TONES.length + TONES.indexOf(event.tone)) * MOST + Math.floor(placed.x1);
      const place = from * MOST + Math.floor(placed.x2);
      if (!drawn.has(place)) this.drawBar(pen, colours, placed.parts, colours[event.tone], y);
      drawn.add(place);
      if (placed.label && placed.labelAt > placed.x1 && placed.labelAt < placed.x2) {
        pen.globalAlpha = LOOK.ground;
        pen.fillStyle = colours.page;
        pen.fillRect(placed.labelAt - LOOK.rim, y, pen.measureText(placed.label).width + 2 * LOOK.rim, LOOK.bar);
        pen.globalAlpha = 1;
      }
      if (placed.label) this.write(pen, colours, placed.label, placed.labelAt, y + LOOK.bar - 1);
      if (event === this.current) {
        pen.strokeStyle = colours.focus;
        pen.lineWidth = 2;
        pen.strokeRect(placed.x1 - 3, y - 3, placed.x2 - placed.x1 + 6, LOOK.bar + 6);
      }
      placed.event = event;
      placed.y = y;
      this.bars.push(placed);
    }
  }

  drawBar(pen, colours, found, colour, y) {
    if (found.length > 1 && found.at(-1)[0] > found[0][1]) {
      pen.fillStyle = colours.line;
      pen.fillRect(found[0][1], y + LOOK.bar / 2, found.at(-1)[0] - found[0][1], 1);
    }
    for (const [x1, x2, ink1, ink2] of found) {
      const fades = ink1 !== ink2 && x2 - x1 > 2;
      pen.globalAlpha = fades ? 1 : (ink1 + ink2) / 2;
      pen.fillStyle = fades ? fading(pen, colour, x1, x2, ink1, ink2) : colour;
      pen.fillRect(x1, y, x2 - x1, LOOK.bar);
    }
    pen.globalAlpha = 1;
  }

  // Text over lines and bars, with a rim of the colour of the page.
  write(pen, colours, text, x, y) {
    pen.lineWidth = 3;
    pen.lineJoin = "round";
    pen.strokeStyle = colours.page;
    pen.strokeText(text, x, y);
    pen.fillStyle = colours.ink;
    pen.fillText(text, x, y);
  }

  // Dots of places where none of the events is that are shown.
  dim() {
    const there = new Set(this.shown.flatMap((event) => event.points));
    for (const dot of document.querySelectorAll(".map circle")) {
      dot.classList.toggle("none", !dot.dataset.at.split(" ").some((point) => there.has(point)));
    }
  }

  onPaper(is) {
    this.paper = is;
    document.documentElement.classList.toggle("paper", is);
    this.colours = null;
    this.canvas.style.height = "";
    this.draw();
  }
}

function fading(pen, colour, x1, x2, ink1, ink2) {
  const gradient = pen.createLinearGradient(x1, 0, x2, 0), hex = (ink) => two(Math.round(ink * 255).toString(16));
  gradient.addColorStop(0, colour + hex(ink1));
  gradient.addColorStop(1, colour + hex(ink2));
  return gradient;
}

// ---- The filter: words, and a choice of each kind.

const CHOICES = 500;

class Filter {
  constructor(page, form) {
    this.page = page;
    this.form = form;
    this.words = form.querySelector("input");
    this.choices = KINDS.map((kind) => form.querySelector(`[name="${kind}"]`));
    this.choices.forEach((select, n) => this.offer(select, KINDS[n]));
    form.addEventListener("input", () => this.apply());
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => this.apply()));
    this.ahead(0);
  }

  // What there is of a kind, the most frequent first.
  offer(select, kind) {
    const number = new Map();
    for (const event of this.page.events) {
      for (const name of event.names[kind]) number.set(name, (number.get(name) || 0) + 1);
    }
    const names = [...number.keys()].sort((a, b) => number.get(b) - number.get(a) || byCode(a, b));
    for (const name of names.slice(0, CHOICES)) {
      select.add(new Option(`${name} (${number.get(name).toLocaleString("en-US")})`, name));
    }
    if (names.length > CHOICES) {
      const rest = new Option(`\u2026 ${(names.length - CHOICES).toLocaleString("en-US")} more: type the name`, "");
      rest.disabled = true;
      select.add(rest);
    }
    select.closest("label").hidden = names.length < 2;
  }

  // Texts are folded while nothing else is to be done, so that the first letter typed finds them ready.
  ahead(from) {
    if (from >= this.page.events.length) return;
    const idle = globalThis.requestIdleCallback || setTimeout;
    idle(() => {
      this.page.events.slice(from, from + 200).forEach((event) => this.textOf(event));
      this.ahead(from + 200);
    });
  }

  textOf(event) {
    return event.text ??= folded(event.article.textContent);
  }

  clear() {
    this.form.reset();
    this.apply();
  }

  apply() {
    const words = folded(this.words.value).split(/\s+/).filter(Boolean), page = this.page;
    const chosen = this.choices.map((select, n) => [KINDS[n], select.value]).filter(([, name]) => name);
    page.shown = page.events.filter((event) =>
      chosen.every(([kind, name]) => event.names[kind].includes(name))
      && words.every((word) => this.textOf(event).includes(word)));
    const there = new Set(page.shown);
    for (const event of page.events) {
      const hidden = !there.has(event);
      if (event.row.hidden !== hidden) event.row.hidden = hidden;
    }
    for (const list of page.lists) {
      const rows = [...list.children].filter((row) => !row.hidden).length;
      list.hidden = !rows;
      list.style.setProperty("--rows", rows);
    }
    page.dim();
    const all = page.events.length.toLocaleString("en-US"), some = page.shown.length.toLocaleString("en-US");
    page.count.textContent = page.shown.length === page.events.length ? `All ${all} events` : `${some} of ${all} events`;
    if (!there.has(page.current)) page.choose(null);
    page.again();
  }
}

// The list is shown first: what the script adds waits until it is.
if (typeof document !== "undefined") requestAnimationFrame(() => setTimeout(() => new Page(document)));
