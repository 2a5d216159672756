/** The program that leaves elaboration: functions and images that it needs at run time, numbered from zero. */

import { bug, must } from "../base/bug.ts";
import type { TermId } from "../base/ids.ts";
import type { Inst, MirArg, MirCall, MirCallee, MirFunction, Operand, Terminator } from "../mir/mir.ts";
import type { ConcreteFunction, ConcreteProgram, ConstantImage, ImageTarget } from "../mir/program.ts";
import { stringValue } from "../terms/scalars.ts";
import type { Elaborator, Instance } from "./context.ts";

interface Numbering {
  readonly cx: Elaborator;
  readonly functions: Map<number, number>;
  readonly order: Instance[];
  readonly images: Map<number, number>;
  readonly imageOrder: ConstantImage[];
  readonly externals: Set<string>;
}

/** Keeps what the roots reach; the first root is the entry. */
export function finishProgram(cx: Elaborator, roots: readonly Instance[]): ConcreteProgram {
  const n: Numbering = { cx, functions: new Map(), order: [], images: new Map(), imageOrder: [], externals: new Set() };
  for (const root of roots) functionNumber(n, root.id);
  const functions: ConcreteFunction[] = [];
  // Copying a body numbers what it mentions, which appends to the order.
  for (let i = 0; i < n.order.length; i++) functions.push(copyFunction(n, must(n.order[i], "instance"), i));
  return {
    functions,
    images: n.imageOrder,
    entry: 0,
    types: cx.types,
    externals: [...n.externals].sort(),
  };
}

function functionNumber(n: Numbering, id: number): number {
  const known = n.functions.get(id);
  if (known !== undefined) return known;
  const number = n.order.length;
  n.functions.set(id, number);
  n.order.push(must(n.cx.instances[id], `instance ${id}`));
  return number;
}

function imageNumber(n: Numbering, id: number): number {
  const known = n.images.get(id);
  if (known !== undefined) return known;
  const number = n.imageOrder.length;
  n.images.set(id, number);
  const image = must(n.cx.images[id], `image ${id}`);
  n.imageOrder.push(image);
  const relocations = image.relocations.map((r) => ({ offset: r.offset, target: copyTarget(n, r.target) }));
  n.imageOrder[number] = { ...image, relocations };
  return number;
}

function copyTarget(n: Numbering, target: ImageTarget): ImageTarget {
  switch (target.kind) {
    case "heap":
    case "static":
      return { ...target, image: imageNumber(n, target.image) };
    case "function":
      return { kind: "function", instance: functionNumber(n, target.instance) };
    case "string":
      return target;
  }
}

function copyFunction(n: Numbering, instance: Instance, id: number): ConcreteFunction {
  const header = n.cx.env.header(instance.decl);
  const body = instance.body ?? bug(`'${instance.displayName}' has no concrete body`);
  return {
    id,
    decl: instance.decl,
    bindings: instance.bindings,
    symbol: instance.symbol,
    displayName: instance.displayName,
    signature: instance.signature,
    mir: copyBody(n, body),
    inline: instance.inline,
    exportName: instance.exportName,
    file: header.file,
    span: header.span,
  };
}

function copyBody(n: Numbering, body: MirFunction<"concrete">): MirFunction<"concrete"> {
  return {
    ...body,
    blocks: body.blocks.map((b) => ({
      ...b,
      insts: b.insts.map((i) => copyInst(n, i)),
      terminator: copyTerminator(n, b.terminator),
    })),
  };
}

function copyInst(n: Numbering, inst: Inst): Inst {
  switch (inst.op) {
    case "assign":
      return inst.value.kind === "const" ? { ...inst, value: copyOperand(n, inst.value) } : inst;
    case "call":
      return { ...inst, call: copyCall(n, inst.call) };
    case "intrinsic":
      if (inst.name === "external_call")
        n.externals.add(stringValue(n.cx.store, must(inst.params[0], "external name")) ?? "");
      return { ...inst, args: inst.args.map((a) => copyOperand(n, a)) };
    default:
      return inst;
  }
}

function copyTerminator(n: Numbering, t: Terminator): Terminator {
  switch (t.op) {
    case "branch":
      return { ...t, condition: copyOperand(n, t.condition) };
    case "invoke":
      return { ...t, call: copyCall(n, t.call) };
    default:
      return t;
  }
}

function copyCall(n: Numbering, call: MirCall): MirCall {
  return {
    ...call,
    callee: copyCallee(n, call.callee),
    args: call.args.map((a): MirArg => ({ convention: a.convention, value: copyOperand(n, a.value) })),
  };
}

function copyCallee(n: Numbering, callee: MirCallee): MirCallee {
  switch (callee.kind) {
    case "instance":
      return { kind: "instance", instance: functionNumber(n, callee.instance) };
    case "pointer":
      return { ...callee, value: copyOperand(n, callee.value) };
    case "function":
    case "witness":
    case "closure":
      return bug(`a ${callee.kind} callee after elaboration`);
  }
}

function copyOperand(n: Numbering, value: Operand): Operand {
  return value.kind === "const" ? { ...value, value: copyConstant(n, value.value) } : value;
}

/** Constants that mention images, also inside of records, follow the new numbers. */
function copyConstant(n: Numbering, id: TermId): TermId {
  const { store } = n.cx;
  const term = store.get(id);
  switch (term.kind) {
    case "memory":
      return store.intern({ ...term, image: imageNumber(n, term.image) });
    case "record": {
      const fields = term.fields.map((f) => copyConstant(n, f));
      return fields.every((f, i) => f === term.fields[i]) ? id : store.intern({ ...term, fields });
    }
    case "lanes": {
      const elements = term.elements.map((e) => copyConstant(n, e));
      return elements.every((e, i) => e === term.elements[i]) ? id : store.intern({ ...term, elements });
    }
    default:
      return id;
  }
}
