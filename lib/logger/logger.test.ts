import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";

/** What a process of its own writes to stdout, line by line. */
function linesOf(level: string, statements: string): Record<string, unknown>[] {
  const script = `import { createLogger } from "${new URL("./logger.ts", import.meta.url).href}";
    const log = createLogger("${level}");
    ${statements}`;
  const output = execFileSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8" });
  return output
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

describe("createLogger", () => {
  it("writes one JSON object a line, with an ISO time, and nothing below its level", () => {
    const lines = linesOf("warn", 'log.info("no"); log.warn({ tenantId: "t1" }, "careful"); log.error("worse");');
    expect(lines.map(({ msg, level, tenantId }) => [msg, level, tenantId])).toEqual([
      ["careful", 40, "t1"],
      ["worse", 50, undefined],
    ]);
    expect(lines[0]?.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(lines[0]).not.toHaveProperty("hostname");
  });

  it("masks addresses and secrets wherever they come from", () => {
    const [fields, mail, failure, told] = linesOf(
      "info",
      `log.info({ password: "hunter2", request: { authorization: "Bearer k", email: "ann.lee@acme.test" }, secrets: { key: "k" } });
       log.info({ job: { step: { body_text: "Hi Pat" } }, html: "<p>Hi Pat" });
       log.error({ err: new Error("550 <ann.lee@acme.test> unknown") }, "failed");
       log.info("wrote to ann.lee@acme.test");`,
    );
    expect(fields).toMatchObject({
      password: "[masked]",
      request: { authorization: "[masked]", email: "a***@acme.test" },
      secrets: "[masked]",
    });
    expect(mail).toMatchObject({ job: { step: { body_text: "[masked]" } }, html: "[masked]" });
    expect(failure).toMatchObject({ err: { message: "550 <a***@acme.test> unknown" } });
    expect(JSON.stringify([failure, told])).not.toContain("ann.lee");
  });

  it("says nothing when silent", () => {
    expect(linesOf("silent", 'log.fatal("x");')).toEqual([]);
  });
});
