/** Dense, branded numbers that index one particular store. */

declare const brand: unique symbol;
export type Id<Tag extends string> = number & { readonly [brand]: Tag };

export type FileId = Id<"file">;
/** A declaration: interned from module path, nested name and overload ordinal. */
export type DeclId = Id<"decl">;
/** A type, compile-time value, parameter expression or origin in the one interner. */
export type TermId = Id<"term">;
/** A term known to denote a type. An alias of TermId, for the reader's sake. */
export type TypeId = TermId;
