import { describe, expect, it } from "vitest";
import { describeError } from "./describe-error.ts";

const body = "Hi Pat, shall we talk (soon)?";

describe("describeError", () => {
  it("keeps kind, message, frames, code and causes, and nothing that hangs on it", () => {
    const cause = Object.assign(new TypeError("refused"), { code: "ECONNREFUSED", address: "10.0.0.1" });
    const error = Object.assign(new Error("not stored", { cause }), { code: 23514, detail: body, parameters: [body] });
    const told = describeError(error);
    expect(told).toEqual({
      type: "Error",
      message: "not stored",
      code: "23514",
      stack: expect.stringMatching(/^Error: not stored\n\s+at /),
      cause: { type: "TypeError", message: "refused", code: "ECONNREFUSED", stack: expect.any(String) },
    });
    expect(JSON.stringify(told)).not.toContain("Pat");
  });

  it.each([
    ["a row that broke a rule", `breaks "c". Detail: Failing row contains (1, ${body}, null).`],
    ["a key that was there", "duplicate. Key (tenant_id, email)=(1, Hi Pat) already exists."],
    [
      "a call of Prisma",
      `\nInvalid \`tx.outreachEmail.create()\` invocation in\n/app/x.ts:1:2\n\n  data: {\n   body: "${body}"\n  }\n\nUnknown argument.`,
    ],
  ])("leaves out %s, in message and stack", (_name, message) => {
    const told = describeError(new Error(message)) as { message: string };
    expect(told.message.length).toBeGreaterThan(10);
    expect(JSON.stringify(told)).not.toContain("Pat");
  });

  it("ends with causes that go round, and leaves what is no error", () => {
    const round = new Error("round");
    round.cause = round;
    expect(JSON.stringify(describeError(round)).match(/"type"/g)).toHaveLength(5);
    expect(describeError("said")).toBe("said");
  });
});
