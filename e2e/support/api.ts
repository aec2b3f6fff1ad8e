import { expect } from "playwright/test";
import { credentials } from "./credentials.ts";

type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** Calls the API with the installation's key; anything but success fails the test with the answer. */
export async function api<T>(method: Method, path: string, body?: unknown): Promise<T> {
  const { url, api_key } = credentials();
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${api_key}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  expect(response.ok, `${method} ${path}: ${response.status} ${text}`).toBe(true);
  return JSON.parse(text === "" ? "null" : text) as T;
}

type Run = { status: string; error: string | null; counts: Record<string, unknown> };

/** Runs a job and waits for its end. */
export async function runJob(functionId: string): Promise<Run> {
  const { run_id } = await api<{ run_id: string }>("POST", `/api/jobs/${functionId}/run`);
  let run: Run | undefined;
  await expect
    .poll(
      async () => {
        run = await api<Run>("GET", `/api/jobs/runs/${run_id}`);
        return run.status;
      },
      { message: `${functionId} ends`, timeout: 90_000, intervals: [300] },
    )
    .toMatch(/succeeded|failed/);
  expect(run?.error ?? null).toBeNull();
  return run as Run;
}
