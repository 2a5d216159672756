/** Broken invariants of the compiler itself. Mistakes in the user's program are diagnostics, never exceptions. */

export class CompilerBug extends Error {
  override readonly name: string = "CompilerBug";
}

/** Stops the compilation because an invariant does not hold; caught once, in the driver. */
export function bug(message: string): never {
  throw new CompilerBug(message);
}

/** For the `default` of an exhaustive switch: a new kind then fails to compile where it matters. */
export function assertNever(value: never): never {
  bug(`unexpected value: ${JSON.stringify(value)}`);
}

/** The value, which must be present. */
export function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) bug(`missing ${what}`);
  return value;
}
