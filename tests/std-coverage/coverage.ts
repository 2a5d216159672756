// How much of the surface this checkout's library has: one checker in this process is asked for every name and member.

import type { DeclId } from "../../src/base/ids.ts";
import type { Checker } from "../../src/check/checker.ts";
import type { SurfaceMember } from "../../src/check/surface.ts";
import { compile } from "../../src/driver/compile.ts";
import type { FileSystem } from "../../src/driver/host.ts";
import { openLibrary } from "../../src/driver/library.ts";
import { PhaseClock } from "../../src/driver/phases.ts";
import { nodeFiles } from "../../src/host/files.ts";
import { TARGETS } from "../../src/target/triples.ts";
import { repositoryRoot } from "../support/repository.ts";
import { whyLeftOut, whyMemberLeftOut } from "./scope.ts";
import { accepts, shapeOf, shapeOfText } from "./signature.ts";
import type { Declaration } from "./surface.ts";

export interface Count {
  readonly found: number;
  readonly wanted: number;
}

export interface ModuleCoverage {
  readonly module: string;
  readonly names: Count;
  readonly missing: readonly string[];
}

export interface TypeCoverage {
  readonly name: string;
  readonly module: string;
  readonly members: Count;
  readonly missing: readonly string[];
}

export interface Coverage {
  readonly modules: readonly ModuleCoverage[];
  readonly types: readonly TypeCoverage[];
  /** Overloads of functions and methods that are there, by whether one of ours takes the same arguments. */
  readonly signatures: Count;
  readonly otherSignatures: readonly string[];
  /** How many names in modules, and how many members, are out of scope, by reason. */
  readonly leftOut: ReadonlyMap<string, number>;
}

export function measure(surface: readonly Declaration[]): Coverage {
  const checker = createLibraryChecker();
  const leftOut = new Map<string, number>();
  const skip = (reason: string): void => void leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
  const modules = new Map<string, { found: number; wanted: number; missing: string[] }>();
  const types: TypeCoverage[] = [];
  const signatures = { found: 0, wanted: 0, other: [] as string[] };
  for (const declaration of surface) {
    let decls: readonly DeclId[] = [];
    let inScope = false;
    for (const module of declaration.modules) {
      const reason = whyLeftOut(declaration, module);
      if (reason !== undefined) {
        skip(reason);
        continue;
      }
      inScope = true;
      const of = modules.get(module) ?? { found: 0, wanted: 0, missing: [] };
      modules.set(module, of);
      of.wanted++;
      const here = checker.exportsOf(module.split("."), declaration.name);
      if (here.length > 0) of.found++;
      else of.missing.push(declaration.name);
      if (decls.length === 0) decls = here;
    }
    if (!inScope) continue;
    compareSignatures(checker, declaration.name, declaration.signatures, decls, signatures);
    if (declaration.members !== undefined) types.push(compareMembers(checker, declaration, decls[0], signatures, skip));
  }
  return {
    modules: [...modules].map(([module, { found, wanted, missing }]) => ({
      module,
      names: { found, wanted },
      missing,
    })),
    types,
    signatures: { found: signatures.found, wanted: signatures.wanted },
    otherSignatures: signatures.other,
    leftOut,
  };
}

export function sum(counts: readonly Count[]): Count {
  return counts.reduce((a, b) => ({ found: a.found + b.found, wanted: a.wanted + b.wanted }), { found: 0, wanted: 0 });
}

interface SignatureCount {
  found: number;
  wanted: number;
  readonly other: string[];
}

function compareMembers(
  checker: Checker,
  declaration: Declaration,
  decl: DeclId | undefined,
  signatures: SignatureCount,
  skip: (reason: string) => void,
): TypeCoverage {
  const members: ReadonlyMap<string, SurfaceMember> = decl === undefined ? new Map() : checker.membersOf(decl);
  const missing: string[] = [];
  let wanted = 0;
  for (const [name, texts] of Object.entries(declaration.members ?? {})) {
    const reason = whyMemberLeftOut(name, declaration);
    if (reason !== undefined) {
      skip(reason);
      continue;
    }
    wanted++;
    const own = members.get(name);
    // Every value can be destroyed, with or without a method that says how.
    if (own === undefined && name !== "__deinit__") missing.push(name);
    if (own?.kind === "methods") {
      compareSignatures(checker, `${declaration.name}.${name}`, texts, own.decls, signatures);
    }
  }
  const module = declaration.modules[0] ?? "";
  return { name: declaration.name, module, members: { found: wanted - missing.length, wanted }, missing };
}

function compareSignatures(
  checker: Checker,
  name: string,
  texts: readonly string[],
  decls: readonly DeclId[],
  count: SignatureCount,
): void {
  const functions = decls.filter((decl) => checker.header(decl).kind === "function");
  if (functions.length === 0) return;
  const shapes = functions.map((decl) => shapeOf(checker.signature(decl)));
  for (const text of texts) {
    const wanted = shapeOfText(text);
    if (wanted === undefined) continue;
    count.wanted++;
    if (shapes.some((shape) => accepts(shape, wanted))) count.found++;
    else count.other.push(`${name}: ${text}`);
  }
}

const MAIN = "/coverage.mojo";

/** A checker of this checkout's library, over a program that does nothing. */
function createLibraryChecker(): Checker {
  const files: FileSystem = {
    ...nodeFiles,
    read: (path) => (path === MAIN ? { kind: "ok", bytes: new Uint8Array() } : nodeFiles.read(path)),
  };
  const library = openLibrary(files, `${repositoryRoot}/lib`);
  const request = {
    path: MAIN,
    includes: [],
    defines: new Map(),
    strict: true,
    debugInfo: false,
    needsMain: false,
    target: TARGETS["x86_64-linux"],
    write: () => {},
  };
  const { checker, failure } = compile(files, library, request, "check", new PhaseClock());
  if (checker === undefined) throw new Error(failure ?? "no checker");
  return checker;
}
