import assert from "node:assert/strict";
import { test } from "node:test";
import { Fault } from "./fault.ts";
import { Memory } from "./memory.ts";

function faults(action: () => void, message: RegExp): void {
  assert.throws(action, (e) => e instanceof Fault && message.test(e.message));
}

for (const pointerBytes of [8, 4] as const) {
  test(`blocks have bounds, ${pointerBytes * 8}-bit addresses`, () => {
    const m = new Memory(pointerBytes, 1 << 20);
    const a = m.allocate("heap", 16, 8);
    const b = m.allocate("heap", 24, 16);
    assert.equal(m.access(a.base + 8, 8), a);
    assert.equal(m.access(b.base, 24), b);
    assert.equal(b.base % 16, 0);
    faults(() => m.access(a.base + 9, 8), /out of bounds/);
    faults(() => m.access(a.base - 1, 1), /invalid pointer|out of bounds/);
    faults(() => m.access(0, 1), /null pointer/);
    m.storeAddress(a.base, b.base + 4);
    assert.equal(m.loadAddress(a.base), b.base + 4);
    b.bytes.set([1, 2, 3]);
    m.copy(b.base + 8, b.base, 3);
    assert.deepEqual([...b.bytes.subarray(8, 11)], [1, 2, 3]);
    m.free(a.base);
    faults(() => m.access(a.base, 1), /was freed/);
    faults(() => m.free(a.base), /freed twice/);
    faults(() => m.free(b.base + 1), /not allocated/);
  });

  test(`texts are shared and constant, ${pointerBytes * 8}-bit addresses`, () => {
    const m = new Memory(pointerBytes, 1 << 20);
    const text = m.string("héllo");
    assert.equal(m.string("héllo"), text);
    assert.equal(text.size, 7);
    const other = m.allocate("static", 4, 1);
    faults(() => m.copy(text.base, other.base, 2), /constant memory/);
  });

  test(`what an evaluation allocated is gone afterwards, ${pointerBytes * 8}-bit addresses`, () => {
    const m = new Memory(pointerBytes, 100);
    const mark = m.mark();
    const block = m.allocate("heap", 90, 8);
    faults(() => m.allocate("heap", 20, 8), /more than 100 bytes/);
    m.release(mark);
    faults(() => m.access(block.base, 1), /invalid pointer|null/);
    assert.equal(m.allocate("heap", 90, 8).base, block.base);
  });

  test(`function addresses, ${pointerBytes * 8}-bit`, () => {
    const m = new Memory(pointerBytes, 100);
    assert.equal(m.functionAt(m.functionAddress(12)), 12);
    assert.equal(m.functionAt(m.allocate("heap", 8, 8).base), undefined);
  });
}
