// `npm run compare`: builds each example, runs it and its Python twin on the same input, and prints both results and the ratio
// of the times that each measured around its own work. Needs python3 on the PATH for the twins.
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const mojito = path.join(here, "..", "bin", "mojito");
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "mojito-compare-"));

function build(source) {
  const out = path.join(scratch, path.basename(path.dirname(source)) + "-" + path.basename(source, ".mojo"));
  execFileSync(mojito, ["build", source, "-o", out], { stdio: ["ignore", "inherit", "inherit"] });
  return out;
}

/** The seed's activation program is the middle of a script: the lines around it define and print its arrays. */
function customRelu() {
  const parts = ["custom_relu_head", "custom_relu", "custom_relu_tail"];
  const file = path.join(scratch, "custom_relu.mojo");
  fs.writeFileSync(file, parts.map((p) => fs.readFileSync(path.join(here, "seed", `${p}.mojo`), "utf8")).join(""));
  return file;
}

/** Files of objects with a `value` field. */
function generatedJson(files, objects) {
  const names = [];
  for (let f = 0; f < files; f++) {
    const items = [];
    for (let i = 0; i < objects; i++) {
      items.push({
        id: i,
        name: `sensor ${i} \u00e9"\\`,
        value: ((i * 7919 + f) % 100003) / 8,
        tags: ["a", "b"],
        nested: { x: i, ok: i % 2 === 0 },
      });
    }
    const name = path.join(scratch, `data${f}.json`);
    fs.writeFileSync(name, JSON.stringify(items));
    names.push(name);
  }
  return names;
}

function measure(command, args) {
  const ran = spawnSync(command, args, { encoding: "utf8", maxBuffer: 1 << 26 });
  if (ran.status !== 0)
    return { result: `failed: ${ran.error?.message ?? ran.stderr.trim().split("\n").pop()}`, time: Number.NaN };
  return {
    result: /^result: (.*)$/m.exec(ran.stdout)?.[1] ?? ran.stdout.trim(),
    time: Number(/^nanoseconds: (\d+)$/m.exec(ran.stdout)?.[1] ?? Number.NaN),
  };
}

function best(command, args) {
  const runs = [1, 2, 3].map(() => measure(command, args));
  return runs.reduce((a, b) => (b.time < a.time ? b : a));
}

const vega = path.join(here, "..", "node_modules", "vega-datasets", "data");
const json = generatedJson(2, 100_000);
const rows = [
  ["square_array 1M", "seed/square_array_main.mojo", ["1000000"], "seed/square_array.py"],
  ["square_array 10M", "seed/square_array_main.mojo", ["10000000"], "seed/square_array.py"],
  ["custom_relu 1M", customRelu(), ["1000000"], "seed/custom_relu.py"],
  ["custom_relu 10M", customRelu(), ["10000000"], "seed/custom_relu.py"],
  ["hot_loop 1M", "hot_loop/main.mojo", ["1000000"], "hot_loop/hot_loop.py"],
  ["json_values generated", "json_values/main.mojo", json, "json_values/json_values.py"],
  [
    "json_values movies",
    "json_values/main.mojo",
    ["--field", "US Gross", path.join(vega, "movies.json")],
    "json_values/json_values.py",
  ],
  [
    "json_values cars",
    "json_values/main.mojo",
    ["--field", "Horsepower", path.join(vega, "cars.json")],
    "json_values/json_values.py",
  ],
];
const wanted = process.argv.slice(2);
const built = new Map();
for (const [name, source, args, twin] of rows) {
  if (wanted.length > 0 && !wanted.some((w) => name.includes(w))) continue;
  const file = path.resolve(here, source);
  if (!built.has(file)) built.set(file, build(file));
  const ours = best(built.get(file), args);
  const theirs = best("python3", [path.join(here, twin), ...args]);
  const ratio = theirs.time / ours.time;
  console.log(
    `${name}: mojito ${(ours.time / 1e6).toFixed(2)} ms, Python ${(theirs.time / 1e6).toFixed(1)} ms, ratio ${ratio.toFixed(1)}`,
  );
  console.log(`  mojito: ${ours.result}`);
  console.log(`  Python: ${theirs.result}`);
}
fs.rmSync(scratch, { recursive: true, force: true });
