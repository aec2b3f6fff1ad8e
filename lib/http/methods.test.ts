import { describe, expect, it } from "vitest";
import { methods } from "./methods.ts";
import { requestIdOf } from "./request-id.ts";

const answerOf = (name: string) => async () => new Response(name);
const ask = (method: string) => new Request("http://x/", { method, headers: { "x-request-id": "trace-0001" } });

describe("methods", () => {
  const handlers = methods({ GET: answerOf("read"), DELETE: answerOf("gone") });

  it("passes on what there is a handler for", async () => {
    expect(await (await handlers.GET(ask("GET"))).text()).toBe("read");
    expect(await (await handlers.DELETE(ask("DELETE"))).text()).toBe("gone");
  });

  it.each(["POST", "PUT", "PATCH"] as const)("refuses %s with a problem that names the others", async (method) => {
    const response = await handlers[method](ask(method));
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, DELETE"]);
    expect(await response.json()).toMatchObject({
      code: "method_not_allowed",
      detail: `${method} is not possible here: use GET or DELETE.`,
      request_id: "trace-0001",
    });
  });
});

describe("requestIdOf", () => {
  const idOf = (given?: string) =>
    requestIdOf(new Request("http://x/", given === undefined ? {} : { headers: { "x-request-id": given } }));

  it.each(["trace-0001", "0196f0a0-0000-7000-8000-000000000001", "a".repeat(64)])("takes %s", (id) => {
    expect(idOf(id)).toBe(id);
  });

  it.each([undefined, "short", "a".repeat(65), "with space 1", 'quote"quote', "<script>1</script>"])(
    "makes its own instead of %s",
    (given) => {
      expect(idOf(given)).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
      expect(idOf(given)).not.toBe(idOf(given));
    },
  );
});
