import { quota } from "./thresholds.ts";

/**
 * Messages a day of a mailbox or sending domain on probation: min(cap, max(5, a fifth of the cap before factors)), doubled after every
 * 20 sends without bounce or complaint, up to half the cap (SPEC §4). `cap`: after factors; `cleanSends`: since the resume or the
 * last bounce or complaint, so that trouble takes the quota back to its start.
 */
export function probationQuota(capBeforeFactors: number, cap: number, cleanSends: number): number {
  const first = Math.max(quota.minimum, Math.floor(quota.share * capBeforeFactors));
  const doublings = Math.floor(Math.max(0, cleanSends) / quota.cleanSends);
  const grown = Math.min(first * 2 ** doublings, Math.floor(quota.topShare * capBeforeFactors));
  return Math.min(cap, Math.max(first, grown));
}
