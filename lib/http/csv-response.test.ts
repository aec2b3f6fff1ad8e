import { expect, it } from "vitest";
import { csvResponse } from "./csv-response.ts";

async function* lines(seen: number[]) {
  for (const n of [1, 2, 3]) {
    seen.push(n);
    yield `"zoë",${n}\n`;
  }
}

it("sends text in UTF-8 as a file of that name", async () => {
  const response = csvResponse(lines([]), "people.csv");
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="people.csv"');
  expect(await response.text()).toBe('"zoë",1\n"zoë",2\n"zoë",3\n');
});

it("makes no more than is read, and stops when the reader goes away", async () => {
  const seen: number[] = [];
  const reader = csvResponse(lines(seen), "people.csv").body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('"zoë",1\n');
  await reader?.cancel();
  expect(seen).not.toContain(3);
});

it("breaks off where making it breaks: half a file is no file", async () => {
  async function* broken() {
    yield "a\n";
    throw new Error("gone");
  }
  await expect(csvResponse(broken(), "x.csv").text()).rejects.toThrow("gone");
});
