/**
 * The place of a call as the callee sees it (14.5): a constant record in static memory, whose address travels as a hidden
 * argument through the library functions that pass it on. After inlining it costs nothing outside of the failing path.
 *
 * The record: line, column and length of the path, 64 bits each, then the address of the path.
 */

import type { TermId } from "../base/ids.ts";
import { lineColumnOf, type Span, utf8Length } from "../source/source.ts";
import type { Elaborator, Instance } from "./context.ts";
import { addressTerm, internImage } from "./images.ts";
import { locationType } from "./instances.ts";

/** Words of the record, in units of 8 bytes. */
export const LOCATION_WORDS = { line: 0, column: 1, length: 2, path: 3 } as const;

function record(cx: Elaborator, path: string, line: number, column: number): TermId {
  const { pointerBytes } = cx.options.target;
  const bytes = new Uint8Array(24 + pointerBytes);
  const view = new DataView(bytes.buffer);
  view.setBigInt64(0, BigInt(line), true);
  view.setBigInt64(8, BigInt(column), true);
  view.setBigInt64(16, BigInt(utf8Length(path)), true);
  const image = internImage(cx, {
    type: cx.store.index,
    bytes,
    alignment: 8,
    relocations: [{ offset: 24, target: { kind: "string", value: path, offset: 0 } }],
  });
  return addressTerm(cx, locationType(cx), { kind: "static", image, offset: 0 });
}

/** The place of a call in the text of an instance. */
export function callLocation(cx: Elaborator, caller: Instance, at: Span): TermId {
  if (caller.kind !== "declared") return unknownLocation(cx);
  const file = cx.env.sourceFile(cx.env.header(caller.decl).file);
  const { line, column } = lineColumnOf(file, at.start);
  return record(cx, file.path, line, column);
}

/** For calls that no text makes. */
export function unknownLocation(cx: Elaborator): TermId {
  return record(cx, "<unknown location in parameter context>", 0, 0);
}
