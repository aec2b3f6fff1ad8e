import { describe, expect, it } from "vitest";
import { composeDigest, type DigestFacts, digestPayload } from "./compose-digest.ts";

const facts: DigestFacts = {
  day: "Jun 9, 2026",
  sent: 1200,
  delivered: 1180,
  opened: 300,
  replied: 12,
  bounced: 30,
  complained: 1,
  alerts: [{ severity: "critical", title: "a.test is paused", todo: "Let the rest pass.", href: "/domains?q=a.test" }],
  trouble: [{ name: "a.test", reason: "Too many bounces", href: "/domains/1" }],
  held: [{ reason: "engagement_gate", label: "Held by the engagement gate", count: 40 }],
  recontact: { eligible: 45, returned: 210 },
};

const mailOf = (change: Partial<DigestFacts> = {}) =>
  composeDigest(digestPayload({ ...facts, ...change }), "https://console.test");

describe("the digest", () => {
  it("says in its subject how the day went", () => {
    expect(mailOf().subject).toBe("Daily digest, Jun 9, 2026: 1,200 sent, 30 bounced, 1 alert open");
    expect(mailOf({ alerts: [] }).subject).toMatch(/0 alerts open$/);
  });

  it("tells what was sent, what needs a person, what is in trouble, held and back, each with its page", () => {
    expect(mailOf().text).toBe(`Sent on Jun 9, 2026
- 1,200 sent, 1,180 delivered, 300 opened
- 12 replied
- 30 bounced (2.5 %), 1 complaints

What needs you
- [critical] a.test is paused. Let the rest pass.
  https://console.test/domains?q=a.test

In trouble
- a.test: Too many bounces
  https://console.test/domains/1

Held
- 40 Held by the engagement gate
  https://console.test/prospects?hold_reason=engagement_gate

Re-contact
- 210 returned in 30 days, 45 eligible now
  https://console.test/recontact

Overview: https://console.test/overview
Who gets this: https://console.test/settings?tab=alerts
`);
  });

  it("leaves out what there is none of, and says that nothing needs anybody", () => {
    const { text } = mailOf({ sent: 0, bounced: 0, alerts: [], trouble: [], held: [] });
    expect(text).toContain("What needs you\n- Nothing\n");
    expect(text).toContain("- 0 bounced, 1 complaints");
    for (const title of ["In trouble", "Held"]) expect(text).not.toContain(title);
  });

  it("lets no name break out of the HTML", () => {
    const trouble = [{ name: `<img src=x onerror="alert(1)">`, reason: "&", href: `/domains/"><b>` }];
    const { html } = mailOf({ trouble });
    expect(html).not.toContain("<img");
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;: &amp;");
    expect(html).toContain(`href="https://console.test/domains/&quot;&gt;&lt;b&gt;"`);
  });
});
