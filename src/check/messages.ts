/** The wording of the checker's diagnostics, with their stable codes. The texts are the reference compiler's where it has one. */
import type { Code } from "../diagnostics/codes.ts";

export interface Message {
  readonly code: Code;
  readonly text: string;
}

function m(code: Code, text: string): Message {
  return { code, text };
}

export const messages = {
  // ---- names and modules
  unknownName: (name: string, hint: string): Message =>
    m("unknown-name", `use of unknown declaration '${name}'${hint}`),
  implicitDeclaration: (name: string): Message =>
    m("implicit-declaration", `implicit declaration of '${name}' is not allowed; add 'var' to declare a new name`),
  redefinition: (name: string): Message => m("redefinition", `invalid redefinition of '${name}'`),
  redefinitionIdentical: (name: string): Message =>
    m("redefinition", `redefinition of function '${name}' with identical signature`),
  redefinitionResult: (name: string): Message =>
    m("redefinition", `redefinition of function '${name}', cannot overload on return type`),
  redefinitionConventions: (name: string): Message =>
    m("redefinition", `redefinition of function '${name}', cannot overload on argument conventions`),
  ambiguousImport: (name: string): Message => m("ambiguous-import", `import of '${name}' is ambiguous`),
  noModule: (name: string): Message => m("unknown-module", `unable to locate module '${name}'`),
  notInModule: (isPackage: boolean, module: string, name: string): Message =>
    m("unknown-member-of-module", `${isPackage ? "package" : "module"} '${module}' does not contain '${name}'`),
  packageHasNo: (module: string, name: string): Message =>
    m("unknown-member-of-module", `package '${module}' has no declaration '${name}'`),
  moduleHasNo: (module: string, name: string): Message =>
    m("unknown-member-of-module", `module '${module}' has no declaration '${name}'`),
  relativeToTopLevel: (): Message => m("relative-import", "cannot import relative to a top-level package"),
  moduleAsValue: (name: string): Message =>
    m("module-as-value", `cannot use package name '${name}' as a runtime value`),
  recursiveReference: (name: string): Message =>
    m("recursive-reference", `attempt to resolve a recursive reference to declaration '${name}'`),
  notSupportedYet: (what: string): Message => m("not-supported-yet", `${what} is not supported yet`),
  notSupportedHere: (what: string): Message => m("not-supported-here", `${what} not supported here`),
  selfOutside: (): Message =>
    m("self-outside-type", "'Self' type may only be used inside a struct, trait, or extension"),
  // ---- file scope
  expressionAtFileScope: (): Message =>
    m("file-scope-statement", "expressions must not appear at file scope; move this into a function body"),
  globalVariable: (): Message =>
    m(
      "global-variable",
      "global variables are not supported; move this into a function body or use 'comptime' to declare a constant",
    ),
  comptimeIfAtFileScope: (): Message => m("file-scope-statement", "'comptime if' must be contained in a function"),
  comptimeAssertAtFileScope: (): Message =>
    m("file-scope-statement", "'comptime assert' must be inside a function; move this into a function body"),
  mainArguments: (): Message => m("main-signature", "'main()' does not accept arguments; remove them"),
  mainResult: (): Message => m("main-signature", "'main()' does not return a value; remove the return type"),
  mainRaises: (): Message => m("main-signature", "'main()' can only raise 'Error'; remove the explicit error type"),
  // ---- types and conversions
  notAType: (what: string): Message => m("not-a-type", `${what} is not a type`),
  notConcrete: (type: string): Message =>
    m("type-not-concrete", `'${type}' is not concrete, use '[]' to bind missing parameters`),
  traitAsType: (name: string): Message =>
    m("trait-as-type", `'${name}' is a trait, use a concrete type or compile-time generic`),
  traitField: (name: string): Message =>
    m(
      "trait-as-type",
      `struct fields do not support trait types; '${name}' is a trait, use a concrete type or compile-time generic`,
    ),
  cannotConvert: (from: string, to: string, where = ""): Message =>
    m("cannot-convert", `cannot implicitly convert '${from}' value to '${to}'${where}`),
  cannotCopy: (type: string): Message =>
    m(
      "not-implicitly-copyable",
      `value of type '${type}' cannot be implicitly copied, it does not conform to 'ImplicitlyCopyable'`,
    ),
  cannotTransferNotMovable: (type: string): Message =>
    m("not-movable", `cannot transfer value into destination, because '${type}' doesn't conform to 'Movable'`),
  needsContextualType: (name: string): Message =>
    m("needs-contextual-type", `cannot declare '${name}' without a contextual type from its initializer`),
  emptyList: (): Message => m("empty-display", "cannot emit an empty list without a contextual type"),
  emptyBraces: (): Message => m("empty-display", "cannot emit initializer list without a contextual type"),
  notCompatible: (left: string, right: string): Message =>
    m("incompatible-values", `value of type '${left}' is not compatible with value of type '${right}'`),
  ambiguousMerge: (left: string, right: string): Message =>
    m(
      "ambiguous-merge",
      `ambiguous merge: left value has type '${left}' and right value has type '${right}', and both convert to each other`,
    ),
  cannotMaterialize: (type: string): Message =>
    m(
      "cannot-materialize",
      `cannot materialize comptime value of type '${type}' to runtime because it is not 'ImplicitlyCopyable'`,
    ),
  starredExpression: (): Message => m("starred-expression", "can't use starred expression here"),
  cannotUnpack: (type: string, count: number): Message =>
    m("cannot-unpack", `cannot unpack value of type '${type}' into ${count} values`),
  // ---- attributes, operators
  noAttribute: (type: string, name: string): Message =>
    m("unknown-attribute", `'${type}' value has no attribute '${name}'`),
  notImplemented: (type: string, method: string): Message =>
    m("missing-method", `'${type}' does not implement the '${method}' method`),
  notSubscriptable: (type: string): Message =>
    m(
      "not-subscriptable",
      `'${type}' is not subscriptable, it does not implement the \`__getitem__\`/\`__setitem__\` methods`,
    ),
  setitemWithoutGetitem: (type: string): Message =>
    m("not-subscriptable", `'${type}' has '__setitem__' but no '__getitem__' method`),
  unqualifiedStructParam: (name: string): Message =>
    m("unqualified-struct-parameter", `unqualified access to struct parameter '${name}'; use 'Self.${name}' instead`),
  // ---- calls
  invalidCall: (name: string, reason: string): Message => m("invalid-call", `invalid call to '${name}': ${reason}`),
  invalidInitialization: (reason: string): Message => m("invalid-call", `invalid initialization: ${reason}`),
  noMatching: (what: string): Message => m("no-matching-function", `no matching ${what}`),
  ambiguousCall: (name: string, tail: string): Message => m("ambiguous-call", `ambiguous call to '${name}'${tail}`),
  keywordRepeated: (name: string): Message =>
    m("repeated-keyword", `keyword argument '${name}' was already used; remove the duplicate`),
  positionalAfterKeyword: (): Message =>
    m(
      "positional-after-keyword",
      "positional argument must not follow a keyword argument; move it before or convert to a keyword argument",
    ),
  mayRaise: (): Message => m("call-may-raise", "cannot call function that may raise in a context that cannot raise"),
  mayRaiseOther: (type: string, supported: string): Message =>
    m(
      "call-may-raise",
      `cannot call function that may raise '${type}' in context that supports an error type of '${supported}'`,
    ),
  raiseOutside: (): Message =>
    m("raise-outside", "'raise' requires a surrounding 'try' block or the enclosing function to declare 'raises'"),
  comptimeRaises: (use: string): Message => m("comptime-raises", `cannot call raising function in ${use}`),
  dynamicValue: (use: string): Message => m("dynamic-value", `cannot use a dynamic value in ${use}`),
  alreadyComptime: (): Message =>
    m("already-comptime", "expression is already evaluated at compile time; remove 'comptime' keyword"),
  aliasing: (text: string): Message => m("aliasing-arguments", text),
  // ---- mutability
  mustBeMutable: (where: string): Message => m("must-be-mutable", `expression must be mutable ${where}`),
  noOrigin: (): Message => m("no-origin", "expression does not designate a value with an origin"),
  transferImmutable: (): Message => m("transfer-immutable", "cannot transfer out of immutable reference"),
  incompatibleReference: (from: string, to: string): Message =>
    m("incompatible-origin", `cannot return reference with incompatible origin: '${from}' vs '${to}'`),
  cannotInferResultOrigin: (): Message => m("incompatible-origin", "cannot infer origin for a function result"),
  // ---- structs and traits
  missingRequirements: (type: string, trait: string): Message =>
    m("missing-requirements", `'${type}' does not implement all requirements for '${trait}'`),
  conflictingDefaults: (method: string, a: string, b: string): Message =>
    m(
      "conflicting-defaults",
      `trait method requirement '${method}' has conflicting default implementations in '${a}' and '${b}'; you must implement it manually`,
    ),
  onlyTraits: (): Message =>
    m(
      "conformance-not-a-trait",
      "structs only conform to traits or trait compositions; remove the struct type from the conformance list",
    ),
  plain: (code: Code, text: string): Message => m(code, text),
  // ---- closures
  captureUnknown: (name: string): Message =>
    m("capture-convention", `Could not infer capture convention of the captured value ${name}`),
  recursiveNested: (name: string): Message =>
    m(
      "recursive-nested-function",
      `recursive references to nested functions are not supported; define '${name}' at file scope`,
    ),
  // ---- warnings
  unusedValue: (type: string): Message =>
    m("unused-value", `'${type}' value is unused; assign to '_' to discard the result`),
  uselessTransferTrivial: (type: string): Message =>
    m("useless-transfer", `transfer from a value of trivial register type '${type}' has no effect and can be removed`),
  uselessTransferBorrow: (): Message =>
    m("useless-transfer", "this value is borrowed here, so the transfer has no effect and can be removed"),
  deprecated: (name: string, text: string | undefined, successor: string | undefined): Message =>
    m("deprecated", text ?? `'${name}' is deprecated${successor === undefined ? "" : `, use '${successor}' instead`}`),
  unstableApi: (name: string): Message => m("unstable-api", `use of unstable API '${name}'`),
  constantCondition: (value: boolean): Message =>
    m(
      "constant-condition",
      value
        ? "'if' condition always evaluates to 'True'; 'else' branch is unreachable"
        : "'if' condition always evaluates to 'False'; 'if' branch is unreachable",
    ),
} as const;
