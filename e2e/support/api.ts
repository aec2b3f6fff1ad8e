import { expect } from "playwright/test";
import { type Credentials, credentials } from "./credentials.ts";

type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** Calls the API with the installation's key, or another's; anything but success fails the test with the answer. */
export async function api<T>(
  method: Method,
  path: string,
  body?: unknown,
  { url, api_key }: Pick<Credentials, "url" | "api_key"> = credentials(),
): Promise<T> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${api_key}`,
      ...(body === undefined || body instanceof FormData ? {} : { "content-type": "application/json" }),
    },
    body: body === undefined || body instanceof FormData ? body : JSON.stringify(body),
  });
  const text = await response.text();
  expect(response.ok, `${method} ${path}: ${response.status} ${text}`).toBe(true);
  return JSON.parse(text === "" ? "null" : text) as T;
}

type Run = { status: string; error: string | null; counts: Record<string, unknown> };

/** Runs a job and waits for its end. */
export async function runJob(
  functionId: string,
  as: Pick<Credentials, "url" | "api_key"> = credentials(),
): Promise<Run> {
  const { run_id } = await api<{ run_id: string }>("POST", `/api/jobs/${functionId}/run`, undefined, as);
  let run: Run | undefined;
  await expect
    .poll(
      async () => {
        run = await api<Run>("GET", `/api/jobs/runs/${run_id}`, undefined, as);
        return run.status;
      },
      { message: `${functionId} ends`, timeout: 90_000, intervals: [300] },
    )
    .toMatch(/succeeded|failed/);
  expect(run?.error ?? null).toBeNull();
  return run as Run;
}
