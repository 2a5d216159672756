// Lists files below a folder; Node 20 has no `fs.glob`.

import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/** Every file below `top/folder` whose name ends with `ending`, relative to `top`, with forward slashes. */
export function globSync(top, folder, ending) {
  const found = [];
  const walk = (relative) => {
    for (const entry of readdirSync(path.join(top, relative), { withFileTypes: true })) {
      const name = `${relative}/${entry.name}`;
      if (entry.isDirectory()) walk(name);
      else if (entry.name.endsWith(ending)) found.push(name);
    }
  };
  if (existsSync(path.join(top, folder))) walk(folder);
  return found;
}
