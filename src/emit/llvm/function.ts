/** One function: its head, the storage of its locals, and its blocks in reverse postorder. */

import { bug, must } from "../../base/bug.ts";
import type { Inst, MirBlock } from "../../mir/mir.ts";
import type { ConcreteFunction } from "../../mir/program.ts";
import { emitCall, emitInvoke, signatureOfCall } from "./call.ts";
import { constantPacks } from "./constant-packs.ts";
import { alloca, blockLabel, end, type FunctionCx, label, line, type ModuleCx, symbolOf } from "./context.ts";
import { location, subprogram } from "./debug-info.ts";
import { heldLocals, reachableBlocks } from "./held.ts";
import { emitIntrinsic } from "./intrinsics/table.ts";
import { assign, operandValue } from "./operands.ts";
import { loadValue, localType, placeAddress, placeType, pointerTo, storeValue, writePlace } from "./places.ts";
import { conventionOf, type LlvmSignature, llvmSignature, parameterTexts } from "./signature.ts";
import { emitPack } from "./variadics.ts";

export function emitFunction(m: ModuleCx, fn: ConcreteFunction): string {
  const packs = constantPacks(m, fn.mir);
  const cx: FunctionCx = {
    ...{ m, fn, lines: [], allocas: [], storage: [], constantPacks: packs },
    ...{ values: new Map(), next: 0, ended: false },
  };
  const signature = llvmSignature(m, fn.signature);
  const order = reachableBlocks(fn.mir.blocks);
  const argIndex = new Map(fn.mir.args.map((local, i) => [local, i]));
  const calls = new Map<object, LlvmSignature>();
  const callSignature = (call: Parameters<typeof signatureOfCall>[1]): LlvmSignature => {
    let known = calls.get(call);
    if (known === undefined) {
      known = llvmSignature(m, signatureOfCall(m, call));
      calls.set(call, known);
    }
    return known;
  };
  const held = heldLocals({
    fn: fn.mir,
    order,
    isScalar: (local) => {
      const arg = argIndex.get(local);
      if (arg !== undefined && signature.args[arg]?.travel !== "register") return false;
      if (local === fn.mir.result && signature.result === "address") return false;
      if (local === fn.mir.error) return false;
      return m.shapes.of(localType(cx, local)).kind === "scalar";
    },
    byAddress: (call, index) => {
      const travel = callSignature(call).args[index]?.travel;
      return travel === "address" || travel === "copy";
    },
    resultInPlace: (call) => callSignature(call).result === "address",
  });

  fn.mir.locals.forEach((local, i) => {
    const shape = m.shapes.of(local.type);
    const arg = argIndex.get(i);
    const travel = arg === undefined ? undefined : signature.args[arg]?.travel;
    if (shape.kind === "none" || packs.locals.has(i)) cx.storage.push({ kind: "none" });
    else if (travel === "address") cx.storage.push({ kind: "memory", address: `%arg${arg}` });
    else if (i === fn.mir.result && signature.result === "address")
      cx.storage.push({ kind: "memory", address: "%result" });
    else if (i === fn.mir.error && signature.errorShape !== undefined)
      cx.storage.push({ kind: "memory", address: "%error" });
    else if (held.has(i)) {
      cx.storage.push({ kind: "value" });
      if (travel === "register") cx.values.set(i, `%arg${arg}`);
    } else {
      const slot = alloca(cx, shape.size, shape.align);
      cx.storage.push({ kind: "memory", address: slot });
      if (travel === "register") storeValue(cx, shape, `%arg${arg}`, { base: slot, offset: 0 });
      else if (travel === "copy") {
        line(
          cx,
          `call void @llvm.memcpy.p0.p0.i64(ptr align ${shape.align} ${slot}, ptr align ${shape.align} %arg${arg}, i64 ${shape.size}, i1 false)`,
        );
      }
    }
  });

  const scope = m.debug === undefined ? undefined : subprogram(m.debug, fn);
  // A loop may lead back to the first block, which LLVM does not allow for the entry.
  line(cx, `br label %${blockLabel(0)}`);
  mark(cx, scope, 0, fn.span);
  for (const index of order) {
    label(cx, blockLabel(index));
    emitBlock(cx, must(fn.mir.blocks[index], `block ${index}`), signature, scope);
  }

  const linkage = fn.exportName === undefined ? "internal " : "dso_local ";
  const debug = scope === undefined ? "" : ` !dbg !${scope}`;
  const head = `define ${linkage}${conventionOf(m, fn)}${signature.returnType} ${symbolOf(fn.exportName ?? fn.symbol)}(${parameterTexts(signature).join(", ")}) ${attributes(m, fn)}${debug} {`;
  return [head, "entry:", ...cx.allocas, ...cx.lines, "}"].join("\n");
}

/** Puts the place of an operation on the lines that it made. */
function mark(cx: FunctionCx, scope: number | undefined, from: number, span: ConcreteFunction["span"]): void {
  if (scope === undefined || cx.m.debug === undefined || cx.lines.length === from) return;
  const place = location(cx.m.debug, scope, cx.fn.file, span.start);
  for (let i = from; i < cx.lines.length; i++) {
    const text = cx.lines[i] ?? "";
    if (text.startsWith("  ")) cx.lines[i] = `${text}, !dbg !${place}`;
  }
}

function attributes(m: ModuleCx, fn: ConcreteFunction): string {
  const list = ["nounwind"];
  if (fn.inline === "always") list.push("alwaysinline");
  if (fn.inline === "never") list.push("noinline");
  if (m.noReturn.has(fn.id)) list.push("cold", "noreturn");
  return list.join(" ");
}

function emitBlock(cx: FunctionCx, block: MirBlock, signature: LlvmSignature, scope: number | undefined): void {
  for (const inst of block.insts) {
    const from = cx.lines.length;
    emitInst(cx, inst);
    mark(cx, scope, from, inst.span);
    // A call that never returns: nothing after it is reached.
    if (cx.ended) return;
  }
  const from = cx.lines.length;
  emitTerminator(cx, block, signature);
  mark(cx, scope, from, block.terminator.span);
}

function emitTerminator(cx: FunctionCx, block: MirBlock, signature: LlvmSignature): void {
  const last = block.terminator;
  switch (last.op) {
    case "goto":
      end(cx, `br label %${blockLabel(last.target)}`);
      return;
    case "branch": {
      if (last.then === last.otherwise) end(cx, `br label %${blockLabel(last.then)}`);
      else
        end(
          cx,
          `br i1 ${operandValue(cx, last.condition)}, label %${blockLabel(last.then)}, label %${blockLabel(last.otherwise)}`,
        );
      return;
    }
    case "invoke":
      emitInvoke(cx, last.call, last.errorInto, blockLabel(last.normal), blockLabel(last.error));
      return;
    case "return":
      emitReturn(cx, signature);
      return;
    case "raise":
      if (!signature.raises) bug(`${cx.fn.displayName} raises although its type says that it does not`);
      if (signature.result === "register")
        end(cx, `ret ${signature.returnType} { ${registerPart(signature)} poison, i1 true }`);
      else end(cx, "ret i1 true");
      return;
    case "unreachable":
      end(cx, "unreachable");
      return;
    case "comptime_branch":
    case "comptime_for":
      bug(`${last.op} in a concrete program`);
  }
}

function registerPart(signature: LlvmSignature): string {
  return signature.resultShape.kind === "scalar"
    ? signature.resultShape.scalar.value
    : signature.resultShape.kind === "record"
      ? signature.resultShape.type
      : bug("a result in registers without a register type");
}

function emitReturn(cx: FunctionCx, signature: LlvmSignature): void {
  if (signature.never) {
    end(cx, "unreachable");
    return;
  }
  if (signature.result !== "register") {
    end(cx, signature.raises ? "ret i1 false" : "ret void");
    return;
  }
  const result = cx.fn.mir.result;
  const value =
    cx.storage[result]?.kind === "value"
      ? (cx.values.get(result) ?? "poison")
      : loadValue(cx, signature.resultShape, placeAddress(cx, { local: result, path: [] }));
  if (!signature.raises) {
    end(cx, `ret ${signature.returnType} ${value}`);
    return;
  }
  const part = registerPart(signature);
  const first = `%t${cx.next++}`;
  line(cx, `${first} = insertvalue ${signature.returnType} { ${part} poison, i1 false }, ${part} ${value}, 0`);
  end(cx, `ret ${signature.returnType} ${first}`);
}

function emitInst(cx: FunctionCx, inst: Inst): void {
  switch (inst.op) {
    case "assign":
      if (!cx.constantPacks.done.has(inst)) assign(cx, inst.into, inst.value);
      return;
    case "call":
      emitCall(cx, inst.call);
      return;
    case "ref":
      if (cx.m.layouts.sizeOf(placeType(cx, inst.place)) === 0) writePlace(cx, inst.into, dangling());
      else writePlace(cx, inst.into, pointerTo(cx, placeAddress(cx, inst.place)));
      return;
    case "intrinsic":
      emitIntrinsic(cx, inst);
      return;
    case "pack":
      emitPack(cx, inst);
      return;
    case "destroy":
      leftOver(cx, inst.op);
      return;
    case "use":
    case "declare":
    case "dismantle":
    case "complete":
    case "comptime_assert":
      return;
  }
}

/** What elaboration should have turned into calls. */
function leftOver(cx: FunctionCx, op: string): never {
  return bug(`${op} is left in ${cx.fn.displayName}`);
}

/** The address of something without size: never read through, but not null. */
function dangling(): string {
  return "inttoptr (i64 16 to ptr)";
}
