import { describe, expect, it } from "vitest";
import { readBody, requireContentType } from "./read-body.ts";

function streamed(chunks: string[], onPull: () => void = () => {}): Request {
  const rest = [...chunks];
  const body = new ReadableStream({
    pull(controller) {
      onPull();
      const next = rest.shift();
      if (next === undefined) controller.close();
      else controller.enqueue(new TextEncoder().encode(next));
    },
  });
  return new Request("http://x/", { method: "POST", body, duplex: "half" } as RequestInit);
}

describe("readBody", () => {
  it("joins the chunks", async () => {
    expect((await readBody(streamed(["ab", "c"]), 3)).toString()).toBe("abc");
  });

  it("is empty without a body", async () => {
    expect(await readBody(new Request("http://x/"), 3)).toHaveLength(0);
  });

  it("stops reading as soon as it is too much", async () => {
    let pulls = 0;
    const request = streamed(Array(100).fill("0123456789"), () => {
      pulls += 1;
    });
    await expect(readBody(request, 15)).rejects.toMatchObject({ code: "payload_too_large" });
    expect(pulls).toBeLessThan(10);
  });

  it("believes a declared length that is too much", async () => {
    const request = new Request("http://x/", { method: "POST", headers: { "content-length": "4" }, body: "abcd" });
    await expect(readBody(request, 3)).rejects.toThrow("limit of 3 bytes");
  });
});

describe("requireContentType", () => {
  const ask = (type: string | null) => () =>
    requireContentType(new Request("http://x/", { headers: type ? { "content-type": type } : {} }), [
      "application/json",
    ]);

  it.each(["application/json", "Application/JSON; charset=utf-8"])("takes %s", (type) =>
    expect(ask(type)).not.toThrow(),
  );
  it.each(["text/plain", "application/jsonp", null])("refuses %s", (type) =>
    expect(ask(type)).toThrow(/application\/json/),
  );
});
