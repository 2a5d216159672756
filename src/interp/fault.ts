/**
 * Why an evaluation stopped. Faults are thrown by the operation that meets one and caught where the run began: the one place in
 * the compiler where a mistake of the user's program travels as an exception, because it may come from any depth of operations.
 */

export class Fault extends Error {
  override readonly name: string = "Fault";
}

export function fault(message: string): never {
  throw new Fault(message);
}
