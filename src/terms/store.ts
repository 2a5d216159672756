/**
 * The interner of terms: the one shared, append-only state of the compiler.
 *
 * `intern` takes a term whose parts are canonical and gives the id of its canonical form: folding and ordering live in
 * `fold.ts`, the algebra of origins in `origins.ts`, so that two terms are equal exactly when their ids are.
 */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import { DTYPE_BOOL, DTYPE_INT } from "./dtype.ts";
import { canonicalize } from "./fold.ts";
import type { PrimName, Term } from "./term.ts";

export class TermStore {
  readonly #terms: Term[] = [];
  readonly #ids = new Map<string, TermId>();

  /**
   * The declared type of a parameter, where already known; set by `check`. Folding asks it for the mutability of origin
   * parameters and for whether a rebuilt struct is the parameter itself. It must not compute anything.
   */
  paramType: (owner: DeclId, index: number) => TypeId | undefined = () => undefined;

  readonly error: TermId;
  readonly unbound: TermId;
  readonly index: TypeId;
  readonly intLiteral: TypeId;
  readonly floatLiteral: TypeId;
  readonly stringLiteral: TypeId;
  readonly never: TypeId;
  /** The prim one-lane Bool vector, and its two values as used for mutabilities and propositions. */
  readonly primBool: TypeId;
  readonly true: TermId;
  readonly false: TermId;
  readonly originStatic: TermId;
  readonly originErased: TermId;

  constructor() {
    this.error = this.intern({ kind: "error" });
    this.unbound = this.intern({ kind: "unbound" });
    this.index = this.prim("index", []);
    this.intLiteral = this.prim("int_literal", []);
    this.floatLiteral = this.prim("float_literal", []);
    this.stringLiteral = this.prim("string_literal", []);
    this.never = this.prim("never", []);
    this.primBool = this.simd(DTYPE_BOOL, 1);
    this.true = this.int(this.primBool, 1n);
    this.false = this.int(this.primBool, 0n);
    this.originStatic = this.intern({ kind: "origin_static" });
    this.originErased = this.intern({ kind: "origin_erased" });
  }

  get(id: TermId): Term {
    const term = this.#terms[id];
    if (term === undefined) throw new RangeError(`no term ${id}`);
    return term;
  }

  get size(): number {
    return this.#terms.length;
  }

  /** The id of the canonical form of `term`. */
  intern(term: Term): TermId {
    const canonical = canonicalize(this, term);
    return typeof canonical === "number" ? canonical : this.internCanonical(canonical);
  }

  /** The id of a term that is known to be in canonical form: for the code that makes canonical forms. */
  internCanonical(canonical: Term): TermId {
    const key = keyOf(canonical);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#terms.length as TermId;
    this.#terms.push(canonical);
    this.#ids.set(key, id);
    return id;
  }

  prim(name: PrimName, args: readonly TermId[]): TypeId {
    return this.intern({ kind: "prim", name, args });
  }
  /** The prim vector type with a known dtype code and width. */
  simd(dtypeCode: number, width: number): TypeId {
    return this.prim("simd", [this.int(this.index, BigInt(dtypeCode)), this.int(this.index, BigInt(width))]);
  }
  int(type: TypeId, value: bigint): TermId {
    return this.intern({ kind: "int", type, value });
  }
  primInt(value: bigint): TermId {
    return this.int(this.simd(DTYPE_INT, 1), value);
  }
  string(value: string): TermId {
    return this.intern({ kind: "string", value });
  }
  bool(value: boolean): TermId {
    return value ? this.true : this.false;
  }
  struct(decl: DeclId, bindings: readonly TermId[]): TypeId {
    return this.intern({ kind: "struct", decl, bindings });
  }
  param(owner: DeclId, index: number): TermId {
    return this.intern({ kind: "param", owner, index });
  }
  list(elements: readonly TermId[]): TermId {
    return this.intern({ kind: "list", elements });
  }
  ref(target: TypeId, origin: TermId): TypeId {
    return this.intern({ kind: "ref", target, origin });
  }
  trait(traits: readonly DeclId[], fns: readonly TermId[] = []): TermId {
    return this.intern({ kind: "trait", traits, fns });
  }
}

function keyOf(term: Term): string {
  switch (term.kind) {
    case "error":
    case "unbound":
    case "origin_static":
    case "origin_erased":
      return term.kind;
    case "struct":
      return `s${term.decl}[${term.bindings.join(",")}`;
    case "prim":
      return `P${term.name}[${term.args.join(",")}`;
    case "ref":
      return `r${term.target},${term.origin}`;
    case "fn":
      return `F${term.params.join(",")};${term.args
        .map((a) => `${a.name}:${a.convention}:${a.type}:${a.origin ?? ""}:${a.keywordOnly ? 1 : 0}${a.variadic}`)
        .join(",")};${term.result};${term.raises ?? ""};${term.thin ? 1 : 0};${term.abi}`;
    case "function":
      return `f${term.decl}[${term.bindings.join(",")}`;
    case "closure":
      return `c${term.decl}[${term.bindings.join(",")}`;
    case "trait":
      return `t${term.traits.join(",")};${term.fns.join(",")}`;
    case "origin_type":
      return `ot${term.mut}`;
    case "param":
      return `p${term.owner},${term.index}`;
    case "arg":
      return `a${term.owner},${term.index}`;
    case "bound":
      return `b${term.depth},${term.index}`;
    case "infer":
      return `?${term.id}`;
    case "int":
      return `i${term.type},${term.value}`;
    case "float":
      return `d${term.type},${Object.is(term.value, -0) ? "-0" : term.value}`;
    case "ratio":
      return `q${term.num}/${term.den}${term.negativeZero ? "-" : ""}`;
    case "string":
      return `"${term.value}`;
    case "record":
      return `R${term.type}{${term.fields.join(",")}`;
    case "lanes":
      return `L${term.type}<${term.elements.join(",")}`;
    case "list":
      return `l${term.elements.join(",")}`;
    case "memory":
      return `m${term.type},${term.image}`;
    case "apply":
      return `A${term.type},${term.callee}(${term.args.join(",")}`;
    case "op":
      return `o${term.type},${term.op}[${term.params.join(",")}](${term.args.join(",")}`;
    case "field":
      return `.${term.base},${term.index},${term.type}`;
    case "assoc":
      return `x${term.self},${term.trait},${term.member},${term.type}[${term.bindings.join(",")}`;
    case "witness":
      return `w${term.self},${term.trait},${term.requirement}[${term.bindings.join(",")}`;
    case "origin_local":
      return `ol${term.owner},${term.local},${term.mut},${term.name}`;
    case "origin_field":
      return `of${term.base},${term.name}`;
    case "origin_interior":
      return `oi${term.base},${term.name}`;
    case "origin_subtree":
      return `os${term.base}`;
    case "origin_union":
      return `ou${term.members.join(",")}`;
    case "origin_cast":
      return `oc${term.base},${term.mut}`;
    case "origin_untracked":
      return `oU${term.mut}`;
    case "origin_any":
      return `oA${term.mut}`;
  }
}
