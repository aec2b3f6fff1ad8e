import { beforeEach, describe, expect, it } from "vitest";
import { lookUpStandInText } from "#lib/dns/stand-in.ts";
import type { TextAnswer } from "#lib/dns/types.ts";
import { archiveDomain } from "#lib/mailboxes/archive-domain.ts";
import { auditActions } from "#lib/mailboxes/testing.ts";
import { updateDomain } from "#lib/mailboxes/update-domain.ts";
import { loadSenders } from "#lib/sending/load-senders.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { createTestDomain, createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { checkDomain } from "./check-domain.ts";
import { checkDomains } from "./check-domains.ts";
import { getAuthentication } from "./get-authentication.ts";
import { mostUnanswered } from "./thresholds.ts";

const ctx = createTestContext();
const silent: TextAnswer = { kind: "unknown", detail: "ETIMEOUT" };
const firstCheck = new Date("2026-06-10T16:00:00Z");
const later = new Date("2026-06-11T16:00:00Z");
let tenantId: string;

beforeEach(async () => {
  tenantId = await createTestTenant(ctx);
  ctx.setNow(firstCheck);
  ctx.onLookUpText(lookUpStandInText);
});

const addDomain = (data: object = {}) => createTestDomain(ctx, tenantId, data);
const known = (id: string) => getAuthentication(ctx, { tenantId, id });
const openAlerts = () =>
  ctx.forTenant(tenantId, (tx) => tx.alert.findMany({ where: { closed_at: null, kind: "domain_authentication" } }));

describe("a check", () => {
  it("stores what was found, with what to do where something is missing", async () => {
    const { id, domain } = await addDomain({ domain: `nodmarc-${crypto.randomUUID()}.test` });
    expect(await checkDomain(ctx, { tenantId, id })).toMatchObject({ status: "partial" });
    const view = await known(id);
    expect(view).toMatchObject({ status: "partial", checked_at: firstCheck.toISOString(), unanswered_since: null });
    expect(view.findings.map(({ mechanism, status }) => [mechanism, status])).toEqual([
      ["spf", "passed"],
      ["dkim", "passed"],
      ["dmarc", "failed"],
    ]);
    expect(view.findings[2]?.advice).toContain(`_dmarc.${domain}`);
    expect(view.findings[0]).toMatchObject({ advice: null, record: "v=spf1 include:simulator.test -all" });
  });

  it("without an answer leaves what was known, and says since when it could not be renewed", async () => {
    const { id } = await addDomain();
    await checkDomain(ctx, { tenantId, id });
    const before = await known(id);
    ctx.onLookUpText(() => silent);
    ctx.setNow(later);
    await checkDomain(ctx, { tenantId, id });
    ctx.setNow(new Date("2026-06-12T16:00:00Z"));
    await checkDomain(ctx, { tenantId, id });
    expect(await known(id)).toEqual({ ...before, unanswered_since: later.toISOString() });
    ctx.onLookUpText(lookUpStandInText);
    await checkDomain(ctx, { tenantId, id });
    expect(await known(id)).toMatchObject({ status: "passed", unanswered_since: null });
  });

  it("without an answer does not undo what another check has found meanwhile", async () => {
    const { id } = await addDomain();
    const { promise: wait, resolve: goOn } = Promise.withResolvers<void>();
    const dns = { ...ctx.dns, lookUpText: () => wait.then(() => silent) };
    const slow = checkDomain({ ...ctx, dns }, { tenantId, id });
    await checkDomain(ctx, { tenantId, id });
    goOn();
    await slow;
    const { findings } = await known(id);
    expect(findings.map(({ status }) => status)).toEqual(["passed", "passed", "passed"]);
  });

  it("of a domain about which nothing is known says unknown, not failed", async () => {
    ctx.onLookUpText(() => silent);
    const { id } = await addDomain();
    await checkDomain(ctx, { tenantId, id });
    expect(await known(id)).toMatchObject({ status: "unknown", checked_at: null });
  });

  it("asks the stand-in alone for a domain whose mail stays on this machine", async () => {
    const { sending_domain_id: id } = await createTestMailbox(ctx, tenantId);
    const asked: unknown[] = [];
    const dns = {
      ...ctx.dns,
      lookUpText: async (name: string, options?: { isLocal?: boolean }) => {
        asked.push(options?.isLocal);
        return lookUpStandInText(name);
      },
    };
    await checkDomain({ ...ctx, dns }, { tenantId, id });
    expect(new Set(asked)).toEqual(new Set([true]));
  });

  it("tries the selectors that somebody entered, at once, and no others", async () => {
    const { id, domain, version } = await addDomain();
    const asked: string[] = [];
    ctx.onLookUpText((name) => {
      asked.push(name);
      return lookUpStandInText(name);
    });
    const body = { version, dkim_selectors: ["mine"] };
    await updateDomain(ctx, { tenantId, actor: systemActor("test"), id, body });
    expect(asked.filter((name) => name.includes("_domainkey"))).toEqual([`mine._domainkey.${domain}`]);
    expect(await known(id)).toMatchObject({ status: "partial", dkim_selectors: ["mine"] });
  });

  it("refuses another tenant's domain and one that is put away", async () => {
    const other = await createTestTenant(ctx);
    const { id } = await addDomain({ archived_at: firstCheck });
    await expect(checkDomain(ctx, { tenantId, id })).rejects.toMatchObject({ code: "not_found" });
    await expect(checkDomain(ctx, { tenantId: other, id })).rejects.toMatchObject({ code: "not_found" });
    await expect(getAuthentication(ctx, { tenantId: other, id })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("an alert", () => {
  it("begins when a domain is no longer authenticated, and ends when it is again", async () => {
    const { id, domain } = await addDomain();
    await checkDomain(ctx, { tenantId, id });
    expect(await openAlerts()).toEqual([]);
    ctx.onLookUpText((name) => (name.startsWith("_dmarc.") ? { kind: "none" } : lookUpStandInText(name)));
    await checkDomain(ctx, { tenantId, id });
    await checkDomain(ctx, { tenantId, id });
    expect(await openAlerts()).toMatchObject([{ severity: "warning", scope_id: id, scope_name: domain }]);
    ctx.onLookUpText(() => silent);
    await checkDomain(ctx, { tenantId, id });
    expect(await openAlerts()).toHaveLength(1);
    ctx.onLookUpText(lookUpStandInText);
    await checkDomain(ctx, { tenantId, id });
    expect(await openAlerts()).toEqual([]);
  });

  it("ends when the domain is put away", async () => {
    const { id, version } = await addDomain();
    await checkDomain(ctx, { tenantId, id });
    ctx.onLookUpText(() => ({ kind: "none" }));
    await checkDomain(ctx, { tenantId, id });
    expect(await openAlerts()).toHaveLength(1);
    await archiveDomain(ctx, { tenantId, actor: systemActor("test"), id, version });
    expect(await openAlerts()).toEqual([]);
  });

  it("is not made of a domain that is still being set up", async () => {
    const { id } = await addDomain({ domain: `nospf-nodkim-nodmarc-${crypto.randomUUID()}.test` });
    expect(await checkDomain(ctx, { tenantId, id })).toMatchObject({ status: "failed" });
    expect(await openAlerts()).toEqual([]);
  });
});

it("is in the audit log when a person asked, and not when a job did", async () => {
  const { id } = await addDomain();
  await checkDomain(ctx, { tenantId, id });
  expect(await auditActions(ctx, tenantId)).toEqual([]);
  await checkDomain(ctx, { tenantId, id, by: { actor: systemActor("test") } });
  expect(await auditActions(ctx, tenantId)).toEqual(["domain.checked"]);
});

describe("require_domain_auth", () => {
  const problemOf = (mailboxId: string) =>
    ctx.forTenant(tenantId, async (tx) => {
      const settings = { ...(await loadSettings(tx, tenantId)), require_domain_auth: true };
      const { senders } = await loadSenders(tx, tenantId, { settings, health: null, now: ctx.now() });
      return senders.get(mailboxId)?.problem;
    });

  it("lets a mailbox send once its domain has passed, also while DNS is silent, and no more once it has not", async () => {
    const { id, sending_domain_id: domainId } = await createTestMailbox(ctx, tenantId);
    const check = (answer: (name: string) => TextAnswer) => {
      ctx.onLookUpText(answer);
      return checkDomain(ctx, { tenantId, id: domainId });
    };
    expect(await problemOf(id)).toBe("domain_not_authenticated");
    await check(() => silent);
    expect(await problemOf(id)).toBe("domain_not_authenticated");
    await check(lookUpStandInText);
    expect(await problemOf(id)).toBeNull();
    await check(() => silent);
    expect(await problemOf(id)).toBeNull();
    await check((name) => (name.startsWith("_dmarc.") ? { kind: "none" } : lookUpStandInText(name)));
    expect(await problemOf(id)).toBe("domain_not_authenticated");
  });
});

describe("the daily job", () => {
  it("checks every domain in use and counts what it found", async () => {
    await addDomain();
    await addDomain({ domain: `nospf-${crypto.randomUUID()}.test` });
    await addDomain({ domain: `dnstimeout-${crypto.randomUUID()}.test` });
    await addDomain({ archived_at: firstCheck });
    const counts = await checkDomains(ctx, { tenantId });
    expect(counts).toEqual({ checked: 3, passed: 1, partial: 1, failed: 0, unknown: 1, left_out: 0 });
  });

  it("stops when nobody answers, and leaves the rest for the next run", async () => {
    ctx.onLookUpText(() => silent);
    for (let n = 0; n < mostUnanswered + 10; n += 1) await addDomain();
    const { checked, left_out } = await checkDomains(ctx, { tenantId });
    expect(checked).toBeLessThan(mostUnanswered + 10);
    expect(checked + left_out).toBe(mostUnanswered + 10);
  });
});
