/** Replaces terms throughout a typed body: unknown element types, once they are known. */

import type { TermId } from "../base/ids.ts";
import type { Callee, TypedArg, TypedBlock, TypedBody, TypedExpr, TypedStmt } from "../typed/typed.ts";

type Map1 = (term: TermId) => TermId;

export function mapBody(body: TypedBody, f: Map1): TypedBody {
  return { ...body, locals: body.locals.map((l) => ({ ...l, type: f(l.type) })), body: mapBlock(body.body, f) };
}

function mapBlock(block: TypedBlock, f: Map1): TypedBlock {
  return { ...block, stmts: block.stmts.map((s) => mapStmt(s, f)) };
}

function mapOptional(block: TypedBlock | undefined, f: Map1): TypedBlock | undefined {
  return block === undefined ? undefined : mapBlock(block, f);
}

function mapStmt(s: TypedStmt, f: Map1): TypedStmt {
  switch (s.kind) {
    case "expr":
    case "raise":
      return { ...s, value: mapExpr(s.value, f) };
    case "use":
      return { ...s, place: mapExpr(s.place, f) };
    case "declare":
    case "return":
      return { ...s, value: s.value === undefined ? undefined : mapExpr(s.value, f) };
    case "assign":
      return { ...s, place: mapExpr(s.place, f), value: mapExpr(s.value, f) };
    case "if":
      return {
        ...s,
        condition: mapExpr(s.condition, f),
        then: mapBlock(s.then, f),
        otherwise: mapOptional(s.otherwise, f),
      };
    case "comptime_if":
      return { ...s, condition: f(s.condition), then: mapBlock(s.then, f), otherwise: mapOptional(s.otherwise, f) };
    case "while":
      return {
        ...s,
        condition: s.condition === undefined ? undefined : mapExpr(s.condition, f),
        body: mapBlock(s.body, f),
        orElse: mapOptional(s.orElse, f),
      };
    case "for":
      return {
        ...s,
        next: mapExpr(s.next, f),
        bind: s.bind.map((b) => mapStmt(b, f)),
        body: mapBlock(s.body, f),
        orElse: mapOptional(s.orElse, f),
      };
    case "comptime_for":
      return { ...s, iterable: f(s.iterable), body: mapBlock(s.body, f) };
    case "try":
      return {
        ...s,
        body: mapBlock(s.body, f),
        handler: mapOptional(s.handler, f),
        orElse: mapOptional(s.orElse, f),
        finallyBody: mapOptional(s.finallyBody, f),
      };
    case "block":
      return { ...s, body: mapBlock(s.body, f) };
    case "comptime_assert":
      return { ...s, condition: f(s.condition), message: s.message === undefined ? undefined : f(s.message) };
    case "break":
    case "continue":
    case "error":
      return s;
  }
}

function mapExpr(e: TypedExpr, f: Map1): TypedExpr {
  const type = f(e.type);
  switch (e.kind) {
    case "local":
    case "capture":
    case "error":
      return { ...e, type };
    case "field":
      return { ...e, type, base: mapExpr(e.base, f) };
    case "deref":
      return { ...e, type, reference: mapExpr(e.reference, f) };
    case "temp":
      return { ...e, type, value: mapExpr(e.value, f) };
    case "const":
      return { ...e, type, value: f(e.value) };
    case "call":
      return {
        ...e,
        type,
        callee: mapCallee(e.callee, f),
        args: e.args.map((a) => mapArg(a, f)),
        raises: e.raises === undefined ? undefined : f(e.raises),
      };
    case "intrinsic":
      return { ...e, type, params: e.params.map(f), args: e.args.map((a) => mapExpr(a, f)) };
    case "copy":
    case "transfer":
    case "ref":
      return { ...e, type, place: mapExpr(e.place, f) };
    case "construct":
      return { ...e, type, fields: e.fields.map((x) => mapExpr(x, f)) };
    case "if":
      return {
        ...e,
        type,
        condition: mapExpr(e.condition, f),
        then: mapExpr(e.then, f),
        otherwise: mapExpr(e.otherwise, f),
      };
    case "block":
      return { ...e, type, stmts: e.stmts.map((s) => mapStmt(s, f)), result: mapExpr(e.result, f) };
  }
}

function mapCallee(c: Callee, f: Map1): Callee {
  switch (c.kind) {
    case "function":
      return { ...c, bindings: c.bindings.map(f) };
    case "witness":
      return { ...c, self: f(c.self), bindings: c.bindings.map(f) };
    case "closure":
      return { ...c, type: f(c.type), signature: f(c.signature), bindings: c.bindings.map(f) };
    case "pointer":
      return { ...c, signature: f(c.signature), value: mapExpr(c.value, f) };
  }
}

function mapArg(a: TypedArg, f: Map1): TypedArg {
  switch (a.kind) {
    case "one":
    case "forward":
      return { ...a, value: mapExpr(a.value, f) };
    case "variadic":
      return { ...a, type: f(a.type), element: f(a.element), values: a.values.map((v) => mapExpr(v, f)) };
    case "pack":
      return { ...a, type: f(a.type), types: f(a.types), values: a.values.map((v) => mapExpr(v, f)) };
  }
}
