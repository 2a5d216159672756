/** `mojito explain`: the pages of `docs/diagnostics`, one for each code, and the list of the codes. */

import { readFileSync } from "node:fs";
import path from "node:path";
import { ALL_CODES, CODES, isCode } from "../../diagnostics/codes.ts";
import { suggest } from "./options.ts";

export type Explanation =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "wrong"; readonly message: string };

/** What to print for a code, or for none: the list. */
export function explain(root: string, code: string | undefined, json: boolean): Explanation {
  if (code === undefined) return { kind: "text", text: json ? listAsJson() : list() };
  if (!isCode(code)) {
    return {
      kind: "wrong",
      message: `there is no code '${code}'${suggest(code, ALL_CODES)}`,
    };
  }
  try {
    const page = readFileSync(path.join(root, "docs", "diagnostics", `${code}.md`), "utf8");
    return { kind: "text", text: json ? `${JSON.stringify({ code, title: CODES[code], page })}\n` : plainText(page) };
  } catch {
    return { kind: "wrong", message: `the page of '${code}' is missing from this installation` };
  }
}

function list(): string {
  const width = Math.max(...ALL_CODES.map((code) => code.length));
  return ALL_CODES.map((code) => `${code.padEnd(width)}  ${CODES[code]}\n`).join("");
}

function listAsJson(): string {
  return ALL_CODES.map((code) => `${JSON.stringify({ code, title: CODES[code] })}\n`).join("");
}

/** A page without its Markdown: headings end with a colon, programs are indented. */
function plainText(page: string): string {
  let inProgram = false;
  const lines: string[] = [];
  for (const line of page.trimEnd().split("\n")) {
    if (line.startsWith("```")) {
      inProgram = !inProgram;
      // The options that show it are said in the fence.
      const options = line.slice("```mojo ".length);
      if (options !== "") lines[lines.length - 2] = `${lines[lines.length - 2]?.slice(0, -1)} (with ${options}):`;
    } else if (inProgram) lines.push(line === "" ? "" : `    ${line}`);
    else if (line.startsWith("## ")) lines.push(`${line.slice(3)}:`);
    else lines.push(line.replace(/^# /, ""));
  }
  return `${lines.join("\n")}\n`;
}
