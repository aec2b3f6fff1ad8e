import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { csvLines } from "#lib/format/csv-lines.ts";
import type { JudgedMailbox } from "#lib/health/judge-inventory.ts";
import { readJudgedHealth } from "#lib/health/read-email-health.ts";
import type { MailboxSetUp, MailboxSetUps } from "./contract-bulk.ts";
import { type CellValue, cellText, healthColumns } from "./export-columns.ts";
import { readSetUps } from "./read-set-ups.ts";
import type { Change } from "./types.ts";

type Cell = (mailbox: JudgedMailbox, setUp: MailboxSetUp | undefined) => CellValue;

const columns: Record<string, Cell> = {
  from_email: ({ fromEmail }) => fromEmail,
  from_name: (_, setUp) => setUp?.from_name,
  domain: ({ domain }) => domain,
  connection: (_, setUp) => setUp?.connection_name,
  is_active: ({ isActive }) => isActive,
  auto_deactivated: ({ isAutoDeactivated }) => isAutoDeactivated,
  ...healthColumns,
  daily_limit: (_, setUp) => setUp?.daily_limit,
  cap_today: ({ capToday }) => capToday,
  used_today: (_, setUp) => setUp?.used_today,
};

/**
 * Mailboxes with their health as CSV text: those of `ids` in that order, or all by address. Who took how many is in the audit log before
 * the first line is given.
 * @throws AppError dependency_unavailable when reputation cannot be read
 */
export async function exportMailboxes(
  ctx: EngineContext,
  { ids, ...change }: Change & { ids?: readonly string[] },
): Promise<AsyncGenerator<string>> {
  const [judged, json] = await Promise.all([readJudgedHealth(ctx, change.tenantId), readSetUps(ctx, change.tenantId)]);
  const byId = new Map(judged.mailboxes.map((mailbox) => [mailbox.id, mailbox]));
  const wanted = ids ? ids.flatMap((id) => byId.get(id) ?? []) : judged.mailboxes;
  const setUps = new Map((JSON.parse(json) as MailboxSetUps).items.map((setUp) => [setUp.id, setUp]));
  await ctx.forTenant(change.tenantId, (tx) =>
    writeAudit(tx, {
      ...change,
      action: "mailboxes.exported",
      targetKind: "mailboxes",
      targetId: null,
      after: { count: wanted.length, of: judged.mailboxes.length },
    }),
  );
  return csvLines(Object.keys(columns), onePage(wanted, setUps));
}

async function* onePage(mailboxes: readonly JudgedMailbox[], setUps: ReadonlyMap<string, MailboxSetUp>) {
  const cells = Object.values(columns);
  yield mailboxes.map((mailbox) => cells.map((cell) => cellText(cell(mailbox, setUps.get(mailbox.id)))));
}
