/**
 * What the driver needs from the machine it runs on: files and the tool chain. `src/host` implements it over Node; a browser
 * or a test gives its own.
 */

/** Why a file could not be read. */
export type ReadFailure = "missing" | "directory" | "unreadable";

export type ReadResult =
  | { readonly kind: "ok"; readonly bytes: Uint8Array }
  | { readonly kind: ReadFailure; readonly detail: string };

export interface FileSystem {
  read(path: string): ReadResult;
  /** What a path is; symbolic links are followed. */
  kindOf(path: string): "file" | "directory" | "none";
  /** A text that is another one after the path has changed: by what it is, its size and its time. */
  stateOf(path: string): string;
  /** Names in a folder, sorted; empty if it cannot be read. */
  list(path: string): readonly string[];
  /** The absolute form of a path. */
  absolute(path: string): string;
}

/** The processor that code is made for. */
export interface Cpu {
  /** `-target-cpu`. */
  readonly name: string;
  /** `-target-feature` values with their signs. */
  readonly features: readonly string[];
}

export type OptLevel = 0 | 1 | 2 | 3;

export interface CompileRequest {
  /** LLVM IR. */
  readonly text: string;
  readonly triple: string;
  readonly cpu: Cpu;
  readonly optLevel: OptLevel;
  readonly output: "object" | "assembly" | "llvm";
  /** For executables that load a C library, and shared objects. */
  readonly positionIndependent: boolean;
  /** Check the IR first. */
  readonly verify: boolean;
}

export interface LinkRequest {
  readonly target: string;
  readonly objects: readonly Uint8Array[];
  /** The program needs a C library. */
  readonly dynamic: boolean;
  readonly keepSymbols: boolean;
  /** Where the executable goes; it appears there whole or not at all. */
  readonly output: string;
}

/** A tool that failed: for errors of ours in what it was given, and for outputs that cannot be written. */
export class ToolError extends Error {
  override readonly name: string = "ToolError";
  readonly kind: "missing" | "internal" | "output";
  constructor(kind: "missing" | "internal" | "output", message: string) {
    super(message);
    this.kind = kind;
  }
}

export interface Toolchain {
  /** The processor of this machine. */
  hostCpu(): Cpu;
  compile(request: CompileRequest): Uint8Array;
  link(request: LinkRequest): void;
}
