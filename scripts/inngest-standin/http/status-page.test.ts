import { expect, test } from "vitest";
import type { Snapshot } from "#scripts/inngest-standin/snapshot.ts";
import { renderStatusPage } from "./status-page.ts";

const empty: Snapshot = { active: 0, in_flight: 0, is_paused: true, functions: [], runs: [] };

test("says what is missing when nothing is there", () => {
  const html = renderStatusPage(empty);
  for (const text of ["waiting for the app", "The app has not registered yet.", "No run yet."])
    expect(html).toContain(text);
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
