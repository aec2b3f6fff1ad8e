import { expect, it } from "vitest";
import { suppressionOf } from "./suppression-of.ts";

it.each([
  [" Ann+Sales@Shop.test ", { kind: "email", value: "ann@shop.test" }],
  ["a.n.n@googlemail.com", { kind: "email", value: "ann@gmail.com" }],
  ["Shop.test", { kind: "domain", value: "shop.test" }],
  ["@shop.test", { kind: "domain", value: "shop.test" }],
  ["müller.test", { kind: "domain", value: "xn--mller-kva.test" }],
  ["", null],
  ["shop", null],
  ["@", null],
  ["ann@", null],
  ["ann bob@shop.test", null],
  ["https://shop.test/", null],
])("%j is %j", (text, entry) => expect(suppressionOf(text)).toEqual(entry));
