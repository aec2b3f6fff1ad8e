import type { Random } from "#prisma/seed/random.ts";

export const disturbanceKinds = ["app killed", "database lines cut", "Redis flushed"] as const;
export type Disturbance = { atMs: number; kind: (typeof disturbanceKinds)[number] };

/** Parts of a soak without disturbances: at its beginning and end, so that these can be compared and the last process lives long. */
export type QuietMs = { first: number; last: number };

/**
 * When what is disturbed in a soak of `lengthMs`: twice as many kills of the app as of the others, spread over the time between the
 * quiet parts, each somewhere in its own share of it. The same random, the same plan.
 */
export function planDisturbances(random: Random, lengthMs: number, quiet: QuietMs): Disturbance[] {
  const kinds: Disturbance["kind"][] = [];
  for (let turn = 0; turn < 2; turn += 1) kinds.push("app killed", "database lines cut", "app killed", "Redis flushed");
  const share = (lengthMs - quiet.first - quiet.last) / kinds.length;
  if (share <= 0) throw new Error("the quiet parts leave no time for disturbances");
  const drawn = kinds.map((kind) => ({ kind, place: random.next() })).sort((a, b) => a.place - b.place);
  return drawn.map(({ kind }, index) => ({
    kind,
    atMs: Math.round(quiet.first + share * (index + 0.8 * random.next())),
  }));
}
