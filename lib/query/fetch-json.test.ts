import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiError, isTransient } from "./api-error.ts";
import { fetchJson, fetchTagged } from "./fetch-json.ts";

function answer(status: number, body: string | null, headers: Record<string, string> = {}) {
  const fetchSpy = vi.fn<typeof fetch>(async () => new Response(body, { status, headers }));
  vi.stubGlobal("fetch", fetchSpy);
  return fetchSpy;
}

async function failure(promise: Promise<unknown>): Promise<ApiError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

afterEach(() => vi.unstubAllGlobals());

describe("fetchJson", () => {
  it("returns the JSON", async () => {
    answer(200, '{"items":[1]}');
    expect(await fetchJson("/api/x")).toEqual({ items: [1] });
  });

  it.each([
    [204, null],
    [200, ""],
  ])("takes an empty answer with status %d", async (status, body) => {
    answer(status, body);
    expect(await fetchJson("/api/x")).toBeUndefined();
  });

  it("sends JSON with its type and the idempotency key", async () => {
    const spy = answer(200, "{}");
    await fetchJson("/api/x", { method: "POST", body: { a: 1 }, idempotencyKey: "k1" });
    const init = spy.mock.calls[0]?.[1];
    expect(init?.method).toBe("POST");
    expect(init?.body).toBe('{"a":1}');
    expect(init?.headers).toMatchObject({ "content-type": "application/json", "idempotency-key": "k1" });
  });

  it("leaves the type of a form to the browser, which knows the boundary", async () => {
    const spy = answer(202, '{"import_id":"i"}');
    const form = new FormData();
    await fetchJson("/api/x", { method: "POST", body: form });
    const init = spy.mock.calls[0]?.[1];
    expect(init?.body).toBe(form);
    expect(init?.headers).not.toHaveProperty("content-type");
  });

  it("turns a problem into a typed error", async () => {
    answer(
      400,
      JSON.stringify({
        code: "validation_failed",
        detail: "One field is out of range.",
        errors: [{ field: "daily_email_limit", message: "Between 0 and 100,000." }, { nonsense: true }],
        request_id: "r-1",
      }),
    );
    const error = await failure(fetchJson("/api/config"));
    expect(error).toMatchObject({ status: 400, code: "validation_failed", requestId: "r-1" });
    expect(error.errors).toHaveLength(1);
    expect(error.fieldMessage("daily_email_limit")).toBe("Between 0 and 100,000.");
    expect(error.fieldMessage("other")).toBeUndefined();
  });

  it("keeps the body of a conflict, which holds the current value", async () => {
    answer(409, JSON.stringify({ code: "version_conflict", detail: "Changed meanwhile.", current: { version: 7 } }));
    const error = await failure(fetchJson("/api/config"));
    expect(error.body.current).toEqual({ version: 7 });
  });

  it("reads how long to wait", async () => {
    answer(429, "{}", { "retry-after": "30" });
    expect((await failure(fetchJson("/api/x"))).retryAfterSeconds).toBe(30);
  });

  it("survives an error page that is not JSON", async () => {
    answer(502, "<html>Bad gateway</html>");
    const error = await failure(fetchJson("/api/x"));
    expect(error).toMatchObject({ status: 502, code: "internal", retryAfterSeconds: null });
    expect(error.message).toContain("502");
  });

  it("says so when a good status carries no JSON", async () => {
    answer(200, "<html>");
    expect((await failure(fetchJson("/api/x"))).message).toContain("not JSON");
  });

  it("reports an unreachable server with status 0", async () => {
    vi.stubGlobal("fetch", async () => {
      throw new TypeError("fetch failed");
    });
    expect(await failure(fetchJson("/api/x"))).toMatchObject({ status: 0, code: "unreachable" });
  });

  it("lets an abort through", async () => {
    vi.stubGlobal("fetch", async () => {
      throw new DOMException("stopped", "AbortError");
    });
    await expect(fetchJson("/api/x")).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("fetchTagged", () => {
  const { signal } = new AbortController();

  it("gives the same object while the tag is the same, without reading the body again", async () => {
    const ask = fetchTagged<{ n: number }>("/x");
    answer(200, '{"n":1}', { etag: '"a"' });
    const first = await ask(signal);
    answer(200, "not read", { etag: '"a"' });
    expect(await ask(signal)).toBe(first);
    answer(200, '{"n":2}', { etag: '"b"' });
    expect(await ask(signal)).toEqual({ n: 2 });
  });

  it("reads every answer that has no tag", async () => {
    const ask = fetchTagged<number>("/x");
    answer(200, "1");
    expect(await ask(signal)).toBe(1);
    answer(200, "2");
    expect(await ask(signal)).toBe(2);
  });

  it("keeps the last answer over a failure, and does not hide the failure", async () => {
    const ask = fetchTagged<number>("/x");
    answer(200, "1", { etag: '"a"' });
    await ask(signal);
    answer(503, "{}", { etag: '"a"' });
    expect(await failure(ask(signal))).toMatchObject({ status: 503 });
    answer(200, "not read", { etag: '"a"' });
    expect(await ask(signal)).toBe(1);
  });
});

describe("isTransient", () => {
  const error = (status: number) =>
    new ApiError(status, { code: "x", detail: "x", errors: [], requestId: null, body: {} });
  it.each([
    [0, true],
    [429, true],
    [503, true],
    [400, false],
    [401, false],
    [409, false],
  ])("status %d → %s", (status, expected) => expect(isTransient(error(status))).toBe(expected));
  it("knows nothing of other errors", () => expect(isTransient(new Error("x"))).toBe(false));
});
