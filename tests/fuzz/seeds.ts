// The programs that inputs are made from.

import { listFiles, readText } from "../support/repository.ts";
import type { Seed } from "./mutate.ts";

/** Every program of the tests and examples, and the library, of which a part only is taken: its files are many and long. */
export function readSeeds(): readonly Seed[] {
  const isProgram = (file: string): boolean => file.endsWith(".mojo");
  const programs = [...listFiles("tests"), ...listFiles("examples")].filter(isProgram);
  const library = listFiles("lib/std").filter((file, at) => isProgram(file) && at % 4 === 0);
  return [...programs, ...library].map((name) => ({ name, text: readText(name) }));
}
