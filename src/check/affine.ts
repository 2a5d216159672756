/**
 * Integer polynomials over symbols, for index expressions: which part of an index grows with the loop variable, and between
 * which bounds the rest lies. A monomial is its symbols, sorted and joined by "*"; "" is the constant.
 */

export type Poly = ReadonlyMap<string, bigint>;

export function constantPoly(value: bigint): Poly {
  return value === 0n ? new Map() : new Map([["", value]]);
}

export function symbolPoly(symbol: string): Poly {
  return new Map([[symbol, 1n]]);
}

export function addPoly(a: Poly, b: Poly, factor = 1n): Poly {
  const sum = new Map(a);
  for (const [m, c] of b) {
    const value = (sum.get(m) ?? 0n) + c * factor;
    if (value === 0n) sum.delete(m);
    else sum.set(m, value);
  }
  return sum;
}

export function mulPoly(a: Poly, b: Poly): Poly {
  let product: Poly = new Map();
  for (const [m, c] of a) for (const [n, d] of b) product = addPoly(product, new Map([[joined(m, n), c * d]]));
  return product;
}

function joined(m: string, n: string): string {
  return [...factors(m), ...factors(n)].sort().join("*");
}

function factors(m: string): readonly string[] {
  return m === "" ? [] : m.split("*");
}

/** The value of a polynomial without symbols. */
export function constantOf(p: Poly): bigint | undefined {
  if (p.size === 0) return 0n;
  return p.size === 1 ? p.get("") : undefined;
}

/** `p` as `coefficient * symbol + rest`; undefined if the symbol has a higher power. */
export function splitBy(p: Poly, symbol: string): { readonly coefficient: Poly; readonly rest: Poly } | undefined {
  const coefficient = new Map<string, bigint>();
  const rest = new Map<string, bigint>();
  for (const [m, c] of p) {
    const parts = factors(m);
    const at = parts.indexOf(symbol);
    if (at < 0) {
      rest.set(m, c);
      continue;
    }
    const others = [...parts.slice(0, at), ...parts.slice(at + 1)];
    if (others.includes(symbol)) return undefined;
    coefficient.set(others.join("*"), c);
  }
  return { coefficient, rest };
}

export function symbolsOf(p: Poly): ReadonlySet<string> {
  const out = new Set<string>();
  for (const m of p.keys()) for (const s of factors(m)) out.add(s);
  return out;
}

export function equalPolys(a: Poly, b: Poly): boolean {
  return a.size === b.size && [...a].every(([m, c]) => b.get(m) === c);
}

/** The values that a symbol takes, both ends included. */
export interface Range {
  readonly low: Poly;
  readonly high: Poly;
}

/**
 * Bounds of `p` over the ranges of its symbols. A coefficient without a sign of its own is a product of lengths, which are
 * positive wherever the loop over them has a round at all.
 */
export function boundsOf(p: Poly, ranges: ReadonlyMap<string, Range>): Range | undefined {
  let low = p;
  let high = p;
  for (let round = 0; round < 16; round++) {
    const symbol = [...symbolsOf(low), ...symbolsOf(high)].find((s) => ranges.has(s));
    const range = symbol === undefined ? undefined : ranges.get(symbol);
    if (symbol === undefined || range === undefined) return { low, high };
    const l = replaced(low, symbol, range, false);
    const h = replaced(high, symbol, range, true);
    if (l === undefined || h === undefined) return undefined;
    low = l;
    high = h;
  }
  return undefined;
}

function replaced(p: Poly, symbol: string, range: Range, upper: boolean): Poly | undefined {
  const parts = splitBy(p, symbol);
  if (parts === undefined) return undefined;
  const sign = signOf(parts.coefficient);
  if (sign === undefined) return undefined;
  const end = sign > 0 === upper ? range.high : range.low;
  return addPoly(parts.rest, mulPoly(parts.coefficient, end));
}

function signOf(p: Poly): 1 | -1 | undefined {
  const values = [...p.values()];
  if (values.every((c) => c > 0n)) return 1;
  return values.every((c) => c < 0n) ? -1 : undefined;
}

/** A range as a multiple of the loop variable and the values beside it: what is compared with every other access. */
export interface Band {
  readonly step: Poly;
  readonly low: Poly;
  readonly high: Poly;
  /** The step, if it is a number, and the parts of both ends. */
  readonly plain: { readonly step: bigint; readonly low: Offset; readonly high: Offset } | undefined;
  /** Equal for equal bands. */
  readonly key: string;
}

/** A polynomial as its constant and what the rest of it looks like. */
interface Offset {
  readonly symbols: string;
  readonly constant: bigint;
}

/** undefined for an index that does not move with the variable, or not evenly. */
export function bandOf(range: Range, variable: string): Band | undefined {
  const low = splitBy(range.low, variable);
  const high = splitBy(range.high, variable);
  if (low === undefined || high === undefined) return undefined;
  const step = low.coefficient;
  if (!equalPolys(high.coefficient, step) || step.size === 0) return undefined;
  const number = constantOf(step);
  const ends = { low: offsetOf(low.rest), high: offsetOf(high.rest) };
  const key = [offsetOf(step), ends.low, ends.high].map((o) => `${o.symbols}+${o.constant}`).join("|");
  return {
    step,
    low: low.rest,
    high: high.rest,
    plain: number === undefined ? undefined : { step: number, ...ends },
    key,
  };
}

function offsetOf(p: Poly): Offset {
  const terms = [...p].filter(([m]) => m !== "").map(([m, c]) => `${c}*${m}`);
  return { symbols: terms.sort().join("+"), constant: p.get("") ?? 0n };
}

/**
 * Whether two indices, each between bounds that move with the loop variable, are never equal in two different iterations:
 * both move by the same step, and the values that they can have beside it lie within one step.
 */
export function neverMeet(a: Band, b: Band): boolean {
  if (a.plain !== undefined && b.plain !== undefined) return numbersNeverMeet(a.plain, b.plain);
  if (!equalPolys(a.step, b.step)) return false;
  const above = constantOf(addPoly(a.step, addPoly(a.high, b.low, -1n), -1n));
  const below = constantOf(addPoly(a.step, addPoly(b.high, a.low, -1n), -1n));
  return above !== undefined && below !== undefined && above > 0n && below > 0n;
}

function numbersNeverMeet(a: NonNullable<Band["plain"]>, b: NonNullable<Band["plain"]>): boolean {
  if (a.step !== b.step) return false;
  // Two single indices meet where their distance is a multiple of the step, in different iterations unless it is 0.
  if (a.low.symbols === b.low.symbols && isSingle(a) && isSingle(b)) {
    const distance = a.low.constant - b.low.constant;
    return distance === 0n || distance % a.step !== 0n;
  }
  if (a.high.symbols !== b.low.symbols || b.high.symbols !== a.low.symbols) return false;
  const width = a.step < 0n ? -a.step : a.step;
  return width > a.high.constant - b.low.constant && width > b.high.constant - a.low.constant;
}

function isSingle(a: NonNullable<Band["plain"]>): boolean {
  return a.low.constant === a.high.constant && a.low.symbols === a.high.symbols;
}
