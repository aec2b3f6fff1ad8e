import type { UseQueryResult } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { EmailHealthAnswer } from "#lib/health/contract.ts";
import { ApiError } from "#lib/query/api-error.ts";
import { DomainMailboxesCard } from "./domain-mailboxes-card.tsx";
import { TodayStats } from "./today-stats.tsx";

const broken = new ApiError(500, { code: "internal", detail: "Try again.", errors: [], requestId: "r-7", body: {} });

function mailboxesCard(query: object) {
  const state = { data: undefined, isError: false, isRefetchError: false, fetchStatus: "idle", error: null, ...query };
  return renderToStaticMarkup(
    <DomainMailboxesCard domain="a.test" query={state as unknown as UseQueryResult<EmailHealthAnswer>} />,
  );
}

it("does not take mailboxes that could not be read for none", () => {
  expect(mailboxesCard({})).toContain("Loading the mailboxes");
  expect(mailboxesCard({ isError: true, error: broken })).toContain("The mailboxes could not be loaded");
  expect(mailboxesCard({ data: { mailboxes: [] } })).toContain("It has no mailbox yet");
});

it.each([
  [{ sent: 24, delivered: null, bounced: 1, complained: null }, true],
  [null, false],
])("says what settled counts are where a mailbox is judged on them: %o", (settled, isSaid) => {
  const metrics = { sent: 76, delivered: 73, bounced: 3, complained: 0, bounce_rate: 0.04, settled };
  const place = { id: "m1", from_email: "x@a.test", domain: "a.test", is_active: true, state: "healthy" };
  const health = { score: 90, status: "excellent", throttle: "normal", speed: "normal", metrics };
  const html = mailboxesCard({ data: { mailboxes: [{ ...place, ...health }] } });
  expect(html.includes("From 20 settled messages on")).toBe(isSaid);
});

it.each([
  [false, "not loaded"],
  [true, "not judged while archived"],
])("says why there is no score, archived: %s", (isArchived, text) => {
  const stats = (
    <TodayStats name="a.test" health={undefined} isArchived={isArchived} used={0} cap={10}>
      {null}
    </TodayStats>
  );
  expect(renderToStaticMarkup(stats)).toContain(text);
});
