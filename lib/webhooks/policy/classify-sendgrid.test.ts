import { describe, expect, it } from "vitest";
import { classifySendgrid, dropReasonOf } from "./classify-sendgrid.ts";
import { isScannerAgent } from "./scanner-agents.ts";

const plain = { type: null, bounceClassification: null, userAgent: null, isMachineOpen: false };

describe("classifySendgrid", () => {
  it.each([
    ["delivered", "delivered"],
    ["deferred", "deferred"],
    ["dropped", "dropped"],
    ["spamreport", "complained"],
    ["unsubscribe", "unsubscribed"],
    ["group_unsubscribe", "unsubscribed"],
    ["group_resubscribe", "group_resubscribe"],
    ["processed", "processed"],
    ["open", "opened"],
    ["click", "clicked"],
  ])("%s is %s", (event, type) => {
    expect(classifySendgrid({ ...plain, event })).toEqual({ type, bounceClass: null, machineReason: null });
  });

  it.each([
    { type: "bounce", bounceClassification: null, expected: ["bounced", "hard"] },
    { type: null, bounceClassification: null, expected: ["bounced", "hard"] },
    { type: "bounce", bounceClassification: "Invalid Address", expected: ["bounced", "hard"] },
    { type: "bounce", bounceClassification: "Mailbox Unavailable", expected: ["bounced", "hard"] },
    { type: "bounce", bounceClassification: "A class of tomorrow", expected: ["bounced", "hard"] },
    { type: "bounce", bounceClassification: "Technical Failure", expected: ["bounced", "technical"] },
    { type: "bounce", bounceClassification: "Technical", expected: ["bounced", "technical"] },
    { type: "bounce", bounceClassification: "Unclassified", expected: ["bounced", "technical"] },
    { type: "bounce", bounceClassification: "Reputation", expected: ["blocked", null] },
    { type: "bounce", bounceClassification: "Content", expected: ["blocked", null] },
    { type: "bounce", bounceClassification: "Frequency or Volume Too High", expected: ["blocked", null] },
    { type: "blocked", bounceClassification: "Invalid Address", expected: ["blocked", null] },
  ])("bounce of type $type, class $bounceClassification: $expected", ({ type, bounceClassification, expected }) => {
    const result = classifySendgrid({ ...plain, event: "bounce", type, bounceClassification });
    expect([result.type, result.bounceClass]).toEqual(expected);
  });

  it.each([
    { event: "open", isMachineOpen: true, userAgent: null, reason: "sg_machine_open" },
    { event: "open", isMachineOpen: false, userAgent: "Mimecast URL Scanner", reason: "scanner_agent" },
    { event: "open", isMachineOpen: false, userAgent: "Mozilla/5.0 (via ggpht.com GoogleImageProxy)", reason: null },
    { event: "click", isMachineOpen: true, userAgent: "Mozilla/5.0", reason: null },
    { event: "click", isMachineOpen: false, userAgent: "curl/8.5.0", reason: "scanner_agent" },
    { event: "delivered", isMachineOpen: true, userAgent: "curl/8.5.0", reason: null },
  ])("$event by $userAgent, machine flag $isMachineOpen: $reason", ({ reason, ...fields }) => {
    expect(classifySendgrid({ ...plain, ...fields }).machineReason).toBe(reason);
  });
});

describe("isScannerAgent", () => {
  it.each([
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Thunderbird/115.0",
    "Microsoft Outlook 16.0.17628; Microsoft Outlook",
    "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html",
    "Mozilla/5.0 Cubot Note 20",
    null,
  ])("takes %s for a person", (agent) => {
    expect(isScannerAgent(agent)).toBe(false);
  });

  it.each([
    "Mozilla/5.0 (compatible; Proofpoint URL Defense)",
    "Microsoft Office Existence Discovery",
    "Mozilla/5.0 HeadlessChrome/120.0",
    "python-requests/2.31",
    "Go-http-client/2.0",
    "Mozilla/5.0 (compatible; bingbot/2.0)",
    "SomeScanner 1.0",
  ])("takes %s for a machine", (agent) => {
    expect(isScannerAgent(agent)).toBe(true);
  });
});

it.each([
  ["Bounced Address", "bounced"],
  ["Spam Reporting Address", "complained"],
  ["Unsubscribed Address", "unsubscribed"],
  ["Invalid SMTPAPI header", null],
  ["Recipient List over Package Quota", null],
  [null, null],
])("a drop for %s suppresses for %s", (reason, expected) => {
  expect(dropReasonOf(reason)).toBe(expected);
});
