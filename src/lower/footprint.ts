/**
 * Which storage an expression can touch, to decide whether a value may be built directly in the target of an assignment.
 *
 * The old value dies before the new one is built in its place, so the target must not be read, directly or through a
 * reference, while the value is computed; then the value goes to a temporary and is moved (12.5: `a = a + N("b")`). The
 * storage behind references is known from the origins in types.
 */

import type { TermId, TypeId } from "../base/ids.ts";
import { fieldName } from "../mir/types.ts";
import { forEachChild } from "../terms/children.ts";
import { basesOf, isOriginTerm, originMembers } from "../terms/origins.ts";
import { isPlace, type TypedExpr, type TypedStmt } from "../typed/typed.ts";
import { argValues, someExpr, walkParts } from "../typed/walk.ts";
import type { Cx } from "./context.ts";

/** A path from some root; overlaps with all that it is a prefix of. */
interface Area {
  readonly root: string;
  readonly path: readonly string[];
}
/** "any" overlaps with everything. */
type Areas = { readonly any: boolean; readonly areas: readonly Area[] };

const NOTHING: Areas = { any: false, areas: [] };

/** Whether `value`, to be stored to `target`, has to be computed beside it first. `indirect`: others see the target too. */
export function needsTemporary(cx: Cx, target: TypedExpr, indirect: boolean, value: TypedExpr): boolean {
  switch (value.kind) {
    case "const":
    case "ref":
    case "error":
      return false;
    // The arms of a conditional are moved in at their end, or copied from a place.
    case "if":
      return [value.then, value.otherwise].some((arm) => isDirect(arm) && touches(cx, target, arm));
    case "block":
      return needsTemporary(cx, target, indirect, value.result);
    case "intrinsic":
      return cx.env.terms.get(value.type).kind !== "prim" && touches(cx, target, value);
    // Where a call raises, what others see must keep its old value.
    case "call":
      return (indirect && value.raises !== undefined) || isGiven(cx, target, value);
    case "construct":
      return indirect || touches(cx, target, value);
    default:
      return touches(cx, target, value);
  }
}

/** Whether an arm of a conditional is stored by one assignment rather than computed into a temporary. */
export function isDirect(arm: TypedExpr): boolean {
  return arm.kind === "copy" || arm.kind === "transfer" || arm.kind === "const" || isPlace(arm);
}

/**
 * Whether the call itself gets the target, or something that refers to it. What arguments are computed from does not count:
 * `a = f(a.name + "x")` has done with `a` when `f` is called.
 */
function isGiven(cx: Cx, target: TypedExpr, call: Extract<TypedExpr, { readonly kind: "call" }>): boolean {
  const written = areasOfPlace(cx, target);
  const given = (value: TypedExpr): boolean => {
    const place = value.kind === "copy" || value.kind === "transfer" || value.kind === "ref" ? value.place : value;
    if (place.kind === "block" || place.kind === "if") return touches(cx, target, place);
    const own = isPlace(place) ? mention(cx, place) : NOTHING;
    return overlap(written, union(own, areasOfType(cx, value.type)));
  };
  if (call.callee.kind === "pointer" && given(call.callee.value)) return true;
  if (call.callee.kind === "closure" && overlap(written, areasOfType(cx, call.callee.type))) return true;
  return call.args.some((arg) =>
    arg.kind === "one" || arg.kind === "forward" ? given(arg.value) : arg.values.some((value) => given(value)),
  );
}

/**
 * Whether computing `value` may move what the references on the way to `target` refer to: `l[i] = grow(mut l)`. Then the
 * references have to be taken after it.
 */
export function mayMove(cx: Cx, target: TypedExpr, value: TypedExpr): boolean {
  let led = NOTHING;
  for (let at = target; ; ) {
    if (at.kind === "field") at = at.base;
    else if (at.kind === "deref") {
      if (at.reference.kind === "call") led = union(led, areasOfType(cx, at.reference.type));
      at = at.reference;
    } else if (at.kind === "call" && at.args[0]?.kind === "one") at = at.args[0].value;
    else break;
  }
  if (!led.any && led.areas.length === 0) return false;
  return someExpr(value, (e) => {
    if (e.kind !== "call" || e.nestedOriginsReadOnly) return false;
    if (e.callee.kind === "closure" && overlap(led, areasOfType(cx, e.callee.type))) return true;
    return e.args.some((arg) => arg.convention === "mut" && argValues(arg).some((v) => overlap(led, mention(cx, v))));
  });
}

function touches(cx: Cx, target: TypedExpr, value: TypedExpr): boolean {
  const written = areasOfPlace(cx, target);
  const stack: (TypedExpr | TypedStmt)[] = [value];
  const push = (node: TypedExpr | TypedStmt): void => {
    stack.push(node);
  };
  const visitor = { expr: push, stmt: push };
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!("type" in node)) {
      // Statements inside expressions are rare: any mention will do.
      if (someExpr(node, (e) => e.kind === "local" && overlap(written, mention(cx, e)))) return true;
    } else if (node.kind === "local" || node.kind === "field" || node.kind === "deref" || node.kind === "capture") {
      if (overlap(written, mention(cx, node))) return true;
      const inner = valueInside(node);
      if (inner !== undefined) stack.push(inner);
    } else walkParts(node, visitor);
  }
  return false;
}

/** What evaluating a place reads or lets others read: its storage, and what references in the types of its locals name. */
function mention(cx: Cx, place: TypedExpr): Areas {
  const root = rootOf(place);
  const own = areasOfPlace(cx, place);
  if (root.kind !== "local") return own;
  const type = cx.body.locals[root.local]?.type;
  return type === undefined ? own : union(own, areasOfType(cx, type));
}

/** The expression at the bottom of a chain of fields and dereferences. */
function rootOf(place: TypedExpr): TypedExpr {
  let at = place;
  for (;;) {
    if (at.kind === "field") at = at.base;
    else if (at.kind === "deref") at = at.reference;
    else return at;
  }
}
function valueInside(place: TypedExpr): TypedExpr | undefined {
  const root = rootOf(place);
  return root.kind === "local" || root.kind === "capture" ? undefined : root;
}

function areasOfPlace(cx: Cx, place: TypedExpr): Areas {
  switch (place.kind) {
    case "local": {
      const local = cx.body.locals[place.local];
      if (local === undefined) return NOTHING;
      if (local.kind === "ref") return areasOfType(cx, local.type);
      const own: Areas = { any: false, areas: [{ root: localRoot(cx.body.decl, place.local), path: [] }] };
      const arg = cx.body.args.indexOf(place.local);
      const origin = arg < 0 ? undefined : cx.env.signature(cx.body.decl).args[arg]?.origin;
      return origin === undefined ? own : union(own, areasOfOrigin(cx, origin));
    }
    case "temp":
      return { any: false, areas: [{ root: localRoot(cx.body.decl, place.local), path: [] }] };
    case "capture":
      return { any: false, areas: [{ root: "capture", path: [`${place.index}`] }] };
    case "field": {
      const base = areasOfPlace(cx, place.base);
      const name = fieldName(cx.env, place.base.type, place.index);
      return { any: base.any, areas: base.areas.map((a) => ({ root: a.root, path: [...a.path, name] })) };
    }
    case "deref":
      return areasOfType(cx, place.reference.type);
    default:
      return NOTHING;
  }
}

/** The storage that values of a type can refer to. */
function areasOfType(cx: Cx, type: TypeId): Areas {
  const seen = new Set<TermId>();
  const stack: TermId[] = [type];
  let found = NOTHING;
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const term = cx.env.terms.get(id);
    if (isOriginTerm(term)) found = union(found, areasOfOrigin(cx, id));
    else {
      if (term.kind === "closure") for (const c of cx.env.closureInfo(term.decl).captures) stack.push(c.type);
      forEachChild(term, (child) => stack.push(child));
    }
  }
  return found;
}

function areasOfOrigin(cx: Cx, origin: TermId): Areas {
  const store = cx.env.terms;
  let any = false;
  const areas: Area[] = [];
  for (const member of originMembers(store, origin)) {
    const path: string[] = [];
    let root: string | undefined;
    for (const { origin: base } of basesOf(store, member)) {
      const term = store.get(base);
      if (term.kind === "origin_field") path.unshift(term.name);
      else if (term.kind === "origin_interior") path.unshift(`[${term.name}]`);
      else if (term.kind === "origin_any") any = true;
      else if (term.kind === "origin_local") root = localRoot(term.owner, term.local);
      else if (term.kind === "param" || term.kind === "assoc" || term.kind === "op" || term.kind === "bound")
        root = `term ${base}`;
    }
    if (root !== undefined) areas.push({ root, path });
  }
  return { any, areas };
}

function localRoot(owner: number, local: number): string {
  return `local ${owner} ${local}`;
}
function union(a: Areas, b: Areas): Areas {
  return { any: a.any || b.any, areas: [...a.areas, ...b.areas] };
}
function overlap(a: Areas, b: Areas): boolean {
  if (b.any || a.any) return true;
  return a.areas.some((x) =>
    b.areas.some((y) => x.root === y.root && x.path.every((step, i) => i >= y.path.length || y.path[i] === step)),
  );
}
