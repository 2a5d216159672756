/**
 * Origins as lifetimes sees them: which origins a type mentions, and each as a root with steps below it. A value of a type
 * that names storage keeps that storage alive, so every use of the value is a use of the storage (15.1.2).
 */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import type { LocalIndex, MirFunction } from "../mir/mir.ts";
import { bindTerm } from "../mir/types.ts";
import { forEachChild } from "../terms/children.ts";
import { hasOrigin, hasParams } from "../terms/flags.ts";
import { isOriginTerm, originMembers } from "../terms/origins.ts";
import type { Cx } from "./context.ts";

/** A step from storage to storage below it. */
export interface OriginStep {
  readonly kind: "field" | "interior" | "subtree";
  readonly name: string;
}

/** A single origin: where it starts, and the way down. */
export interface OriginPath {
  readonly origin: TermId;
  /** The local of the function under analysis that it starts from, if it does. */
  readonly local: LocalIndex | undefined;
  /** Anything live in the function. */
  readonly any: boolean;
  /** Equal exactly for equal roots. */
  readonly root: string;
  readonly steps: readonly OriginStep[];
}

export function isOriginParam(cx: Cx, owner: DeclId, index: number): boolean {
  const type = cx.env.paramsOf(owner)[index]?.type;
  return type !== undefined && cx.env.terms.get(type).kind === "origin_type";
}

/** The single origins, without casts, that a value of the type mentions; for a closure also what its object holds. */
export function originsOfType(cx: Cx, type: TypeId): readonly TermId[] {
  const known = cx.types.origins.get(type);
  if (known !== undefined) return known;
  const store = cx.env.terms;
  const found = new Set<TermId>();
  const seen = new Set<TermId>();
  const visit = (id: TermId): void => {
    if (seen.has(id)) return;
    seen.add(id);
    const term = store.get(id);
    if (isOriginTerm(term)) {
      for (const member of originMembers(store, id)) found.add(member);
      return;
    }
    if (term.kind === "param") {
      if (isOriginParam(cx, term.owner, term.index)) found.add(id);
      return;
    }
    if (term.kind === "closure") {
      for (const capture of cx.env.closureInfo(term.decl).captures) {
        visit(bindTerm(cx.env, term.decl, term.bindings, capture.type));
      }
      return;
    }
    // Bindings may hold closures, whose origins no flag tells of.
    if (!hasOrigin(store, id) && !hasParams(store, id) && !mayHoldClosure(cx, id)) return;
    forEachChild(term, visit);
  };
  visit(type);
  const result = [...found];
  cx.types.origins.set(type, result);
  return result;
}

function mayHoldClosure(cx: Cx, id: TermId): boolean {
  const kind = cx.env.terms.get(id).kind;
  return kind === "struct" || kind === "list" || kind === "prim" || kind === "ref";
}

/** The origins that closures among the bindings of a callee hold. */
export function originsOfClosures(cx: Cx, terms: readonly TermId[]): readonly TermId[] {
  const found: TermId[] = [];
  for (const id of terms) {
    const term = cx.env.terms.get(id);
    if (term.kind === "closure") found.push(...originsOfType(cx, id));
    else if (term.kind === "list") found.push(...originsOfClosures(cx, term.elements));
  }
  return found;
}

/** One origin (not a union) as a path. */
export function originPath(cx: Cx, fn: MirFunction<"raw">, origin: TermId): OriginPath {
  const store = cx.env.terms;
  const steps: OriginStep[] = [];
  let current = origin;
  for (;;) {
    const term = store.get(current);
    switch (term.kind) {
      case "origin_field":
        steps.push({ kind: "field", name: term.name });
        break;
      case "origin_interior":
        steps.push({ kind: "interior", name: term.name });
        break;
      case "origin_subtree":
        steps.push({ kind: "subtree", name: "" });
        break;
      case "origin_cast":
        break;
      case "origin_local": {
        // Captures of a closure have negative numbers: they are somebody else's.
        const own = term.owner === fn.decl && term.local >= 0 && term.local < fn.locals.length;
        const root = own ? localRoot(term.local) : `O${term.owner},${term.local}`;
        return { origin, local: own ? term.local : undefined, any: false, root, steps: steps.reverse() };
      }
      default: {
        const any = term.kind === "origin_any";
        return { origin, local: undefined, any, root: `T${current}`, steps: steps.reverse() };
      }
    }
    current = term.base;
  }
}

export function localRoot(local: LocalIndex): string {
  return `L${local}`;
}

export function sameStep(a: OriginStep, b: OriginStep): boolean {
  return a.kind === b.kind && a.name === b.name;
}

/** Whether `path` lies strictly below `prefix`. */
export function isBelow(path: OriginPath, prefix: Pick<OriginPath, "root" | "steps">): boolean {
  return (
    path.root === prefix.root &&
    path.steps.length > prefix.steps.length &&
    prefix.steps.every((step, i) => {
      const other = path.steps[i];
      return other !== undefined && sameStep(step, other);
    })
  );
}
