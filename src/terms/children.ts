/** The one place that knows which parts of a term are terms: walking and rebuilding for everybody else. */

import type { TermId } from "../base/ids.ts";
import type { FnTypeArg, Term } from "./term.ts";

/**
 * Calls `visit` for each direct part, in the order of reading. `under` is 1 for parts inside the binder of an `fn` type
 * (where `bound` terms of depth 0 mean its own parameters), else 0.
 */
export function forEachChild(term: Term, visit: (child: TermId, under: 0 | 1) => void): void {
  switch (term.kind) {
    case "struct":
    case "function":
    case "closure":
      for (const b of term.bindings) visit(b, 0);
      return;
    case "prim":
      for (const a of term.args) visit(a, 0);
      return;
    case "ref":
      visit(term.target, 0);
      visit(term.origin, 0);
      return;
    case "fn":
      for (const p of term.params) visit(p, 1);
      for (const a of term.args) {
        visit(a.type, 1);
        if (a.origin !== undefined) visit(a.origin, 1);
      }
      visit(term.result, 1);
      if (term.raises !== undefined) visit(term.raises, 1);
      return;
    case "trait":
      for (const f of term.fns) visit(f, 0);
      return;
    case "origin_type":
    case "origin_untracked":
    case "origin_any":
    case "origin_local":
      visit(term.mut, 0);
      return;
    case "int":
    case "float":
    case "memory":
      visit(term.type, 0);
      return;
    case "record":
      visit(term.type, 0);
      for (const f of term.fields) visit(f, 0);
      return;
    case "lanes":
      visit(term.type, 0);
      for (const e of term.elements) visit(e, 0);
      return;
    case "list":
      for (const e of term.elements) visit(e, 0);
      return;
    case "apply":
      visit(term.type, 0);
      visit(term.callee, 0);
      for (const a of term.args) visit(a, 0);
      return;
    case "op":
      visit(term.type, 0);
      for (const p of term.params) visit(p, 0);
      for (const a of term.args) visit(a, 0);
      return;
    case "field":
      visit(term.type, 0);
      visit(term.base, 0);
      return;
    case "assoc":
      visit(term.self, 0);
      visit(term.type, 0);
      for (const b of term.bindings) visit(b, 0);
      return;
    case "witness":
      visit(term.self, 0);
      for (const b of term.bindings) visit(b, 0);
      return;
    case "origin_field":
    case "origin_interior":
    case "origin_subtree":
      visit(term.base, 0);
      return;
    case "origin_cast":
      visit(term.base, 0);
      visit(term.mut, 0);
      return;
    case "origin_union":
      for (const m of term.members) visit(m, 0);
      return;
    case "error":
    case "param":
    case "arg":
    case "bound":
    case "unbound":
    case "infer":
    case "ratio":
    case "string":
    case "origin_static":
    case "origin_erased":
      return;
  }
}

export type ChildMap = (child: TermId, under: 0 | 1) => TermId;

function mapList(list: readonly TermId[], map: ChildMap, under: 0 | 1): readonly TermId[] {
  let out: TermId[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const before = list[i] as TermId;
    const after = map(before, under);
    if (out !== undefined) out.push(after);
    else if (after !== before) {
      out = list.slice(0, i);
      out.push(after);
    }
  }
  return out ?? list;
}

function mapFnArg(arg: FnTypeArg, map: ChildMap): FnTypeArg {
  const type = map(arg.type, 1);
  const origin = arg.origin === undefined ? undefined : map(arg.origin, 1);
  return type === arg.type && origin === arg.origin ? arg : { ...arg, type, origin };
}

/** The term with each direct part replaced; the same object if nothing changed. The result still has to be interned. */
export function mapChildren(term: Term, map: ChildMap): Term {
  switch (term.kind) {
    case "struct":
    case "function":
    case "closure": {
      const bindings = mapList(term.bindings, map, 0);
      return bindings === term.bindings ? term : { ...term, bindings };
    }
    case "prim": {
      const args = mapList(term.args, map, 0);
      return args === term.args ? term : { ...term, args };
    }
    case "ref": {
      const target = map(term.target, 0);
      const origin = map(term.origin, 0);
      return target === term.target && origin === term.origin ? term : { ...term, target, origin };
    }
    case "fn": {
      const params = mapList(term.params, map, 1);
      const mapped = term.args.map((a) => mapFnArg(a, map));
      const args = mapped.every((a, i) => a === term.args[i]) ? term.args : mapped;
      const result = map(term.result, 1);
      const raises = term.raises === undefined ? undefined : map(term.raises, 1);
      return params === term.params && args === term.args && result === term.result && raises === term.raises
        ? term
        : { ...term, params, args, result, raises };
    }
    case "trait": {
      const fns = mapList(term.fns, map, 0);
      return fns === term.fns ? term : { ...term, fns };
    }
    case "origin_type":
    case "origin_untracked":
    case "origin_any":
    case "origin_local": {
      const mut = map(term.mut, 0);
      return mut === term.mut ? term : { ...term, mut };
    }
    case "int":
    case "float":
    case "memory": {
      const type = map(term.type, 0);
      return type === term.type ? term : { ...term, type };
    }
    case "record": {
      const type = map(term.type, 0);
      const fields = mapList(term.fields, map, 0);
      return type === term.type && fields === term.fields ? term : { ...term, type, fields };
    }
    case "lanes": {
      const type = map(term.type, 0);
      const elements = mapList(term.elements, map, 0);
      return type === term.type && elements === term.elements ? term : { ...term, type, elements };
    }
    case "list": {
      const elements = mapList(term.elements, map, 0);
      return elements === term.elements ? term : { ...term, elements };
    }
    case "apply": {
      const type = map(term.type, 0);
      const callee = map(term.callee, 0);
      const args = mapList(term.args, map, 0);
      return type === term.type && callee === term.callee && args === term.args
        ? term
        : { ...term, type, callee, args };
    }
    case "op": {
      const type = map(term.type, 0);
      const params = mapList(term.params, map, 0);
      const args = mapList(term.args, map, 0);
      return type === term.type && params === term.params && args === term.args
        ? term
        : { ...term, type, params, args };
    }
    case "field": {
      const type = map(term.type, 0);
      const base = map(term.base, 0);
      return type === term.type && base === term.base ? term : { ...term, type, base };
    }
    case "assoc": {
      const self = map(term.self, 0);
      const type = map(term.type, 0);
      const bindings = mapList(term.bindings, map, 0);
      return self === term.self && type === term.type && bindings === term.bindings
        ? term
        : { ...term, self, type, bindings };
    }
    case "witness": {
      const self = map(term.self, 0);
      const bindings = mapList(term.bindings, map, 0);
      return self === term.self && bindings === term.bindings ? term : { ...term, self, bindings };
    }
    case "origin_field":
    case "origin_interior":
    case "origin_subtree": {
      const base = map(term.base, 0);
      return base === term.base ? term : { ...term, base };
    }
    case "origin_cast": {
      const base = map(term.base, 0);
      const mut = map(term.mut, 0);
      return base === term.base && mut === term.mut ? term : { ...term, base, mut };
    }
    case "origin_union": {
      const members = mapList(term.members, map, 0);
      return members === term.members ? term : { ...term, members };
    }
    case "error":
    case "param":
    case "arg":
    case "bound":
    case "unbound":
    case "infer":
    case "ratio":
    case "string":
    case "origin_static":
    case "origin_erased":
      return term;
  }
}
