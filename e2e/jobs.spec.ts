import { type Browser, expect, type Page } from "playwright/test";
import { card, openPage } from "./support/console.ts";
import { sql } from "./support/database.ts";
import { breakApi, expectAccessible, expectFitsPhone, tabTo } from "./support/looks.ts";
import { OwnTenant } from "./support/own-tenant.ts";
import { test } from "./support/test.ts";

let tenant: OwnTenant;

test.beforeEach(async () => {
  // Turned off: the clock plans nothing here.
  tenant = await OwnTenant.create({ is_active: false });
});

async function openJobs(browser: Browser, query = ""): Promise<Page> {
  const page = await tenant.openBlank(browser);
  await openPage(page, `/jobs${query}`);
  return page;
}

/** A run that is over, as the engine leaves it. */
async function addRun(functionId: string, run: { status: string; counts?: unknown; error?: string; took?: number }) {
  await sql(
    `INSERT INTO job_runs (tenant_id, function_id, trigger, status, counts, error, started_at, finished_at)
     VALUES ($1, $2, 'schedule', $3::text, $4, $5, now() - make_interval(secs => $6), CASE WHEN $3 <> 'running' THEN now() END)`,
    [tenant.id, functionId, run.status, JSON.stringify(run.counts ?? {}), run.error ?? null, run.took ?? 2],
  );
}

const rows = (page: Page) => card(page, "Runs").locator("tbody tr");
/** Upkeep runs in a tenant that is turned off too, at every fifth minute: what the tests are about are runs of these jobs. */
const runs = (page: Page) => rows(page).filter({ hasText: /Sequencer|Re-contact/ });

test("what a run did, whom it passed over or left due and why, and how long it took", async ({ browser }) => {
  const passed_over = { no_sendable_mailbox: 12, domain_cap: 3 };
  await addRun("run-sequencer", {
    status: "succeeded",
    counts: { due: 324, queued: 25, left_due: 284, left_due_because: { domain_cap: 284 }, passed_over },
    took: 60,
  });
  const page = await openJobs(browser);
  await expect(runs(page).first()).toContainText("284 left due: sending domain used its cap for the day");
  await runs(page).first().getByRole("link").click();
  const dialog = page.getByRole("dialog");
  await expect(page).toHaveURL(/run=/);
  for (const words of ["Succeeded", "its schedule", "1 min"])
    await expect(dialog.getByText(words, { exact: true })).toBeVisible();
  const fact = (name: string) => dialog.getByRole("term").filter({ hasText: name }).locator("+ dd");
  await expect(fact("Due").first()).toHaveText("324");
  await expect(fact("Queued")).toHaveText("25");
  const reasons = dialog.getByRole("table", { name: "Passed over" }).locator("tbody tr");
  await expect(reasons).toHaveCount(2);
  await expect(reasons.first()).toContainText("12");
  await expect(reasons.first().getByRole("cell").last()).not.toBeEmpty();
  const left = dialog.getByRole("table", { name: "Left due because" }).locator("tbody tr");
  await expect(left).toContainText(/Sending domain used its cap for the day\s*284\s*the next sending day/);
  await expect(left.getByRole("link")).toHaveAttribute("href", "/prospects?sort=next_send");
  await page.reload();
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/run=/);
  await expect(page.getByRole("heading", { name: "Jobs", level: 1 })).toBeFocused();
});

test("each reason of a sequencer run leads to those who have it now", async ({ browser }) => {
  const tomorrow = { hold_reason: null, next_send_at: new Date(Date.now() + 86_400_000) };
  const last_decision = JSON.stringify({ kind: "none", reason: "domain_cap", passed_over: [] });
  const capped = await tenant.addSilent(10, { ...tomorrow, last_decision });
  await tenant.addSilent(10, tomorrow);
  await tenant.addSilent(10);
  await addRun("run-sequencer", { status: "succeeded", counts: { due: 1, queued: 0, passed_over: { domain_cap: 1 } } });
  const page = await openJobs(browser);
  await runs(page).first().getByRole("link").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Each reason leads to those who have it now");
  await dialog.getByRole("link", { name: "Sending domain used its cap for the day" }).click();
  await expect(page).toHaveURL(/\/prospects\?passed_over_for=domain_cap$/);
  await expect(page.getByText("1 prospect", { exact: true })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: capped.company })).toBeVisible();
  const reason = page.getByLabel("Passed over for", { exact: true });
  await expect(reason).toHaveValue("domain_cap");
  await reason.selectOption({ label: "Mailbox used its cap for the day" });
  await expect(page.getByText("No prospect fits these filters")).toBeVisible();
});

test("a run of the health guard names those whose state it changed, each with its page", async ({ browser }) => {
  const { mailboxId, fromEmail } = await tenant.addSender();
  await sql(
    `INSERT INTO health_transitions (tenant_id, scope_kind, scope_id, from_state, to_state, reason, actor_kind, actor_label)
     VALUES ($1, 'mailbox', $2, 'healthy', 'paused', 'bounce_rate', 'system', 'health guard')`,
    [tenant.id, mailboxId],
  );
  await addRun("evaluate-health", {
    status: "succeeded",
    counts: { judged: 3, changed: { bounce_rate: 1 } },
    took: 60,
  });
  const page = await openJobs(browser);
  await rows(page).filter({ hasText: "1 × Too many bounces" }).getByRole("link").click();
  const changed = page.getByRole("dialog").getByRole("table", { name: "Changed" });
  await expect(changed).toContainText(`${fromEmail} · Paused`);
  await changed.getByRole("link", { name: fromEmail }).click();
  await expect(page).toHaveURL(new RegExp(`/mailboxes/${mailboxId}$`));
});

test("a run under way is followed where it is looked at, to its end", async ({ browser }) => {
  await addRun("run-recontact", { status: "running" });
  const page = await openJobs(browser);
  await runs(page).first().getByRole("link").click();
  const dialog = page.getByRole("dialog", { name: "Re-contact" });
  await expect(dialog.getByText("Running", { exact: true })).toBeVisible();
  await sql("UPDATE job_runs SET status = 'succeeded', finished_at = now(), counts = $2 WHERE tenant_id = $1", [
    tenant.id,
    JSON.stringify({ reset: 17 }),
  ]);
  await expect(dialog.getByText("Succeeded", { exact: true })).toBeVisible();
  await expect(dialog).toContainText("17");
});

test("the last run of a job leads to what it did, however many runs of others came after", async ({ browser }) => {
  await addRun("run-sequencer", { status: "succeeded", counts: { due: 1059, queued: 765, left_due: 294 } });
  for (let n = 0; n < 21; n += 1) await addRun("recompute-next-send", { status: "succeeded" });
  const page = await openJobs(browser);
  await expect(rows(page)).toHaveCount(20);
  await expect(runs(page)).toHaveCount(0);
  const job = card(page, "Jobs").getByRole("row").filter({ hasText: "Decides who is due" });
  await expect(job).toContainText("1,059 due, 765 queued, 294 left due");
  await job.getByRole("link", { name: /^Last run of Sequencer/ }).click();
  await expect(page.getByRole("dialog", { name: "Sequencer" })).toContainText("1,059");
  await page.keyboard.press("Escape");
  await expect(runs(page)).toHaveCount(1);
});

test("the daily run of re-contact is told by the clock that starts it, as its own page tells it", async ({
  browser,
}) => {
  const page = await openJobs(browser);
  const job = card(page, "Jobs").getByRole("row").filter({ hasText: "Returns silent prospects" });
  await expect(job.getByRole("cell").nth(1)).toContainText(/, 05:00 C[DS]T/);
});

test("a run that failed says what went wrong; filters stand in the URL", async ({ browser }) => {
  await addRun("run-recontact", { status: "failed", error: "The database did not answer." });
  await addRun("run-sequencer", { status: "succeeded" });
  const page = await openJobs(browser);
  await expect(runs(page)).toHaveCount(2);
  await page.getByRole("combobox", { name: "Status" }).selectOption({ label: "Failed" });
  await expect(page).toHaveURL(/status=failed/);
  await expect(runs(page)).toHaveCount(1);
  await expect(runs(page)).toContainText("The database did not answer.");
  await page.getByRole("combobox", { name: "Job" }).selectOption("run-sequencer");
  await expect(page.getByText("No run fits these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(runs(page)).toHaveCount(2);
});

test("by keyboard alone a job is run, followed to its end, and counted by the database", async ({ browser }) => {
  const page = await openJobs(browser);
  const run = page.getByRole("button", { name: /Run now Sequencer|Run now .*sequencer/i });
  await tabTo(page, run);
  await page.keyboard.press("Enter");
  const message = page.getByText(/^Sequencer is done/);
  await expect(message).toBeVisible({ timeout: 90_000 });
  // At once, not when the list is next asked for.
  await expect(runs(page).first()).toContainText("Succeeded", { timeout: 3_000 });
  const [row] = await sql<{ status: string; trigger: string }>(
    "SELECT status, trigger FROM job_runs WHERE tenant_id = $1 AND function_id = 'run-sequencer'",
    [tenant.id],
  );
  expect(row).toEqual({ status: "succeeded", trigger: "manual" });
});

test("a viewer sees the runs and starts none", async ({ browser }) => {
  await addRun("run-sequencer", { status: "succeeded" });
  await tenant.setRole("viewer");
  const page = await openJobs(browser);
  await expect(runs(page)).toHaveCount(1);
  await expect(page.getByRole("button", { name: /^Run now/ })).toHaveCount(0);
});

test("a failing API is told of and can be asked again; page and run fit a phone and axe, by day and by night", async ({
  browser,
}) => {
  await addRun("run-sequencer", { status: "succeeded", counts: { passed_over: { no_sendable_mailbox: 1 } } });
  const page = await tenant.openBlank(browser);
  const mend = await breakApi(page, /\/api\/jobs(\?|$)/);
  await openPage(page, "/jobs");
  const failure = page.getByRole("alert").filter({ hasText: "The jobs could not be loaded" });
  await expect(failure).toBeVisible({ timeout: 60_000 });
  await mend();
  await failure.getByRole("button", { name: "Try again" }).click();
  await expect(runs(page)).toHaveCount(1);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await runs(page).first().getByRole("link").click();
  await expect(page.getByRole("dialog")).toContainText("Passed over");
  await expectAccessible(page);
  await expectFitsPhone(page);
});
