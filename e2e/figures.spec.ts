import { expect, type Page } from "playwright/test";
import { openPage } from "./support/console.ts";
import { insert, sql } from "./support/database.ts";
import type { OwnTenant } from "./support/own-tenant.ts";
import { seedScenario } from "./support/scenario.ts";
import { test } from "./support/test.ts";

// What a page counts is what SQL counts, on a tenant with a past, whose engine is off so that nothing moves meanwhile.
let tenant: OwnTenant;

test.beforeAll(async () => {
  tenant = await seedScenario("several-in-trouble");
  await tenant.set({ is_active: false });
  await addWhatIsMissing();
});

/**
 * What that tenant's past does not have: who came back, who does not any more, a campaign, somebody who must not be written to, and, right
 * after midnight, a message of today. Once: after a failure the next worker begins with the same tenant.
 */
async function addWhatIsMissing(): Promise<void> {
  const known = await sql("SELECT FROM campaigns WHERE tenant_id = $1 AND name = 'Spring'", [tenant.id]);
  if (known.length > 0) return;
  const { id } = await insert<{ id: string }>("campaigns", { tenant_id: tenant.id, name: "Spring", status: "paused" });
  const few = (count: number) =>
    `SELECT id FROM outreach WHERE tenant_id = $1 AND status = 'contacted' AND re_contact_cycle = 0 ORDER BY id LIMIT ${count}`;
  await sql(`UPDATE outreach SET campaign_id = $2 WHERE id IN (${few(9)})`, [tenant.id, id]);
  await sql(`UPDATE outreach_emails SET campaign_id = $2 WHERE outreach_id IN (${few(9)})`, [tenant.id, id]);
  const oldest = `SELECT id FROM outreach_emails WHERE tenant_id = $1 AND status = 'sent' AND campaign_id IS NULL ORDER BY sent_at LIMIT 1`;
  await sql(`UPDATE outreach_emails SET status = 'unknown' WHERE id = (${oldest})`, [tenant.id]);
  const back = "re_contact_cycle = 1, cycle_reset_at = now() - interval '3 days'";
  const over = "status = 'exhausted', next_send_at = NULL, hold_reason = NULL";
  await sql(`UPDATE outreach SET ${back} WHERE id IN (${few(7)})`, [tenant.id]);
  await sql(`UPDATE outreach SET ${over} WHERE id IN (${few(5)})`, [tenant.id]);
  for (const value of ["ann@one.test", "bob@two.test"])
    await insert("suppressions", { tenant_id: tenant.id, kind: "email", value, reason: "bounced", source: "webhook" });
}

type Counts = Record<string, number>;
type Figure = { what: string; path: string; shown: (page: Page) => Promise<Counts>; stored: string };

/** Numbers in a list whose items lead to the people behind them, by the last value of that address. */
const inList = (name: string) => async (page: Page) => {
  const list = page.getByRole("list", { name, exact: true });
  await expect(list).toBeVisible();
  return Object.fromEntries(
    await list.getByRole("listitem").evaluateAll((items) =>
      items.map((item) => {
        const [value] = [...new URL(item.querySelector("a")?.href ?? "").searchParams.values()];
        const number = [...item.querySelectorAll(".font-medium")].at(-1)?.textContent ?? "";
        return [value ?? "", Number(number.replaceAll(",", ""))];
      }),
    ),
  );
};

/** Numbers of one column of a table, by what its rows are called. */
const inTable = (name: string, column: string) => async (page: Page) => {
  const table = page.getByRole("table", { name, exact: true });
  await expect(table).toBeVisible();
  return table.evaluate((element, wanted) => {
    const heads = [...element.querySelectorAll("thead th, [role=columnheader]")];
    const at = heads.findIndex((head) => head.textContent?.startsWith(wanted));
    const rows = [...element.querySelectorAll("tr, [role=row]")].filter((row) =>
      row.querySelector("th[scope=row], [role=rowheader]"),
    );
    return Object.fromEntries(
      rows.map((row) => {
        const head = row.querySelector("th[scope=row], [role=rowheader]");
        const called = (head?.querySelector("a, button") ?? head)?.textContent?.trim() ?? "";
        const number = /[\d,]+/.exec(row.children[at]?.textContent ?? "")?.[0] ?? "";
        return [called, Number(number.replaceAll(",", ""))];
      }),
    );
  }, column);
};

/** Numbers over their labels. */
const inStats =
  (...labels: string[]) =>
  async (page: Page) => {
    const entries = labels.map(async (label) => {
      const stat = page.locator("#main dl > div").filter({ has: page.getByText(label, { exact: true }) });
      const text = (await stat.locator("dd").first().textContent()) ?? "";
      return [label, Number(/[\d,]+/.exec(text)?.[0].replaceAll(",", ""))] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  };

/** The number in a sentence of its own, as in "1,204 prospects". */
const inWords = (words: string) => async (page: Page) => {
  const text = await page
    .getByText(new RegExp(`^[\\d,]+ ${words}$`))
    .first()
    .textContent();
  return { [words]: Number(text?.replace(/\D/g, "")) };
};

const mine = "tenant_id = $1";
/** The open hour and the 24 before it. */
const lastDay = "sent_at >= date_trunc('hour', now()) - interval '24 hours'";
const midnight =
  "(SELECT date_trunc('day', now() AT TIME ZONE send_timezone) AT TIME ZONE send_timezone FROM sales_engine_config WHERE tenant_id = $1)";

const figures: Figure[] = [
  {
    what: "who is held, by reason",
    path: "/overview",
    shown: inList("Held prospects by reason"),
    stored: `SELECT hold_reason AS name, count(*)::int AS n FROM outreach WHERE ${mine} AND status IN ('cold', 'contacted') AND hold_reason IS NOT NULL GROUP BY 1`,
  },
  {
    what: "who is at each stage",
    path: "/overview",
    shown: inList("Prospects by stage"),
    stored: `SELECT name, count(o.id)::int AS n
      FROM unnest('{cold,contacted,interested,demo_scheduled,demo_completed,proposal_sent,won}'::text[]) AS name
      LEFT JOIN outreach o ON o.${mine} AND o.status = name GROUP BY 1`,
  },
  {
    what: "the messages of today and those that are open, by state",
    path: "/queue",
    shown: inList("Messages by state"),
    stored: `SELECT name, count(e.id)::int AS n FROM unnest('{queued,claimed,sending,sent,unknown,cancelled,failed}'::text[]) AS name
      LEFT JOIN outreach_emails e ON e.${mine} AND e.status = name AND e.direction = 'outbound' AND e.kind IN ('sequence', 'winback')
        AND (e.scheduled_at >= ${midnight} OR e.status IN ('queued', 'claimed', 'sending', 'unknown'))
      GROUP BY 1 HAVING count(e.id) > 0 OR name IN ('queued', 'sent')`,
  },
  {
    what: "what each sending domain sent in 24 hours",
    path: "/domains",
    shown: inTable("Sending domains", "Sent"),
    stored: `SELECT d.domain AS name, count(e.id)::int AS n FROM sending_domains d
      LEFT JOIN mailboxes m ON m.sending_domain_id = d.id LEFT JOIN outreach_emails e ON e.mailbox_id = m.id AND e.${lastDay}
      WHERE d.${mine} AND d.archived_at IS NULL GROUP BY 1`,
  },
  {
    what: "who came back, and who does not any more",
    path: "/recontact",
    shown: inStats("Returned in 30 days", "Exhausted"),
    stored: `SELECT 'Returned in 30 days' AS name, count(*)::int AS n FROM outreach WHERE ${mine} AND cycle_reset_at >= now() - interval '30 days'
      UNION ALL SELECT 'Exhausted', count(*)::int FROM outreach WHERE ${mine} AND status = 'exhausted'`,
  },
  {
    what: "who is in each cycle",
    path: "/recontact?cycles=table",
    shown: inTable("Prospects by cycle", "Prospects"),
    stored: `SELECT CASE re_contact_cycle WHEN 0 THEN 'First pass' ELSE 'Cycle ' || re_contact_cycle END AS name, count(*)::int AS n
      FROM outreach WHERE ${mine} GROUP BY 1`,
  },
  {
    what: "the prospects",
    path: "/prospects",
    shown: inWords("prospects"),
    stored: `SELECT 'prospects' AS name, count(*)::int AS n FROM prospects WHERE ${mine}`,
  },
  {
    what: "the people of each campaign",
    path: "/campaigns",
    shown: inTable("Campaigns", "Prospects"),
    stored: `SELECT c.name, count(o.id)::int AS n FROM campaigns c LEFT JOIN outreach o ON o.campaign_id = c.id
      WHERE c.${mine} AND c.status <> 'archived' GROUP BY 1`,
  },
  {
    what: "the messages of each campaign",
    path: "/campaigns",
    shown: inTable("Campaigns", "Sent"),
    stored: `SELECT c.name, count(e.id)::int AS n FROM campaigns c
      LEFT JOIN outreach_emails e ON e.campaign_id = c.id AND e.sent_at IS NOT NULL AND e.direction = 'outbound' AND e.kind = 'sequence'
      WHERE c.${mine} AND c.status <> 'archived' GROUP BY 1`,
  },
  {
    what: "who must not be written to",
    path: "/suppressions",
    shown: inWords("suppressions"),
    stored: `SELECT 'suppressions' AS name, count(*)::int AS n FROM suppressions WHERE ${mine}`,
  },
];

for (const { what, path, shown, stored } of figures) {
  test(`${path}: ${what}`, async ({ browser }) => {
    const page = await tenant.openBlank(browser);
    await openPage(page, path);
    await expect(async () => {
      const rows = await sql<{ name: string; n: number }>(stored, [tenant.id]);
      expect(
        rows.some(({ n }) => n > 0),
        "there is something to count",
      ).toBe(true);
      expect(await shown(page)).toEqual(Object.fromEntries(rows.map(({ name, n }) => [name, n])));
    }).toPass({ timeout: 20_000 });
  });
}
