// Runs the cases of a golden file, compares them with what is written down, and writes down what came instead.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { listFiles, repositoryRoot } from "../support/repository.ts";
import {
  ENDINGS,
  type GoldenCase,
  type GoldenInput,
  joinLines,
  type Marker,
  markersOf,
  parseExpectation,
  parseInput,
  printExpectation,
  printMarker,
  STAGES,
  type Stage,
  withMarkers,
} from "./format.ts";
import type { Observation, Observe } from "./observe.ts";

const FOLDERS = ["syntax", "check", "lower", "lifetimes", "elaborate", "optimize", "emit", "run"];

/** The inputs of all golden folders, as paths from the top of the repository. */
export function goldenFiles(): readonly string[] {
  const endings = STAGES.flatMap((stage) => ENDINGS[stage] ?? []);
  return FOLDERS.flatMap((folder) => listFiles(`tests/${folder}`)).filter(
    (file) => /\.(mojo|mir)$/.test(file) && !endings.some((ending) => file.endsWith(ending)),
  );
}

export function readGolden(file: string): GoldenInput {
  return parseInput(file, readFileSync(path.join(repositoryRoot, file), "utf8"));
}

/** What is wrong with a case, a paragraph for each fault; nothing where all is as expected. */
export async function compareCase(
  file: string,
  input: GoldenInput,
  one: GoldenCase,
  observe: Observe,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const stage of input.stages) {
    const seen = await observeCase(file, input, one, stage, observe);
    const wanted = readExpectation(file, stage)?.get(one.name);
    if (ENDINGS[stage] !== undefined && (wanted ?? "") !== (seen.dump ?? "")) {
      faults.push(`the ${stage} dump differs\n${firstDifference(wanted ?? "", seen.dump ?? "")}`);
    }
    // Earlier stages of the same program report a part of what later ones do: the last one must account for all.
    if (stage === input.stages.at(-1)) faults.push(...compareMarkers(one, seen));
  }
  return faults;
}

/** Rewrites the expectations of a file; returns the files that changed. */
export async function updateFile(file: string, observe: Observe): Promise<readonly string[]> {
  const changed: string[] = [];
  const input = readGolden(file);
  const full = path.join(repositoryRoot, file);
  const lines = readFileSync(full, "utf8").split("\n");
  const dumps = new Map<Stage, { name: string; text: string }[]>();
  for (const one of input.cases) {
    for (const stage of input.stages) {
      const seen = await observeCase(file, input, one, stage, observe);
      const ofStage = dumps.get(stage) ?? [];
      ofStage.push({ name: one.name, text: seen.dump ?? "" });
      dumps.set(stage, ofStage);
      if (stage === input.stages.at(-1)) {
        lines.splice(one.start, one.lines.length, ...withMarkers(one, markersFor(one, seen)));
      }
    }
  }
  const write = (target: string, text: string): void => {
    if (existsSync(target) && readFileSync(target, "utf8") === text) return;
    writeFileSync(target, text);
    changed.push(path.relative(repositoryRoot, target));
  };
  write(full, lines.join("\n"));
  for (const [stage, cases] of dumps) {
    const target = expectationFile(file, stage);
    if (target !== undefined) write(target, printExpectation(cases));
  }
  return changed;
}

function observeCase(
  file: string,
  input: GoldenInput,
  one: GoldenCase,
  stage: Stage,
  observe: Observe,
): Promise<Observation> {
  const ending = path.extname(file);
  const name = one.name === "" ? path.basename(file) : `${one.name.replace(/[^\w-]+/g, "_")}${ending}`;
  return observe({ name, text: joinLines(one.lines), strict: input.strict }, stage);
}

function expectationFile(file: string, stage: Stage): string | undefined {
  const ending = ENDINGS[stage];
  return ending && path.join(repositoryRoot, file.slice(0, -path.extname(file).length) + ending);
}

function readExpectation(file: string, stage: Stage): ReadonlyMap<string, string> | undefined {
  const expectation = expectationFile(file, stage);
  if (expectation === undefined || !existsSync(expectation)) return undefined;
  return parseExpectation(expectation, readFileSync(expectation, "utf8"));
}

function compareMarkers(one: GoldenCase, seen: Observation): readonly string[] {
  const wanted = markersOf(one);
  const faults: string[] = [];
  const left = [...seen.diagnostics];
  for (const marker of wanted) {
    if (marker.kind === "type") {
      const types = seen.types.filter((other) => other.line === marker.line).map((other) => other.type);
      if (!types.includes(marker.type)) {
        faults.push(`line ${marker.line}: expected the type ${marker.type}, got ${types.join(", ") || "none"}`);
      }
      continue;
    }
    const index = left.findIndex(
      (other) =>
        other.line === marker.line &&
        other.severity === marker.kind &&
        other.code === marker.code &&
        (marker.message === undefined || other.message === marker.message),
    );
    if (index < 0) faults.push(`line ${marker.line}: expected ${printMarker(marker)}`);
    else left.splice(index, 1);
  }
  for (const { line, severity, code, message } of left) {
    faults.push(`line ${line}: unexpected ${severity} [${code}] ${message}`);
  }
  return faults;
}

/** The markers that describe what was seen, as detailed as the author's were. */
function markersFor(one: GoldenCase, seen: Observation): readonly Marker[] {
  const old = markersOf(one);
  const markers: Marker[] = [];
  for (const marker of old) {
    if (marker.kind !== "type") continue;
    const type = seen.types.find((other) => other.line === marker.line)?.type;
    if (type !== undefined) markers.push({ kind: "type", line: marker.line, type });
  }
  for (const { severity, line, code, message } of seen.diagnostics) {
    const detailed = old.some(
      (marker) => marker.kind !== "type" && marker.line === line && marker.message !== undefined,
    );
    markers.push({ kind: severity, line, code, message: detailed ? message : undefined });
  }
  return markers;
}

function firstDifference(wanted: string, got: string): string {
  const expected = wanted.split("\n");
  const actual = got.split("\n");
  const at = actual.findIndex((line, index) => line !== expected[index]);
  const from = Math.max(0, (at < 0 ? actual.length : at) - 3);
  const show = (lines: readonly string[]): string =>
    lines
      .slice(from, from + 12)
      .map((line) => `    ${line}`)
      .join("\n");
  return `  expected, from line ${from + 1}:\n${show(expected)}\n  got:\n${show(actual)}`;
}
