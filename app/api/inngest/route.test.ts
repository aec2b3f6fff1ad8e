import { createHmac } from "node:crypto";
import { beforeAll, expect, it, vi } from "vitest";
import { engineContext } from "#inngest/engine.ts";
import { engineFunctions } from "#inngest/engine-functions.ts";

const key = "ab".repeat(32);
const url = "http://127.0.0.1:3000/api/inngest";

type Handler = (request: Request, route: unknown) => Promise<Response>;
let route: Record<"GET" | "POST" | "PUT", Handler>;

beforeAll(async () => {
  vi.stubEnv("INNGEST_BASE_URL", "http://127.0.0.1:1");
  vi.stubEnv("INNGEST_EVENT_KEY", "test");
  vi.stubEnv("INNGEST_SIGNING_KEY", `signkey-prod-${key}`);
  route = (await import("./route.ts")) as unknown as typeof route;
});

function signed(body: string): string {
  const seconds = Math.floor(Date.now() / 1_000);
  return `t=${seconds}&s=${createHmac("sha256", key).update(`${body}${seconds}`).digest("hex")}`;
}

function call(method: "GET" | "POST" | "PUT", headers: Record<string, string>, body?: string) {
  return route[method](
    new Request(`${url}?fnId=outreach-console-send-email&stepId=step`, { method, headers, body }),
    {},
  );
}

it.each(["POST", "PUT"] as const)("refuses an unsigned %s", async (method) => {
  expect((await call(method, { "content-type": "application/json" }, "{}")).status).toBe(401);
});

it("refuses a call signed with another key", async () => {
  const seconds = Math.floor(Date.now() / 1_000);
  const foreign = createHmac("sha256", "cd".repeat(32)).update(`{}${seconds}`).digest("hex");
  const headers = { "content-type": "application/json", "x-inngest-signature": `t=${seconds}&s=${foreign}` };
  expect((await call("POST", headers, "{}")).status).toBe(401);
});

it("answers a signed look with what it serves", async () => {
  const response = await call("GET", { "x-inngest-signature": signed("") });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ function_count: engineFunctions(engineContext).length, mode: "cloud" });
});
