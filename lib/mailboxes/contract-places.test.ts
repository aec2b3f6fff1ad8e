import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { createDomainBody, domainListQuery, updateDomainBody } from "./contract-domain.ts";
import { createMailboxBody, mailboxListQuery, updateMailboxBody } from "./contract-mailbox.ts";
import { archiveBody, pauseBody, placeListQuery, resumeBody } from "./contract-shared.ts";

const id = "0196f0a0-0000-7000-8000-000000000001";
const refused = (form: z.ZodType, body: unknown) =>
  form.safeParse(body).error?.issues.map((issue) => issue.path.join(".")) ?? [];

describe("lists", () => {
  it("show fifty of what is in use unless asked otherwise", () => {
    expect(placeListQuery.parse({})).toEqual({ limit: 50, archived: false });
    expect(domainListQuery.parse({ archived: "true", limit: "200", q: " Mail " })).toEqual({
      limit: 200,
      archived: true,
      q: "Mail",
    });
  });

  it.each([
    [{ limit: "0" }, "limit"],
    [{ limit: "201" }, "limit"],
    [{ limit: "ten" }, "limit"],
    [{ archived: "yes" }, "archived"],
    [{ q: "  " }, "q"],
    [{ q: "q".repeat(101) }, "q"],
    [{ cursor: "c".repeat(1_001) }, "cursor"],
    [{ state: "paused" }, ""],
    [{ sending_domain_id: "7" }, "sending_domain_id"],
    [{ provider_connection_id: "7" }, "provider_connection_id"],
  ])("refuse %j", (query, field) => expect(refused(mailboxListQuery, query)).toEqual([field]));

  it("filter by domain and connection where there are mailboxes, and nowhere else", () => {
    const query = { sending_domain_id: id, provider_connection_id: id };
    expect(refused(mailboxListQuery, query)).toEqual([]);
    expect(refused(domainListQuery, query)).toEqual([""]);
  });
});

describe("mailbox forms", () => {
  const good = { from_email: "ann@mail.test", from_name: "Ann Lee", sender_name: "Ann", provider_connection_id: id };

  it("start with the defaults of the field", () => {
    expect(createMailboxBody.parse({ ...good, from_email: " Ann@Mail.test " })).toEqual({
      ...good,
      reply_to_email: null,
      daily_limit: 40,
      is_active: true,
      open_tracking: true,
      click_tracking: true,
    });
  });

  it.each([
    [{ daily_limit: 1 }, []],
    [{ daily_limit: 10_000 }, []],
    [{ daily_limit: "40" }, ["daily_limit"]],
    [{ daily_limit: -1 }, ["daily_limit"]],
    [{ is_active: "true" }, ["is_active"]],
    [{ reply_to_email: null }, []],
    [{ reply_to_email: "" }, ["reply_to_email"]],
    [{ from_name: "n".repeat(100) }, []],
    [{ from_name: "n".repeat(101) }, ["from_name"]],
    [{ sender_name: "" }, ["sender_name"]],
    [{ sending_domain_id: id }, [""]],
    [{ archived_at: null }, [""]],
  ])("with %j refuse %j", (change, fields) => {
    expect(refused(createMailboxBody, { ...good, ...change })).toEqual(fields);
  });

  it("change single fields, but never the address and never blindly", () => {
    expect(updateMailboxBody.parse({ version: 2, is_active: false })).toEqual({ version: 2, is_active: false });
    expect(refused(updateMailboxBody, { is_active: false })).toEqual(["version"]);
    expect(refused(updateMailboxBody, { version: 2, from_email: "bob@mail.test" })).toEqual([""]);
    expect(refused(updateMailboxBody, { version: 2, daily_limit: 0 })).toEqual(["daily_limit"]);
  });
});

describe("domain forms", () => {
  it("fold the name and take a time with its zone", () => {
    const body = { domain: " Mail.Acme.COM ", warmup_started_at: "2026-01-31T00:00:00+02:00" };
    expect(createDomainBody.parse(body)).toEqual({ ...body, domain: "mail.acme.com" });
  });

  it.each([
    [{ domain: "" }, "domain"],
    [{ domain: "d".repeat(254) }, "domain"],
    [{ domain: "a.test", warmup_started_at: "2026-01-31" }, "warmup_started_at"],
    [{ domain: "a.test", warmup_started_at: "2026-01-31T00:00:00" }, "warmup_started_at"],
    [{ domain: "a.test", warmup_started_at: "yesterday" }, "warmup_started_at"],
    [{ domain: "a.test", auth_status: "passed" }, ""],
  ])("refuse %j", (body, field) => expect(refused(createDomainBody, body)).toEqual([field]));

  it.each([
    [{ version: 1, warmup_started_at: null }, []],
    [{ version: 1, dkim_selectors: ["S1", "s1", "mail.2026"] }, []],
    [{ version: 1, dkim_selectors: [] }, []],
    [{ version: 1, dkim_selectors: ["s1._domainkey"] }, ["dkim_selectors.0"]],
    [{ version: 1, dkim_selectors: ["a b"] }, ["dkim_selectors.0"]],
    [{ version: 1, dkim_selectors: Array.from({ length: 11 }, (_, n) => `s${n}`) }, ["dkim_selectors"]],
    [{ warmup_started_at: null }, ["version"]],
  ])("a change of %j", (body, fields) => expect(refused(updateDomainBody, body)).toEqual(fields));

  it("keeps a selector once, in lower case", () => {
    expect(updateDomainBody.parse({ version: 1, dkim_selectors: ["S1", "s1"] }).dkim_selectors).toEqual(["s1"]);
  });
});

describe("pausing, resuming, putting away", () => {
  it.each([
    ["pausing needs no reason", pauseBody, {}, []],
    ["an empty reason is none", pauseBody, { reason: " " }, ["reason"]],
    ["a reason has 500 characters", pauseBody, { reason: "r".repeat(501) }, ["reason"]],
    ["resuming says why", resumeBody, {}, ["reason"]],
    ["resuming says why in words", resumeBody, { reason: "  " }, ["reason"]],
    ["resuming with a reason", resumeBody, { reason: "DNS is mended" }, []],
    ["putting away names the version", archiveBody, {}, ["version"]],
    ["a version is a whole number", archiveBody, { version: 1.5 }, ["version"]],
  ])("%s", (_name, form, body, fields) => expect(refused(form, body)).toEqual(fields));
});

it.each(["Ann\r\nBcc: pat@x.test", "Ann\u0001", "Ann\tLee"])(
  "a name that is no line of plain text is refused: %j",
  (name) => {
    const body = { from_email: "ann@mail.example.com", from_name: name, sender_name: name, provider_connection_id: id };
    expect(refused(createMailboxBody, body)).toEqual(["from_name", "sender_name"]);
    expect(refused(updateMailboxBody, { version: 1, from_name: name })).toEqual(["from_name"]);
  },
);
