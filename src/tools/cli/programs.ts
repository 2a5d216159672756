/**
 * Executables of `run`, kept by the content of what they are made from: running an unchanged program again skips LLVM and the
 * linker. Without a usable cache folder a program lives in a temporary folder for one run.
 */

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { cacheFolder } from "../../host/files.ts";

/** The most programs that are kept. */
const KEPT = 100;

export interface KeptProgram {
  readonly file: string;
  /** It stays for later runs. */
  readonly kept: boolean;
  /** Removes the program if it is not to be kept. */
  readonly done: () => void;
}

export function programKey(parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("hex").slice(0, 32);
}

/** The program with this key, if it was kept. */
export function findProgram(key: string): string | undefined {
  const folder = programFolder();
  if (folder === undefined) return undefined;
  const file = path.join(folder, key);
  if (!existsSync(file)) return undefined;
  touch(file);
  return file;
}

/** The program with this key, made by `make` if there is none. */
export function keptProgram(key: string, make: (file: string) => void): KeptProgram {
  const folder = programFolder();
  if (folder === undefined) {
    const own = mkdtempSync(path.join(os.tmpdir(), "mojito-run-"));
    const file = path.join(own, "program");
    const done = (): void => rmSync(own, { recursive: true, force: true });
    try {
      make(file);
    } catch (error) {
      done();
      throw error;
    }
    return { file, kept: false, done };
  }
  const file = path.join(folder, key);
  if (existsSync(file)) touch(file);
  else {
    make(file);
    prune(folder);
  }
  return { file, kept: true, done: () => {} };
}

/** A folder of ours alone, so that nobody else can put programs into it. */
function programFolder(): string | undefined {
  const base = cacheFolder();
  if (base === undefined || process.env["MOJITO_NO_PROGRAM_CACHE"]) return undefined;
  const folder = path.join(base, "programs");
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const info = statSync(folder);
    return process.getuid === undefined || (info.uid === process.getuid() && (info.mode & 0o022) === 0)
      ? folder
      : undefined;
  } catch {
    return undefined;
  }
}

function touch(file: string): void {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // It may be removed earlier than it should.
  }
}

/** Removes the programs that were not used for the longest time. */
function prune(folder: string): void {
  try {
    const files = readdirSync(folder).map((name) => ({
      file: path.join(folder, name),
      used: statSync(path.join(folder, name)).mtimeMs,
    }));
    if (files.length <= KEPT) return;
    files.sort((a, b) => a.used - b.used);
    for (const { file } of files.slice(0, files.length - KEPT)) rmSync(file, { force: true });
  } catch {
    // Another process is at it.
  }
}
