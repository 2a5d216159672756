/** What is said about using a declaration: that it is deprecated, or that it may still change. */

import type { DeclId } from "../base/ids.ts";
import type { Fix } from "../diagnostics/diagnostic.ts";
import type { Span } from "../source/source.ts";
import { type Cx, type DeclNode, node, warn } from "./context.ts";
import { decoratorsOf, decoratorText, hasDecorator } from "./decorators.ts";
import type { FnCx } from "./fn.ts";
import { messages } from "./messages.ts";
import { nodeLocation } from "./modules.ts";

/** Reports a use of a declaration at the name that was written. The library may use whatever it has. */
export function warnOfUse(fx: FnCx, decl: DeclId, span: Span): void {
  if (fx.isLibrary) return;
  const { cx, file } = fx;
  const n = node(cx, decl);
  const { name } = n.header;
  const notes = [{ message: `'${name}' declared here`, at: nodeLocation(n) }];
  if (hasDecorator(n, "deprecated") && cx.options.ignoreDeprecated?.has(qualifiedName(cx, n)) !== true) {
    const successor = successorOf(n);
    const fixes: Fix[] =
      successor === undefined || span.end - span.start !== name.length
        ? []
        : [{ title: `use '${successor}'`, at: { file, span }, replacement: successor, safe: false }];
    const text = decoratorText(n, "deprecated");
    warn(cx, { file, span }, messages.deprecated(name, text, successor), { notes, fixes });
  }
  if (cx.options.unstableApis === true && isUnstable(cx, n))
    warn(cx, { file, span }, messages.unstableApi(name), { notes });
}

/** The name after `use=` in the decorator. */
function successorOf(n: DeclNode): string | undefined {
  const decorator = decoratorsOf(n).find((each) => each.name === "deprecated");
  const value = decorator?.args?.find((arg) => arg.name?.text === "use")?.value;
  return value?.kind === "name" ? value.name : undefined;
}

/** Members of an unstable type are unstable. */
function isUnstable(cx: Cx, n: DeclNode): boolean {
  const { parent } = n.header;
  return hasDecorator(n, "__unstable") || (parent !== undefined && hasDecorator(node(cx, parent), "__unstable"));
}

/** `Type.member` or `function`: how `--ignore-deprecated` names a declaration. */
function qualifiedName(cx: Cx, n: DeclNode): string {
  const { parent, name } = n.header;
  return parent === undefined ? name : `${qualifiedName(cx, node(cx, parent))}.${name}`;
}
