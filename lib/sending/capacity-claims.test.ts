import { describe, expect, it } from "vitest";
import { passOverReasons } from "#lib/shared/reasons.ts";
import { sender } from "#lib/testing/sender-choice.ts";
import { testSettings } from "#lib/testing/sequencing-facts.ts";
import { claimsOf } from "./capacity-claims.ts";
import type { LoadedSenders } from "./load-senders.ts";
import { fullReasons } from "./policy/capacity.ts";
import { usesOf } from "./release-capacity.ts";
import type { ReservedRow } from "./repo-capacity.ts";

const box = { ...sender(1, "d1"), cap: 30, isProbation: false, lastScheduledAt: null };
const loaded: LoadedSenders = {
  pool: { byId: new Map([[box.mailboxId, box]]), active: [box] },
  senders: new Map([[box.mailboxId, box]]),
  domains: new Map([
    ["d1", { domainId: "d1", cap: 80, isProbation: false, startsWarmUp: false, lastReservedAt: null }],
  ]),
};
const settings = testSettings({ daily_email_limit: 500, recipient_domain_daily_limit: 3 });
const message = { mailboxId: box.mailboxId, campaign: null, recipientDomain: "acme.com" };

describe("claimsOf", () => {
  it("counts a message for tenant, domain, mailbox, campaign and recipient domain", () => {
    const campaign = { id: "c1", dailyLimit: 12 };
    expect(claimsOf({ ...message, campaign }, loaded, settings)).toEqual([
      { kind: "tenant", key: "", count: 1, cap: 500 },
      { kind: "domain", key: "d1", count: 1, cap: 80 },
      { kind: "mailbox", key: box.mailboxId, count: 1, cap: 30 },
      { kind: "campaign", key: "c1", count: 1, cap: 12 },
      { kind: "recipient_domain", key: "acme.com", count: 1, cap: 3 },
    ]);
  });

  it("counts for a campaign without a limit, and for none where there is none", () => {
    const claims = claimsOf({ ...message, campaign: { id: "c1", dailyLimit: null } }, loaded, settings);
    expect(claims.find(({ kind }) => kind === "campaign")?.cap).toBeNull();
    expect(claimsOf(message, loaded, settings).map(({ kind }) => kind)).not.toContain("campaign");
  });

  it.each(["gmail.com", "outlook.com", "yahoo.com", "aol.com"])("%s has no cap of its own", (recipientDomain) => {
    const kinds = claimsOf({ ...message, recipientDomain }, loaded, settings).map(({ kind }) => kind);
    expect(kinds).toEqual(["tenant", "domain", "mailbox"]);
  });

  it("leaves no room with a mailbox that is not known", () => {
    const claims = claimsOf({ ...message, mailboxId: "gone" }, loaded, settings);
    expect(claims.filter(({ kind }) => kind === "mailbox" || kind === "domain").map(({ cap }) => cap)).toEqual([0, 0]);
  });
});

it.each(Object.entries(fullReasons))("a full %s is called %s, which the console can explain", (kind, reason) => {
  const expected = kind === "slot" ? "slot_allowance" : kind === "recontact" ? "tenant_cap" : `${kind}_cap`;
  expect(reason).toBe(expected);
  expect(Object.keys(passOverReasons)).toContain(reason);
});

describe("usesOf", () => {
  const row: ReservedRow = {
    id: "1",
    day: "2026-06-10",
    mailbox_id: "m1",
    sending_domain_id: "d1",
    campaign_id: null,
    recipient_domain: "acme.com",
  };

  it("adds up what rows of a day share, and keeps days apart", () => {
    const rows = [row, { ...row, id: "2", mailbox_id: "m2" }, { ...row, id: "3", day: "2026-06-11" }];
    const uses = usesOf(rows).map(({ day, kind, key, used }) => [day.slice(-2), kind, key, used]);
    expect(uses).toEqual([
      ["10", "tenant", "", 2],
      ["10", "domain", "d1", 2],
      ["10", "mailbox", "m1", 1],
      ["10", "recipient_domain", "acme.com", 2],
      ["10", "mailbox", "m2", 1],
      ["11", "tenant", "", 1],
      ["11", "domain", "d1", 1],
      ["11", "mailbox", "m1", 1],
      ["11", "recipient_domain", "acme.com", 1],
    ]);
  });

  it("gives a campaign back what it used, and asks nothing of a mailbox that is not known", () => {
    const kinds = usesOf([{ ...row, campaign_id: "c1", mailbox_id: null, sending_domain_id: null }]);
    expect(kinds.map(({ kind }) => kind)).toEqual(["tenant", "campaign", "recipient_domain"]);
  });
});
