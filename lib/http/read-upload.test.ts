import { expect, it } from "vitest";
import type { AppError } from "#lib/errors/app-error.ts";
import { readUpload } from "./read-upload.ts";

const head = 'Content-Disposition: form-data; name="file"; filename="a.csv"';
const whole = `--b\r\n${head}\r\n\r\nemail\r\npat@acme.test\r\n--b--`;

async function read(body: string | null, contentType = "multipart/form-data; boundary=b", limitBytes = 1_000) {
  const headers = { "content-type": contentType };
  const request = new Request("http://127.0.0.1:3000/api/x", { method: "POST", headers, body });
  const { filename, chunks } = await readUpload(request, "file", limitBytes);
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return { filename, text: Buffer.concat(parts).toString() };
}

it("gives the file of the field, its name and its bytes", async () => {
  expect(await read(whole)).toEqual({ filename: "a.csv", text: "email\r\npat@acme.test" });
});

const long = "x".repeat(300);

it.each([
  ["no form", "{}", "application/json"],
  ["no body", null, undefined],
  ["a boundary under another name", whole, "multipart/form-data; xboundary=b"],
  ["a boundary longer than anybody's", whole.replaceAll("--b", `--${long}`), `multipart/form-data; boundary=${long}`],
])("refuses %s as another kind of body", async (_name, body, contentType) => {
  await expect(read(body, contentType)).rejects.toMatchObject({ code: "unsupported_media_type" });
});

it.each([
  ["is no form at all", "garbage"],
  ["has no end", whole.slice(0, -5)],
  ["ends within a file", whole.slice(0, -20)],
  ["ends behind the head of a part", `--b\r\n${head}\r\n\r\n`],
  ["ends within the head of a part", `--b\r\n${head}`],
  ["has the file in another field", whole.replace('name="file"', 'name="list"')],
  ["has text in its place", whole.replace('; filename="a.csv"', "")],
])("refuses a form that %s, and names the field", async (_name, body) => {
  const refusal = await read(body).then(
    () => null,
    (error: AppError) => ({ code: error.code, errors: error.details?.errors }),
  );
  expect(refusal).toEqual({
    code: "validation_failed",
    errors: [{ field: "file", message: expect.stringMatching(/cut off|no file/) }],
  });
});

it("refuses a file over the limit", async () => {
  await expect(read(whole, undefined, 5)).rejects.toMatchObject({ code: "payload_too_large" });
});
