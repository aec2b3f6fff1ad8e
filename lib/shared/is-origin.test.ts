import { expect, it } from "vitest";
import { isOrigin } from "./is-origin.ts";

it.each([
  ["https://console.example.com", true],
  ["https://console.example.com/", true],
  ["http://127.0.0.1:3000", true],
  ["http://[::1]:3000", true],
  ["https://console.example.com/console", false],
  ["https://console.example.com//", false],
  ["https://console.example.com?x=1", false],
  ["https://console.example.com/#a", false],
  ["https://ann:secret@console.example.com", false],
  ["console.example.com", false],
  ["", false],
])("%s: %s", (address, expected) => expect(isOrigin(address)).toBe(expected));
