/** Structs: members, fields, conformances (also the automatic ones), synthesized constructors (10.2, 10.3, 15.9). */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import type { ArgInfo, Conformance, FunctionSignature, StructInfo } from "../decls/decl.ts";
import type { Location, Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { ancestorsOf, conformsTo, hasRole } from "./conform.ts";
import { checkCircularDestruction, checkContainment } from "./containment.ts";
import type { Cx, DeclNode, Extension, ModuleState, Scope, StructMembers } from "./context.ts";
import { addDecl, makeScope, node, report } from "./context.ts";
import {
  aliasInfoOf,
  conformancesOf,
  declFn,
  fieldsOf,
  innerScopeOf,
  paramsOf,
  selfTypeOf,
  signatureOf,
  structMembersOf,
} from "./declare.ts";
import { decoratorText, hasDecorator } from "./decorators.ts";
import { messages } from "./messages.ts";
import { langRole, lookup, nodeLocation } from "./modules.ts";
import { show } from "./names.ts";
import { modernMember } from "./old-members.ts";
import { noneType, resolveWhere } from "./signature.ts";
import { evalAny, evalBool, evalTerm, evalType, needConcrete, unwrapBool } from "./types.ts";

function structAst(n: DeclNode): ast.StructDecl | undefined {
  return n.ast.kind === "struct" ? n.ast : undefined;
}

// ---------------------------------------------------------------- members

export function computeStructMembers(cx: Cx, n: DeclNode): StructMembers {
  const members: StructMembers = { methods: new Map(), aliases: new Map(), fieldNames: new Map() };
  n.structMembers = members;
  const decl = structAst(n);
  if (decl === undefined) return members;
  const scope = innerScopeOf(cx, n.header.id);
  const declared = new Map<string, Span>();
  let fieldIndex = 0;
  for (const each of decl.members) {
    const member = modernMember(cx, each);
    switch (member.kind) {
      case "field": {
        const previous = declared.get(member.name.text);
        if (previous !== undefined) redefinition(cx, n, member.name.text, start(member), previous);
        else members.fieldNames.set(member.name.text, fieldIndex);
        declared.set(member.name.text, start(member));
        fieldIndex++;
        break;
      }
      case "def":
        if (declared.has(member.name.text) && !members.methods.has(member.name.text)) {
          const at = member.name.span;
          redefinition(cx, n, member.name.text, at, declared.get(member.name.text) ?? at);
        }
        declared.set(member.name.text, member.name.span);
        addMethod(cx, n, members.methods, member, scope);
        break;
      case "comptime":
        for (const name of member.names) {
          const previous = declared.get(name.text);
          if (previous !== undefined) redefinition(cx, n, name.text, start(member), previous);
          declared.set(name.text, start(member));
          members.aliases.set(name.text, addAlias(cx, n, member, name, scope));
        }
        break;
      case "pass":
        break;
    }
  }
  n.extensionsSeen = cx.extensions.length;
  for (const extension of extensionsOf(cx, n, 0)) addExtension(cx, n, members, extension);
  addSynthesized(cx, n, members);
  return members;
}

function addExtension(cx: Cx, n: DeclNode, members: StructMembers, extension: Extension): void {
  const scope: Scope = {
    ...makeScope("struct", extension.module.scope),
    names: innerScopeOf(cx, n.header.id).names,
  };
  for (const member of extension.decl.members) {
    if (member.kind === "def") addMethod(cx, n, members.methods, member, scope, extension.module);
    else if (member.kind === "comptime") {
      for (const name of member.names) members.aliases.set(name.text, addAlias(cx, n, member, name, scope));
    }
  }
}

/** Adds what extensions say that were loaded after the struct was first asked about. */
export function addNewExtensions(cx: Cx, n: DeclNode): void {
  const first = n.extensionsSeen;
  n.extensionsSeen = cx.extensions.length;
  const found = extensionsOf(cx, n, first);
  if (found.length === 0) return;
  n.conformances = undefined;
  n.structInfo = undefined;
  n.verified = undefined;
  if (n.structMembers === undefined) return;
  for (const extension of found) addExtension(cx, n, n.structMembers, extension);
  addSynthesized(cx, n, n.structMembers);
}

/** Where a message about a field or a constant goes: the word that introduces it. */
function start(member: ast.Member): Span {
  return { start: member.span.start, end: member.span.start + 1 };
}

function redefinition(cx: Cx, n: DeclNode, name: string, at: Span, previous: Span): void {
  report(cx, { file: n.header.file, span: at }, messages.redefinition(name), {
    notes: [{ message: "previous definition here", at: { file: n.header.file, span: previous } }],
  });
}

export function addMethod(
  cx: Cx,
  n: DeclNode,
  methods: Map<string, DeclId[]>,
  member: ast.DefDecl,
  scope: Scope,
  module?: ModuleState,
): DeclId {
  const id = addDecl(cx, {
    kind: "function",
    name: member.name.text,
    module: module?.dotted ?? n.header.module,
    parent: n.header.id,
    file: module?.loaded.file.id ?? n.header.file,
    span: member.span,
    nameSpan: member.name.span,
    isLibrary: module?.loaded.isLibrary ?? n.header.isLibrary,
    ast: member,
    scope,
  });
  const key = member.name.text === "__del__" ? "__deinit__" : member.name.text;
  const known = methods.get(key);
  if (known === undefined) methods.set(key, [id]);
  else known.push(id);
  return id;
}

export function addAlias(cx: Cx, n: DeclNode, member: ast.ComptimeDecl, name: ast.Name, scope: Scope): DeclId {
  return addDecl(cx, {
    kind: "alias",
    name: name.text,
    module: n.header.module,
    parent: n.header.id,
    file: n.header.file,
    span: member.span,
    nameSpan: name.span,
    isLibrary: n.header.isLibrary,
    ast: member,
    scope,
  });
}

/** Extensions of a struct in the modules loaded so far, but for the `first` ones. */
function extensionsOf(cx: Cx, n: DeclNode, first: number): readonly Extension[] {
  return cx.extensions.slice(first).filter(({ decl, module }) => {
    if (decl.target.text !== n.header.name && !module.scope.names.has(decl.target.text)) return false;
    const target = lookup(cx, module.scope, decl.target.text)?.entity;
    return target?.kind === "decls" && target.decls[0] === n.header.id;
  });
}

// ---------------------------------------------------------------- fields

export function computeFields(
  cx: Cx,
  n: DeclNode,
): readonly { readonly name: string; readonly type: TypeId; readonly span: Span }[] {
  const decl = structAst(n);
  if (decl === undefined) return [];
  const fx = declFn(cx, n.header.id, innerScopeOf(cx, n.header.id));
  const out: { name: string; type: TypeId; span: Span }[] = [];
  for (const member of decl.members) {
    if (member.kind !== "field") continue;
    let type: TypeId;
    if (member.type === undefined) {
      report(
        cx,
        { file: n.header.file, span: member.name.span },
        messages.plain("untyped-field", "struct field declaration must have a type"),
      );
      type = cx.store.error;
    } else {
      type = evalType(fx, member.type);
      const term = cx.store.get(type);
      if (term.kind === "trait") {
        report(cx, { file: n.header.file, span: member.span }, messages.traitField(show(cx, type)));
        type = cx.store.error;
      } else type = needConcrete(fx, type, member.type.span);
    }
    out.push({ name: member.name.text, type, span: member.span });
  }
  return out;
}

// ---------------------------------------------------------------- conformances

export function computeConformances(
  cx: Cx,
  n: DeclNode,
): { list: readonly Conformance[]; closureTraits: readonly TermId[] } {
  const decl = structAst(n);
  const list: Conformance[] = [];
  const closureTraits: TermId[] = [];
  const negated = new Set<DeclId>();
  const entries: { entry: ast.ConformanceEntry; scope: Scope; file: DeclNode["header"]["file"] }[] = [];
  const scope = innerScopeOf(cx, n.header.id);
  // Parameter names are bare in the conformance list.
  const listScope: Scope = { ...makeScope("params", n.scope), names: scope.names };
  for (const entry of decl?.conformances ?? []) entries.push({ entry, scope: listScope, file: n.header.file });
  for (const extension of extensionsOf(cx, n, 0)) {
    for (const entry of extension.decl.conformances) {
      entries.push({
        entry,
        scope: { ...makeScope("params", extension.module.scope), names: scope.names },
        file: extension.module.loaded.file.id,
      });
    }
  }
  const fx = declFn(cx, n.header.id, listScope);
  const add = (trait: DeclId, condition: TermId | undefined): void => {
    if (!list.some((c) => c.trait === trait && c.condition === condition)) list.push({ trait, condition });
  };
  for (const { entry, scope: where } of entries) {
    fx.scope = where;
    const value = evalAny(fx, entry.trait);
    const term = cx.store.get(value.term);
    if (term.kind === "error") continue;
    if (term.kind === "fn" && !term.thin) {
      closureTraits.push(value.term);
      continue;
    }
    if (term.kind !== "trait") {
      report(cx, { file: n.header.file, span: entry.trait.span }, messages.onlyTraits());
      continue;
    }
    closureTraits.push(...term.fns);
    const condition = entry.where === undefined ? undefined : evalBool(fx, entry.where);
    for (const trait of term.traits) {
      if (entry.negated || condition === cx.store.false) {
        negated.add(trait);
        continue;
      }
      for (const ancestor of ancestorsOf(cx, trait)) {
        if (ancestor === trait) add(ancestor, condition);
        else if (!isAutomatic(cx, ancestor)) add(ancestor, condition);
        else add(ancestor, condition);
      }
    }
  }
  // Earlier Mojo's `@value`: fields one by one, and copies without saying so.
  const value =
    decl?.decorators.some((d) => d.name === "value") === true ? langRole(cx, "implicitly_copyable") : undefined;
  if (value !== undefined) for (const ancestor of ancestorsOf(cx, value)) add(ancestor, undefined);
  for (const role of ["any_type", "movable", "deinitable"]) {
    const trait = langRole(cx, role);
    if (trait === undefined || negated.has(trait)) continue;
    if (!list.some((c) => c.trait === trait)) add(trait, undefined);
  }
  return { list: list.filter((c) => !negated.has(c.trait)), closureTraits };
}

function isAutomatic(cx: Cx, trait: DeclId): boolean {
  return (
    trait === langRole(cx, "movable") || trait === langRole(cx, "deinitable") || trait === langRole(cx, "any_type")
  );
}

/** Under which condition a struct conforms to a trait; false for not at all. */
function conditionOf(cx: Cx, decl: DeclId, role: string): TermId | undefined | false {
  const trait = langRole(cx, role);
  const found = conformancesOf(cx, decl).list.filter((c) => c.trait === trait);
  if (found.length === 0) return false;
  return found.some((c) => c.condition === undefined) ? undefined : found[0]?.condition;
}

// ---------------------------------------------------------------- synthesized constructors

function addSynthesized(cx: Cx, n: DeclNode, members: StructMembers): void {
  const decl = structAst(n);
  if (decl === undefined) return;
  const inits = members.methods.get("__init__") ?? [];
  const written = (word: string, deinit: boolean): boolean =>
    inits.some((id) => {
      const a = node(cx, id).ast;
      if (a.kind !== "def") return false;
      const own = a.signature.args.filter((x): x is ast.ArgDecl => x.kind === "arg" && x.convention !== "out");
      return own.length === 1 && own[0]?.name.text === word && (!deinit || own[0].convention === "deinit");
    });
  if (decl.decorators.some((d) => d.name === "fieldwise_init" || d.name === "value"))
    synthesize(cx, n, members, "fieldwise_init");
  if (!written("move", true) && conditionOf(cx, n.header.id, "movable") !== false)
    synthesize(cx, n, members, "move_init");
  if (!members.methods.has("__deinit__") && conditionOf(cx, n.header.id, "deinitable") !== false)
    synthesize(cx, n, members, "deinit");
  if (!written("copy", false) && conditionOf(cx, n.header.id, "copyable") !== false)
    synthesize(cx, n, members, "copy_init");
}

function synthesize(cx: Cx, n: DeclNode, members: StructMembers, which: FunctionSignature["synthesized"]): void {
  const name = which === "deinit" ? "__deinit__" : "__init__";
  const known = members.methods.get(name);
  if (known?.some((each) => synthesizedKinds.get(node(cx, each)) === which)) return;
  const id = addDecl(cx, {
    kind: "function",
    name,
    module: n.header.module,
    parent: n.header.id,
    file: n.header.file,
    span: n.header.nameSpan,
    nameSpan: n.header.nameSpan,
    isLibrary: n.header.isLibrary,
    ast: { kind: "synthesized" },
    scope: n.scope,
  });
  const own = node(cx, id);
  own.params = [];
  own.paramsComplete = true;
  own.innerScope = n.innerScope;
  own.foldValue = "none";
  synthesizedKinds.set(own, which);
  if (known === undefined) members.methods.set(name, [id]);
  else known.push(id);
}

const synthesizedKinds = new WeakMap<DeclNode, FunctionSignature["synthesized"]>();

/** The signature of a constructor that the compiler wrote. */
export function synthesizedSignature(cx: Cx, n: DeclNode): FunctionSignature | undefined {
  const which = synthesizedKinds.get(n);
  const parent = n.header.parent;
  if (which === undefined || parent === undefined) return undefined;
  const self = selfTypeOf(cx, parent) ?? cx.store.error;
  const struct = node(cx, parent);
  const arg = (name: string, type: TypeId, convention: ArgInfo["convention"], kind: ArgInfo["kind"]): ArgInfo => ({
    name,
    span: n.header.nameSpan,
    convention,
    type,
    origin: undefined,
    kind,
    variadic: "",
    defaultValue: undefined,
  });
  let args: ArgInfo[] = [];
  let condition: TermId | undefined;
  if (which === "fieldwise_init") args = fieldsOf(cx, parent).map((f) => arg(f.name, f.type, "var", "either"));
  else if (which === "copy_init") {
    args = [arg("copy", self, "imm", "keyword")];
    condition = conditionOf(cx, parent, "copyable") || undefined;
  } else if (which === "move_init") {
    args = [arg("move", self, "deinit", "keyword")];
    condition = conditionOf(cx, parent, "movable") || undefined;
  } else {
    args = [arg("self", self, "deinit", "either")];
    condition = conditionOf(cx, parent, "deinitable") || undefined;
  }
  const isInit = which !== "deinit";
  const fieldwise =
    struct.ast.kind === "struct"
      ? struct.ast.decorators.find((d) => d.name === "fieldwise_init" || d.name === "value")
      : undefined;
  const first = fieldwise?.args?.[0]?.value;
  return {
    decl: n.header.id,
    params: [],
    args,
    result: isInit ? self : noneType(cx),
    resultName: isInit ? "self" : undefined,
    raises: undefined,
    where: condition === undefined ? [] : [{ condition, text: undefined, at: nodeLocation(struct) }],
    isStatic: false,
    isMethod: true,
    isInit,
    isImplicit: which === "fieldwise_init" && first?.kind === "string" && first.value === "implicit",
    isAsync: false,
    isRequirement: false,
    inline: "always",
    abi: "",
    exportName: undefined,
    nestedOriginsReadOnly: false,
    special: which === "fieldwise_init" ? "init" : which,
    synthesized: which,
  };
}

// ---------------------------------------------------------------- the whole

export function computeStructInfo(cx: Cx, n: DeclNode): StructInfo {
  const id = n.header.id;
  const decl = structAst(n);
  const params = paramsOf(cx, id);
  const members = structMembersOf(cx, id);
  const fx = declFn(cx, id, { ...makeScope("params", n.scope), names: innerScopeOf(cx, id).names });
  const where = (decl?.where ?? []).map((w) => resolveWhere(fx, w));
  const find = (special: FunctionSignature["special"], name: string): DeclId | undefined =>
    (members.methods.get(name) ?? []).find(
      (m) => node(cx, m).ast.kind === "def" && signatureOf(cx, m).special === special,
    );
  const override = (name: string): TermId | undefined => {
    const alias = members.aliases.get(name);
    if (alias === undefined) return undefined;
    const value = aliasInfoOf(cx, alias).value;
    return value === undefined ? undefined : unwrapBool(cx, value);
  };
  const del = override("__del__is_trivial");
  const move = override("__move_ctor_is_trivial");
  const copy = override("__copy_ctor_is_trivial");
  return {
    decl: id,
    params,
    fields: fieldsOf(cx, id),
    ...conformancesInfo(cx, id),
    where,
    align: alignOf(cx, n, fx),
    explicitDestroyText: hasDecorator(n, "explicit_destroy") ? (decoratorText(n, "explicit_destroy") ?? "") : undefined,
    selfType: selfTypeOf(cx, id) ?? cx.store.error,
    ownDeinit: find("deinit", "__deinit__"),
    ownCopyInit: find("copy_init", "__init__"),
    ownMoveInit: find("move_init", "__init__"),
    trivialOverrides: {
      ...(del === undefined ? {} : { del }),
      ...(move === undefined ? {} : { move }),
      ...(copy === undefined ? {} : { copy }),
    },
  };
}

function conformancesInfo(
  cx: Cx,
  id: DeclId,
): { conformances: readonly Conformance[]; closureTraits: readonly TermId[] } {
  const c = conformancesOf(cx, id);
  return { conformances: c.list, closureTraits: c.closureTraits };
}

function alignOf(cx: Cx, n: DeclNode, fx: ReturnType<typeof declFn>): number {
  const decl = structAst(n);
  const arg = decl?.decorators.find((d) => d.name === "align")?.args?.[0]?.value;
  if (arg === undefined) return 0;
  const intDecl = langRole(cx, "int");
  const intType = intDecl === undefined ? undefined : aliasInfoOf(cx, intDecl).value;
  const term = cx.store.get(evalTerm(fx, arg, intType));
  return term.kind === "int" ? Number(term.value) : 0;
}

// ---------------------------------------------------------------- checks of a declaration

/** Errors of a struct's declaration that do not show while it is used. */
export function checkStructDecl(cx: Cx, id: DeclId): void {
  const n = node(cx, id);
  const info = structInfoOf2(cx, id);
  const deinitable = langRole(cx, "deinitable");
  const isDeinitable = deinitable !== undefined && conditionOf(cx, id, "deinitable") !== false;
  const facts = info.where.map((w) => w.condition);
  for (const field of info.fields) {
    if (deinitable === undefined || !isDeinitable) break;
    const condition = conditionOf(cx, id, "deinitable");
    const known = condition === undefined || condition === false ? facts : [...facts, condition];
    if (info.ownDeinit !== undefined) continue;
    if (conformsTo(cx, known, field.type, deinitable) !== "yes") {
      report(
        cx,
        { file: n.header.file, span: field.span },
        messages.plain(
          "field-not-deinitable",
          `field '${field.name}' has non-'Deinitable' type '${show(cx, field.type)}'`,
        ),
      );
    }
  }
  const isCircular = isDeinitable && info.ownDeinit === undefined && checkCircularDestruction(cx, id);
  if (!isCircular) {
    const what =
      info.ownDeinit === undefined
        ? "__del__is_trivial"
        : info.ownMoveInit === undefined
          ? "__move_ctor_is_trivial"
          : "__copy_ctor_is_trivial";
    checkContainment(cx, id, what);
  }
  checkSynthesis(cx, n, info);
}

function structInfoOf2(cx: Cx, id: DeclId): StructInfo {
  const n = node(cx, id);
  if (n.structInfo === undefined || n.structInfo === "computing") n.structInfo = computeStructInfo(cx, n);
  return n.structInfo;
}

function checkSynthesis(cx: Cx, n: DeclNode, info: StructInfo): void {
  const id = n.header.id;
  const at = nodeLocation(n);
  const facts = info.where.map((w) => w.condition);
  const known = (role: string): readonly TermId[] => {
    const condition = conditionOf(cx, id, role);
    return condition === undefined || condition === false ? facts : [...facts, condition];
  };
  const of = (f: StructInfo["fields"][number]): Location => ({ file: n.header.file, span: f.span });
  const fieldwise = n.ast.kind === "struct" && n.ast.decorators.some((d) => d.name === "fieldwise_init");
  if (fieldwise) {
    for (const f of info.fields) {
      if (!hasRole(cx, facts, f.type, "movable") && !hasRole(cx, facts, f.type, "copyable")) {
        report(
          cx,
          of(f),
          messages.plain(
            "cannot-synthesize",
            `cannot synthesize fieldwise init because field '${f.name}' has non-copyable and non-movable type '${show(cx, f.type)}'`,
          ),
        );
        break;
      }
    }
  }
  if (conditionOf(cx, id, "movable") !== false && info.ownMoveInit === undefined) {
    for (const f of info.fields) {
      if (
        !hasRole(cx, known("movable"), f.type, "movable") &&
        !hasRole(cx, known("movable"), f.type, "implicitly_copyable")
      ) {
        report(
          cx,
          of(f),
          messages.plain(
            "cannot-synthesize",
            `cannot synthesize move constructor because field '${f.name}' has non-movable and non-implicitly-copyable type '${show(cx, f.type)}'`,
          ),
        );
        break;
      }
    }
  }
  if (conditionOf(cx, id, "copyable") !== false && info.ownCopyInit === undefined) {
    const implicit = conditionOf(cx, id, "implicitly_copyable") !== false;
    for (const f of info.fields) {
      if (implicit && !hasRole(cx, known("implicitly_copyable"), f.type, "implicitly_copyable")) {
        report(
          cx,
          of(f),
          messages.plain(
            "cannot-synthesize",
            `cannot synthesize implicit copy constructor because field '${f.name}' has non-implicitly-copyable type '${show(cx, f.type)}'`,
          ),
        );
        break;
      }
      if (!hasRole(cx, known("copyable"), f.type, "copyable")) {
        report(
          cx,
          of(f),
          messages.plain(
            "cannot-synthesize",
            `cannot synthesize copy constructor because field '${f.name}' has non-copyable type '${show(cx, f.type)}'`,
          ),
        );
        break;
      }
    }
  }
  if (
    n.ast.kind === "struct" &&
    hasDecorator(n, "explicit_destroy") &&
    conditionOf(cx, id, "deinitable") === undefined
  ) {
    report(
      cx,
      at,
      messages.plain(
        "explicit-destroy",
        "@explicit_destroy is not valid on `struct` with unconditional conformance to `Deinitable`",
      ),
      {
        notes: [{ message: "Add a `not Deinitable` conformance or remove `@explicit_destroy`", at }],
      },
    );
  }
  checkRegisterPassable(cx, n, info);
}

function checkRegisterPassable(cx: Cx, n: DeclNode, info: StructInfo): void {
  const id = n.header.id;
  for (const [role, name] of [
    ["trivial_register_passable", "TrivialRegisterPassable"],
    ["register_passable", "RegisterPassable"],
  ] as const) {
    if (conditionOf(cx, id, role) !== undefined) continue;
    for (const f of info.fields) {
      if (!hasRole(cx, [], f.type, role)) {
        report(
          cx,
          nodeLocation(n),
          messages.plain("register-passable-field", `all members of '${name}' struct must themselves be '${name}'`),
          {
            notes: [
              {
                message: `'${f.name}' declared with type '${show(cx, f.type)}'`,
                at: { file: n.header.file, span: f.span },
              },
            ],
          },
        );
        return;
      }
    }
    if (role === "trivial_register_passable" && info.ownDeinit !== undefined) {
      report(
        cx,
        nodeLocation(node(cx, info.ownDeinit)),
        messages.plain(
          "trivial-lifecycle",
          "trivial types must not declare '__deinit__' methods; they are trivially destroyable",
        ),
      );
    } else if (role === "trivial_register_passable" && info.ownCopyInit !== undefined) {
      report(
        cx,
        nodeLocation(node(cx, info.ownCopyInit)),
        messages.plain(
          "trivial-lifecycle",
          "trivial types must not declare explicit copy constructors; they are trivially copyable",
        ),
      );
    } else if (info.ownMoveInit !== undefined) {
      report(
        cx,
        nodeLocation(node(cx, info.ownMoveInit)),
        messages.plain(
          "register-passable-move",
          "'RegisterPassable' types must not declare explicit move constructors; values of these types have no identity, and the compiler can freely move them between registers",
        ),
      );
    }
    return;
  }
}
