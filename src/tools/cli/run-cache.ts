/**
 * Runs that were compiled before: what the compiler looked at, what it said, and which program came out. As long as nothing it
 * looked at has changed, the program is started without compiling anything.
 */

import { closeSync, mkdirSync, openSync, readFileSync, readSync } from "node:fs";
import path from "node:path";
import type { FileSystem } from "../../driver/host.ts";
import { cacheFolder, nodeFiles, writeCached } from "../../host/files.ts";

export interface KnownRun {
  readonly program: string;
  /** What the compiler printed. */
  readonly reports: string;
}

/** A file system that remembers every path it was asked about. */
export interface RecordingFiles {
  readonly files: FileSystem;
  /** States of the paths as they were when first asked about. */
  states(): ReadonlyMap<string, string>;
}

export function recordFiles(inner: FileSystem): RecordingFiles {
  const seen = new Map<string, string>();
  const note = (file: string): void => {
    if (!seen.has(file)) seen.set(file, inner.stateOf(file));
  };
  return {
    files: {
      read: (file) => {
        note(file);
        return inner.read(file);
      },
      kindOf: (file) => {
        note(file);
        return inner.kindOf(file);
      },
      stateOf: (file) => {
        note(file);
        return inner.stateOf(file);
      },
      list: (file) => inner.list(file),
      absolute: (file) => inner.absolute(file),
    },
    states: () => seen,
  };
}

function recordFile(key: string): string | undefined {
  const folder = cacheFolder();
  return folder === undefined || process.env["MOJITO_NO_PROGRAM_CACHE"]
    ? undefined
    : path.join(folder, "runs", `${key}.json`);
}

/** The earlier run with this key, if everything it depended on is as it was. */
export function findRun(key: string): KnownRun | undefined {
  const file = recordFile(key);
  if (file === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof value !== "object" || value === null) return undefined;
    if (!("program" in value) || !("reports" in value) || !("paths" in value)) return undefined;
    const { program, reports, paths } = value;
    if (typeof program !== "string" || typeof reports !== "string" || !Array.isArray(paths)) return undefined;
    for (const row of paths as readonly unknown[]) {
      if (!Array.isArray(row) || typeof row[0] !== "string" || nodeFiles.stateOf(row[0]) !== row[1]) return undefined;
    }
    return { program, reports };
  } catch {
    return undefined;
  }
}

export function rememberRun(key: string, run: KnownRun, states: ReadonlyMap<string, string>): void {
  const file = recordFile(key);
  if (file === undefined) return;
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  } catch {
    return;
  }
  writeCached(file, JSON.stringify({ ...run, paths: [...states] }));
}

/** What tells one build of the compiler from another. */
export function buildId(bundle: string): string {
  try {
    const file = openSync(bundle, "r");
    const head = Buffer.alloc(64);
    readSync(file, head, 0, head.length, 0);
    closeSync(file);
    return /^\/\*mojito (\w+)\*\//.exec(head.toString("latin1"))?.[1] ?? nodeFiles.stateOf(bundle);
  } catch {
    return "unknown";
  }
}
