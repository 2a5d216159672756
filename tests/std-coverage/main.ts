// `npm run std-coverage`: prints how much of the reference's surface the library has, and what is missing, module by module;
// writes docs/std-coverage.md. With `--signatures` it also prints the overloads that ours do not take.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "../support/repository.ts";
import { type Count, type Coverage, measure, sum } from "./coverage.ts";
import { LEFT_OUT, LEFT_OUT_MEMBERS } from "./scope.ts";
import { readSurface } from "./surface.ts";

const coverage = measure(readSurface());
printCoverage(coverage);
writeFileSync(path.join(repositoryRoot, "docs", "std-coverage.md"), page(coverage));

function share(count: Count): string {
  const percent = count.wanted === 0 ? 100 : (100 * count.found) / count.wanted;
  return `${count.found} of ${count.wanted} (${percent.toFixed(1)} %)`;
}

function printCoverage(of: Coverage): void {
  for (const { module, names, missing } of of.modules) {
    if (missing.length > 0) console.log(`${module}: ${share(names)}; missing: ${missing.join(", ")}`);
  }
  for (const { module, name, members, missing } of of.types) {
    if (missing.length > 0) console.log(`${module}.${name}: ${share(members)}; missing: ${missing.join(", ")}`);
  }
  if (process.argv.includes("--signatures")) for (const each of of.otherSignatures) console.log(`signature ${each}`);
  console.log(`names: ${share(sum(of.modules.map((each) => each.names)))}`);
  console.log(`members: ${share(sum(of.types.map((each) => each.members)))}`);
  console.log(`signatures: ${share(of.signatures)}`);
}

function page(of: Coverage): string {
  const rows = of.modules.map(({ module, names, missing }) => {
    const members = sum(of.types.filter((each) => each.module === module).map((each) => each.members));
    const counted = members.wanted === 0 ? "" : `${members.found} of ${members.wanted}`;
    return `| \`${module}\` | ${names.found} of ${names.wanted} | ${counted} | ${code(missing)} |`;
  });
  const types = of.types.filter((each) => each.missing.length > 0);
  const reasons = [...new Set([...LEFT_OUT, ...LEFT_OUT_MEMBERS].map((rule) => rule.reason))];
  return [
    "# Coverage of the standard library",
    "",
    "Written by `npm run std-coverage`, which asks the compiler for every name and member of the reference's library (Mojo 1.2,",
    "`tests/std-coverage/surface.json`). A name counts once for each module that offers it, a member once for its type.",
    "",
    "| | found |",
    "|---|---|",
    `| names in their modules | ${share(sum(of.modules.map((each) => each.names)))} |`,
    `| members of types | ${share(sum(of.types.map((each) => each.members)))} |`,
    `| overloads, of names that are there, whose arguments agree | ${share(of.signatures)} |`,
    "",
    "Overloads are compared by the kinds, names and defaults of their arguments, not by types; what they do is tested by",
    "`tests/std` and by the conformance cases.",
    "",
    "## Left out",
    "",
    "These are not counted above:",
    "",
    ...reasons.map((reason) => `- ${reason}: ${of.leftOut.get(reason) ?? 0} entries`),
    "",
    "## Modules",
    "",
    "| module | names | members | missing names |",
    "|---|---|---|---|",
    ...rows,
    "",
    "## Missing members",
    "",
    ...types.map(({ name, missing }) => `- \`${name}\`: ${code(missing)}`),
    "",
  ].join("\n");
}

function code(names: readonly string[]): string {
  return names.map((each) => `\`${each}\``).join(", ");
}
