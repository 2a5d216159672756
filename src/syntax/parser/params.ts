/** Compile-time parameter lists: `[name: Type = default, //, *values: Type]`. */

import type { MarkerDecl, ParamDecl } from "../ast.ts";
import { T } from "../tokens.ts";
import {
  type Cx,
  closeBracket,
  fail,
  isWord,
  kind,
  locate,
  missingName,
  openBracket,
  peek,
  report,
  spanSince,
  take,
  takeName,
  tokenSpan,
} from "./cx.ts";
import { parseTernary } from "./expr.ts";
import { checkList, type ListEntry } from "./list-rules.ts";
import { parseType } from "./type.ts";

/** The cursor is on the `[`. */
export function parseParams(cx: Cx): (ParamDecl | MarkerDecl)[] {
  openBracket(cx);
  const params: (ParamDecl | MarkerDecl)[] = [];
  if (kind(cx) === T.eof) fail(cx, "expected-name", "expected parameter name");
  while (kind(cx) !== T.rbracket && kind(cx) !== T.eof) {
    params.push(parseMarker(cx) ?? parseParam(cx));
    if (isWord(cx, "where")) {
      fail(cx, "removed-where", "'where' clauses inside parameter lists are no longer supported", tokenSpan(cx), {
        notes: [
          { message: "use a trailing 'where' clause after the signature instead", at: locate(cx, tokenSpan(cx)) },
        ],
      });
    }
    if (kind(cx) !== T.comma) break;
    take(cx);
  }
  closeBracket(cx, T.rbracket, "expected ']' for parameter list");
  checkList(cx, "parameter", params.map(entryOf));
  return params;
}

function entryOf(param: ParamDecl | MarkerDecl): ListEntry {
  if (param.kind === "marker")
    return {
      span: param.span,
      marker: param.marker,
      name: undefined,
      variadic: "",
      hasDefault: false,
      isPassed: false,
    };
  return {
    span: param.span,
    marker: undefined,
    name: param.name,
    variadic: param.variadic,
    hasDefault: param.defaultValue !== undefined,
    isPassed: true,
  };
}

/** `/`, `//`, or a `*` that stands alone. */
export function parseMarker(cx: Cx): MarkerDecl | undefined {
  const token = kind(cx);
  const marker = token === T.slash ? "/" : token === T.slashslash ? "//" : token === T.star ? "*" : undefined;
  if (marker === undefined) return undefined;
  const following = peek(cx, 1);
  if (marker === "*" && following !== T.comma && following !== T.rparen && following !== T.rbracket) return undefined;
  return { kind: "marker", span: tokenSpan(cx, take(cx)), marker };
}

function parseParam(cx: Cx): ParamDecl {
  const start = cx.starts[cx.pos]!;
  let variadic: ParamDecl["variadic"] = "";
  if (kind(cx) === T.star) {
    take(cx);
    variadic = "*";
  } else if (kind(cx) === T.starstar) {
    take(cx);
    report(cx, "not-supported-yet", "variadic keyword parameters not supported yet", tokenSpan(cx));
    variadic = "**";
  }
  let name = missingName(cx);
  if (kind(cx) === T.name) name = takeName(cx);
  else fail(cx, "expected-name", "expected parameter name");
  let type: ParamDecl["type"];
  if (kind(cx) === T.colon) {
    take(cx);
    type = parseType(cx);
  } else if (kind(cx) === T.comma || kind(cx) === T.rbracket || kind(cx) === T.assign) {
    report(cx, "untyped-parameter", "parameters must always have a type", name.span);
  }
  let defaultValue: ParamDecl["defaultValue"];
  if (kind(cx) === T.assign) {
    const assign = tokenSpan(cx);
    take(cx);
    defaultValue = parseTernary(cx);
    if (variadic !== "") report(cx, "variadic-default", "variadic parameters must not have defaults", assign);
  }
  return { kind: "param", span: spanSince(cx, start), name, variadic, type, defaultValue };
}
