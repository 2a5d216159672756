/** The functions of the runtime and of LLVM's support library that emitted code may name, and how they are declared. */

import { declare, type ModuleCx } from "./context.ts";

/** Declarations with the facts that LLVM can use; the rest of the runtime is declared by the type of its calls. */
const RUNTIME: Readonly<Record<string, string>> = {
  rt_alloc:
    'noalias nonnull ptr @rt_alloc(i64, i64 allocalign) nounwind willreturn allockind("alloc,uninitialized,aligned") allocsize(0) memory(inaccessiblemem: readwrite) "alloc-family"="rt"',
  rt_alloc_zeroed:
    'noalias nonnull ptr @rt_alloc_zeroed(i64, i64 allocalign) nounwind willreturn allockind("alloc,zeroed,aligned") allocsize(0) memory(inaccessiblemem: readwrite) "alloc-family"="rt"',
  rt_realloc:
    'noalias nonnull ptr @rt_realloc(ptr allocptr, i64, i64, i64 allocalign) nounwind willreturn allockind("realloc,uninitialized,aligned") allocsize(2) memory(argmem: readwrite, inaccessiblemem: readwrite) "alloc-family"="rt"',
  rt_free:
    'void @rt_free(ptr allocptr, i64, i64) nounwind willreturn allockind("free") memory(argmem: readwrite, inaccessiblemem: readwrite) "alloc-family"="rt"',
  rt_exit: "void @rt_exit(i64) nounwind noreturn cold",
  rt_assert_fail: "void @rt_assert_fail(ptr, i64, ptr, i64, i64, i64) nounwind noreturn cold",
  rt_abort: "void @rt_abort(ptr, i64, ptr, i64, i64, i64) nounwind noreturn cold",
  rt_unhandled: "void @rt_unhandled(ptr, i64) nounwind noreturn cold",
  memcmp: "i32 @memcmp(ptr captures(none), ptr captures(none), i64) nounwind willreturn memory(argmem: read)",
};

/** What the runtime objects define besides `rt_...`: names that need no C library. */
const PROVIDED: ReadonlySet<string> = new Set([
  ...["memcpy", "memmove", "memset", "memcmp", "bcmp", "strlen"],
  ...["fmod", "fmodf", "fma", "fmaf", "floor", "floorf", "ceil", "ceilf", "trunc", "truncf", "round", "roundf"],
  ...["roundeven", "roundevenf", "rint", "rintf", "nearbyint", "nearbyintf"],
]);

export function isProvided(name: string): boolean {
  return name.startsWith("rt_") || name.startsWith("llvm.") || PROVIDED.has(name);
}

const NEVER_RETURN: ReadonlySet<string> = new Set([
  "rt_exit",
  "rt_assert_fail",
  "rt_abort",
  "rt_unhandled",
  "exit",
  "abort",
  "_exit",
]);

/** Whether a call of an outside function ends the program. */
export function neverReturns(name: string): boolean {
  return NEVER_RETURN.has(name);
}

/** Declares a runtime function that has a row; true if it has. */
export function declareRuntime(m: ModuleCx, name: string): boolean {
  const row = Object.hasOwn(RUNTIME, name) ? RUNTIME[name] : undefined;
  if (row === undefined) return false;
  declare(m, name, `declare ${row}`);
  return true;
}
