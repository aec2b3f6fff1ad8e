import { expect, it } from "vitest";
import { alertRow, noon } from "../testing/alert-facts.ts";
import { composeMail } from "./compose-mail.ts";
import { noticePayload } from "./notice.ts";

const app = "https://console.test";
const opened = noticePayload({ event: "opened", alert: alertRow(), at: noon }, app);
const closed = noticePayload(
  { event: "closed", alert: alertRow({ title: "Bounces surge", closed_at: noon }), at: noon },
  app,
);

it("puts what is new first, and what is over after it", () => {
  const mail = composeMail([closed, opened], app);
  expect(mail.subject).toBe("[warning] a.test is throttled, and 1 more");
  expect(mail.text.indexOf("Began (warning): a.test is throttled")).toBeLessThan(
    mail.text.indexOf("Over (warning): Bounces surge"),
  );
  expect(mail.text).toContain(`${app}/domains/d1`);
  expect(mail.text.endsWith(`All alerts: ${app}/alerts\n`)).toBe(true);
});

it("says of a digest of ends that they are over", () => {
  const mail = composeMail([closed], app);
  expect(mail.subject).toBe("[over] Bounces surge");
  expect(mail.text).toContain("Over since 2026-06-10T16:00:00.000Z.");
});

it("writes no name of a thing as markup", () => {
  const evil = noticePayload(
    { event: "escalated", alert: alertRow({ title: `<img src=x onerror="a('b')"> & co` }), at: noon },
    app,
  );
  const { html, text } = composeMail([evil], app);
  expect(html).toContain("Got worse (warning): &lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt; &amp; co");
  expect(html).not.toContain("<img");
  expect(text).toContain("<img");
});
