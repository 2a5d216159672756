/** A world of declarations made by hand, for the unit tests of the phases that ask a `DeclEnv`. */

import { bug, must } from "../base/bug.ts";
import type { DeclId, FileId, TermId, TypeId } from "../base/ids.ts";
import { noSpan } from "../source/source.ts";
import { TermStore } from "../terms/store.ts";
import type { FnArgConvention } from "../terms/term.ts";
import type {
  CaptureInfo,
  DeclEnv,
  DeclHeader,
  DeclKind,
  FunctionSignature,
  ParamInfo,
  StructInfo,
  Tri,
} from "./decl.ts";

export interface StructParts {
  /** Has a destructor of its own; without one it is plain data of its fields. */
  readonly deinit?: boolean;
  readonly params?: readonly string[];
}

export interface FunctionParts {
  readonly result?: TypeId;
  readonly resultName?: string;
  readonly raises?: TypeId;
  readonly special?: FunctionSignature["special"];
}

/** Collects declarations; `env` answers for them. Everything has no span and lives in module "main". */
export class TestDecls {
  readonly terms: TermStore = new TermStore();
  readonly #headers: DeclHeader[] = [];
  readonly #structs = new Map<DeclId, StructInfo>();
  readonly #signatures = new Map<DeclId, FunctionSignature>();
  readonly #captures = new Map<DeclId, readonly CaptureInfo[]>();
  readonly #params = new Map<DeclId, readonly ParamInfo[]>();
  readonly #roles = new Map<string, DeclId>();
  readonly none: TypeId;
  readonly bool: TypeId;
  readonly int: TypeId;

  constructor() {
    this.none = this.struct("None", {});
    this.bool = this.struct("Bool", { value: this.terms.primBool });
    this.int = this.struct("Int", { value: this.terms.index });
    this.role("none", "None");
    this.role("bool", "Bool");
    this.role("int", "Int");
  }

  decl(kind: DeclKind, name: string, parent?: DeclId): DeclId {
    const id = this.#headers.length as DeclId;
    const file = 0 as FileId;
    const where = { parent, file, span: noSpan, nameSpan: noSpan, isLibrary: false };
    this.#headers.push({ id, kind, name, module: "main", ...where });
    return id;
  }

  /** A struct and its type; field types may name its own parameters by `param`. */
  struct(name: string, fields: Readonly<Record<string, TypeId>>, parts: StructParts = {}): TypeId {
    const decl = this.decl("struct", name);
    const params = (parts.params ?? []).map((p) => this.#param(p));
    this.#params.set(decl, params);
    const selfType = this.terms.struct(
      decl,
      params.map((_, i) => this.terms.param(decl, i)),
    );
    this.#structs.set(decl, {
      decl,
      params,
      fields: Object.entries(fields).map(([field, type]) => ({ name: field, type, span: noSpan })),
      conformances: [],
      closureTraits: [],
      where: [],
      align: 0,
      explicitDestroyText: undefined,
      selfType,
      ownDeinit: parts.deinit === true ? this.decl("function", `${name}.__deinit__`, decl) : undefined,
      ownCopyInit: undefined,
      ownMoveInit: undefined,
      trivialOverrides: {},
    });
    return selfType;
  }

  /** The declaration behind a struct type. */
  structDecl(type: TypeId): DeclId {
    const term = this.terms.get(type);
    return term.kind === "struct" ? term.decl : bug("not a struct");
  }

  fn(name: string, args: readonly (readonly [FnArgConvention, TypeId])[], parts: FunctionParts = {}): DeclId {
    const decl = this.decl("function", name);
    this.#signatures.set(decl, {
      decl,
      params: [],
      args: args.map(([convention, type], i) => ({
        name: `a${i}`,
        span: noSpan,
        convention,
        type,
        origin: undefined,
        kind: "either",
        variadic: "",
        defaultValue: undefined,
      })),
      result: parts.result ?? this.none,
      resultName: parts.resultName,
      raises: parts.raises,
      where: [],
      isStatic: true,
      isMethod: false,
      isInit: parts.special === "init",
      isImplicit: false,
      isAsync: false,
      isRequirement: false,
      inline: "",
      abi: "",
      exportName: undefined,
      nestedOriginsReadOnly: false,
      special: parts.special ?? "",
      synthesized: "",
    });
    return decl;
  }

  closure(name: string, captures: readonly CaptureInfo[]): DeclId {
    const decl = this.decl("closure", name);
    this.#captures.set(decl, captures);
    return decl;
  }

  role(role: string, name: string): void {
    this.#roles.set(
      role,
      must(
        this.#headers.find((h) => h.name === name),
        name,
      ).id,
    );
  }

  get env(): DeclEnv {
    const missing = (what: string): never => bug(`the test has no ${what}`);
    return {
      terms: this.terms,
      header: (decl) => must(this.#headers[decl], "header"),
      signature: (decl) => must(this.#signatures.get(decl), "signature"),
      structInfo: (decl) => must(this.#structs.get(decl), "struct"),
      traitInfo: () => missing("traits"),
      aliasInfo: () => missing("aliases"),
      closureInfo: (decl) => ({ decl, captures: must(this.#captures.get(decl), "closure") }),
      ownerChain: (decl) => ((this.#params.get(decl)?.length ?? 0) > 0 ? [decl] : []),
      paramsOf: (decl) => this.#params.get(decl) ?? [],
      lang: (role) => this.#roles.get(role),
      witness: () => undefined,
      associated: () => undefined,
      conforms: (): Tri => "unknown",
    };
  }

  /** Names for dumps: structs and functions by their simple names, other terms by kind and number. */
  get names(): { term(id: TermId): string; decl(id: DeclId): string } {
    const decl = (id: DeclId): string => this.#headers[id]?.name ?? `decl${id}`;
    const term = (id: TermId): string => {
      const t = this.terms.get(id);
      switch (t.kind) {
        case "struct":
          return t.bindings.length === 0 ? decl(t.decl) : `${decl(t.decl)}[${t.bindings.map(term).join(", ")}]`;
        case "prim":
          return t.name === "simd" ? "prim.simd" : `prim.${t.name}`;
        case "ref":
          return `ref ${term(t.target)}`;
        case "int":
          return `${t.value}`;
        case "record":
          return `${term(t.type)}()`;
        default:
          return `${t.kind}${id}`;
      }
    };
    return { term, decl };
  }

  #param(name: string): ParamInfo {
    const type = this.terms.trait([]);
    return { name, span: noSpan, type, kind: "either", variadic: false, defaultValue: undefined, implicit: false };
  }
}
