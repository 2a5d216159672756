/**
 * Constants in memory as new run-time values. A value without heap blocks is a copy of a constant global. For one that
 * owns heap blocks (a comptime List or Dict), a helper allocates each block, copies its constant image and puts the
 * addresses in.
 */

import { must } from "../../base/bug.ts";
import type { TermId, TypeId } from "../../base/ids.ts";
import { type Bytes, bytesGlobal, constantBytes, imageAt, imageBytes } from "./constants.ts";
import { type FunctionCx, line, type ModuleCx } from "./context.ts";
import { type Address, pointerTo } from "./places.ts";
import { declareRuntime } from "./runtime.ts";

function hasHeap(value: Bytes): boolean {
  return value.relocations.some((each) => each.target.kind === "heap");
}

/** Builds a constant at an address. */
export function materializeAt(cx: FunctionCx, type: TypeId, value: TermId, into: Address): void {
  const m = cx.m;
  const bytes = constantBytes(m, type, value);
  const target = pointerTo(cx, into);
  if (hasHeap(bytes)) {
    line(cx, `call fastcc void ${materializer(m, bytes)}(ptr ${target})`);
    return;
  }
  const size = bytes.bytes.length;
  if (bytes.relocations.length === 0 && bytes.bytes.every((byte) => byte === 0)) {
    line(cx, `call void @llvm.memset.p0.i64(ptr align ${bytes.align} ${target}, i8 0, i64 ${size}, i1 false)`);
    return;
  }
  const from = bytesGlobal(m, bytes, false);
  line(
    cx,
    `call void @llvm.memcpy.p0.p0.i64(ptr align ${bytes.align} ${target}, ptr align ${bytes.align} ${from}, i64 ${size}, i1 false)`,
  );
}

/** The helper that builds a value with heap blocks; one for equal constants. */
function materializer(m: ModuleCx, value: Bytes): string {
  const template = bytesGlobal(m, value, false);
  const heap = value.relocations.filter((each) => each.target.kind === "heap");
  const key = `${template} ${heap.map((each) => `${each.offset}:${each.target.kind === "heap" ? `${each.target.image}+${each.target.offset}` : ""}`).join(",")}`;
  const known = m.materializers.get(key);
  if (known !== undefined) return known;
  const name = `@materialize.${m.materializers.size}`;
  m.materializers.set(key, name);
  declareRuntime(m, "rt_alloc");

  const lines: string[] = [];
  const blocks = new Map<number, string>();
  let next = 0;
  const copy = (to: string, from: Bytes): void => {
    if (from.bytes.length === 0) return;
    const global = bytesGlobal(m, from, false);
    lines.push(
      `  call void @llvm.memcpy.p0.p0.i64(ptr align ${from.align} ${to}, ptr align ${from.align} ${global}, i64 ${from.bytes.length}, i1 false)`,
    );
  };
  /** Each heap block becomes one allocation, however often it is referred to. */
  const pending: { readonly at: string; readonly bytes: Bytes }[] = [];
  const block = (image: number): string => {
    const found = blocks.get(image);
    if (found !== undefined) return found;
    const bytes = imageBytes(imageAt(m, image));
    const at = `%h${next++}`;
    blocks.set(image, at);
    lines.push(`  ${at} = call ptr @rt_alloc(i64 ${bytes.bytes.length}, i64 ${bytes.align})`);
    copy(at, bytes);
    pending.push({ at, bytes });
    return at;
  };
  const patch = (base: string, bytes: Bytes): void => {
    for (const each of bytes.relocations) {
      if (each.target.kind !== "heap") continue;
      let pointer = block(each.target.image);
      if (each.target.offset !== 0) {
        const inner = `%p${next++}`;
        lines.push(`  ${inner} = getelementptr inbounds i8, ptr ${pointer}, i64 ${each.target.offset}`);
        pointer = inner;
      }
      const slot = `%p${next++}`;
      lines.push(
        `  ${slot} = getelementptr inbounds i8, ptr ${base}, i64 ${each.offset}`,
        `  store ptr ${pointer}, ptr ${slot}, align 1`,
      );
    }
  };
  copy("%into", value);
  patch("%into", value);
  for (let i = 0; i < pending.length; i++) {
    const { at, bytes } = must(pending[i], "heap block");
    patch(at, bytes);
  }
  m.helpers.push(
    `define internal fastcc void ${name}(ptr noalias %into) nounwind {\n${lines.join("\n")}\n  ret void\n}`,
  );
  return name;
}
