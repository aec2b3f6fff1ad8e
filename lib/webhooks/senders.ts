import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { clientAddress } from "#lib/http/client-address.ts";
import { enforceRateLimit, type RateLimit } from "#lib/http/rate-limit.ts";
import { hostKind, subscriberNetwork } from "#lib/shared/host-kind.ts";
import { RecentMap } from "#lib/shared/recent-map.ts";
import { waitBeforeReading } from "./policy/wait-before-reading.ts";
import { badSignatureLimit, connectionLimit, rememberedSenders, strangerLimit } from "./thresholds.ts";

/** Where a post comes from and at which connection; `address` is null for one that everybody may stand behind. */
export type Sender = { address: string | null; connectionId: string };

/** Addresses by the header that names them: providers post from few, and reading one costs as much as all else here. */
const networks = new RecentMap<string | null>(rememberedSenders);

export function senderOf(headers: Headers, connectionId: string): Sender {
  const named = headers.get("x-forwarded-for") ?? "";
  const known = networks.get(named);
  const address = known === undefined ? networkOf(headers) : known;
  if (known === undefined) networks.set(named, address);
  return { address, connectionId: connectionId.toLowerCase() };
}

/**
 * Only an address on the internet counts: behind a private one stands a proxy that the operator has not named (TRUSTED_PROXIES), and
 * everybody with it.
 */
function networkOf(headers: Headers): string | null {
  const address = clientAddress(headers);
  return address !== null && hostKind(address) === "public" ? subscriberNetwork(address) : null;
}

const pairOf = ({ address, connectionId }: Sender) => `${address} ${connectionId}`;

/**
 * Who posts right signatures and who does not. Refused posts are counted in Redis, for all processes; what follows from the counts is
 * kept in this one, so that a post that is accepted, or refused unread, costs neither Redis nor Postgres anything.
 */
class Senders {
  readonly #barredUntil = new RecentMap<number>(rememberedSenders);
  readonly #provenAt = new RecentMap<number>(rememberedSenders);

  /** @throws AppError rate_limited for a sender that is barred */
  requireWelcome(sender: Sender, now: Date): void {
    if (sender.address === null) return;
    const pair = pairOf(sender);
    const standing = {
      addressBarredUntil: this.#barredUntil.get(sender.address) ?? 0,
      pairBarredUntil: this.#barredUntil.get(pair) ?? 0,
      pairProvenAt: this.#provenAt.get(pair) ?? 0,
      connectionProvenAt: this.#provenAt.get(sender.connectionId) ?? 0,
    };
    const seconds = waitBeforeReading(standing, now);
    if (seconds > 0) throw tooMany(seconds);
  }

  noteAccepted(sender: Sender, now: Date): void {
    this.#provenAt.set(sender.connectionId, now.getTime());
    if (sender.address !== null) this.#provenAt.set(pairOf(sender), now.getTime());
  }

  /**
   * Counts a post at a connection that is not there, or one that is too long to be anybody's.
   * @throws AppError rate_limited once they are too many
   */
  async countStranger(ctx: EngineContext, { address }: Sender): Promise<void> {
    if (address === null) return;
    this.#bar(address, await secondsOver(ctx, strangerLimit, address), ctx.now());
  }

  /** @throws AppError rate_limited once they are too many from this address, or at this connection from all addresses */
  async countBadSignature(ctx: EngineContext, sender: Sender): Promise<void> {
    if (sender.address === null) return;
    const pair = pairOf(sender);
    const seconds = await Promise.all([
      secondsOver(ctx, badSignatureLimit, pair),
      secondsOver(ctx, connectionLimit, sender.connectionId),
    ]);
    this.#bar(pair, Math.max(...seconds), ctx.now());
  }

  #bar(who: string, seconds: number, now: Date): void {
    if (seconds === 0) return;
    this.#barredUntil.set(who, now.getTime() + seconds * 1_000);
    throw tooMany(seconds);
  }
}

const known = new WeakMap<EngineContext, Senders>();

/** What this process knows of who posts. */
export function sendersOf(ctx: EngineContext): Senders {
  const senders = known.get(ctx) ?? new Senders();
  known.set(ctx, senders);
  return senders;
}

/** Counts one more of `who`: seconds until the window ends when that is over the limit, else 0. */
async function secondsOver(ctx: EngineContext, limit: RateLimit, who: string): Promise<number> {
  try {
    await enforceRateLimit(ctx, limit, who);
    return 0;
  } catch (error) {
    if (error instanceof AppError && error.code === "rate_limited") return error.details.retryAfterSeconds ?? 1;
    throw error;
  }
}

const tooMany = (retryAfterSeconds: number) =>
  new AppError("rate_limited", "Too many posts from this address were refused. Wait and try again.", {
    retryAfterSeconds,
  });
