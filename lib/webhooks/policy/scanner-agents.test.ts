import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isScannerAgent } from "./scanner-agents.ts";

describe("programs that open mail or follow links by themselves", () => {
  it.each([
    "Barracuda Sentinel (EE)",
    "Mozilla/5.0 (compatible; Mimecast-URL-Protect)",
    "Mozilla/5.0 (compatible; MessageLabs)",
    "Cisco IronPort",
    "FortiMail/7.4",
    "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
    "Mozilla/5.0 (compatible; BingPreview/1.0b)",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "facebookexternalhit/1.1",
    "WhatsApp/2.23.20.0",
    "TelegramBot (like TwitterBot)",
    "Mozilla/5.0 (compatible; GoogleOther)",
    "Java/17.0.2",
    "okhttp/4.12.0",
    "Wget/1.21.4",
    "axios/1.7.2",
    "node-fetch/1.0",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
    "Some Crawler",
  ])("%s", (agent) => {
    expect(isScannerAgent(agent)).toBe(true);
    expect(isScannerAgent(agent.toUpperCase())).toBe(true);
    expect(isScannerAgent(agent.toLowerCase())).toBe(true);
  });
});

describe("people's programs, and proxies that fetch when a person opens", () => {
  it.each([
    "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
    "Mozilla/5.0",
    "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
    "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
    "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Microsoft Outlook 16.0.4266)",
    "Outlook-iOS/723.4027091.prod.iphone",
    "Thunderbird",
    "Abbott Laboratories Reader",
    "",
  ])("%s", (agent) => {
    expect(isScannerAgent(agent)).toBe(false);
  });
});

it("finds a scanner's name wherever it stands in an agent", () => {
  const name = fc.constantFrom("Proofpoint", "Trend Micro", "HeadlessChrome", "python-requests", "curl/", "vade");
  fc.assert(
    fc.property(fc.string(), name, fc.string(), (before, scanner, after) => {
      expect(isScannerAgent(`${before}${scanner}${after}`)).toBe(true);
    }),
  );
});
