import { expect, it } from "vitest";
import type { MailboxCheck } from "#lib/mailboxes/contract-mailbox.ts";
import { checkLines } from "./check-words.ts";

const good: MailboxCheck = {
  connection: { ok: true, detail: null },
  domain: { name: "a.test", auth_status: "passed", auth_checked_at: null },
  takes_mail: "yes",
};

it.each([
  ["all is well", good, ["ok", "ok", "ok"]],
  ["the sign-in is refused", { ...good, connection: { ok: false, detail: "535" } }, ["bad", "ok", "ok"]],
  ["the domain is nobody's", { ...good, domain: { ...good.domain, auth_status: null } }, ["ok", "bad", "ok"]],
  ["it was never checked", { ...good, domain: { ...good.domain, auth_status: "unchecked" } }, ["ok", "neutral", "ok"]],
  ["it takes no mail", { ...good, takes_mail: "no" }, ["ok", "ok", "bad"]],
  ["DNS is away", { ...good, takes_mail: "unknown" }, ["ok", "ok", "neutral"]],
] as const)("when %s", (_name, check, tones) => {
  expect(checkLines(check as MailboxCheck).map(({ tone }) => tone)).toEqual(tones);
});

it("says what the server said", () => {
  const [line] = checkLines({ ...good, connection: { ok: false, detail: "535 wrong password" } });
  expect(line?.text).toContain("535 wrong password");
});
