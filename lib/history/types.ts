import type { ReputationCounts, ScopeKind } from "#lib/reputation/types.ts";
import type { RecipientProvider } from "#lib/shared/recipient-provider.ts";

/** Counts of an hour or day; `untracked`: sent messages whose opens cannot be measured. */
export type BucketCounts = ReputationCounts & { untracked: number };

export type HistoryScope = { kind: "global"; id?: undefined } | { kind: Exclude<ScopeKind, "global">; id: string };

/** What to load: so many hours or days that end with the open one, rolled up to (not with) hour `rolledTo`. */
export type Span = {
  tenantId: string;
  scopeIndex: number;
  count: number;
  timeZone: string;
  open: number;
  rolledTo: number;
};

export type Loaded = {
  points: { at: Date; counts: BucketCounts; score: number | null }[];
  byProvider: (BucketCounts & { provider: RecipientProvider })[];
};
