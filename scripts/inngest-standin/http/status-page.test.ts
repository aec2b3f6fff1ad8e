import { expect, test } from "vitest";
import type { Snapshot } from "#scripts/inngest-standin/snapshot.ts";
import { renderStatusPage } from "./status-page.ts";

const empty: Snapshot = { active: 0, in_flight: 0, is_paused: true, functions: [], runs: [] };

test("says what is missing when nothing is there", () => {
  const html = renderStatusPage(empty);
  for (const text of ["waiting for the app", "The app has not registered yet.", "No run yet."])
    expect(html).toContain(text);
});

test("shows one run alone, and says when it is gone", () => {
  const run = (id: string) => ({
    id,
    function_id: `fn-${id}`,
    status: "completed" as const,
    event_name: "go",
    event_id: "e",
    queued_at: "",
    started_at: null,
    ended_at: null,
    steps: 1,
    calls: 1,
    waiting_for: [],
    error: null,
  });
  const html = renderStatusPage({ ...empty, runs: [run("a"), run("b")] }, "b");
  expect(html).toContain("fn-b");
  expect(html).not.toContain("fn-a");
  expect(renderStatusPage(empty, "c")).toContain("not kept any more");
});

test("lists functions and runs, with every value escaped", () => {
  const html = renderStatusPage({
    ...empty,
    is_paused: false,
    functions: [
      { id: "app-tick", name: "Tick", triggers: ["cron */5 * * * *"], next_run_at: "2026-01-05T09:05:00.000Z" },
    ],
    runs: [
      {
        id: "r1",
        function_id: "app-send",
        status: "failed",
        event_name: "email.queued",
        event_id: "e1",
        queued_at: "2026-01-05T09:00:00.000Z",
        started_at: null,
        ended_at: null,
        steps: 3,
        calls: 7,
        waiting_for: ["sleep", "wait"],
        error: `Error: <script>alert("x")</script> & 'more'`,
      },
    ],
  });
  for (const text of [
    "app-tick",
    "cron */5 * * * *",
    "2026-01-05T09:05:00.000Z",
    "app-send",
    "failed",
    "<td>7</td>",
    "sleep, wait",
  ]) {
    expect(html).toContain(text);
  }
  expect(html).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;more&#39;");
  expect(html).not.toContain("<script");
});
