/** The table of constant memory: what `memory` terms index, each different content once. */

import type { TermId, TypeId } from "../base/ids.ts";
import type { ConstantImage, ImageTarget } from "../mir/program.ts";
import type { Elaborator, Instance } from "./context.ts";

function targetKey(target: ImageTarget): string {
  switch (target.kind) {
    case "heap":
    case "static":
      return `${target.kind}${target.image}+${target.offset}`;
    case "string":
      return `string${target.offset}:${JSON.stringify(target.value)}`;
    case "function":
      return `function${target.instance}`;
  }
}

/** The index of an image with this content. */
export function internImage(cx: Elaborator, image: ConstantImage): number {
  const relocations = image.relocations.map((r) => `${r.offset}=${targetKey(r.target)}`).join(";");
  const key = `${image.type}/${image.alignment}/${bytesKey(image.bytes)}/${relocations}`;
  const known = cx.imageByKey.get(key);
  if (known !== undefined) return known;
  const index = cx.images.length;
  cx.images.push(image);
  cx.imageByKey.set(key, index);
  return index;
}

/** Bytes as text for keys. */
function bytesKey(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 4096) text += String.fromCharCode(...bytes.subarray(i, i + 4096));
  return text;
}

/** An address as a constant of an address type. */
export function addressTerm(cx: Elaborator, type: TypeId, target: ImageTarget): TermId {
  const { pointerBytes } = cx.options.target;
  const image = internImage(cx, {
    type,
    bytes: new Uint8Array(pointerBytes),
    alignment: pointerBytes,
    relocations: [{ offset: 0, target }],
  });
  return cx.store.intern({ kind: "memory", type, image });
}

/** The address of a function as a constant of a thin function or pointer type. */
export function functionAddress(cx: Elaborator, type: TypeId, instance: Instance): TermId {
  return addressTerm(cx, type, { kind: "function", instance: instance.id });
}
