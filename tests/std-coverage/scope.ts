// What of the reference's surface this library does not aim at, each with its reason. The rest is in scope and counted.

import type { Declaration } from "./surface.ts";

export interface Rule {
  readonly reason: string;
  readonly applies: (name: string, module: string) => boolean;
}

const named =
  (...names: readonly string[]): Rule["applies"] =>
  (name) =>
    names.includes(name);
const inModules =
  (...modules: readonly string[]): Rule["applies"] =>
  (_, module) =>
    modules.some((each) => module === each || module.startsWith(`${each}.`));

/** Modules and names that are left out. */
export const LEFT_OUT: readonly Rule[] = [
  { reason: "GPU modules; there is no GPU back end", applies: inModules("std._gpu") },
  {
    reason: "GPU targets and primitives; there is no GPU back end",
    applies: named(
      "DevicePassable",
      "GPUInfo",
      "TargetAccelerator",
      "has_amd_rdna_gpu_accelerator",
      "is_apple_m5",
      "current_accelerator",
      "default_accelerator",
      "ballot",
      "implicitarg_ptr",
      "readfirstlane",
      "sendmsg",
    ),
  },
  {
    reason: "plug-ins of the reference compiler",
    applies: named("DefaultPlugin", "PluginHooks", "StdPlugin", "TargetPluginSelector", "stdlib_plugin"),
  },
  {
    reason: "what the reference compiler makes of a function, asked for while compiling",
    applies: inModules("std.compile"),
  },
  { reason: "Python interop: not yet", applies: inModules("std.python") },
  {
    reason: "Python interop: not yet",
    applies: named("assert_equal_pyobj"),
  },
];

/** Error numbers that Linux does not have: using one does not compile there, in the reference either. */
const FOREIGN_ERRORS =
  "EAUTH EBADARCH EBADEXEC EBADMACHO EBADRPC EDEVERR EFTYPE ENEEDAUTH ENOATTR ENOPOLICY ENOTSUP EPROCLIM EPROCUNAVAIL EPROGMISMATCH EPROGUNAVAIL EPWROFF EQFULL ERPCMISMATCH ESHLIBVERS".split(
    " ",
  );

/** Members that are left out of every type. */
export const LEFT_OUT_MEMBERS: readonly Rule[] = [
  {
    reason: "GPU targets and memory",
    applies: named(
      "address_space_cast",
      "unsafe_address_space_cast",
      "default_accelerator",
      "from_gpu_arch",
      "stdlib_plugin",
    ),
  },
  {
    reason: "how the reference packs an empty Optional into its value (`*niche*`)",
    applies: named("NicheStorage", "classify_niche", "isa_niche", "niche_count", "write_niche"),
  },
  {
    reason: "how the reference lays a String out",
    applies: named(
      "FLAG_HAS_NUL_TERMINATOR",
      "FLAG_IS_INLINE",
      "FLAG_IS_REF_COUNTED",
      "INLINE_LENGTH_MASK",
      "INLINE_LENGTH_START",
      "REF_COUNT_SIZE",
    ),
  },
  { reason: "error numbers of other systems than Linux", applies: named(...FOREIGN_ERRORS) },
  {
    reason: "form of a value for a GPU (`DevicePassable`)",
    applies: named("device_type", "get_type_name", "_to_device_type"),
  },
  {
    reason: "how the reference compiler sees inside its own types (`__mlir_*` and the like)",
    applies: named(
      "get_as_kgen_pack",
      "get_loaded_kgen_pack",
      "get_value",
      "_get_enum_discriminant",
      "_unsafe_get_enum_payload",
      "_enum_case_names",
      "_enum_case_types",
      "__mlir_index__",
      "__mlir_bool__",
      "__mlir_i1__",
      "__int_literal__",
      "__merge_with__",
      "_ParamListType",
    ),
  },
];

export function whyLeftOut(declaration: Declaration, module: string): string | undefined {
  return LEFT_OUT.find((rule) => rule.applies(declaration.name, module))?.reason;
}

export function whyMemberLeftOut(member: string, declaration: Declaration): string | undefined {
  return LEFT_OUT_MEMBERS.find((rule) => rule.applies(member, declaration.modules[0] ?? ""))?.reason;
}
