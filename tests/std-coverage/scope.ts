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
  { reason: "Python interop: not yet", applies: inModules("std.python") },
  {
    reason: "Python interop: not yet",
    applies: named("assert_equal_pyobj"),
  },
];

/** Members that are left out of every type. */
export const LEFT_OUT_MEMBERS: readonly Rule[] = [
  {
    reason: "form of a value for a GPU (`DevicePassable`)",
    applies: named("device_type", "get_type_name", "_to_device_type"),
  },
  {
    reason: "how the reference compiler sees inside its own types (`__mlir_*` and the like)",
    applies: named(
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
