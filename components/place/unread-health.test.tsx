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
