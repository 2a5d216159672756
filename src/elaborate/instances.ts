/**
 * The table of instances: a declaration with concrete bindings, a generated lifecycle function or an adapter, each made once.
 * Making one fixes its signature and puts its body on the worklist.
 */

import { bug, must } from "../base/bug.ts";
import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import type { InlineLevel } from "../decls/decl.ts";
import { paramCount } from "../decls/owners.ts";
import type { Note } from "../diagnostics/diagnostic.ts";
import type { MirFunction, MirLocal } from "../mir/mir.ts";
import type { ConcreteArg, ConcreteSignature } from "../mir/program.ts";
import { accessOf, argPassing, resultPassing } from "../target/passing.ts";
import { type Elaborator, fail, failHere, type Instance, noteHere } from "./context.ts";
import { extentOf } from "./extent.ts";
import { requestGlue } from "./glue.ts";
import { instanceName, symbolName } from "./names.ts";
import { evaluate, resolve } from "./resolve.ts";
import { EMPTY_SCOPE, type Scope, scopeOf } from "./scope.ts";

/** The instance of a declaration; undefined after a recorded failure. `isCall`: the site of work is a call in the text. */
export function requestFunction(
  cx: Elaborator,
  decl: DeclId,
  bindings: readonly TermId[],
  isCall: boolean,
): Instance | undefined {
  if (bindings.includes(cx.store.error)) return undefined;
  const key = `${decl}[${bindings.join(",")}`;
  return request(cx, key, isCall, () => {
    if (isTooLarge(cx, decl, bindings)) return undefined;
    const owned = cx.env.ownedMir(decl);
    if (owned === undefined) return synthesized(cx, decl, bindings);
    const scope = scopeOf(cx.env, decl, bindings);
    const signature = cx.env.signature(decl);
    return {
      kind: "declared",
      decl,
      bindings,
      scope,
      owned,
      takesLocation: signature.callerLocation === true || usesCallerLocation(owned),
      name: instanceName(cx, decl, bindings),
      inline: inlineOf(signature.inline),
      exportName: signature.exportName,
      abi: signature.abi,
    };
  });
}

function isTooLarge(cx: Elaborator, decl: DeclId, bindings: readonly TermId[]): boolean {
  const { parameterDepth, parameterSize } = cx.options.limits;
  for (const binding of bindings) {
    const { depth, size } = extentOf(cx.store, cx.extents, binding, parameterDepth + 1);
    if (depth <= parameterDepth && size <= parameterSize) continue;
    const limit =
      depth > parameterDepth ? `nested more than ${parameterDepth} deep` : `of more than ${parameterSize} parts`;
    failHere(cx, `a parameter of '${cx.env.header(decl).name}' is ${limit}`);
    return true;
  }
  return false;
}

/** What makes an instance, once its key is known to be new. */
export interface InstanceSpec {
  readonly kind: "declared" | "glue" | "thunk";
  readonly decl: DeclId;
  readonly bindings: readonly TermId[];
  readonly scope: Scope;
  readonly owned: MirFunction<"owned">;
  readonly takesLocation: boolean;
  readonly name: string;
  readonly inline: "" | "always" | "never";
  readonly exportName: string | undefined;
  readonly abi: string;
}

/** A function of the compiler's own: its body has only concrete types. */
export function ownSpec(
  kind: "glue" | "thunk",
  owned: MirFunction<"owned">,
  name: string,
  inline: "" | "always",
): InstanceSpec {
  return {
    kind,
    decl: owned.decl,
    bindings: [],
    scope: { values: EMPTY_SCOPE.values, resolved: new Map() },
    owned,
    takesLocation: false,
    name,
    inline,
    exportName: undefined,
    abi: "",
  };
}

/** Looks the key up or makes the instance, and remembers who asked. */
export function request(
  cx: Elaborator,
  key: string,
  isCall: boolean,
  make: () => InstanceSpec | Instance | undefined,
): Instance | undefined {
  let instance = cx.instanceByKey.get(key);
  if (instance === undefined) {
    const made = withinLimits(cx) ? make() : undefined;
    if (made === undefined) return undefined;
    instance = "state" in made ? made : addInstance(cx, made);
    cx.instanceByKey.set(key, instance);
  }
  if (cx.site !== undefined) cx.site.instance.requests.push({ at: cx.site.at, target: instance, isCall });
  return instance;
}

function withinLimits(cx: Elaborator): boolean {
  const { limits } = cx.options;
  if (cx.exhausted) return false;
  if (cx.instances.length >= limits.instances) {
    cx.exhausted = true;
    fail(cx, [noteHere(cx, `the program needs more than ${limits.instances} function instances`)]);
    return false;
  }
  const depth = cx.site?.instance.depth ?? 0;
  if (depth >= limits.depth) {
    const chain: string[] = [];
    for (let at = cx.site?.instance; at !== undefined && chain.length < 3; at = at.requestedBy)
      chain.push(`'${shortened(at.displayName)}'`);
    fail(cx, [
      noteHere(
        cx,
        `function instances require each other more than ${limits.depth} deep: ${chain.reverse().join(", ")}, ...`,
      ),
    ]);
    return false;
  }
  return true;
}

/** A name in a list of several. */
function shortened(name: string): string {
  return name.length <= 80 ? name : `${name.slice(0, 80)}...`;
}

function addInstance(cx: Elaborator, spec: InstanceSpec): Instance {
  // First: a type of the signature may call functions at compile time, which adds their instances.
  const signature = signatureOf(cx, spec);
  const instance: Instance = {
    id: cx.instances.length,
    kind: spec.kind,
    decl: spec.decl,
    bindings: spec.bindings,
    scope: spec.scope,
    owned: spec.owned,
    signature,
    takesLocation: spec.takesLocation,
    symbol: spec.exportName ?? symbolName(cx, spec),
    displayName: spec.name,
    inline: spec.inline,
    exportName: spec.exportName,
    depth: cx.site === undefined ? 0 : cx.site.instance.depth + 1,
    requestedBy: cx.site?.instance,
    state: "waiting",
    body: undefined,
    requests: [],
    failures: [],
  };
  cx.instances.push(instance);
  cx.queue.push(instance);
  return instance;
}

/** By value only where the declared type, before binding, is known to travel in registers. */
function declaredByValue(cx: Elaborator, declared: TypeId, concrete: TypeId): boolean {
  switch (cx.store.get(declared).kind) {
    case "struct":
    case "prim":
    case "ref":
    case "fn":
      return cx.types.isRegisterPassable(concrete);
    default:
      return false;
  }
}

function signatureOf(cx: Elaborator, spec: InstanceSpec): ConcreteSignature {
  const { owned, scope } = spec;
  const local = (index: number): MirLocal => must(owned.locals[index], "local");
  const args = owned.args.map((index): ConcreteArg => {
    const { type: declared, convention } = local(index);
    const type = resolve(cx, scope, declared);
    const access = accessOf(convention);
    return {
      type,
      passing: argPassing(cx.layouts, type, convention, declaredByValue(cx, declared, type)),
      access,
      noAlias: access === "mut" || access === "own" || (access === "imm" && cx.types.isPlainData(type)),
    };
  });
  if (spec.takesLocation) args.push({ type: locationType(cx), passing: "value", access: "imm", noAlias: false });
  const result = resolve(cx, scope, local(owned.result).type);
  return {
    args,
    result,
    resultPassing: resultPassing(cx.types, cx.layouts, result),
    raises: owned.error === undefined ? undefined : raisedType(cx, resolve(cx, scope, local(owned.error).type)),
    abi: spec.abi,
  };
}

/** A function that raises `Never` does not raise. */
function raisedType(cx: Elaborator, type: TypeId): TypeId | undefined {
  const term = cx.store.get(type);
  return type === cx.store.never || (term.kind === "struct" && term.decl === cx.env.lang("never")) ? undefined : type;
}

/** The type of the hidden argument: the address of a location record. */
export function locationType(cx: Elaborator): TypeId {
  return cx.store.prim("pointer", [cx.store.index]);
}

function usesCallerLocation(owned: MirFunction<"owned">): boolean {
  return owned.blocks.some((b) => b.insts.some((i) => i.op === "intrinsic" && i.name.startsWith("caller_")));
}

function inlineOf(level: InlineLevel): "" | "always" | "never" {
  switch (level) {
    case "":
    case "never":
      return level;
    case "always":
    case "nodebug":
    case "builtin":
      return "always";
  }
}

/** Lifecycle members that the compiler writes itself. */
function synthesized(cx: Elaborator, decl: DeclId, bindings: readonly TermId[]): Instance | undefined {
  const signature = cx.env.signature(decl);
  const scope = scopeOf(cx.env, decl, bindings);
  switch (signature.synthesized) {
    case "copy_init":
      return requestGlue(cx, "copy", resolve(cx, scope, signature.result));
    case "move_init":
      return requestGlue(cx, "move", resolve(cx, scope, signature.result));
    case "deinit":
      return requestGlue(cx, "deinit", resolve(cx, scope, must(signature.args[0], "self argument").type));
    default: {
      const header = cx.env.header(decl);
      const notes: Note[] = [noteHere(cx, `'${header.name}' has no body`)];
      notes.push({ message: `'${header.name}' declared here`, at: { file: header.file, span: header.nameSpan } });
      fail(cx, notes);
      return undefined;
    }
  }
}

/** A concrete function: a declaration and bindings for its whole owner chain. */
export interface FunctionRef {
  readonly decl: DeclId;
  readonly bindings: readonly TermId[];
}

/** What a trait's requirement means for a concrete type; undefined after a recorded failure. */
export function witnessFunction(
  cx: Elaborator,
  self: TypeId,
  trait: DeclId,
  requirement: DeclId,
  bindings: readonly TermId[],
): FunctionRef | undefined {
  if (self === cx.store.error || bindings.includes(cx.store.error)) return undefined;
  const target = cx.env.witness(self, trait, requirement);
  if (target === undefined) {
    const name = cx.env.header(requirement).name;
    fail(cx, [noteHere(cx, `'${cx.env.printTerm(self)}' does not implement the '${name}' method`)]);
    return undefined;
  }
  return {
    decl: target.decl,
    bindings: [...target.ownerBindings, ...ownBindings(cx, requirement, bindings, target.ownParams)].map((b) =>
      evaluate(cx, b),
    ),
  };
}

/** The own bindings of an implementation from those of the requirement. */
function ownBindings(
  cx: Elaborator,
  requirement: DeclId,
  bindings: readonly TermId[],
  ownParams: readonly TermId[],
): readonly TermId[] {
  if (ownParams.length === 0) return [];
  const scope: Scope = { values: new Map([[requirement, bindings]]), resolved: new Map() };
  return ownParams.map((p) => resolve(cx, scope, p));
}

/** The `__call__` of a struct that lists a closure trait. */
export function closureMethod(
  cx: Elaborator,
  type: TypeId,
  signature: TermId,
  bindings: readonly TermId[],
): FunctionRef | undefined {
  const target = cx.env.closureCall(type, signature);
  if (target === undefined) {
    fail(cx, [noteHere(cx, `'${cx.env.printTerm(type)}' does not implement the '__call__' method`)]);
    return undefined;
  }
  return { decl: target.decl, bindings: fillOwn(cx, target.decl, target.ownerBindings, bindings) };
}

/**
 * Bindings for a whole chain, from those of the owners, in which own parameters may be missing or `unbound`, and the values of
 * the open ones in order. What then is still missing is an implicit origin.
 */
export function fillOwn(
  cx: Elaborator,
  decl: DeclId,
  known: readonly TermId[],
  open: readonly TermId[],
): readonly TermId[] {
  const total = cx.env.ownerChain(decl).reduce((sum, owner) => sum + paramCount(cx.env, owner), 0);
  if (known.length > total) return bug(`'${cx.env.header(decl).name}' takes ${total} bindings, not ${known.length}`);
  const own = cx.env.paramsOf(decl);
  const firstOwn = total - own.length;
  let next = 0;
  const result: TermId[] = [];
  for (let i = 0; i < total; i++) {
    const given = known[i];
    if (given !== undefined && given !== cx.store.unbound) result.push(given);
    else if (isImplicitOrigin(cx, own[i - firstOwn]?.type)) result.push(cx.store.originErased);
    else result.push(open[next++] ?? cx.store.originErased);
  }
  return result;
}

function isImplicitOrigin(cx: Elaborator, type: TermId | undefined): boolean {
  return type !== undefined && cx.store.get(type).kind === "origin_type";
}
