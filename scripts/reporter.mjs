// A reporter for Node's test runner that prints failures in full, a line per passed group, and the runner's own closing
// lines ("tests N", "pass N", ...). The stock reporter prints every passed test, which hides the rest.

import path from "node:path";
import { inspect } from "node:util";

export default async function* report(events) {
  const groups = new Map();
  // Names of the tests around the current one, per file: a failure is printed with its whole path.
  const stacks = new Map();
  const failed = [];
  for await (const { type, data } of events) {
    switch (type) {
      case "test:start": {
        const stack = stacks.get(data.file) ?? [];
        stack.length = data.nesting;
        stack[data.nesting] = data.name;
        stacks.set(data.file, stack);
        break;
      }
      case "test:pass":
      case "test:fail": {
        const stack = stacks.get(data.file) ?? [];
        const name = [...stack.slice(0, data.nesting), data.name].join(" > ");
        if (data.details.type !== "suite") {
          const group = groups.get(data.file) ?? { passed: 0, failed: 0 };
          if (type === "test:pass") group.passed += 1;
          else group.failed += 1;
          groups.set(data.file, group);
        }
        const error = data.details.error;
        if (type === "test:fail" && error?.failureType !== "subtestsFailed") {
          const text = `${name}\n${describe(error).replace(/^/gm, "  ")}\n`;
          failed.push(`✖ ${text}`);
          yield `✖ ${text}`;
        }
        break;
      }
      case "test:stdout":
      case "test:stderr":
        yield data.message;
        break;
      case "test:diagnostic":
        if (data.nesting !== 0 || !/^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /.test(data.message)) {
          yield `${data.message}\n`;
          break;
        }
        if (data.message.startsWith("tests ")) {
          for (const [file, group] of groups) {
            const mark = group.failed > 0 ? "✖" : "✔";
            const count = `${group.passed} passed${group.failed > 0 ? `, ${group.failed} failed` : ""}`;
            yield `${mark} ${file === undefined ? "?" : path.relative(process.cwd(), file)}: ${count}\n`;
          }
          if (failed.length > 1)
            yield `\n${failed.length} failures:\n${failed.map((text) => text.split("\n")[0]).join("\n")}\n`;
        }
        yield `ℹ ${data.message}\n`;
        break;
      default:
        break;
    }
  }
}

function describe(error) {
  const cause = error?.cause ?? error;
  if (cause instanceof Error || cause?.stack) {
    return typeof cause.stack === "string" ? cause.stack.split("\n    at node:")[0] : inspect(cause);
  }
  return typeof cause === "string" ? cause : inspect(cause);
}
