/**
 * Line tables for debuggers and profilers, at -g: a compile unit, a subprogram for each function and a location on every
 * instruction, since a call without one in a function with debug information is an error once it is inlined.
 */

import type { FileId } from "../../base/ids.ts";
import type { ConcreteFunction } from "../../mir/program.ts";
import type { EmitOptions, SourcePlace } from "../backend.ts";
import { escapeText } from "./context.ts";

/** Numbered metadata; numbers start above those that are fixed. */
export interface DebugInfo {
  readonly options: EmitOptions;
  readonly nodes: string[];
  readonly files: Map<string, number>;
  readonly locations: Map<string, number>;
}

/** Number of the first node here: 0 is the branch weights. */
const FIRST = 1;

export function createDebugInfo(options: EmitOptions): DebugInfo | undefined {
  if (!options.debugInfo) return undefined;
  const info: DebugInfo = { options, nodes: [], files: new Map(), locations: new Map() };
  // The unit's file is the first one; it is filled in when it is known.
  add(info, "");
  add(info, '!{i32 7, !"Dwarf Version", i32 5}');
  add(info, '!{i32 2, !"Debug Info Version", i32 3}');
  add(info, "!DISubroutineType(types: !{null})");
  return info;
}
const UNIT = FIRST;
const ROUTINE_TYPE = FIRST + 3;

function add(info: DebugInfo, text: string): number {
  info.nodes.push(text);
  return FIRST + info.nodes.length - 1;
}

function fileNode(info: DebugInfo, path: string): number {
  let id = info.files.get(path);
  if (id === undefined) {
    const slash = path.lastIndexOf("/");
    const name = escapeText(path.slice(slash + 1));
    const folder = escapeText(slash > 0 ? path.slice(0, slash) : "/");
    id = add(info, `!DIFile(filename: "${name}", directory: "${folder}")`);
    info.files.set(path, id);
  }
  return id;
}

/** The subprogram of a function. */
export function subprogram(info: DebugInfo, fn: ConcreteFunction): number {
  const at = info.options.locate(fn.file, fn.span.start);
  const file = fileNode(info, at.path);
  return add(
    info,
    `distinct !DISubprogram(name: "${escapeText(fn.displayName)}", linkageName: "${escapeText(fn.symbol)}", scope: !${file}, file: !${file}, line: ${at.line}, type: !${ROUTINE_TYPE}, scopeLine: ${at.line}, spFlags: DISPFlagDefinition, unit: !${UNIT})`,
  );
}

/** The place of an offset inside a subprogram. */
export function location(info: DebugInfo, scope: number, file: FileId, offset: number): number {
  const at: SourcePlace = info.options.locate(file, offset);
  const key = `${scope}:${at.line}:${at.column}`;
  let id = info.locations.get(key);
  if (id === undefined) {
    id = add(info, `!DILocation(line: ${at.line}, column: ${Math.min(at.column, 0xffff)}, scope: !${scope})`);
    info.locations.set(key, id);
  }
  return id;
}

/** The metadata of the module. */
export function debugMetadata(info: DebugInfo): readonly string[] {
  const [file] = info.files.values();
  if (file === undefined) return [];
  info.nodes[0] = `distinct !DICompileUnit(language: DW_LANG_Mojo, file: !${file}, producer: "mojito", isOptimized: true, runtimeVersion: 0, emissionKind: LineTablesOnly)`;
  return [
    `!llvm.dbg.cu = !{!${UNIT}}`,
    `!llvm.module.flags = !{!${FIRST + 1}, !${FIRST + 2}}`,
    ...info.nodes.map((text, i) => `!${FIRST + i} = ${text}`),
  ];
}
