/** The verbs: each compiles as far as it must, prints what was found, and gives the exit status. */

import path from "node:path";
import { must } from "../../base/bug.ts";
import { exportFixes, likelyFixes } from "../../diagnostics/fixes.ts";
import { type Compilation, compile, type DiagnosticPolicy, type Goal } from "../../driver/compile.ts";
import type { CompileRequest, Cpu, FileSystem, OptLevel, Toolchain } from "../../driver/host.ts";
import { isCurrent, type Library, openLibrary } from "../../driver/library.ts";
import type { PhaseClock } from "../../driver/phases.ts";
import { isSameFile, nodeFiles, writeWhole } from "../../host/files.ts";
import { endLike, runProgram } from "../../host/process.ts";
import { createToolchain } from "../../host/toolchain.ts";
import { TARGETS, type Target } from "../../target/triples.ts";
import { countFixes, type FixResult, fixFiles, unifiedDiff } from "./fix.ts";
import type { Options } from "./options.ts";
import { findProgram, keptProgram, programKey } from "./programs.ts";
import type { Reporter } from "./report.ts";
import { buildId, findRun, recordFiles, rememberRun } from "./run-cache.ts";
import { STAGE_GOALS, stageText } from "./stages.ts";

export interface CommandCx {
  readonly options: Options;
  readonly root: string;
  readonly version: string;
  readonly reporter: Reporter;
  readonly clock: PhaseClock;
  readonly toolchain: Toolchain;
  /** A library that has been used before. */
  readonly warm: Library | undefined;
}

/** Programs above this many lines of IR are run unoptimized: starting soon matters more then. */
const RUN_OPTIMIZED_LINES = 60_000;

export function createCommandCx(
  options: Options,
  root: string,
  version: string,
  reporter: Reporter,
  clock: PhaseClock,
  warm: Library | undefined,
): CommandCx {
  return { options, root, version, reporter, clock, toolchain: createToolchain(root), warm };
}

/** Runs the verb; resolves to the exit status, or to undefined when the process ends as the program did. `flush` prints reports. */
export async function runCommand(cx: CommandCx, flush: () => void): Promise<number | undefined> {
  if (cx.options.applyFixes && cx.options.verb !== "fix") applySafeFixes(cx);
  switch (cx.options.verb) {
    case "check":
      return checkCommand(cx);
    case "ir":
      return irCommand(cx);
    case "build":
      return buildCommand(cx);
    case "fix":
      return fixCommand(cx);
    case "run":
      return await runVerb(cx, flush);
  }
}

// ------------------------------------------------------------------------------------------- compiling

interface CpuChoice {
  readonly cpu: Cpu;
  readonly target: Target;
}

/** The processor that was asked for, or this machine's. */
function chooseCpu(cx: CommandCx): CpuChoice {
  const base = TARGETS["x86_64-linux"];
  const { targetCpu, targetFeatures } = cx.options;
  const wanted: Cpu =
    targetCpu === undefined || targetCpu === "native" ? cx.toolchain.hostCpu() : { name: targetCpu, features: [] };
  const cpu: Cpu = { name: wanted.name, features: [...wanted.features, ...targetFeatures] };
  const on = cpu.features.filter((each) => each.startsWith("+")).map((each) => each.slice(1));
  const off = new Set(cpu.features.filter((each) => each.startsWith("-")).map((each) => each.slice(1)));
  const features = [...new Set([...on, ...levelFeatures(cpu.name)])].filter((each) => !off.has(each));
  const simdBits = features.includes("avx512f")
    ? 512
    : features.includes("avx2") || features.includes("avx")
      ? 256
      : 128;
  return { cpu, target: { ...base, cpu: cpu.name, features, simdBits } };
}

/** What the generic processor levels promise; named processors come with their feature list. */
function levelFeatures(name: string): readonly string[] {
  const v2 = ["sse3", "ssse3", "sse4.1", "sse4.2", "popcnt", "cx16"];
  const v3 = [...v2, "avx", "avx2", "bmi", "bmi2", "f16c", "fma", "lzcnt", "movbe"];
  switch (name) {
    case "x86-64-v2":
      return v2;
    case "x86-64-v3":
      return v3;
    case "x86-64-v4":
      return [...v3, "avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"];
    default:
      return [];
  }
}

/**
 * The library as it was left at an earlier time, if nothing of it has changed since and the program is not a part of it.
 * Forms shown to people start from nothing: the numbers in them tell what was known before.
 */
function libraryFor(cx: CommandCx, files: FileSystem): Library {
  const folder = libraryFolder(cx.root);
  const { warm } = cx;
  const isPart = path.resolve(cx.options.file).startsWith(`${folder}/`);
  const serves = warm?.folder === folder && !isPart && cx.options.verb !== "ir" && isCurrent(files, warm);
  return serves ? warm : openLibrary(files, folder);
}

export function libraryFolder(root: string): string {
  return path.join(root, "lib");
}

function compileTo(cx: CommandCx, goal: Goal, target: Target, files: FileSystem = nodeFiles): Compilation {
  const made = compileOnly(cx, goal, target, files);
  cx.reporter.diagnostics(made.diagnostics, (id) => made.files.get(id));
  const { exportFixes: out } = cx.options;
  if (out !== undefined) {
    writeWhole(
      out,
      exportFixes(likelyFixes(made.diagnostics), (id) => made.files.get(id)),
    );
    cx.reporter.notice(`fixes exported to ${out}; 'clang-apply-replacements' applies them`);
  }
  return made;
}

/** What the options say of diagnostics, for the driver. */
export function policyOf(options: Options): DiagnosticPolicy {
  return {
    warningsAreErrors: options.warningsAreErrors,
    ignoreDeprecated: new Set(options.ignoreDeprecated),
    missingDocStrings: options.missingDocStrings,
    unstableApis: options.unstableApis,
    libraryFrames: options.libraryFrames,
  };
}

function compileOnly(cx: CommandCx, goal: Goal, target: Target, files: FileSystem): Compilation {
  const { options } = cx;
  return compile(
    files,
    libraryFor(cx, files),
    {
      path: options.file,
      includes: options.includes,
      defines: options.defines,
      strict: options.strict,
      debugInfo: options.debugInfo,
      needsMain: options.verb !== "check" && options.verb !== "fix",
      target,
      write: (fd, bytes) => {
        (fd === 1 ? process.stdout : process.stderr).write(bytes);
      },
      policy: policyOf(options),
    },
    goal,
    cx.clock,
  );
}

/** Whether the compilation may go on; says why not. */
function succeeded(cx: CommandCx, made: Compilation): boolean {
  if (made.failure !== undefined) {
    cx.reporter.failure(made.failure, made.failureCode);
    return false;
  }
  return true;
}

// ------------------------------------------------------------------------------------------- fixes

/** What the fixes make of the files of the program, the library's excepted. */
function fixed(cx: CommandCx, all: boolean): FixResult {
  const library = path.join(cx.root, "lib");
  return fixFiles(
    nodeFiles,
    (files) => compileOnly(cx, "elaborate", plainTarget(cx), files),
    all,
    (file) => !file.startsWith(`${library}/`),
  );
}

/** For `--experimental-fixit`: mends the files before the command goes on with them. */
function applySafeFixes(cx: CommandCx): void {
  const result = fixed(cx, false);
  for (const { path: file, after } of result.files) writeWhole(file, after);
  if (result.count > 0) cx.reporter.notice(`${countFixes(result.count)} applied`);
}

/** Shows the change, or makes it and reports what is left. */
function fixCommand(cx: CommandCx): number {
  const { options, reporter } = cx;
  const { files, count, last } = fixed(cx, options.allFixes);
  if (last.file === undefined) return succeeded(cx, last) ? 0 : 1;
  if (!options.applyFixes) {
    for (const file of files) process.stdout.write(unifiedDiff(file));
    const how = count === 0 ? "" : `; with --apply ${count === 1 ? "it is" : "they are"} made`;
    reporter.notice(`${countFixes(count)} suggested${how}`);
    return 0;
  }
  for (const { path: file, after } of files) writeWhole(file, after);
  reporter.diagnostics(last.diagnostics, (id) => last.files.get(id));
  reporter.notice(`${countFixes(count)} applied`);
  return succeeded(cx, last) ? 0 : 1;
}

/** The front end alone: no tool chain is asked for. */
function plainTarget(cx: CommandCx): Target {
  const { targetCpu } = cx.options;
  const base = TARGETS["x86_64-linux"];
  return { ...base, features: levelFeatures(targetCpu ?? "") };
}

interface Built {
  readonly object: Uint8Array;
  readonly dynamic: boolean;
}

function compileModule(
  cx: CommandCx,
  made: Compilation,
  cpu: Cpu,
  optLevel: OptLevel,
  output: CompileRequest["output"],
): Built {
  const module = must(made.modules[0], "module");
  const dynamic = module.externals.length > 0;
  const object = cx.clock.run("llvm", () =>
    cx.toolchain.compile({
      text: module.text,
      triple: TARGETS["x86_64-linux"].triple,
      cpu,
      optLevel,
      output,
      positionIndependent: dynamic,
      verify: Boolean(process.env["MOJITO_VERIFY"]),
    }),
  );
  return { object, dynamic };
}

function linkProgram(cx: CommandCx, built: Built, output: string): void {
  cx.clock.run("link", () =>
    cx.toolchain.link({
      target: "x86_64-linux",
      objects: [built.object],
      dynamic: built.dynamic,
      keepSymbols: cx.options.debugInfo,
      output,
    }),
  );
}

// ------------------------------------------------------------------------------------------- verbs

function checkCommand(cx: CommandCx): number {
  const made = compileTo(cx, "elaborate", plainTarget(cx));
  return succeeded(cx, made) ? 0 : 1;
}

function irCommand(cx: CommandCx): number {
  const { stage } = cx.options;
  if (stage === "tokens") {
    const made = compileTo(cx, "parse", plainTarget(cx));
    if (made.file === undefined) return succeeded(cx, made) ? 0 : 1;
    process.stdout.write(stageText(stage, made));
    return succeeded(cx, made) ? 0 : 1;
  }
  const target = stage === "llvm" || stage === "concrete" ? chooseCpu(cx).target : plainTarget(cx);
  const made = compileTo(cx, STAGE_GOALS[stage], target);
  // A tree with holes is still worth showing.
  if (made.failure === undefined || (stage === "ast" && made.main !== undefined))
    process.stdout.write(stageText(stage, made));
  return succeeded(cx, made) ? 0 : 1;
}

const ENDINGS = { llvm: ".ll", asm: ".s", object: ".o", exe: "" } as const;

function buildCommand(cx: CommandCx): number {
  const { options } = cx;
  const { cpu, target } = chooseCpu(cx);
  const made = compileTo(cx, "emit", target);
  if (!succeeded(cx, made)) return 1;
  const stem = path.basename(options.file).replace(/\.[^.]*$/, "");
  const optLevel = options.optLevel ?? (options.debugInfo ? 0 : 3);
  const output = options.output ?? stem + ENDINGS[options.emit];
  if (isSameFile(output, options.file)) {
    cx.reporter.failure(`cannot write '${output}': it is the program itself`);
    return 1;
  }
  switch (options.emit) {
    case "llvm":
      writeWhole(output, must(made.modules[0], "module").text);
      return 0;
    case "asm":
      writeWhole(output, compileModule(cx, made, cpu, optLevel, "assembly").object);
      return 0;
    case "object":
      writeWhole(output, compileModule(cx, made, cpu, optLevel, "object").object);
      return 0;
    case "exe":
      linkProgram(cx, compileModule(cx, made, cpu, optLevel, "object"), output);
      return 0;
  }
}

async function runVerb(cx: CommandCx, flush: () => void): Promise<number | undefined> {
  const { options } = cx;
  const { cpu, target } = chooseCpu(cx);
  const build = buildId(import.meta.filename);
  const runKey = programKey([
    ...[
      build,
      process.cwd(),
      options.file,
      cpu.name,
      cpu.features.join(","),
      String(options.optLevel),
      String(options.debugInfo),
    ],
    ...[String(options.strict), options.includes.join("\0"), [...options.defines].flat().join("\0"), cx.reporter.style],
    ...[String(options.warningsAreErrors), String(options.maxNotes), String(options.warnings)],
    ...[options.ignoreDeprecated.join("\0"), String(options.missingDocStrings), String(options.unstableApis)],
  ]);
  const known = options.exportFixes === undefined ? findRun(runKey) : undefined;
  const before = known === undefined ? undefined : findProgram(known.program);
  if (known !== undefined && before !== undefined) {
    cx.reporter.repeat(known.reports);
    flush();
    endLike(await runProgram(before, options.programArgs));
    return undefined;
  }
  const recording = recordFiles(nodeFiles);
  const made = compileTo(cx, "emit", target, recording.files);
  if (!succeeded(cx, made)) return 1;
  cx.reporter.finish();
  const { text } = must(made.modules[0], "module");
  const small = countLines(text) <= RUN_OPTIMIZED_LINES;
  const optLevel = options.optLevel ?? (options.debugInfo || !small ? 0 : 2);
  const key = programKey([build, cpu.name, cpu.features.join(","), String(optLevel), String(options.debugInfo), text]);
  const program = keptProgram(key, (file) => linkProgram(cx, compileModule(cx, made, cpu, optLevel, "object"), file));
  if (program.kept) rememberRun(runKey, { program: key, reports: cx.reporter.text() }, recording.states());
  if (options.time) cx.reporter.times(cx.clock.times());
  // What the compiler has to say comes before what the program prints.
  flush();
  try {
    endLike(await runProgram(program.file, options.programArgs));
  } finally {
    program.done();
  }
  return undefined;
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
