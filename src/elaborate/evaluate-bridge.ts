/** Compile-time evaluation: the interpreter on functions that elaboration makes as they are called (15.7). */

import { bug, must } from "../base/bug.ts";
import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import { isIntrinsicName } from "../decls/intrinsics.ts";
import type { Note } from "../diagnostics/diagnostic.ts";
import { writeConstant } from "../interp/constants.ts";
import { Fault } from "../interp/fault.ts";
import { callFunction, createMachine, type Failed, type Machine } from "../interp/machine.ts";
import { reify } from "../interp/reify.ts";
import type { MirFunction } from "../mir/mir.ts";
import { typeOfTerm } from "../terms/scalars.ts";
import type { TermOf } from "../terms/term.ts";
import { elaborateBody } from "./body.ts";
import { addArg, fieldPlace, finish, intrinsic, ownFunction } from "./build.ts";
import type { Comptime } from "./comptime.ts";
import { type Elaborator, fail, failHere, type Instance, noteHere } from "./context.ts";
import { callNotes, lastFailing } from "./failures.ts";
import { internImage } from "./images.ts";
import { fillOwn, ownSpec, request, requestFunction, witnessFunction } from "./instances.ts";
import { unknownLocation } from "./location.ts";
import { thinFunction } from "./thunks.ts";

/** Notes of a failed evaluation beyond these lose their middle. */
const MAX_TRACE = 16;

export function createComptime(context: () => Elaborator): Comptime {
  let machine: Machine | undefined;
  /** The last text that the library handed over. */
  let written: string | undefined;

  function machineOf(cx: Elaborator): Machine {
    machine ??= createMachine(
      {
        store: cx.store,
        types: cx.types,
        layouts: cx.layouts,
        function: (id) => bodyOf(cx, must(cx.instances[id], `instance ${id}`)),
        image: (index) => must(cx.images[index], `image ${index}`),
        functionFor: (value, type) => addressedFunction(cx, value, type),
        write: cx.options.write,
        text: (message) => {
          written = message;
        },
        isComptime: true,
        args: [],
      },
      cx.options.limits,
    );
    return machine;
  }

  /** The concrete function, made now if need be; undefined if it or something it is made of failed. */
  function bodyOf(cx: Elaborator, instance: Instance) {
    if (instance.state === "running") {
      fail(cx, [noteHere(cx, `'${instance.displayName}' is needed to instantiate itself`)]);
      return undefined;
    }
    if (instance.state === "waiting") elaborateBody(cx, instance);
    if (instance.failures.length > 0 || instance.body === undefined) return undefined;
    const { id, decl, signature, displayName } = instance;
    return { id, decl, signature, displayName, mir: instance.body };
  }

  function addressedFunction(cx: Elaborator, value: TermId, type: TypeId): number | undefined {
    const term = cx.store.get(value);
    if (term.kind !== "function") return bug(`the address of a ${term.kind} term`);
    return thinFunction(cx, term, type)?.id;
  }

  /** Runs with memory of its own, which is gone afterwards. */
  function inMemory<T>(cx: Elaborator, run: (m: Machine) => T): T {
    const m = machineOf(cx);
    const mark = m.memory.mark();
    try {
      return run(m);
    } finally {
      m.memory.release(mark);
    }
  }

  function blockOf(m: Machine, type: TypeId): number {
    const { layouts } = m.host;
    return m.memory.allocate("static", layouts.sizeOf(type), layouts.alignOf(type)).base;
  }

  /** A constant argument in memory. */
  function placed(m: Machine, value: TermId, type: TypeId): number {
    const at = blockOf(m, type);
    writeConstant(m, value, type, at);
    return at;
  }

  function toTerm(cx: Elaborator, m: Machine, type: TypeId, at: number): TermId {
    return reify(m, { intern: (image) => internImage(cx, image) }, type, at);
  }

  /** Faults outside of a running function: of constants themselves. */
  function guarded(cx: Elaborator, run: () => TermId): TermId {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return fail(cx, [noteHere(cx, error.message)]);
    }
  }

  function call(instance: Instance, args: readonly TermId[], type: TypeId): TermId {
    const cx = context();
    return guarded(cx, () =>
      inMemory(cx, (m) => {
        const { signature } = instance;
        const values = instance.takesLocation ? [...args, unknownLocation(cx)] : args;
        if (values.length !== signature.args.length)
          return bug(`'${instance.displayName}' evaluated with ${values.length} arguments`);
        const at = values.map((v, i) => placed(m, v, must(signature.args[i], "argument").type));
        const result = blockOf(m, signature.result);
        const error = signature.raises === undefined ? 0 : blockOf(m, signature.raises);
        const outcome = callFunction(m, instance.id, at, result, error);
        if (outcome === "returned") return toTerm(cx, m, type, result);
        if (outcome === "raised") return fail(cx, [noteHere(cx, "the function raised an error at compile time")]);
        return fail(cx, traceNotes(cx, instance, outcome));
      }),
    );
  }

  /** The operation as a function of its own, which is then run. */
  function operation(term: TermOf<"op">): TermId {
    const cx = context();
    const key = `op:${term.op}[${term.params.join(",")}](${term.args.map((a) => typeOfTerm(cx.store, a) ?? a).join(",")}):${term.type}`;
    const instance = request(cx, key, false, () => ownSpec("glue", operationBody(cx, term), `<${term.op}>`, ""));
    return instance === undefined ? cx.store.error : call(instance, term.args, term.type);
  }

  function fieldOfImage(base: TermOf<"memory">, index: number, type: TypeId): TermId {
    const cx = context();
    return guarded(cx, () =>
      inMemory(cx, (m) => {
        const at = placed(m, cx.store.intern(base), base.type);
        return toTerm(cx, m, type, at + cx.layouts.offsetOf(base.type, index));
      }),
    );
  }

  function iterate(value: TermId, type: TypeId): readonly TermId[] | undefined {
    const cx = context();
    const iter = protocolMethod(cx, type, "iterable", "__iter__");
    const iterator = iter?.signature.result;
    const next = iterator === undefined ? undefined : protocolMethod(cx, iterator, "iterator", "__next__");
    if (iter === undefined || iterator === undefined || next === undefined) return undefined;
    const elements: TermId[] = [];
    const result = guarded(cx, () =>
      inMemory(cx, (m) => {
        const state = blockOf(m, iterator);
        const started = callFunction(m, iter.id, withLocation(cx, m, iter, [placed(m, value, type)]), state, 0);
        if (typeof started === "object") return fail(cx, traceNotes(cx, iter, started));
        const element = next.signature.result;
        for (;;) {
          const into = blockOf(m, element);
          const error = next.signature.raises === undefined ? 0 : blockOf(m, next.signature.raises);
          const outcome = callFunction(m, next.id, withLocation(cx, m, next, [state]), into, error);
          if (outcome === "raised") return cx.store.true;
          if (typeof outcome === "object") return fail(cx, traceNotes(cx, next, outcome));
          const most = cx.options.limits.rounds;
          if (elements.length >= most) return failHere(cx, `a 'comptime for' has more than ${most} rounds`);
          elements.push(elementTerm(cx, m, element, into));
        }
      }),
    );
    return result === cx.store.error ? undefined : elements;
  }

  /** An element by reference is what it refers to. */
  function elementTerm(cx: Elaborator, m: Machine, type: TypeId, at: number): TermId {
    const term = cx.store.get(type);
    return term.kind === "ref" ? toTerm(cx, m, term.target, m.memory.loadAddress(at)) : toTerm(cx, m, type, at);
  }

  function withLocation(cx: Elaborator, m: Machine, instance: Instance, args: readonly number[]): readonly number[] {
    if (!instance.takesLocation) return args;
    return [...args, placed(m, unknownLocation(cx), must(instance.signature.args.at(-1), "hidden argument").type)];
  }

  function text(value: TermId): string | undefined {
    const cx = context();
    const term = cx.store.get(value);
    if (term.kind === "string") return term.value;
    if (term.kind !== "record" && term.kind !== "memory") return undefined;
    // A literal carries its text in its type; other values are written by the library.
    const type = cx.store.get(term.type);
    const literal =
      type.kind === "struct" ? type.bindings.map((b) => cx.store.get(b)).find((b) => b.kind === "string") : undefined;
    if (literal?.kind === "string") return literal.value;
    const writer = cx.env.lang("comptime_text");
    if (writer === undefined) return undefined;
    const instance = requestFunction(cx, writer, fillOwn(cx, writer, [], [term.type]), false);
    if (instance === undefined) return undefined;
    written = undefined;
    call(instance, [value], instance.signature.result);
    return written;
  }

  return { call, operation, fieldOfImage, iterate, text };
}

function operationBody(cx: Elaborator, term: TermOf<"op">): MirFunction<"owned"> {
  const { op } = term;
  if (!isIntrinsicName(op)) return bug(`the operation '${op}' cannot be evaluated`);
  const f = ownFunction(cx.site?.instance.decl ?? bug("an operation that nobody asked for"), term.type, undefined);
  const args = term.args.map((a) => addArg(f, typeOfTerm(cx.store, a) ?? bug("an operand without a type"), "imm"));
  intrinsic(
    f,
    fieldPlace(f.result),
    op,
    term.params,
    args.map((local) => ({ kind: "copy", place: fieldPlace(local) })),
  );
  return finish(f);
}

/** The method of a trait that the language knows by its role, for a concrete type. */
function protocolMethod(cx: Elaborator, type: TypeId, role: string, name: string): Instance | undefined {
  const trait = cx.env.lang(role);
  const requirement = trait === undefined ? undefined : methodOf(cx, trait, name);
  if (trait === undefined || requirement === undefined) {
    fail(cx, [noteHere(cx, `'${cx.env.printTerm(type)}' cannot be iterated over at compile time`)]);
    return undefined;
  }
  const erased = cx.env
    .paramsOf(requirement)
    .map((p) => (cx.store.get(p.type).kind === "origin_type" ? cx.store.originErased : cx.store.false));
  const target = witnessFunction(cx, type, trait, requirement, erased);
  return target === undefined ? undefined : requestFunction(cx, target.decl, target.bindings, false);
}

function methodOf(cx: Elaborator, trait: DeclId, name: string): DeclId | undefined {
  return cx.env.traitInfo(trait).methods.find((m) => cx.env.header(m).name === name);
}

// ------------------------------------------------------------------------------------------------ messages

/** The chain through the functions that were running, to the cause (15.7.3). */
function traceNotes(cx: Elaborator, outermost: Instance, failed: Failed): readonly Note[] {
  const notes: Note[] = [];
  const steps: Note[] = [];
  let trace = failed.trace;
  if (trace.length === 0) trace = [];
  for (const [i, entry] of trace.entries()) {
    const header = cx.env.header(entry.fn.decl);
    const instance = cx.instances[entry.fn.id];
    if (header.isLibrary || instance?.kind !== "declared") continue;
    steps.push({
      message: `evaluating ${header.name.startsWith("<") ? "this" : `'${header.name}'`} at compile time`,
      at: { file: header.file, span: header.nameSpan },
    });
    if (i < trace.length - 1) steps.push({ message: "in this call", at: { file: header.file, span: entry.at } });
  }
  notes.push(
    ...(steps.length <= MAX_TRACE ? steps : [...steps.slice(0, MAX_TRACE / 2), ...steps.slice(-MAX_TRACE / 2)]),
  );
  if (failed.missing !== undefined) {
    notes.push(...missingNotes(cx, must(cx.instances[failed.missing], "instance")));
    return notes;
  }
  const last = trace.at(-1);
  const decl = last?.fn.decl ?? outermost.decl;
  const header = cx.env.header(decl);
  notes.push({ message: failed.message, at: { file: header.file, span: last?.at ?? header.nameSpan } });
  return notes;
}

/** Why a function that the evaluation needed could not be made. */
function missingNotes(cx: Elaborator, instance: Instance): readonly Note[] {
  const header = cx.env.header(instance.decl);
  const notes: Note[] = [];
  if (instance.kind === "declared")
    notes.push({ message: `in '${header.name}'`, at: { file: header.file, span: header.nameSpan } });
  const own = lastFailing(instance, new Set(), new Set());
  if (own !== undefined && "notes" in own) notes.push(...own.notes);
  else if (own !== undefined) notes.push(...callNotes(cx, instance, own));
  return notes;
}
