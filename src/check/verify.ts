/** Whether a struct fulfils the traits it lists, and by which members (15.10.2). */

import type { DeclId, TermId } from "../base/ids.ts";
import type { Note } from "../diagnostics/diagnostic.ts";
import { eraseOrigins } from "../terms/substitute.ts";
import { envOf, identityBindings, ownerBindingCount, subst } from "./bindings.ts";
import { ancestorsOf, asRequired, conformsToBound } from "./conform.ts";
import type { Cx } from "./context.ts";
import { freshInfer, node, report } from "./context.ts";
import {
  aliasInfoOf,
  conformancesOf,
  paramsOf,
  selfTypeOf,
  signatureOf,
  structMembersOf,
  traitInfoOf,
  traitMembersOf,
} from "./declare.ts";
import { functionTypeText } from "./fn-types.ts";
import { inferenceFor, resolveInfer, unify } from "./infer.ts";
import { messages } from "./messages.ts";
import { nodeLocation } from "./modules.ts";
import { show } from "./names.ts";

export interface Fulfilment {
  readonly decl: DeclId;
  readonly ownParams: readonly TermId[];
}

const tables = new WeakMap<Cx, Map<string, ReadonlyMap<DeclId, Fulfilment>>>();

/** Requirement (a method declared in `trait` itself) to the member that fulfils it. */
export function fulfilments(cx: Cx, struct: DeclId, trait: DeclId): ReadonlyMap<DeclId, Fulfilment> {
  let all = tables.get(cx);
  if (all === undefined) {
    all = new Map();
    tables.set(cx, all);
  }
  const key = `${struct}:${trait}`;
  const known = all.get(key);
  if (known !== undefined) return known;
  const table = new Map<DeclId, Fulfilment>();
  all.set(key, table);
  for (const requirement of traitInfoOf(cx, trait).methods) {
    const found = fulfil(cx, struct, trait, requirement);
    if (found !== undefined) table.set(requirement, found);
  }
  return table;
}

function fulfil(cx: Cx, struct: DeclId, trait: DeclId, requirement: DeclId): Fulfilment | undefined {
  const name = node(cx, requirement).header.name;
  for (const candidate of structMembersOf(cx, struct).methods.get(name) ?? []) {
    const ownParams = matches(cx, struct, trait, requirement, candidate);
    if (ownParams !== undefined) return { decl: candidate, ownParams };
  }
  return defaultFor(cx, struct, trait, requirement);
}

/** A default body: the one of the most refined trait of the struct that declares a method of this name with a body. */
function defaultFor(cx: Cx, struct: DeclId, trait: DeclId, requirement: DeclId): Fulfilment | undefined {
  const name = node(cx, requirement).header.name;
  const identity = paramsOf(cx, requirement).map((_, i) => cx.store.param(requirement, i));
  if (!signatureOf(cx, requirement).isRequirement) return { decl: requirement, ownParams: identity };
  const wanted = signatureOf(cx, requirement).args.length;
  const traits = conformancesOf(cx, struct)
    .list.map((c) => c.trait)
    .sort((a, b) => ancestorsOf(cx, b).length - ancestorsOf(cx, a).length);
  for (const other of traits) {
    if (other === trait) continue;
    for (const method of traitMembersOf(cx, other).methods.get(name) ?? []) {
      const sig = signatureOf(cx, method);
      if (!sig.isRequirement && sig.args.length === wanted) return { decl: method, ownParams: identity };
    }
  }
  return undefined;
}

/** The candidate's own parameters as terms over the requirement's, if its function type converts (15.8.4). */
function matches(
  cx: Cx,
  struct: DeclId,
  trait: DeclId,
  requirement: DeclId,
  candidate: DeclId,
): readonly TermId[] | undefined {
  const wanted = signatureOf(cx, requirement);
  const actual = signatureOf(cx, candidate);
  if (actual.args.length !== wanted.args.length || actual.isStatic !== wanted.isStatic) return undefined;
  if (actual.isInit !== wanted.isInit) return undefined;
  if (actual.raises !== undefined && wanted.raises === undefined) return undefined;
  const self = selfTypeOf(cx, struct) ?? cx.store.error;
  const requirementEnv = new Map([[trait, [self]]]);
  const inference = inferenceFor(cx);
  const own = paramsOf(cx, candidate);
  const infers = own.map((p) => {
    const id = freshInfer(cx);
    inference.add(id, p.type);
    return id;
  });
  const count = ownerBindingCount(cx, candidate);
  const bindings = identityBindings(cx, candidate).slice(0, count);
  const candidateEnv = envOf(cx, candidate, [...bindings, ...infers]);
  const erase = (t: TermId): TermId => eraseOrigins(cx.store, t, (owner, index) => isOriginParam(cx, owner, index));
  for (const [i, w] of wanted.args.entries()) {
    const a = actual.args[i];
    if (a === undefined || a.variadic !== w.variadic) return undefined;
    if (
      a.convention !== w.convention &&
      a.convention !== "imm" &&
      !(a.convention === "ref" && (w.convention === "mut" || w.convention === "imm"))
    ) {
      if (!(w.convention === "deinit" && a.convention === "var")) return undefined;
    }
    if ((w.kind === "keyword" || a.kind === "keyword") && a.name !== w.name) return undefined;
    const from = erase(subst(cx, w.type, requirementEnv));
    const to = erase(subst(cx, a.type, candidateEnv));
    if (!unify(cx, inference, from, to)) return undefined;
  }
  const result = erase(resolveInfer(cx, inference, subst(cx, actual.result, candidateEnv)));
  const wantedResult = erase(subst(cx, wanted.result, requirementEnv));
  if (!unify(cx, inference, wantedResult, result)) return undefined;
  return infers.map((id) => resolveInfer(cx, inference, id));
}

export function isOriginParam(cx: Cx, owner: DeclId, index: number): boolean {
  const type = paramsOf(cx, owner)[index]?.type;
  return type !== undefined && cx.store.get(type).kind === "origin_type";
}

/** Reports what a struct owes its traits; one error per trait. */
export function checkConformances(cx: Cx, struct: DeclId): void {
  const n = node(cx, struct);
  const done = new Set<DeclId>();
  for (const { trait } of conformancesOf(cx, struct).list) {
    if (done.has(trait)) continue;
    done.add(trait);
    const notes: Note[] = [];
    const table = fulfilments(cx, struct, trait);
    for (const requirement of traitInfoOf(cx, trait).methods) {
      const name = node(cx, requirement).header.name;
      if (table.has(requirement)) {
        checkDefaultConflict(cx, struct, trait, requirement, table);
        continue;
      }
      const candidates = structMembersOf(cx, struct).methods.get(name) ?? [];
      if (candidates.length === 0) {
        notes.push({
          message: `required function '${name}' is not implemented`,
          at: nodeLocation(node(cx, requirement)),
        });
        continue;
      }
      // What is wrong with a header has been said.
      if (candidates.some((c) => node(cx, c).broken)) continue;
      const self = selfTypeOf(cx, struct) ?? cx.store.error;
      const wanted = functionTypeText(cx, signatureOf(cx, requirement), (t) =>
        subst(cx, t, new Map([[trait, [self]]])),
      );
      notes.push({ message: `no '${name}' candidates have type '${wanted}'`, at: nodeLocation(node(cx, requirement)) });
      for (const c of candidates) {
        notes.push({
          message: `candidate declared here with type '${functionTypeText(cx, signatureOf(cx, c), (t) => t)}'`,
          at: nodeLocation(node(cx, c)),
        });
      }
    }
    checkMembers(cx, struct, trait, notes);
    if (notes.length > 0) {
      notes.push({
        message: `trait '${node(cx, trait).header.name}' declared here`,
        at: nodeLocation(node(cx, trait)),
      });
      report(cx, nodeLocation(n), messages.missingRequirements(n.header.name, node(cx, trait).header.name), { notes });
    }
  }
}

function checkMembers(cx: Cx, struct: DeclId, trait: DeclId, notes: Note[]): void {
  const self = selfTypeOf(cx, struct) ?? cx.store.error;
  for (const { name, decl } of traitInfoOf(cx, trait).members) {
    const required = aliasInfoOf(cx, decl);
    const own = structMembersOf(cx, struct).aliases.get(name);
    if (own === undefined) {
      const inherited = conformancesOf(cx, struct).list.some((c) => {
        const other = traitMembersOf(cx, c.trait).aliases.get(name);
        return other !== undefined && aliasInfoOf(cx, other).value !== undefined;
      });
      if (required.value === undefined && !inherited)
        notes.push({ message: `required member '${name}' is not specified`, at: nodeLocation(node(cx, decl)) });
      continue;
    }
    const info = aliasInfoOf(cx, own);
    const bound = subst(cx, required.type, new Map([[trait, [self]]]));
    const value = info.value;
    if (value !== undefined && cx.store.get(bound).kind === "trait" && info.params.length === 0) {
      const answer = conformsToBound(cx, [], value, bound);
      if (answer.answer === "no" && answer.failing !== undefined) {
        notes.push({
          message: `comptime member '${name}' type 'AnyStruct[${show(cx, value)}]' does not conform to trait's required type '${show(cx, bound)}'`,
          at: nodeLocation(node(cx, own)),
        });
      }
    } else if (
      value !== undefined &&
      info.params.length === 0 &&
      asRequired(cx, own, value, info.type, bound) === undefined
    ) {
      notes.push({
        message: `comptime member '${name}' type '${show(cx, info.type)}' does not conform to trait's required type '${show(cx, bound)}'`,
        at: nodeLocation(node(cx, decl)),
      });
    }
  }
}

/** Two traits with different default bodies for one method leave the choice to the struct. */
function checkDefaultConflict(
  cx: Cx,
  struct: DeclId,
  trait: DeclId,
  requirement: DeclId,
  table: ReadonlyMap<DeclId, Fulfilment>,
): void {
  const chosen = table.get(requirement);
  if (chosen === undefined || chosen.decl !== requirement) return;
  const name = node(cx, requirement).header.name;
  const arity = signatureOf(cx, requirement).args.length;
  for (const { trait: other } of conformancesOf(cx, struct).list) {
    if (other <= trait) continue;
    for (const method of traitMembersOf(cx, other).methods.get(name) ?? []) {
      const sig = signatureOf(cx, method);
      if (sig.isRequirement || sig.args.length !== arity) continue;
      const nameOf = (d: DeclId): string => node(cx, d).header.name;
      report(cx, nodeLocation(node(cx, struct)), messages.conflictingDefaults(name, nameOf(trait), nameOf(other)), {
        notes: [
          {
            message: `original default implementation from trait '${nameOf(trait)}' here`,
            at: nodeLocation(node(cx, requirement)),
          },
          {
            message: `conflicting implementation from trait '${nameOf(other)}' here`,
            at: nodeLocation(node(cx, method)),
          },
        ],
      });
      return;
    }
  }
}
