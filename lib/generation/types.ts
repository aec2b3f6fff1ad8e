import type { FallbackReason } from "#lib/shared/reasons.ts";
import type { Angle } from "./policy/angles.ts";

export type Season = "winter" | "spring" | "summer" | "fall";

/** What may be said about a prospect: cleaned of anything that is no plain name (see `nameableFacts`). */
export type ProspectFacts = {
  id: string;
  firstName: string | null;
  company: string | null;
  city: string | null;
  stateCode: string | null;
  tradeType: string | null;
  googleRating: number | null;
  reviewCount: number | null;
};

type SenderFacts = {
  /** first name, signs the mail */
  name: string;
  /** the organisation that writes */
  company: string;
  bookingUrl: string | null;
};

/** A message this prospect got before. `core` is its body without signature and footer. */
export type PreviousMessage = { cycle: number; step: number; subject: string; core: string };

/** Everything a text is made from. No clock, no chance: the same facts give the same text. */
export type WritingFacts = {
  prospect: ProspectFacts;
  sender: SenderFacts;
  step: number;
  cycle: number;
  angle: Angle;
  season: Season;
  /** true only when the engine will never write to this prospect again by itself */
  isLastEmail: boolean;
  previous: readonly PreviousMessage[];
};

/** A subject and a body without signature and footer. */
export type Draft = { subject: string; core: string };

/** `fallbackReason`: why the text is another than the one asked for; null when it is not. */
export type WrittenEmail = Draft & { angle: Angle; costUsd: number; fallbackReason: FallbackReason | null };
