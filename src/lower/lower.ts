/**
 * Typed tree to raw MIR. Lowering makes no choices, it only orders: evaluation order, where results are built, which
 * temporaries exist, where control goes. Nothing is destroyed yet and nothing checked; `lifetimes` does both.
 */

import { bug } from "../base/bug.ts";
import type { TermId, TypeId } from "../base/ids.ts";
import type { DeclEnv } from "../decls/decl.ts";
import { paramCount } from "../decls/owners.ts";
import { MirBuilder } from "../mir/builder.ts";
import type { LocalIndex, MirFunction } from "../mir/mir.ts";
import type { TypedBody } from "../typed/typed.ts";
import { assignNone, type Cx, localPlace } from "./context.ts";
import { hasNoneResult, lowerBlock } from "./stmt.ts";

/** The raw MIR of a body without errors. */
export function lowerBody(body: TypedBody, env: DeclEnv): MirFunction<"raw"> {
  if (body.hasErrors) bug("a body with errors reached lowering");
  const build = new MirBuilder();
  for (const { name, type, kind, convention, mutable, span, quiet } of body.locals) {
    build.local({ name, type, kind, convention, mutable, span, quiet });
  }
  const closureObject = makeClosureObject(body, env, build);
  const cx: Cx = {
    env,
    body,
    build,
    closureObject,
    noneType: noneType(env),
    scope: undefined,
    cause: "",
    ready: new Map(),
  };
  build.enter(build.block("", body.body.span));
  for (const arg of body.args) {
    const local = build.localInfo(arg);
    if (local.convention === "deinit") build.emit({ op: "dismantle", span: local.span, place: localPlace(arg) });
  }
  lowerBlock(cx, body.body);
  endBody(cx);
  const args = closureObject === undefined ? body.args : [closureObject, ...body.args];
  build.rankRest(args);
  const { locals, blocks } = build.finish();
  return { stage: "raw", decl: body.decl, locals, args, result: body.result, error: body.error, blocks };
}

/** Falling off the end returns; whether that is allowed is for `lifetimes` to say. */
function endBody(cx: Cx): void {
  if (cx.build.current === undefined) return;
  const span = { start: cx.body.body.span.end, end: cx.body.body.span.end };
  if (!cx.build.isLive) {
    cx.build.terminate({ op: "unreachable", span });
    return;
  }
  if (hasNoneResult(cx)) assignNone(cx, localPlace(cx.body.result), span);
  cx.build.terminate({ op: "return", span, implicit: true });
}

/** The body of a closure with captures gets its object as first argument. */
function makeClosureObject(body: TypedBody, env: DeclEnv, build: MirBuilder): LocalIndex | undefined {
  const header = env.header(body.decl);
  if (header.kind !== "closure" || env.closureInfo(body.decl).captures.length === 0) return undefined;
  const bindings: TermId[] = [];
  for (const owner of env.ownerChain(body.decl)) {
    if (owner === body.decl) continue;
    for (let index = 0; index < paramCount(env, owner); index++) bindings.push(env.terms.param(owner, index));
  }
  const type: TypeId = env.terms.intern({ kind: "closure", decl: body.decl, bindings });
  return build.local({
    name: header.name,
    type,
    kind: "arg",
    convention: "imm",
    mutable: false,
    span: header.nameSpan,
    quiet: true,
  });
}

function noneType(env: DeclEnv): TypeId | undefined {
  const decl = env.lang("none");
  return decl === undefined ? undefined : env.terms.struct(decl, []);
}
