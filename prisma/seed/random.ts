/** Deterministic numbers from a text seed: the same seed gives the same demo on every machine. */
export type Random = {
  /** 0 ≤ x < 1 */
  next(): number;
  /** whole number, both ends included */
  between(min: number, max: number): number;
  /** true with the given probability */
  chance(probability: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** an item with a probability in proportion to its weight */
  weighted<T extends { weight: number }>(items: readonly T[]): T;
  uuid(): string;
};

/** FNV-1a to 32 bits: a start value from text. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** A mulberry32 generator (32 bits of state; public-domain algorithm by Tommy Ettinger). */
export function createRandom(seed: string): Random {
  let state = hash(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  const hex = (length: number) => Array.from({ length }, () => between(0, 15).toString(16)).join("");
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (items) => items[between(0, items.length - 1)] ?? items[0],
    weighted: (items) => pickWeighted(items, next()),
    uuid: () => `${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`,
  };
}

/** A version 7 id of that moment (epoch ms) with the random part of another one: ids order rows by when they were created. */
export function datedUuid(at: number, uuid: string): string {
  const time = Math.floor(at).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${uuid.slice(15)}`;
}

function pickWeighted<T extends { weight: number }>(items: readonly T[], at: number): T {
  let rest = at * items.reduce((sum, item) => sum + item.weight, 0);
  for (const item of items) {
    rest -= item.weight;
    if (rest < 0) return item;
  }
  const last = items.at(-1);
  if (!last) throw new RangeError("nothing to pick from");
  return last;
}
