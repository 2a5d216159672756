/** The file system of Node behind the driver's interface, and writing files whole. */

import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type FileSystem, type ReadResult, ToolError } from "../driver/host.ts";

export const nodeFiles: FileSystem = { read, kindOf, stateOf, list, absolute };

/** As the reference compiler shows it: the working folder before the path as it was given, nothing tidied. */
function absolute(file: string): string {
  return path.isAbsolute(file) ? file : `${process.cwd()}/${file}`;
}

function read(file: string): ReadResult {
  try {
    if (statSync(file).isDirectory()) return { kind: "directory", detail: "it is a directory" };
    return { kind: "ok", bytes: readFileSync(file) };
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return { kind: "missing", detail: "no such file" };
    return { kind: "unreadable", detail: describeFailure(error) };
  }
}

function kindOf(file: string): "file" | "directory" | "none" {
  try {
    // A path that is not there is the usual case: an exception for each would be slow.
    const info = statSync(file, { throwIfNoEntry: false });
    return info === undefined ? "none" : info.isDirectory() ? "directory" : "file";
  } catch {
    return "none";
  }
}

function stateOf(file: string): string {
  try {
    const info = statSync(file, { bigint: true, throwIfNoEntry: false });
    if (info === undefined) return "none";
    return info.isDirectory() ? "directory" : `${info.size} ${info.mtimeNs}`;
  } catch {
    return "none";
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** A failure of the system in words. */
export function describeFailure(error: unknown): string {
  switch (errorCode(error)) {
    case "EACCES":
    case "EPERM":
      return "permission denied";
    case "ENOENT":
      return "no such file or directory";
    case "ENOTDIR":
      return "a part of the path is not a directory";
    case "EISDIR":
      return "it is a directory";
    case "EROFS":
      return "the file system is read-only";
    case "ENOSPC":
      return "no space is left on the device";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

/** Writes a file under a temporary name beside its place and renames it: nobody ever sees half of it. */
export function writeWhole(file: string, contents: Uint8Array | string, mode: number = 0o666): void {
  replaceWhole(file, (temporary) => {
    writeFileSync(temporary, contents);
    if (mode !== 0o666) chmodSync(temporary, mode & ~process.umask());
  });
}

/** Lets `make` produce a file under a temporary name, then puts it in place. */
export function replaceWhole(file: string, make: (temporary: string) => void): void {
  if (kindOf(file) === "directory") throw new ToolError("output", `cannot write '${file}': it is a directory`);
  // A device or a pipe (`-o /dev/null`) is written to and never replaced.
  const isSpecial = statSync(file, { throwIfNoEntry: false })?.isFile() === false;
  const folder = isSpecial ? os.tmpdir() : path.dirname(file);
  const temporary = path.join(folder, `.${path.basename(file)}.${process.pid}.tmp`);
  try {
    make(temporary);
    if (isSpecial) {
      writeFileSync(file, readFileSync(temporary));
      rmSync(temporary);
    } else renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    if (error instanceof ToolError) throw error;
    throw new ToolError("output", `cannot write '${file}': ${describeFailure(error)}`);
  }
}

/** Whether two paths lead to one file that exists. */
export function isSameFile(a: string, b: string): boolean {
  const [first, second] = [a, b].map((file) => statSync(file, { throwIfNoEntry: false }));
  return first !== undefined && second !== undefined && first.dev === second.dev && first.ino === second.ino;
}

/** The folder for things that can be made again. */
export function cacheFolder(): string | undefined {
  const base = process.env["XDG_CACHE_HOME"] || (process.env["HOME"] && path.join(process.env["HOME"], ".cache"));
  return base ? path.join(base, "mojito") : undefined;
}

/** Keeps something in the cache; a read-only home is no error. */
export function writeCached(file: string, contents: Uint8Array | string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeWhole(file, contents);
  } catch {
    // Next time it is made again.
  }
}
