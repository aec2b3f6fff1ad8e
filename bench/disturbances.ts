import type { Random } from "#prisma/seed/random.ts";

export const disturbanceKinds = ["app killed", "database lines cut", "Redis flushed"] as const;
type Kind = (typeof disturbanceKinds)[number];
export type Disturbance = { atMs: number; kind: Kind };

/** Parts of a soak without disturbances: at its beginning and end, so that these can be compared and the last process lives long. */
export type QuietMs = { first: number; last: number };

const earlyKinds: readonly Kind[] = [
  "app killed",
  "app killed",
  "app killed",
  "database lines cut",
  "Redis flushed",
  "Redis flushed",
];
/** in the second half of the soak, whatever is drawn */
const lateKinds: readonly Kind[] = ["app killed", "database lines cut"];

/**
 * When what is disturbed in a soak of `lengthMs`: twice as many kills of the app as of the others, spread over the time between the
 * quiet parts, each somewhere in its own share of it; a kill and a cut come last, in the second half. The same random, the same plan.
 * @throws Error where the quiet parts leave no time for that
 */
export function planDisturbances(random: Random, lengthMs: number, quiet: QuietMs): Disturbance[] {
  const kinds = [...shuffled(random, earlyKinds), ...shuffled(random, lateKinds)];
  const share = (lengthMs - quiet.first - quiet.last) / kinds.length;
  if (share <= 0) throw new Error("the quiet parts leave no time for disturbances");
  if (quiet.first + share * earlyKinds.length < lengthMs / 2)
    throw new Error("the quiet parts leave no time for a kill and a cut in the second half");
  return kinds.map((kind, index) => ({
    kind,
    atMs: Math.round(quiet.first + share * (index + 0.8 * random.next())),
  }));
}

function shuffled(random: Random, kinds: readonly Kind[]): Kind[] {
  return kinds
    .map((kind) => ({ kind, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ kind }) => kind);
}
