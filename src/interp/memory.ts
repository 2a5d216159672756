/**
 * The memory of the running program: blocks with bounds. An address is a number that names its block and the offset in it, so
 * arithmetic, comparison and storage of addresses are those of integers, while each access is checked against its block.
 *
 * With 64-bit addresses the upper word is the number of the block. With 32 bits blocks lie one after the other with a gap
 * between, and are found by search. Block numbers start high, so that numbers of the program rarely look like addresses, which
 * matters when memory becomes a constant: there, words that are valid addresses count as such.
 */

import { must } from "../base/bug.ts";
import { fault } from "./fault.ts";
import { readInt64, writeInt64 } from "./lanes.ts";

export type BlockKind = "stack" | "heap" | "static" | "string";

export interface Block {
  readonly kind: BlockKind;
  /** Address of the first byte. */
  readonly base: number;
  readonly size: number;
  readonly align: number;
  live: boolean;
  bytes: Uint8Array;
  view: DataView;
  /** The text of a string block. */
  readonly text: string;
}

const WORD = 4294967296;
const FIRST_BLOCK = 0x7a51;
const LAST_BLOCK = 0x1fffff;
/** Function addresses: a block number of their own, 16 apart. */
const FUNCTIONS_64 = (FIRST_BLOCK - 1) * WORD;
const FUNCTIONS_32 = 0x3a000000;
const FUNCTIONS_LIMIT_32 = 0x3f000000;
const FIRST_32 = 0x40000000;
const GAP = 16;

export interface Mark {
  readonly blocks: number;
  readonly next: number;
}

export class Memory {
  readonly pointerBytes: 4 | 8;
  readonly #limit: number;
  readonly #blocks: Block[] = [];
  #next = FIRST_32;
  #held = 0;
  readonly #strings = new Map<string, Block>();
  readonly #globals = new Map<string, Block>();

  constructor(pointerBytes: 4 | 8, limit: number) {
    this.pointerBytes = pointerBytes;
    this.#limit = limit;
  }

  allocate(kind: BlockKind, size: number, align: number, text = ""): Block {
    if (size < 0 || this.#held + size > this.#limit)
      fault(`compile-time evaluation needs more than ${this.#limit} bytes of memory`);
    const index = this.#blocks.length;
    if (this.pointerBytes === 8 && index + FIRST_BLOCK > LAST_BLOCK)
      fault("compile-time evaluation needs too many blocks of memory");
    const base = this.pointerBytes === 8 ? (index + FIRST_BLOCK) * WORD : this.#next32(size, align);
    const bytes = new Uint8Array(size);
    const block: Block = { kind, base, size, align, live: true, bytes, view: new DataView(bytes.buffer), text };
    this.#held += size;
    this.#blocks.push(block);
    return block;
  }

  #next32(size: number, align: number): number {
    const base = Math.ceil(this.#next / Math.max(16, align)) * Math.max(16, align);
    this.#next = base + size + GAP;
    if (this.#next >= WORD) fault("compile-time evaluation ran out of 32-bit addresses");
    return base;
  }

  /** The block grows in place: its addresses stay. For the stack, whose declared size is the most it may have. */
  growBytes(block: Block, size: number): void {
    const bytes = new Uint8Array(Math.min(block.size, size));
    bytes.set(block.bytes);
    block.bytes = bytes;
    block.view = new DataView(bytes.buffer);
  }

  /** A block whose bytes are made as needed. */
  reserve(kind: BlockKind, size: number, initial: number): Block {
    const before = this.#held;
    const index = this.#blocks.length;
    const base = this.pointerBytes === 8 ? (index + FIRST_BLOCK) * WORD : this.#next32(size, 16);
    const bytes = new Uint8Array(initial);
    const block: Block = { kind, base, size, align: 16, live: true, bytes, view: new DataView(bytes.buffer), text: "" };
    this.#held = before;
    this.#blocks.push(block);
    return block;
  }

  free(address: number): void {
    if (address === 0) return;
    const block = this.lookup(address);
    if (block === undefined || block.kind !== "heap" || block.base !== address) {
      fault("free of an address that was not allocated");
    }
    if (!block.live) fault("memory is freed twice");
    this.#release(block);
  }

  #release(block: Block): void {
    block.live = false;
    this.#held -= block.size;
    block.bytes = EMPTY_BYTES;
    block.view = EMPTY_VIEW;
  }

  /** The block that an address lies in, live or not. */
  lookup(address: number): Block | undefined {
    if (this.pointerBytes === 8) return this.#blocks[Math.floor(address / WORD) - FIRST_BLOCK];
    let low = 0;
    let high = this.#blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (must(this.#blocks[middle], "block").base <= address) low = middle;
      else high = middle - 1;
    }
    const found = this.#blocks[low];
    return found !== undefined && address >= found.base && address <= found.base + found.size ? found : undefined;
  }

  /** The block of an access to `size` bytes, which must lie in it. */
  access(address: number, size: number): Block {
    const block = this.lookup(address);
    if (block === undefined)
      return fault(address === 0 ? "access through a null pointer" : "access through an invalid pointer");
    const offset = address - block.base;
    if (!block.live) return fault("access to memory that was freed");
    if (offset < 0 || offset + size > block.bytes.length)
      return fault(`access out of bounds: ${size} bytes at offset ${offset} of a block of ${block.size}`);
    return block;
  }

  copy(to: number, from: number, size: number): void {
    if (size === 0) return;
    const source = this.access(from, size);
    const target = this.access(to, size);
    if (target.kind === "string") fault("write to constant memory");
    target.bytes.set(source.bytes.subarray(from - source.base, from - source.base + size), to - target.base);
  }

  readAddress(view: DataView, at: number): number {
    return this.pointerBytes === 8 ? Number(readInt64(view, at)) : view.getUint32(at, true);
  }
  writeAddress(view: DataView, at: number, address: number): void {
    if (this.pointerBytes === 8) writeInt64(view, at, address);
    else view.setUint32(at, address, true);
  }
  loadAddress(address: number): number {
    const block = this.access(address, this.pointerBytes);
    return this.readAddress(block.view, address - block.base);
  }
  storeAddress(address: number, value: number): void {
    const block = this.access(address, this.pointerBytes);
    this.writeAddress(block.view, address - block.base, value);
  }

  /** The bytes of a text in constant memory, a zero byte after them. */
  string(text: string): Block {
    const known = this.#strings.get(text);
    if (known?.live === true) return known;
    const encoded = new TextEncoder().encode(text);
    const block = this.allocate("string", encoded.length + 1, 1, text);
    block.bytes.set(encoded);
    this.#strings.set(text, block);
    return block;
  }

  /** Writable memory for the whole run, all zero at its start; one for each key. */
  global(key: string, size: number, align: number): Block {
    let block = this.#globals.get(key);
    if (block === undefined) {
      block = this.allocate("heap", size, align);
      this.#globals.set(key, block);
    }
    return block;
  }

  functionAddress(id: number): number {
    return (this.pointerBytes === 8 ? FUNCTIONS_64 : FUNCTIONS_32) + id * 16;
  }
  /** The function that an address stands for. */
  functionAt(address: number): number | undefined {
    const base = this.pointerBytes === 8 ? FUNCTIONS_64 : FUNCTIONS_32;
    const limit = this.pointerBytes === 8 ? FUNCTIONS_64 + WORD : FUNCTIONS_LIMIT_32;
    return address >= base && address < limit && (address - base) % 16 === 0 ? (address - base) / 16 : undefined;
  }

  mark(): Mark {
    return { blocks: this.#blocks.length, next: this.#next };
  }
  /** Forgets all blocks made since. */
  release(mark: Mark): void {
    for (let i = mark.blocks; i < this.#blocks.length; i++) {
      const block = must(this.#blocks[i], "block");
      if (block.live) this.#release(block);
    }
    this.#blocks.length = mark.blocks;
    this.#next = mark.next;
  }
}

const EMPTY_BYTES = new Uint8Array(0);
const EMPTY_VIEW = new DataView(new ArrayBuffer(0));
