/** The wording of what the driver itself reports: about files, not about what is in them. */
import type { Code } from "../diagnostics/codes.ts";

export interface DriverMessage {
  readonly code: Code;
  readonly text: string;
}

function m(code: Code, text: string): DriverMessage {
  return { code, text };
}

export const messages: {
  readonly invalidUtf8: (byte: number) => DriverMessage;
  readonly nulByte: () => DriverMessage;
  readonly noMain: () => DriverMessage;
  readonly missingLibrary: (folder: string) => DriverMessage;
} = {
  invalidUtf8: (byte) =>
    m("invalid-utf8", `the file is not valid UTF-8: unexpected byte 0x${byte.toString(16).padStart(2, "0")}`),
  nulByte: () => m("nul-byte", "a NUL byte is not allowed in a source file"),
  noMain: () => m("no-main", "module does not define a `main` function"),
  missingLibrary: (folder) => m("missing-library", `the standard library is not in ${folder}`),
};
