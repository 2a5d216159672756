// The surface of the reference's library as data: names, the modules that offer them, signatures. Only facts; see surface.json.

import { readText } from "../support/repository.ts";

export interface Declaration {
  readonly name: string;
  readonly kind: "function" | "struct" | "trait" | "comptime";
  /** Every module that offers the name. */
  readonly modules: readonly string[];
  readonly signatures: readonly string[];
  /** Members by name, each with the signatures of its overloads; those of types alone. */
  readonly members?: Readonly<Record<string, readonly string[]>>;
}

export const SURFACE_FILE = "tests/std-coverage/surface.json";

export function readSurface(): readonly Declaration[] {
  return JSON.parse(readText(SURFACE_FILE)) as readonly Declaration[];
}
