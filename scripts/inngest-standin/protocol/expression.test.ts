import { describe, expect, test } from "vitest";
import { parseExpression } from "./expression.ts";

const scope = {
  event: { name: "a/b", data: { id: 7, name: "x", flag: true, deep: { er: ["no"] }, "with-dash": 1, none: null } },
  async: { data: { id: 7, name: "y" } },
};

describe("values", () => {
  test.each([
    ["event.data.id", 7],
    ["event.data.name", "x"],
    ["event.data.deep.er", ["no"]],
    ["event.data['with-dash']", 1],
    ["event.data.missing", null],
    ["event.data.name.length", null],
    ["event.data.toString", null],
    ["async.data.name", "y"],
    ["'a' + event.data.name + \"-\" + event.data.id", "ax-7"],
    ["event.data.id + 1", 8],
    ["event.data.missing + 'x'", "x"],
    ["'it\\'s'", "it's"],
    ["null", null],
  ])("%s", (source, value) => {
    expect(parseExpression(source).evaluate(scope)).toEqual(value);
  });
});

describe("conditions", () => {
  test.each([
    ["event.data.id == async.data.id", true],
    ["event.data.name == async.data.name", false],
    ["event.data.id == '7'", false],
    ["event.data.missing == event.data.none", true],
    ["event.data.id != 8", true],
    ["event.data.id >= 7 && event.data.id < 8", true],
    ["event.data.id > 7", false],
    ["event.data.name <= 'x'", true],
    ["event.data.name > 1", false],
    ["event.data.missing < 1", false],
    ["event.data.flag", true],
    ["!event.data.flag || event.data.id == 7", true],
    ["!(event.data.flag && event.data.id == 7)", false],
    ["event.data.id == 1 || event.data.id == 7 && event.data.name == 'x'", true],
    ["event.data.flag == true && event.data.id == -7", false],
    ["event.data.function_id == 'app-fn'", false],
  ])("%s is %s", (source, value) => {
    expect(parseExpression(source).evaluate(scope)).toBe(value);
  });
});

test.each([
  "",
  "event.data.a ==",
  "(event.data.a",
  "event.data.a event.data.b",
  "size(event.data.a)",
  "ts > 1",
  "event.data.a ? 1 : 2",
  "'open",
])("%j is refused", (source) => {
  expect(() => parseExpression(source)).toThrow(SyntaxError);
});

describe("the join key", () => {
  const eventPath = ["event", "data", "a"];
  const asyncPath = ["async", "data", "b", "c"];

  test.each([
    "event.data.a == async.data.b.c",
    "async.data.b.c == event.data.a",
    "async.data.x > 1 && (event.data.a == async.data.b.c)",
  ])("is found in %s", (source) => {
    expect(parseExpression(source).joinKey).toEqual({ eventPath, asyncPath });
  });

  test.each([
    "event.data.a == async.data.b || true",
    "event.data.a == 1",
    "event.data.a != async.data.b",
    "async.data.a == async.data.b",
  ])("is absent in %s, which a match need not satisfy by value", (source) => {
    expect(parseExpression(source).joinKey).toBeNull();
  });
});
