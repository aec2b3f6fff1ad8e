/** Up to so many messages they are counted whenever somebody asks: it takes a fraction of a second. */
export const manyMessages = 20_000;

/** Campaigns, and templates, whose counts a process keeps. */
export const keptCounts = 500;

const mostKeptMs = 15 * 60_000;

/** How long counts of so many messages stand: a minute for each 100,000, at most a quarter of an hour. */
export function keptMs(messages: number): number {
  return Math.min(mostKeptMs, messages * 0.6);
}
