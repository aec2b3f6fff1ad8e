/** Held prospects are counted this often at most: the only pass over a table, a few hundred ms with millions of prospects. */
export const heldEveryMs = 5 * 60_000;

/** Parked events are tried again for this long (SPEC §8); older ones are nobody's work any more. */
export const parkedDays = 3;

/** A scraper gives up after 10 s by default; an answer without the database's figures is better than none. */
export const scrapePatienceMs = 5_000;
