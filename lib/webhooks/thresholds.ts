import type { RateLimit } from "#lib/http/rate-limit.ts";
import type { AdmissionLimits } from "./admission.ts";

/** Body limits of a webhook post (SPEC §8). SendGrid posts at most 768 KB. */
export const maxBodyBytes = 1024 * 1024;
export const maxEventsPerPost = 5_000;

/** Posts of up to this size share a transaction with others: with these, what a transaction costs by itself is most of the cost. */
export const sharedPostBytes = 32 * 1024;

/** Two turns, so that one is being committed while the next is made ready; a turn of small posts stays far under 5,000 events. */
export const sharedPosts = { atOnce: 2, items: 40 };

/**
 * How much of this a process does at once. Four transactions keep two cores busy: more interleave on one thread until they outlive their
 * time limit. What waits is held in memory, 200 MiB at most; a provider that is refused sends again later.
 */
export const storedPosts: AdmissionLimits = { atOnce: 4, waiting: 200, patienceMs: 5_000 };

/** Longest id of an event or message that is looked up: a header line holds 998 characters (RFC 5322 §2.1.1). */
export const maxIdentifierLength = 998;

/** How deep an event may nest and still be stored as it came; SendGrid's are two levels deep. */
export const maxEventLevels = 50;

/** An event stated further ahead than this happened now: clocks differ, the future does not report (SPEC §3). */
export const maxAheadMs = 10 * 60_000;

/** Two different links of a message within this time are a scanner's work: people read one before they click the next (SPEC §8). */
export const clickBurstMs = 10_000;

/** So many deferrals, and nothing delivered for so long, make a prospect unreachable (SPEC §2). */
export const unreachableDeferrals = 3;
export const unreachableAfterHours = 72;

/** How far back the sweep looks for such messages: SendGrid gives up after 72 h, and its events may be a day late. */
export const unreachableLookbackDays = 5;

/** Hard-bounced addresses after which a recipient domain is suppressed as a whole (SPEC §8). */
export const bouncedAddressesPerDomain = 3;

/** Technical bounces of an address after which it is suppressed. */
export const technicalBouncesPerAddress = 2;

/** Parked events are tried again for so long after they came; retries of a provider end after 24 h. */
export const parkedTriesDays = 3;
export const parkedBatch = 1_000;

/** Longest payload kept of an event that could not be understood. */
export const maxQuarantinedBytes = 16_384;

/** How much of it a list shows, in characters. */
export const maxShownPayload = 2_000;

/** Messages of unknown outcome settled in one transaction. */
export const settleBatch = 1_000;

/** Posts of an address at connections that are not there, or too long, before its next ones stay unread. A deleted connection that a
 * provider still posts to comes to a few a minute and address. */
export const strangerLimit: RateLimit = { name: "webhook-strangers", max: 60, windowSeconds: 60 };

/** Bad signatures of an address at one connection: a provider whose key was forgotten posts about one a second. */
export const badSignatureLimit: RateLimit = { name: "webhook-signatures", max: 60, windowSeconds: 60 };

/** Bad signatures at a connection from all addresses; above, one is enough for an address to be barred from it. */
export const connectionLimit: RateLimit = { name: "webhook-connections", max: 600, windowSeconds: 60 };

/** So long after a right signature its sender is not barred: the longest that a provider keeps posts and tries again. */
export const provenMs = 24 * 3_600_000;

/** Addresses, and pairs of address and connection, that a process remembers of each kind: about 2 MB. */
export const rememberedSenders = 10_000;
