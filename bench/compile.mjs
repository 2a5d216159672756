// `npm run bench:compile [-- big|shapes] [--lines 1000,5000,20000] [--runs 3] [NAME...]`: how the time to compile grows.
//
//   big     generated programs (bench/gen_big.mjs): time of each phase, CPU time of `build -O3`, and growth between sizes
//   shapes  programs that are large in one way (bench/shapes.mjs), at a quarter of their size and at their size, up to `check`
//
// Growth is the ratio of the times, less those of a program of one line, to the ratio of the sizes: 1.00 is linear. Of several runs the
// least time of each figure counts. Phases are wall-clock times (`--time`), "cpu" is the user and system time of all processes.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { generate } from "./gen_big.mjs";
import { SHAPES } from "./shapes.mjs";

const mojito = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "bin", "mojito");
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "mojito-bench-"));
const PART = 4;

/** Milliseconds of each phase and of the CPU. */
function once(verb, file) {
  const words = [mojito, ...verb, "--time", file].map((word) => `'${word}'`).join(" ");
  const done = spawnSync("sh", ["-c", `${words} >/dev/null; status=$?; times; exit $status`], {
    encoding: "utf8",
    env: { ...process.env, MOJITO_NO_PROGRAM_CACHE: "1" },
    maxBuffer: 1 << 28,
  });
  if (done.status !== 0) throw new Error(`${words}\n${done.stderr.slice(0, 2000)}`);
  const times = {};
  for (const [, phase, ms] of done.stderr.matchAll(/^(\w+) +([\d.]+) ms$/gm)) times[phase] = Number(ms);
  const [, minutes, seconds, sysMinutes, sysSeconds] = /\n(\d+)m([\d.]+)s (\d+)m([\d.]+)s\s*$/.exec(done.stdout) ?? [];
  times.cpu = 1000 * (60 * (Number(minutes) + Number(sysMinutes)) + Number(seconds) + Number(sysSeconds));
  return times;
}

function measure(verb, text, runs) {
  const file = path.join(scratch, "program.mojo");
  fs.writeFileSync(file, text);
  const best = once(verb, file);
  for (let run = 1; run < runs; run++) {
    for (const [phase, ms] of Object.entries(once(verb, file))) best[phase] = Math.min(best[phase] ?? ms, ms);
  }
  return best;
}

/** How much more than linear; times below 20 ms above the smallest program say nothing. */
function growth(base, small, large, ratio) {
  if (!(small - base > 20)) return "-";
  return ((large - base) / (small - base) / ratio).toFixed(2);
}

/** One line of a table, shown at once: a run takes minutes. */
function show(row) {
  console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(20) : cell.padStart(9))).join(" "));
}

const LITTLE = "def main():\n    print(1)\n";

function big(sizes, runs) {
  const verb = ["build", "-O3", "-o", path.join(scratch, "out")];
  const base = measure(verb, LITTLE, runs);
  const results = sizes.map((lines) => measure(verb, generate(lines), runs));
  const head = ["phase, ms", "1 line", ...sizes.flatMap((n, i) => (i === 0 ? [`${n}`] : [`${n}`, "growth"]))];
  show(head);
  for (const phase of Object.keys(results[0])) {
    show([
      phase,
      (base[phase] ?? 0).toFixed(0),
      ...results.flatMap((r, i) => {
        const shown = (r[phase] ?? 0).toFixed(0);
        if (i === 0) return [shown];
        return [shown, growth(base[phase] ?? 0, results[i - 1][phase], r[phase], sizes[i] / sizes[i - 1])];
      }),
    ]);
  }
}

function shapes(names, runs) {
  const verb = ["check"];
  const base = measure(verb, LITTLE, runs);
  const phases = ["parse", "check", "lower", "lifetimes", "elaborate"];
  show(["program, ms", "size", ...phases.flatMap((phase) => [phase, "growth"]), "cpu", "growth"]);
  for (const [name, size, text] of SHAPES) {
    if (names.length > 0 && !names.includes(name)) continue;
    const small = measure(verb, text(Math.round(size / PART)), runs);
    const large = measure(verb, text(size), runs);
    const cell = (p) => [(large[p] ?? 0).toFixed(0), growth(base[p] ?? 0, small[p] ?? 0, large[p] ?? 0, PART)];
    show([name, `${size}`, ...[...phases, "cpu"].flatMap(cell)]);
  }
}

const words = process.argv.slice(2);
/** The value of an option, taken out of the words. */
function option(name, otherwise) {
  const at = words.indexOf(name);
  return at < 0 ? otherwise : (words.splice(at, 2)[1] ?? otherwise);
}
const runs = Number(option("--runs", "3"));
const sizes = option("--lines", "1000,5000,20000").split(",").map(Number);
const [mode, ...names] = words;
try {
  if (mode === undefined || mode === "big") big(sizes, runs);
  if (mode === undefined || mode === "shapes") shapes(names, runs);
} finally {
  fs.rmSync(scratch, { recursive: true, force: true });
}
