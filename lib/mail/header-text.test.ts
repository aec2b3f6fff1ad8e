import fc from "fast-check";
import { simpleParser } from "mailparser";
import { afterAll, describe, expect, it } from "vitest";
import { createMailPort } from "./create-mail-port.ts";
import { headerText } from "./header-text.ts";
import { startSmtpServer } from "./testing.ts";

describe("headerText", () => {
  it.each([
    ["Missed calls — a thought", "Missed calls — a thought"],
    ["Hi\r\nBcc: evil@x.test", "Hi Bcc: evil@x.test"],
    ["a\tb\u0000c\u007fd\u0085e\u2028f", "a b c d e f"],
    ["=?utf-8?B?SGk=?=", "= ?utf-8?B?SGk= ?="],
    ["50 %=? done", "50 %= ? done"],
    ["half \ud83d", "half \ufffd"],
  ])("%j → %j", (given, text) => expect(headerText(given)).toBe(text));
});

const server = await startSmtpServer();
const mail = createMailPort({ simulatorUrl: "http://127.0.0.1:9", appUrl: "http://127.0.0.1:3000" });
afterAll(async () => {
  await mail.close();
  await server.close();
});
const settings = { host: "127.0.0.1", port: server.port, security: "none" };
const transport = { connectionId: "c1", kind: "smtp" as const, settings, secrets: {} };

/** Pieces that end headers, open quotes, comments, addresses or encoded words, and letters of every width. */
const unit = fc.constantFrom(
  ..."aB é漢😀,;:\"\\<>@()_?=.'\u0007\u2028\u202e\n\t",
  "\r\n",
  "\r\nBcc: evil@x.test\r\n",
  "=?utf-8?B?SGk=?=",
  "=?utf-8?Q?a_b?=",
);
/** As mail programs compare: runs of blanks may be folded. */
const words = (text: string | undefined) => (text ?? "").replace(/\s+/g, " ").trim();

it("whatever a subject and a name say comes back as that text, and no header is added or lost", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit, maxLength: 90 }), fc.string({ unit, maxLength: 30 }), async (subject, name) => {
      const from = { name, address: "ann@send.test" };
      const to = { address: "pat@customer.test" };
      const message = { messageId: "<1@send.test>", from, to, subject, text: "t", html: "<p>t</p>", headers: {} };
      const outcome = await mail.deliver(transport, { ...message, customArgs: {} });
      expect(outcome.kind).toBe("accepted");
      const parsed = await simpleParser(server.received.pop() ?? "");
      expect(words(parsed.subject)).toBe(words(headerText(subject)));
      expect(parsed.from?.value).toEqual([{ address: from.address, name: expect.any(String) }]);
      expect(words(parsed.from?.value[0]?.name)).toBe(words(headerText(name)));
      const headers = [...parsed.headers.keys()].filter((header) => header !== "subject").sort();
      expect(headers).toEqual(["content-type", "date", "from", "message-id", "mime-version", "to"]);
    }),
    { seed: 18, numRuns: 150 },
  );
});
