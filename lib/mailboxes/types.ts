import type { Actor } from "#lib/audit/types.ts";

/** Which rows of a list: undefined and null mean any. */
export type PlaceFilter = { id?: string | null; archived?: boolean | null; q?: string | null };

/** Rows by name after `after`, at most `limit`. */
export type PlacePage = { after: string | null; limit: number };

export const onlyOne: PlacePage = { after: null, limit: 1 };

/** Who changes what: the arguments every change here has. */
export type Change = { tenantId: string; actor: Actor; requestId?: string };

export type ListQuery = { tenantId: string; limit: number; cursor?: string; archived: boolean; q?: string };

/** Most mailboxes that one request changes. */
export const mostAtOnce = 500;

/** Most places that one file names: far more than a tenant has. */
export const mostExported = 20_000;
