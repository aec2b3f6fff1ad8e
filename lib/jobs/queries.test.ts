import { afterEach, expect, it, vi } from "vitest";
import { jobRunQuery, jobRunsQuery, jobsQuery, runJob } from "./queries.ts";

afterEach(() => vi.unstubAllGlobals());

function serve(): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
    asked.push(`${init.method ?? "GET"} ${path}`);
    return Response.json({});
  });
  return asked;
}

const none = { function_id: null, status: null };
const ofSequencer = { ...none, function_id: "run-sequencer" };
const { signal } = new AbortController();

it.each([
  ["the jobs", () => jobsQuery.queryFn({ signal }), "GET /api/jobs"],
  ["all runs", () => jobRunsQuery(none, null).queryFn({ signal }), "GET /api/jobs/runs?limit=20"],
  [
    "runs of a job from a cursor on",
    () => jobRunsQuery({ ...ofSequencer, status: "failed" }, "abc").queryFn({ signal }),
    "GET /api/jobs/runs?function_id=run-sequencer&status=failed&cursor=abc&limit=20",
  ],
  ["the newest run", () => jobRunsQuery(none, null, 1).queryFn({ signal }), "GET /api/jobs/runs?limit=1"],
  ["a run", () => jobRunQuery("r1").queryFn({ signal }), "GET /api/jobs/runs/r1"],
  ["a run to begin", () => runJob("verify-prospects"), "POST /api/jobs/verify-prospects/run"],
])("asks for %s", async (_name, ask, request) => {
  const asked = serve();
  await ask();
  expect(asked).toEqual([request]);
});

it("keeps pages of different jobs apart", () => {
  const keys = [
    jobRunsQuery(none, null),
    jobRunsQuery(none, null, 1),
    jobRunsQuery({ ...none, status: "failed" }, null),
    jobRunsQuery(ofSequencer, null),
    jobRunsQuery(ofSequencer, "abc"),
  ];
  expect(new Set(keys.map((query) => JSON.stringify(query.queryKey))).size).toBe(keys.length);
});
