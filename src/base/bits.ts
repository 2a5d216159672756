/** A growable-at-construction set of small integers, for dataflow lattices. */

export type Bits = Uint32Array;

export function bitsOf(size: number): Bits {
  return new Uint32Array((size + 31) >>> 5);
}
export function hasBit(bits: Bits, index: number): boolean {
  return ((bits[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
}
export function setBit(bits: Bits, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] ?? 0) | (1 << (index & 31));
}
export function clearBit(bits: Bits, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] ?? 0) & ~(1 << (index & 31));
}
/** into := into | from; true if that changed anything. */
export function unionInto(into: Bits, from: Bits): boolean {
  let changed = false;
  for (let i = 0; i < into.length; i++) {
    const before = into[i] ?? 0;
    const after = (before | (from[i] ?? 0)) >>> 0;
    if (after !== before) {
      into[i] = after;
      changed = true;
    }
  }
  return changed;
}
/** into := into & from; true if that changed anything. */
export function intersectInto(into: Bits, from: Bits): boolean {
  let changed = false;
  for (let i = 0; i < into.length; i++) {
    const before = into[i] ?? 0;
    const after = (before & (from[i] ?? 0)) >>> 0;
    if (after !== before) {
      into[i] = after;
      changed = true;
    }
  }
  return changed;
}
export function sameBits(a: Bits, b: Bits): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
export function isSubset(a: Bits, b: Bits): boolean {
  for (let i = 0; i < a.length; i++) if (((a[i] ?? 0) & ~(b[i] ?? 0)) !== 0) return false;
  return true;
}
