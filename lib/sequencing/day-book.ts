import type { CapacityKind } from "#lib/sending/policy/capacity.ts";
import type { CapacityClaim } from "#lib/sending/reserve-capacity.ts";

/** What a day's capacity has used, while messages are placed one by one; `taken` is then booked in one go. */
export class DayBook {
  readonly #used = new Map<string, number>();
  readonly #taken = new Map<string, CapacityClaim>();

  constructor(uses: readonly { kind: string; key: string; used: number }[]) {
    for (const { kind, key, used } of uses) this.#used.set(`${kind} ${key}`, used);
  }

  used(kind: CapacityKind, key: string): number {
    return this.#used.get(`${kind} ${key}`) ?? 0;
  }

  /** The first claim with no room left. */
  firstFull(claims: readonly CapacityClaim[]): CapacityClaim | null {
    return claims.find(({ kind, key, count, cap }) => cap !== null && this.used(kind, key) + count > cap) ?? null;
  }

  take(claims: readonly CapacityClaim[]): void {
    for (const claim of claims) {
      const id = `${claim.kind} ${claim.key}`;
      this.#used.set(id, (this.#used.get(id) ?? 0) + claim.count);
      this.#taken.set(id, { ...claim, count: (this.#taken.get(id)?.count ?? 0) + claim.count });
    }
  }

  taken(): CapacityClaim[] {
    return [...this.#taken.values()];
  }
}
