export type SendBandFacts = {
  isRoleAddress: boolean;
  isEnriched: boolean;
  googleRating: number | null;
  reviewCount: number | null;
};

const goodRating = 4.3;
const manyReviews = 20;

/**
 * The band in which a new prospect waits for its first message, 0 = first … 9 = last (SPEC §6: personal before role address,
 * then enriched, then rating and reviews). Stored when the prospect comes in, so that "who is next" is a range scan.
 */
export function sendBand(facts: SendBandFacts): number {
  return (facts.isRoleAddress ? 5 : 0) + bandWithinKind(facts);
}

function bandWithinKind({ isEnriched, googleRating, reviewCount }: SendBandFacts): number {
  const isWellRated = (googleRating ?? 0) >= goodRating;
  const isMuchReviewed = (reviewCount ?? 0) >= manyReviews;
  if (isEnriched) return isWellRated && isMuchReviewed ? 0 : 1;
  if (isWellRated && isMuchReviewed) return 2;
  return isWellRated || isMuchReviewed ? 3 : 4;
}
