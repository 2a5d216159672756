/** The LLVM back end: a whole program as one module of IR. */

import { must } from "../../base/bug.ts";
import type { TermId } from "../../base/ids.ts";
import type { Operand } from "../../mir/mir.ts";
import type { ConcreteProgram } from "../../mir/program.ts";
import { createLayouts } from "../../target/layout.ts";
import type { Target } from "../../target/triples.ts";
import type { TermStore } from "../../terms/store.ts";
import type { Backend, EmitOptions, EmittedModule } from "../backend.ts";
import { functionKey, type ModuleCx, symbolOf } from "./context.ts";
import { createDebugInfo, debugMetadata } from "./debug-info.ts";
import { emitFunction } from "./function.ts";
import { functionsWithoutReturn } from "./no-return.ts";
import { declareRuntime } from "./runtime.ts";
import { createShapes, simdScalar } from "./shapes.ts";
import { conventionOf, llvmSignature } from "./signature.ts";

export const llvmBackend: Backend = { emit: emitProgram };

function emitProgram(program: ConcreteProgram, target: Target, options: EmitOptions): readonly EmittedModule[] {
  const { store } = options;
  const layouts = createLayouts(program.types, store, target);
  const instanceByKey = new Map(program.functions.map((fn) => [functionKey(fn.decl, fn.bindings), fn.id]));
  const m: ModuleCx = {
    program,
    target,
    options,
    store,
    layouts,
    shapes: createShapes(program.types, store, layouts),
    index: simdScalar("signed", "index", target.pointerBytes * 8, 1),
    globals: [],
    helpers: [],
    constants: new Map(),
    declarations: new Map(),
    externals: new Set(),
    materializers: new Map(),
    instanceByKey,
    addressTaken: addressTaken(program, store, instanceByKey),
    noReturn: functionsWithoutReturn(program, store),
    debug: createDebugInfo(options),
  };
  const functions = program.functions.map((fn) => emitFunction(m, fn));
  const start = entry(m);
  const text = [
    `target datalayout = "${target.dataLayout}"`,
    `target triple = "${target.triple}"`,
    ...m.globals,
    ...functions,
    ...m.helpers,
    start,
    ...m.declarations.values(),
    '!0 = !{!"branch_weights", i32 1, i32 2000}',
    ...(m.debug === undefined ? [] : debugMetadata(m.debug)),
    "",
  ].join("\n\n");
  return [{ name: "program", text, externals: [...m.externals].sort() }];
}

/** `rt_main`, which start-up code calls: the exit status of the program. */
function entry(m: ModuleCx): string {
  const fn = must(m.program.functions[m.program.entry], "entry function");
  const signature = llvmSignature(m, fn.signature);
  const lines: string[] = [];
  const args: string[] = [];
  if (signature.result === "address" && signature.resultShape.kind !== "none") {
    lines.push(`  %result = alloca [${signature.resultShape.size} x i8], align ${signature.resultShape.align}`);
    args.push("ptr %result");
  }
  if (signature.errorShape !== undefined && signature.errorShape.kind !== "none") {
    lines.push(`  %error = alloca [${signature.errorShape.size} x i8], align ${signature.errorShape.align}`);
    args.push("ptr %error");
  }
  const call = `call ${conventionOf(m, fn)}${signature.returnType} ${symbolOf(fn.exportName ?? fn.symbol)}(${args.join(", ")})`;
  if (!signature.raises) {
    // An integer result is the exit status.
    if (
      signature.result === "register" &&
      signature.resultShape.kind === "scalar" &&
      /^i(8|16|32|64)$/.test(signature.returnType)
    ) {
      lines.push(`  %status = ${call}`);
      const bits = signature.resultShape.scalar.bits;
      if (bits === 32) lines.push("  ret i32 %status");
      else
        lines.push(
          `  %narrow = ${bits > 32 ? "trunc" : "sext"} ${signature.returnType} %status to i32`,
          "  ret i32 %narrow",
        );
    } else {
      lines.push(signature.returnType === "void" ? `  ${call}` : `  %ignored = ${call}`, "  ret i32 0");
    }
  } else {
    // The library's own start function handles errors; this is for programs without it.
    declareRuntime(m, "rt_unhandled");
    lines.push(`  %returned = ${call}`);
    const flag = signature.result === "register" ? "%flag" : "%returned";
    if (signature.result === "register") lines.push(`  %flag = extractvalue ${signature.returnType} %returned, 1`);
    lines.push(
      `  br i1 ${flag}, label %failed, label %done, !prof !0`,
      "failed:",
      "  call void @rt_unhandled(ptr null, i64 0)",
      "  unreachable",
    );
    lines.push("done:", "  ret i32 0");
  }
  return `define dso_local i32 @rt_main() nounwind {\n${lines.join("\n")}\n}`;
}

/** Instances used as values: operands that are function constants of a thin type, `function_pointer`, and images. */
function addressTaken(
  program: ConcreteProgram,
  store: TermStore,
  byKey: ReadonlyMap<string, number>,
): ReadonlySet<number> {
  const taken = new Set<number>();
  const seen = new Set<TermId>();
  const visitTerm = (id: TermId): void => {
    if (seen.has(id)) return;
    seen.add(id);
    const term = store.get(id);
    switch (term.kind) {
      case "function": {
        const index = byKey.get(functionKey(term.decl, term.bindings));
        if (index !== undefined) taken.add(index);
        return;
      }
      case "record":
        term.fields.forEach(visitTerm);
        return;
      case "lanes":
        term.elements.forEach(visitTerm);
        return;
      default:
        return;
    }
  };
  const operand = (value: Operand): void => {
    if (value.kind === "const") visitTerm(value.value);
  };
  for (const fn of program.functions) {
    for (const block of fn.mir.blocks) {
      for (const inst of block.insts) {
        if (inst.op === "assign") operand(inst.value);
        else if (inst.op === "call") for (const arg of inst.call.args) operand(arg.value);
        else if (inst.op === "intrinsic") {
          if (inst.name === "function_pointer") inst.params.forEach(visitTerm);
          inst.args.forEach(operand);
        }
      }
      if (block.terminator.op === "invoke") for (const arg of block.terminator.call.args) operand(arg.value);
    }
  }
  for (const image of program.images) {
    for (const each of image.relocations) if (each.target.kind === "function") taken.add(each.target.instance);
  }
  return taken;
}
