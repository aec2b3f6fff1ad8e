/** What is known of a sending domain or mailbox, in the words of GET /email-health. */
type Place = {
  /** of the guard (SPEC §4) */
  state: string;
  /** of the score (SPEC §3) */
  throttle: string;
  /** why it is passed over; null when it may send */
  reason: string | null;
  /** of a mailbox */
  is_active?: boolean;
};

/** States in which the guard lets everything through: the factors of SPEC §4 that are 1. */
const fullSpeed = ["healthy", "watch"];

/**
 * Whether a domain or mailbox that is to send sends less than it could: the guard slows, stops or tries it (SPEC §4), its score slows or
 * stops it (SPEC §3), or it is passed over. The one meaning of "in trouble" for navigation, overview and grids.
 */
export function isInTrouble({ state, throttle, reason, is_active = true }: Place): boolean {
  return is_active && (!fullSpeed.includes(state) || throttle !== "normal" || reason !== null);
}

/**
 * How bad it is, worst lowest: paused itself, passed over for another reason, on probation, slowed, watched, healthy, switched off by a
 * person. Those under `leastCalmRank` are in trouble.
 */
export function troubleRank(place: Place): number {
  const { state, reason, is_active = true } = place;
  if (!is_active) return 6;
  if (state === "paused") return 0;
  if (reason !== null) return 1;
  if (state === "probation") return 2;
  if (isInTrouble(place)) return 3;
  return state === "watch" ? leastCalmRank : 5;
}

export const leastCalmRank = 4;
