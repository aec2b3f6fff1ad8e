import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import type { RecontactPerson } from "./contract.ts";
import { type Group, statusesOf } from "./groups.ts";
import { cooledDownBefore } from "./policy/cooldown.ts";
import { listRested, type PersonRow } from "./repo-people.ts";

type Query = { tenantId: string; group: Group; limit: number; cursor?: string };

/**
 * A page of a group of rested prospects, oldest last email first: who returns next, in the order of the run, or who does not and why.
 * @throws AppError validation_failed for a cursor of another list
 */
export async function listRecontactPeople(ctx: EngineContext, query: Query): Promise<Page<RecontactPerson>> {
  const { tenantId, group, limit } = query;
  const at = decodeCursor(query.cursor, z.tuple([z.iso.datetime(), z.uuid()]));
  const after = at && { sentAt: at[0], id: at[1] };
  return ctx.forTenant(tenantId, async (tx) => {
    const settings = await loadSettings(tx, tenantId);
    const cutoff = cooledDownBefore(settings, ctx.now());
    const restMs = ctx.now().getTime() - cutoff.getTime();
    const people = {
      tenantId,
      maxCycles: settings.max_recontact_cycles,
      cutoff,
      statuses: statusesOf(group),
      reason: group === "next" ? null : group,
    };
    const rows = await listRested(tx, people, after, limit + 1);
    return toPage(
      rows,
      limit,
      (row) => [row.last_email_sent_at.toISOString(), row.outreach_id],
      (row) => toPerson(row, restMs),
    );
  });
}

function toPerson(
  { outreach_id: _id, last_email_sent_at: sentAt, ...row }: PersonRow,
  restMs: number,
): RecontactPerson {
  return {
    ...row,
    last_email_sent_at: sentAt.toISOString(),
    rested_at: new Date(sentAt.getTime() + restMs).toISOString(),
  };
}
