/**
 * The abstract syntax tree: what was written, in one shape per construct.
 *
 * Every node is a plain readonly object with every field written in one order. Spans are UTF-16 offsets into the file.
 * `at` is the place where diagnostics about the node put their caret when that is not the start of its span
 * (the operator of a binary expression, the `(` of a call, the `.` of an attribute).
 * Constructs of the seed dialect parse to ordinary nodes; what `--strict` must reject is listed in `ModuleAst.dialect`.
 */

import type { Span } from "../source/source.ts";

export interface Name {
  readonly text: string;
  readonly span: Span;
}

// ---------------------------------------------------------------- expressions

export type StringLiteral = Extract<Expr, { readonly kind: "string" }>;

export type BinaryOp = "+" | "-" | "*" | "/" | "//" | "%" | "**" | "@" | "<<" | ">>" | "&" | "|" | "^";
export type CompareOp = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in" | "is" | "is not";
export type UnaryOp = "-" | "+" | "~" | "not";

export type Expr =
  | { readonly kind: "name"; readonly span: Span; readonly name: string }
  | { readonly kind: "int"; readonly span: Span; readonly value: bigint }
  /** `text` is the literal's spelling without underscores: an exact decimal. */
  | { readonly kind: "float"; readonly span: Span; readonly text: string }
  /** Adjacent literals are concatenated; `value` is decoded. Lone bytes from \x80..\xff escapes are code points < 256 flagged by `bytes`. */
  | { readonly kind: "string"; readonly span: Span; readonly value: string }
  | { readonly kind: "tstring"; readonly span: Span; readonly parts: readonly TStringPart[] }
  | { readonly kind: "bool"; readonly span: Span; readonly value: boolean }
  | { readonly kind: "none"; readonly span: Span }
  | { readonly kind: "ellipsis"; readonly span: Span }
  | { readonly kind: "self_type"; readonly span: Span }
  /** `_`: a discard target, an unbound parameter or a wildcard. */
  | { readonly kind: "discard"; readonly span: Span }
  | { readonly kind: "paren"; readonly span: Span; readonly inner: Expr }
  | { readonly kind: "tuple"; readonly span: Span; readonly elements: readonly Expr[]; readonly parenthesized: boolean }
  | { readonly kind: "list"; readonly span: Span; readonly elements: readonly Expr[] }
  /** `[T; N]`, dialect: a fixed-size array type. */
  | { readonly kind: "array_type"; readonly span: Span; readonly element: Expr; readonly count: Expr }
  | { readonly kind: "dict"; readonly span: Span; readonly entries: readonly DictEntry[] }
  /** `{a, b}`, `{}` or an initializer list `{1, x=2}`. */
  | { readonly kind: "brace"; readonly span: Span; readonly args: readonly Arg[] }
  | {
      readonly kind: "comprehension";
      readonly span: Span;
      readonly shape: "list" | "set";
      readonly element: Expr;
      readonly clauses: readonly ComprehensionClause[];
    }
  | {
      readonly kind: "dict_comprehension";
      readonly span: Span;
      readonly key: Expr;
      readonly value: Expr;
      readonly clauses: readonly ComprehensionClause[];
    }
  | { readonly kind: "unary"; readonly span: Span; readonly op: UnaryOp; readonly operand: Expr }
  | {
      readonly kind: "binary";
      readonly span: Span;
      readonly at: Span;
      readonly op: BinaryOp;
      readonly left: Expr;
      readonly right: Expr;
    }
  /** A chain `a < b <= c`: operands.length === ops.length + 1. */
  | {
      readonly kind: "compare";
      readonly span: Span;
      readonly operands: readonly Expr[];
      readonly ops: readonly { readonly op: CompareOp; readonly span: Span }[];
    }
  | {
      readonly kind: "logical";
      readonly span: Span;
      readonly at: Span;
      readonly op: "and" | "or";
      readonly left: Expr;
      readonly right: Expr;
    }
  /** `at` is the `if`. */
  | {
      readonly kind: "ternary";
      readonly span: Span;
      /** The `if`. */
      readonly at: Span;
      readonly condition: Expr;
      readonly then: Expr;
      readonly otherwise: Expr;
    }
  | { readonly kind: "walrus"; readonly span: Span; readonly target: Expr; readonly value: Expr }
  /** `at` is the `(`. */
  | {
      readonly kind: "call";
      readonly span: Span;
      readonly at: Span;
      readonly callee: Expr;
      readonly args: readonly Arg[];
    }
  /** `at` is the `[`. Also parameter binding `T[...]`. */
  | {
      readonly kind: "subscript";
      readonly span: Span;
      readonly at: Span;
      readonly base: Expr;
      readonly args: readonly Arg[];
    }
  /** Only inside a subscript's arguments: `a:b:c`. `colons` is 1 or 2. */
  | {
      readonly kind: "slice";
      readonly span: Span;
      readonly start: Expr | undefined;
      readonly end: Expr | undefined;
      readonly step: Expr | undefined;
      readonly colons: number;
    }
  /** `at` is the `.`. */
  | { readonly kind: "attribute"; readonly span: Span; readonly at: Span; readonly base: Expr; readonly name: Name }
  /** `.name` with no base: a member of the contextual type (`.float32`). */
  | { readonly kind: "implicit_member"; readonly span: Span; readonly name: Name }
  /** `x^`; `at` is the `^`. */
  | { readonly kind: "transfer"; readonly span: Span; readonly at: Span; readonly operand: Expr }
  | { readonly kind: "lambda"; readonly span: Span; readonly signature: Signature; readonly body: Expr }
  /** `def(Int) raises thin -> Int` as a type. */
  | { readonly kind: "fn_type"; readonly span: Span; readonly signature: Signature }
  | { readonly kind: "comptime"; readonly span: Span; readonly operand: Expr }
  | { readonly kind: "type_of"; readonly span: Span; readonly args: readonly Expr[] }
  | { readonly kind: "origin_of"; readonly span: Span; readonly args: readonly Expr[] }
  | { readonly kind: "conforms_to"; readonly span: Span; readonly args: readonly Expr[] }
  | { readonly kind: "await"; readonly span: Span; readonly operand: Expr; readonly silent: boolean }
  /** `ref[origins] T`, only as a result type or in types of arguments. */
  | { readonly kind: "ref_type"; readonly span: Span; readonly origins: readonly Expr[]; readonly target: Expr }
  /** `a..b` / `a..=b`, dialect. */
  | {
      readonly kind: "range";
      readonly span: Span;
      readonly at: Span;
      readonly start: Expr;
      readonly end: Expr;
      readonly closed: boolean;
    }
  /** The parser recovered here and has already reported. */
  | { readonly kind: "error"; readonly span: Span };

export type ExprKind = Expr["kind"];
export type ExprOf<K extends ExprKind> = Extract<Expr, { readonly kind: K }>;

export type TStringPart =
  | { readonly kind: "text"; readonly span: Span; readonly text: string }
  | { readonly kind: "value"; readonly span: Span; readonly value: Expr };

export interface DictEntry {
  readonly key: Expr;
  readonly value: Expr;
}

/** An argument of a call, subscript, decorator or initializer list. */
export interface Arg {
  readonly span: Span;
  /** Set for `name=value`. */
  readonly name: Name | undefined;
  /** `*value` or `**value`. */
  readonly unpack: "" | "*" | "**";
  readonly value: Expr;
}

export type ComprehensionClause =
  | {
      readonly kind: "for";
      readonly span: Span;
      readonly binding: Binding;
      readonly pattern: Pattern;
      readonly iterable: Expr;
    }
  | { readonly kind: "if"; readonly span: Span; readonly condition: Expr };

// ---------------------------------------------------------------- signatures

/** As written: "" means none was. The older words `owned borrowed read inout` arrive already mapped to the modern ones. */
export type Convention = "" | "imm" | "mut" | "var" | "out" | "deinit" | "ref";

export interface ArgDecl {
  readonly kind: "arg";
  readonly span: Span;
  readonly name: Name;
  readonly convention: Convention;
  /** The places of `ref[...]`; undefined where there were no brackets. */
  readonly origins: readonly Expr[] | undefined;
  readonly variadic: "" | "*" | "**";
  /** `*args: *Ts`: the annotation is a pack of types. */
  readonly packType: boolean;
  /** Absent for `self` and, in the dialect, for untyped parameters. */
  readonly type: Expr | undefined;
  readonly defaultValue: Expr | undefined;
}

/** `/`, `*` or `//` in a list. */
export interface MarkerDecl {
  readonly kind: "marker";
  readonly span: Span;
  readonly marker: "/" | "*" | "//";
}

/** A compile-time parameter: `name: Type = default`. */
export interface ParamDecl {
  readonly kind: "param";
  readonly span: Span;
  readonly name: Name;
  readonly variadic: "" | "*" | "**";
  readonly type: Expr | undefined;
  readonly defaultValue: Expr | undefined;
}

export interface Capture {
  readonly span: Span;
  /** "" when only a name was written. */
  readonly convention: "" | "imm" | "mut" | "var" | "ref";
  /** undefined: the default for all names not listed. */
  readonly name: Name | undefined;
  readonly move: boolean;
}

export interface Signature {
  readonly span: Span;
  readonly isAsync: boolean;
  readonly params: readonly (ParamDecl | MarkerDecl)[] | undefined;
  /** For a `fn_type` an entry may have an empty name. */
  readonly args: readonly (ArgDecl | MarkerDecl)[];
  /** `raises` was written; `raisesType` if it had a type. */
  /** After the `)` of the arguments, where effects go; undefined if none were written. */
  readonly argsEnd: Span | undefined;
  readonly raises: boolean;
  readonly raisesType: Expr | undefined;
  readonly raisesSpan: Span | undefined;
  readonly thin: boolean;
  readonly capturing: boolean;
  readonly abi: string | undefined;
  readonly captures: readonly Capture[] | undefined;
  readonly result: Expr | undefined;
  readonly where: readonly Expr[];
}

// ---------------------------------------------------------------- patterns

/** Targets of `var`, `for` and comprehensions. */
export type Pattern =
  | { readonly kind: "name"; readonly span: Span; readonly name: string }
  | { readonly kind: "discard"; readonly span: Span }
  | { readonly kind: "tuple"; readonly span: Span; readonly elements: readonly Pattern[] };

/** How names of a pattern are bound. */
export type Binding = "" | "var" | "ref";

export type CasePattern =
  | { readonly kind: "wildcard"; readonly span: Span }
  | { readonly kind: "capture"; readonly span: Span; readonly binding: Binding; readonly name: string }
  /** Literal or dotted name: compared with ==. `explicit` where `== e` was written. */
  | { readonly kind: "value"; readonly span: Span; readonly value: Expr; readonly explicit: boolean }
  | { readonly kind: "tuple"; readonly span: Span; readonly elements: readonly CasePattern[] }
  | {
      readonly kind: "sequence";
      readonly span: Span;
      readonly elements: readonly CasePattern[];
      readonly rest: Name | undefined;
      readonly hasRest: boolean;
    }
  | {
      readonly kind: "struct";
      readonly span: Span;
      readonly type: Expr;
      readonly fields: readonly { readonly name: Name; readonly pattern: CasePattern }[];
    }
  | { readonly kind: "or"; readonly span: Span; readonly alternatives: readonly CasePattern[] }
  | { readonly kind: "as"; readonly span: Span; readonly pattern: CasePattern; readonly name: Name };

// ---------------------------------------------------------------- statements

export interface Block {
  readonly span: Span;
  /** The `:` or the `{`. */
  readonly at: Span;
  readonly braces: boolean;
  readonly stmts: readonly Stmt[];
}

export interface Branch {
  readonly span: Span;
  readonly condition: Expr;
  readonly body: Block;
}

export type Stmt =
  | { readonly kind: "pass"; readonly span: Span }
  | { readonly kind: "break"; readonly span: Span }
  | { readonly kind: "continue"; readonly span: Span }
  | { readonly kind: "return"; readonly span: Span; readonly value: Expr | undefined }
  | { readonly kind: "raise"; readonly span: Span; readonly value: Expr | undefined }
  | { readonly kind: "assert"; readonly span: Span; readonly condition: Expr; readonly message: Expr | undefined }
  | { readonly kind: "expr"; readonly span: Span; readonly value: Expr }
  /** `var pattern [: type] [= value]`, `ref name = value`; dialect `let` is `var` with `immutable`. */
  | {
      readonly kind: "var";
      readonly span: Span;
      readonly binding: "var" | "ref";
      readonly immutable: boolean;
      readonly pattern: Pattern;
      readonly type: Expr | undefined;
      readonly value: Expr | undefined;
    }
  /** `a = b = e`: targets from left to right. A target may itself be a declaration (`c = var d = 3`). */
  | {
      readonly kind: "assign";
      readonly span: Span;
      readonly at: Span;
      readonly targets: readonly AssignTarget[];
      readonly value: Expr;
    }
  /** `x: T = e` on a bare name; in 1.2 an error for an unknown name, in the dialect a declaration. */
  | {
      readonly kind: "annotated";
      readonly span: Span;
      readonly target: Expr;
      readonly type: Expr;
      readonly value: Expr | undefined;
    }
  | {
      readonly kind: "augmented";
      readonly span: Span;
      readonly at: Span;
      readonly op: BinaryOp;
      readonly target: Expr;
      readonly value: Expr;
    }
  | {
      readonly kind: "if";
      readonly span: Span;
      readonly comptime: boolean;
      readonly branches: readonly Branch[];
      readonly orElse: Block | undefined;
    }
  | {
      readonly kind: "while";
      readonly span: Span;
      readonly condition: Expr;
      readonly body: Block;
      readonly orElse: Block | undefined;
    }
  | {
      readonly kind: "for";
      readonly span: Span;
      readonly flavour: "" | "comptime" | "parallel";
      readonly binding: Binding;
      readonly pattern: Pattern;
      readonly iterable: Expr;
      readonly body: Block;
      readonly orElse: Block | undefined;
    }
  | {
      readonly kind: "try";
      readonly span: Span;
      readonly body: Block;
      readonly handler: Handler | undefined;
      readonly orElse: Block | undefined;
      readonly finallyBody: Block | undefined;
    }
  | { readonly kind: "with"; readonly span: Span; readonly items: readonly WithItem[]; readonly body: Block }
  | {
      readonly kind: "match";
      readonly span: Span;
      readonly comptime: boolean;
      readonly subject: Expr;
      readonly cases: readonly MatchCase[];
    }
  | {
      readonly kind: "comptime_assert";
      readonly span: Span;
      readonly condition: Expr;
      readonly message: Expr | undefined;
    }
  | { readonly kind: "comptime_decl"; readonly span: Span; readonly decl: ComptimeDecl }
  | { readonly kind: "import"; readonly span: Span; readonly decl: ImportDecl }
  | { readonly kind: "def"; readonly span: Span; readonly decl: DefDecl }
  /** A struct or trait in a block: reported, but kept. */
  | { readonly kind: "decl"; readonly span: Span; readonly decl: Decl }
  | { readonly kind: "error"; readonly span: Span };

export type StmtKind = Stmt["kind"];
export type StmtOf<K extends StmtKind> = Extract<Stmt, { readonly kind: K }>;

export type AssignTarget =
  | { readonly kind: "expr"; readonly span: Span; readonly target: Expr }
  | {
      readonly kind: "declare";
      readonly span: Span;
      readonly binding: "var" | "ref";
      readonly pattern: Pattern;
      readonly type: Expr | undefined;
    };

export interface Handler {
  readonly span: Span;
  readonly name: Name | undefined;
  readonly body: Block;
}

export interface WithItem {
  readonly span: Span;
  readonly manager: Expr;
  readonly name: Name | undefined;
  /** `as _`. */
  readonly discard: boolean;
}

export interface MatchCase {
  readonly span: Span;
  readonly pattern: CasePattern;
  readonly guard: Expr | undefined;
  readonly body: Block;
}

// ---------------------------------------------------------------- declarations

export interface Decorator {
  readonly span: Span;
  /** Dotted name as written. */
  readonly name: string;
  readonly args: readonly Arg[] | undefined;
}

export interface DefDecl {
  readonly kind: "def";
  readonly span: Span;
  readonly name: Name;
  readonly decorators: readonly Decorator[];
  readonly signature: Signature;
  /** Exactly `...`: a required trait method. */
  readonly isRequirement: boolean;
  readonly body: Block;
  readonly docstring: StringLiteral | undefined;
}

export interface FieldDecl {
  readonly kind: "field";
  readonly span: Span;
  readonly name: Name;
  readonly type: Expr | undefined;
  readonly docstring: StringLiteral | undefined;
}

/** An entry of a conformance list: `Trait where cond`, `not Trait`. */
export interface ConformanceEntry {
  readonly span: Span;
  readonly negated: boolean;
  readonly trait: Expr;
  readonly where: Expr | undefined;
}

export type Member = DefDecl | FieldDecl | ComptimeDecl | { readonly kind: "pass"; readonly span: Span };

export interface StructDecl {
  readonly kind: "struct";
  readonly span: Span;
  readonly name: Name;
  readonly decorators: readonly Decorator[];
  readonly params: readonly (ParamDecl | MarkerDecl)[] | undefined;
  readonly conformances: readonly ConformanceEntry[];
  readonly where: readonly Expr[];
  readonly members: readonly Member[];
  readonly docstring: StringLiteral | undefined;
}

export interface TraitDecl {
  readonly kind: "trait";
  readonly span: Span;
  readonly name: Name;
  readonly decorators: readonly Decorator[];
  readonly params: readonly (ParamDecl | MarkerDecl)[] | undefined;
  readonly parents: readonly ConformanceEntry[];
  readonly members: readonly Member[];
  readonly docstring: StringLiteral | undefined;
}

export interface ExtensionDecl {
  readonly kind: "extension";
  readonly span: Span;
  readonly target: Name;
  readonly conformances: readonly ConformanceEntry[];
  readonly where: readonly Expr[];
  readonly members: readonly Member[];
}

export interface ComptimeDecl {
  readonly kind: "comptime";
  readonly span: Span;
  readonly decorators: readonly Decorator[];
  /** One name, or several for `comptime (a, b) = ...`. */
  readonly names: readonly Name[];
  readonly params: readonly (ParamDecl | MarkerDecl)[] | undefined;
  readonly type: Expr | undefined;
  readonly where: readonly Expr[];
  readonly value: Expr | undefined;
  readonly docstring: StringLiteral | undefined;
}

export type ImportDecl =
  | {
      readonly kind: "import";
      readonly span: Span;
      readonly modules: readonly {
        readonly span: Span;
        readonly path: readonly Name[];
        readonly alias: Name | undefined;
      }[];
    }
  /** `dots` leading dots, then the path. `names` undefined means `*`. */
  | {
      readonly kind: "from";
      readonly span: Span;
      readonly dots: number;
      readonly path: readonly Name[];
      readonly names: readonly { readonly name: Name; readonly alias: Name | undefined }[] | undefined;
    };

export type Decl = DefDecl | StructDecl | TraitDecl | ExtensionDecl | ComptimeDecl | ImportDecl;

export type TopLevel =
  | { readonly kind: "decl"; readonly span: Span; readonly decl: Decl }
  /** A statement at file scope: an error under 1.2, the script's body in the dialect. */
  | { readonly kind: "stmt"; readonly span: Span; readonly stmt: Stmt };

export type DialectConstruct =
  | "brace-block"
  | "fn"
  | "owned"
  | "borrowed"
  | "inout"
  | "read"
  | "alias"
  | "alias-member"
  | "let"
  | "parameter-if"
  | "parameter-for"
  | "value"
  | "list-type"
  | "array-type"
  | "range"
  | "parallel-for"
  | "untyped-argument";

/** A construct that Mojo 1.2 does not have; `--strict` turns each into an error. */
export interface DialectUse {
  readonly span: Span;
  readonly construct: DialectConstruct;
  /** The modern spelling, for the fix-it, where there is one. */
  readonly modern: string | undefined;
  /** Where Mojo 1.2 stumbles over it, when that is not the start of `span`. */
  readonly strictAt: Span | undefined;
  /** What 1.2 expected there, where that depends on the surroundings (the header of a brace block). */
  readonly expected: string | undefined;
}

export interface ModuleAst {
  readonly items: readonly TopLevel[];
  readonly docstring: StringLiteral | undefined;
  readonly dialect: readonly DialectUse[];
}
