// The table of folders and what each may import, and the reading of imports that the layer test needs.

import path from "node:path";

/** Folders in the order of the pipeline; "all above" in the architecture page is spelled out from this order. */
const FRONT = ["base", "source", "diagnostics", "syntax", "terms", "decls", "typed"] as const;
const MIDDLE = [...FRONT, "check", "mir", "lower", "lifetimes", "target", "interp", "elaborate"] as const;
const ALL_BUT_DRIVER = [...MIDDLE, "optimize", "emit"] as const;
const NODE = "node:";

/** What a folder of `src` may import besides itself. `node:` stands for Node's own modules: all else must run in a browser. */
export const LAYERS: Readonly<Record<string, ReadonlySet<string>>> = {
  base: new Set(),
  source: new Set(["base"]),
  diagnostics: new Set(["base", "source"]),
  syntax: new Set(["base", "source", "diagnostics"]),
  terms: new Set(["base"]),
  decls: new Set(["base", "source", "syntax", "terms"]),
  typed: new Set(["base", "source", "terms", "decls"]),
  check: new Set(FRONT),
  mir: new Set(["base", "source", "terms", "decls"]),
  lower: new Set(["typed", "mir", "terms", "decls", "source", "base"]),
  lifetimes: new Set(["mir", "terms", "decls", "diagnostics", "source", "base"]),
  target: new Set(["terms", "decls", "base"]),
  interp: new Set(["mir", "terms", "target", "base"]),
  elaborate: new Set(["interp", "mir", "terms", "decls", "target", "diagnostics", "source", "base"]),
  optimize: new Set(["mir", "terms", "target", "base"]),
  emit: new Set(["mir", "terms", "target", "base"]),
  driver: new Set(ALL_BUT_DRIVER),
  host: new Set(["driver", "base", NODE]),
  tools: new Set([...ALL_BUT_DRIVER, "driver", "host", NODE]),
};

/** The folder of `src` that a file belongs to, if it is one of the table. */
export function layerOf(file: string): string | undefined {
  const folder = /^src\/([^/]+)\//.exec(file)?.[1];
  return folder !== undefined && Object.hasOwn(LAYERS, folder) ? folder : undefined;
}

/**
 * What a file imports, statically, dynamically or for its types only: repository files as paths from the top, anything
 * else as it is written.
 */
export function importsOf(file: string, text: string): readonly string[] {
  const specifiers = [
    ...text.matchAll(/^\s*(?:import|export)\b[^"'`;]*?\bfrom\s*["']([^"']+)["']/gm),
    ...text.matchAll(/^\s*import\s*["']([^"']+)["']/gm),
    ...text.matchAll(/\bimport\(\s*["']([^"']+)["']/g),
  ].map((match) => match[1]!);
  return specifiers.map((specifier) =>
    specifier.startsWith(".") ? path.posix.join(path.posix.dirname(file), specifier) : specifier,
  );
}

/** Whether the table lets `file` import `target` (as `importsOf` returns it). */
export function isAllowed(file: string, target: string): boolean {
  const from = layerOf(file);
  if (from === undefined) return false;
  const allowed = LAYERS[from]!;
  if (target.startsWith(NODE)) return allowed.has(NODE);
  const to = layerOf(target);
  if (to === undefined) return false;
  // Tools are siblings that know nothing of each other.
  if (from === "tools" && to === "tools") return target.split("/")[2] === file.split("/")[2];
  return to === from || allowed.has(to);
}
