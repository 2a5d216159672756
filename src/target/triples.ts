/**
 * The targets: what the layout of types, the emitter and the tool chain need to know about each machine. Data layouts are
 * LLVM's own, printed by the pinned LLVM.
 */

export type TargetName = "x86_64-linux" | "aarch64-linux" | "riscv64-linux" | "armv7-linux" | "wasm32";

export interface Target {
  readonly name: TargetName;
  /** As `target_is["..."]()` asks for it. */
  readonly arch: "x86_64" | "aarch64" | "riscv64" | "arm" | "wasm32";
  readonly os: "linux" | "none";
  readonly triple: string;
  readonly dataLayout: string;
  /** Bytes of an address. */
  readonly pointerBytes: 4 | 8;
  /** ABI alignment of integers wider than 64 bits. */
  readonly wideIntAlign: number;
  /** The largest ABI alignment of a vector of exactly 16 bytes (32-bit ARM aligns them to 8). */
  readonly vector16Align: number;
  /** Bits of the widest vector register assumed. */
  readonly simdBits: number;
  /** `-target-cpu`; the driver may replace it (and `features`, `simdBits`) by what the host has. */
  readonly cpu: string;
  /** `-target-feature` values without the sign. */
  readonly features: readonly string[];
}

export const TARGETS: Readonly<Record<TargetName, Target>> = {
  "x86_64-linux": {
    name: "x86_64-linux",
    arch: "x86_64",
    os: "linux",
    triple: "x86_64-unknown-linux-musl",
    dataLayout: "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128",
    pointerBytes: 8,
    wideIntAlign: 16,
    vector16Align: 16,
    simdBits: 128,
    cpu: "x86-64",
    features: [],
  },
  "aarch64-linux": {
    name: "aarch64-linux",
    arch: "aarch64",
    os: "linux",
    triple: "aarch64-unknown-linux-musl",
    dataLayout: "e-m:e-p270:32:32-p271:32:32-p272:64:64-i8:8:32-i16:16:32-i64:64-i128:128-n32:64-S128-Fn32",
    pointerBytes: 8,
    wideIntAlign: 16,
    vector16Align: 16,
    simdBits: 128,
    cpu: "generic",
    features: ["neon"],
  },
  "riscv64-linux": {
    name: "riscv64-linux",
    arch: "riscv64",
    os: "linux",
    triple: "riscv64-unknown-linux-musl",
    dataLayout: "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128",
    pointerBytes: 8,
    wideIntAlign: 16,
    vector16Align: 16,
    simdBits: 128,
    cpu: "generic-rv64",
    features: ["m", "a", "f", "d", "c"],
  },
  "armv7-linux": {
    name: "armv7-linux",
    arch: "arm",
    os: "linux",
    triple: "armv7-unknown-linux-musleabihf",
    dataLayout: "e-m:e-p:32:32-Fi8-i64:64-v128:64:128-a:0:32-n32-S64",
    pointerBytes: 4,
    wideIntAlign: 8,
    vector16Align: 8,
    simdBits: 128,
    cpu: "generic",
    features: ["neon"],
  },
  wasm32: {
    name: "wasm32",
    arch: "wasm32",
    os: "none",
    triple: "wasm32-unknown-unknown",
    dataLayout: "e-m:e-p:32:32-p10:8:8-p20:8:8-i64:64-i128:128-n32:64-S128-ni:1:10:20",
    pointerBytes: 4,
    wideIntAlign: 16,
    vector16Align: 16,
    simdBits: 128,
    cpu: "generic",
    features: ["simd128", "bulk-memory"],
  },
};

export function isTargetName(name: string): name is TargetName {
  return Object.hasOwn(TARGETS, name);
}

export function targetByName(name: TargetName): Target {
  return TARGETS[name];
}

/** Whether the target has the feature, as LLVM spells it. */
export function hasFeature(target: Target, feature: string): boolean {
  return target.features.includes(feature);
}

/** Whether `question` names the target's architecture, system or full name. */
export function isTarget(target: Target, question: string): boolean {
  return question === target.arch || question === target.os || question === target.name || question === target.triple;
}
