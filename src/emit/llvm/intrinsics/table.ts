/** The lowering of every intrinsic: the record is exhaustive, so a new intrinsic does not compile until it has a meaning here. */

import type { FunctionCx } from "../context.ts";
import { ARITHMETIC } from "./arithmetic.ts";
import { ATOMICS } from "./atomics.ts";
import { COMPARISONS } from "./compare.ts";
import { COMPILE_TIME } from "./compile-time.ts";
import { CONTROL } from "./control.ts";
import { CONVERSIONS } from "./convert.ts";
import { LANES } from "./lanes.ts";
import { MEMORY } from "./memory.ts";
import type { IntrinsicInst, IntrinsicName, Lowering } from "./support.ts";

const LOWERINGS: Readonly<Record<IntrinsicName, Lowering>> = {
  ...ARITHMETIC,
  ...COMPARISONS,
  ...LANES,
  ...CONVERSIONS,
  ...MEMORY,
  ...ATOMICS,
  ...CONTROL,
  ...COMPILE_TIME,
};

export function emitIntrinsic(cx: FunctionCx, inst: IntrinsicInst): void {
  LOWERINGS[inst.name](cx, inst);
}
