import type { Reputation } from "./types.ts";

/**
 * Reputations by name over a list by scope number. Ten thousand names are put into a map once, and every reading brings its own list:
 * a reading is never changed by the next one.
 */
export class ScopeMap implements ReadonlyMap<string, Reputation> {
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #reputations: readonly Reputation[];

  /** Names whose reputation is another object than in `before`, an earlier reading over the same names; null when it is not one. */
  changedSince(before: ReadonlyMap<string, Reputation>): string[] | null {
    if (!(before instanceof ScopeMap) || before.#numbers !== this.#numbers) return null;
    const names: string[] = [];
    for (const [name, number] of this.#numbers) {
      if (this.#reputations[number] !== before.#reputations[number]) names.push(name);
    }
    return names;
  }

  constructor(numbers: ReadonlyMap<string, number>, reputations: readonly Reputation[]) {
    this.#numbers = numbers;
    this.#reputations = reputations;
  }

  get size(): number {
    return this.#numbers.size;
  }

  get(name: string): Reputation | undefined {
    const number = this.#numbers.get(name);
    return number === undefined ? undefined : this.#reputations[number];
  }

  has(name: string): boolean {
    return this.#numbers.has(name);
  }

  *entries(): MapIterator<[string, Reputation]> {
    for (const [name, number] of this.#numbers) yield [name, this.#reputations[number] as Reputation];
  }

  *values(): MapIterator<Reputation> {
    for (const number of this.#numbers.values()) yield this.#reputations[number] as Reputation;
  }

  keys(): MapIterator<string> {
    return this.#numbers.keys();
  }

  [Symbol.iterator](): MapIterator<[string, Reputation]> {
    return this.entries();
  }

  forEach(visit: (reputation: Reputation, name: string, map: ReadonlyMap<string, Reputation>) => void): void {
    for (const [name, reputation] of this) visit(reputation, name, this);
  }
}

/** Names whose reputation differs, as an object, between two readings. */
export function changedNames(
  before: ReadonlyMap<string, Reputation>,
  after: ReadonlyMap<string, Reputation>,
): Iterable<string> {
  const known = after instanceof ScopeMap ? after.changedSince(before) : null;
  return known ?? new Set([...before.keys(), ...after.keys()]).values().filter((n) => before.get(n) !== after.get(n));
}
