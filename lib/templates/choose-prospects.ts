import type { Tx } from "#lib/db/types.ts";
import {
  listAddressed,
  listNewest,
  listNewestAddressed,
  listNextFollowups,
  listNextNew,
} from "./repo-preview-prospects.ts";

/** The most telling first; each is asked only while there are too few. */
const choices = [listNextNew, listNextFollowups, listNewestAddressed, listAddressed, listNewest];

/**
 * Ids of prospects to show a text for when nobody is named: those that are written to next, then those with an address, then any.
 * `limit`: at most so many.
 */
export async function chooseProspects(
  tx: Tx,
  tenantId: string,
  asked: { campaign_id?: string; limit: number },
): Promise<string[]> {
  const found = new Set<string>();
  for (const list of choices) {
    for (const { id } of await list(tx, tenantId, asked)) found.add(id);
    if (found.size >= asked.limit) break;
  }
  return [...found].slice(0, asked.limit);
}
