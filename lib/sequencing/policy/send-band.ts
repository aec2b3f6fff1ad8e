export type SendBandFacts = {
  isRoleAddress: boolean;
  isEnriched: boolean;
  googleRating: number | null;
  reviewCount: number | null;
  /** Of the prospect, -100 (last) to 100 (first); 0 unless somebody said otherwise. */
  priority: number;
};

const bandsOfAPriority = 10;

const goodRating = 4.3;
const manyReviews = 20;

/**
 * The band in which a new prospect waits for its first message; the lowest goes first. A person's word on the priority comes before all,
 * then SPEC §6: personal before role address, enriched, rating and reviews, 0 to 9 at priority 0. Stored when the prospect comes in and
 * whenever it changes, so that "who is next" is a range scan.
 */
export function sendBand(facts: SendBandFacts): number {
  return (facts.isRoleAddress ? 5 : 0) + bandWithinKind(facts) - facts.priority * bandsOfAPriority;
}

function bandWithinKind({ isEnriched, googleRating, reviewCount }: SendBandFacts): number {
  const isWellRated = (googleRating ?? 0) >= goodRating;
  const isMuchReviewed = (reviewCount ?? 0) >= manyReviews;
  if (isEnriched) return isWellRated && isMuchReviewed ? 0 : 1;
  if (isWellRated && isMuchReviewed) return 2;
  return isWellRated || isMuchReviewed ? 3 : 4;
}
