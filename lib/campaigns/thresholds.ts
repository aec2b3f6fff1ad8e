/** Up to so many messages a campaign is counted whenever somebody asks: it takes a fraction of a second. */
export const manyMessages = 20_000;

/** Campaigns whose counts a process keeps. */
export const keptCampaigns = 500;

const mostKeptMs = 15 * 60_000;

/** How long counts of so many messages stand: a minute for each 100,000, at most a quarter of an hour. */
export function keptMs(messages: number): number {
  return Math.min(mostKeptMs, messages * 0.6);
}
