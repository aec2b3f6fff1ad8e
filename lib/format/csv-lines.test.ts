import { expect, it } from "vitest";
import { csvLines } from "./csv-lines.ts";

async function* pages(...given: (string | null)[][][]) {
  yield* given;
}

async function textOf(lines: AsyncIterable<string>): Promise<string[]> {
  return Array.fromAsync(lines);
}

it("gives the titles, then a chunk a page", async () => {
  const lines = csvLines(["name", "city"], pages([["Ann", "Austin"]], [["Bob", null]]));
  expect(await textOf(lines)).toEqual(["name,city\n", "Ann,Austin\n", "Bob,\n"]);
});

it("is only titles where there is nothing", async () => {
  expect(await textOf(csvLines(["name"], pages()))).toEqual(["name\n"]);
});

it("quotes what needs it and takes the sting out of formulas, in titles too", async () => {
  const cells = [['a "b", c', "=1+1", "@x", "-5", "line\nbreak"]];
  const [head, row] = await textOf(csvLines(["+title", "b", "c", "d", "e"], pages(cells)));
  expect(head).toBe("'+title,b,c,d,e\n");
  expect(row).toBe(`"a ""b"", c",'=1+1,'@x,-5,"line\nbreak"\n`);
});
