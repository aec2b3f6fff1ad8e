import { provenMs } from "../thresholds.ts";

/** What a process knows of who posts; times in ms, 0 for never. */
export type Standing = {
  /** of the address, for posts at connections that are not there */
  addressBarredUntil: number;
  /** of the address at this connection, for bad signatures */
  pairBarredUntil: number;
  /** the last right signature from this address at this connection */
  pairProvenAt: number;
  /** the last right signature at this connection from anywhere */
  connectionProvenAt: number;
};

/**
 * Seconds that a post has to wait, unread; 0 when it may come in. Providers post for many customers from the same addresses, so what
 * others had them post must not count against a connection's own posts: an address is barred from where nothing right came in lately,
 * and from one connection only if nothing right came from it there.
 */
export function waitBeforeReading(standing: Standing, now: Date): number {
  const isProven = (at: number) => at > now.getTime() - provenMs;
  if (isProven(standing.pairProvenAt)) return 0;
  const addressUntil = isProven(standing.connectionProvenAt) ? 0 : standing.addressBarredUntil;
  const until = Math.max(addressUntil, standing.pairBarredUntil);
  return Math.max(0, Math.ceil((until - now.getTime()) / 1_000));
}
