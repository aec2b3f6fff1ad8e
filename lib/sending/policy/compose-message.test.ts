import { describe, expect, it } from "vitest";
import { type ComposeFacts, composeMessage } from "./compose-message.ts";

const facts: ComposeFacts = {
  ids: { outreachEmailId: "e1", outreachId: "o1", cycle: 2, step: 3 },
  messageId: "<3@send.test>",
  from: { name: "Ann Lee", address: "ann@send.test" },
  to: { address: "pat@customer.test" },
  replyTo: null,
  subject: "Missed calls",
  bodyText: "Hi Pat,\n\nText.\n\nAnn\nLeadLock",
  bodyHtml: "<p>Hi Pat,</p>",
  inReplyTo: "<2@send.test>",
  cycleMessageIds: ["<1@send.test>", "<2@send.test>"],
  footer: { company: "LeadLock", address: "1 Main St", unsubscribeUrl: "https://console.test/u/token" },
  connection: { kind: "smtp", eventSource: "sendgrid" },
};

describe("composeMessage", () => {
  it("puts address and link into both parts, and one-click unsubscribe into the headers", () => {
    const { text, html, headers } = composeMessage(facts);
    for (const part of [text, html]) {
      expect(part).toContain("1 Main St");
      expect(part).toContain("https://console.test/u/token");
    }
    expect(headers).toMatchObject({
      "List-Unsubscribe": "<https://console.test/u/token>",
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
  });

  it("threads within the cycle", () => {
    expect(composeMessage(facts)).toMatchObject({
      inReplyTo: "<2@send.test>",
      references: ["<1@send.test>", "<2@send.test>"],
    });
    const first = composeMessage({ ...facts, inReplyTo: null });
    expect([first.inReplyTo, first.references]).toEqual([undefined, undefined]);
  });

  it("gives our ids to every provider, over SMTP to SendGrid in its header, and nothing personal in them", () => {
    const ids = { outreach_email_id: "e1", outreach_id: "o1", re_contact_cycle: "2", sequence_step: "3" };
    const { customArgs, headers } = composeMessage(facts);
    expect(customArgs).toEqual(ids);
    expect(JSON.parse(headers["X-SMTPAPI"] ?? "")).toEqual({ unique_args: ids });
    expect(headers["X-SMTPAPI"]).not.toMatch(/[^ -~]|pat|customer/);
    for (const connection of [
      { kind: "smtp", eventSource: "none" },
      { kind: "simulator", eventSource: "sendgrid" },
    ]) {
      expect(composeMessage({ ...facts, connection }).headers).not.toHaveProperty("X-SMTPAPI");
    }
  });

  it("answers go to the reply address when there is one", () => {
    expect(composeMessage(facts)).not.toHaveProperty("replyTo");
    expect(composeMessage({ ...facts, replyTo: "sales@leadlock.test" }).replyTo).toBe("sales@leadlock.test");
  });
});
