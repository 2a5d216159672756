/** The token dump of `ir --stage tokens`: one token a line, with its place, its kind and its spelling. */

import { lineColumnOf } from "../source/source.ts";
import { Flag, T, type TokenStream, tokenKindNames } from "./tokens.ts";

export function printTokens(tokens: TokenStream): string {
  const lines: string[] = [];
  const { file } = tokens;
  let comment = 0;
  for (let row = 0; row < tokens.count; row++) {
    const start = tokens.starts[row]!;
    for (; comment < tokens.comments.length && tokens.comments[comment]! < start; comment += 2) {
      const from = tokens.comments[comment]!;
      lines.push(line(place(from), "comment", file.text.slice(from, tokens.comments[comment + 1])));
    }
    const kind = tokens.kinds[row]!;
    const text = kind === T.eof ? "" : file.text.slice(start, tokens.ends[row]);
    const first = (tokens.flags[row]! & Flag.firstOnLine) !== 0 && kind !== T.eof ? " first" : "";
    lines.push(line(place(start), tokenKindNames[kind] ?? "?", text) + first);
  }
  for (; comment < tokens.comments.length; comment += 2) {
    const from = tokens.comments[comment]!;
    lines.push(line(place(from), "comment", file.text.slice(from, tokens.comments[comment + 1])));
  }
  return `${lines.join("\n")}\n`;

  function place(offset: number): string {
    const { line, column } = lineColumnOf(file, offset);
    return `${line}:${column}`;
  }
}

function line(place: string, kind: string, text: string): string {
  const spelling = text === "" ? "" : ` ${JSON.stringify(text)}`;
  return `${place.padEnd(8)}${kind}${spelling}`;
}
