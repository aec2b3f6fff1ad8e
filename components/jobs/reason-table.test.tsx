import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { JobRunDetail } from "#lib/jobs/contract.ts";
import { splitCounts } from "./job-words.ts";
import { ReasonTable } from "./reason-table.tsx";

const id = (n: number) => `0197f6c4-5f5e-7c3a-9d52-0a4d7f2b9c1${n}`;
const move = (n: number, scope_kind: "domain" | "mailbox" | "connection", reason = "bounce_rate") =>
  ({ scope_kind, scope_id: id(n), name: `place ${n}`, from_state: "healthy", to_state: "paused", reason }) as const;

function shown(counts: Parameters<typeof splitCounts>[0], moves: JobRunDetail["moves"] = []) {
  const [group] = splitCounts(counts).groups;
  return group ? renderToStaticMarkup(<ReasonTable {...group} moves={moves} />) : "";
}

it("leads from each reason of a sequencer run to those who have it now, and says so", () => {
  const text = shown({ passed_over: { mailbox_paused: 4, not_due: 1 } });
  expect(text).toMatch(/<a[^>]*href="\/prospects\?passed_over_for=mailbox_paused"[^>]*>Mailbox paused or turned off</);
  expect(text).toContain("who have it now");
  expect(text.match(/<a /g)).toHaveLength(1);
});

it("names those whom the health guard moved under their reason, each with its state and page", () => {
  const moves = [move(1, "domain"), move(2, "mailbox"), move(3, "connection", "account_bounces")];
  const text = shown({ judged: 9, changed: { bounce_rate: 5 } }, moves);
  expect(text).toContain(`href="/domains/${id(1)}"`);
  expect(text).toContain(`href="/mailboxes/${id(2)}"`);
  expect(text).toContain("Paused");
  expect(text).toContain("and 3 more");
  expect(text).not.toContain("place 3");
});
