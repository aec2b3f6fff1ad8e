import { Console } from "node:console";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { maskOutput } from "./mask-output.ts";

describe("maskOutput", () => {
  it("masks what a console writes, errors with their causes among it", async () => {
    const stream = new PassThrough();
    maskOutput(stream);
    const cause = new Error("Key (email)=(ann.lee@acme.test) already exists");
    new Console(stream).error(new Error("postgresql://app:hunter2@db.test/x went away", { cause }));
    stream.end();
    const written = await text(stream);
    expect(written).toContain("postgresql://app:[masked]@db.test/x went away");
    expect(written).toContain("Key (email)=(…) already exists");
    expect(written).not.toMatch(/hunter2|ann/);
  });

  it("masks bytes as well, and says when they are written", async () => {
    const stream = new PassThrough();
    maskOutput(stream);
    await new Promise((resolve) => stream.write(Buffer.from("wrote to zoë@acme.test\n"), resolve));
    await new Promise((resolve) => stream.write("Bearer abc123", "utf8", resolve));
    stream.end();
    expect(await text(stream)).toBe("wrote to z***@acme.test\nBearer [masked]");
  });
});
