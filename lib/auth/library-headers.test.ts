import { expect, it } from "vitest";
import { libraryHeaders } from "./library-headers.ts";
import { addressHeader } from "./own-headers.ts";

const config = { appUrl: "https://console.acme.com" };
const given = {
  cookie: "a=b",
  "user-agent": "u".repeat(999),
  "x-forwarded-for": "203.0.113.7",
  [addressHeader]: "6.6.6.6",
  authorization: "Bearer secret",
  "x-real-ip": "6.6.6.6",
};

it("passes on the session, the program and the address, and nothing a client makes up", () => {
  const headers = libraryHeaders(new Request("http://a.test/", { headers: given }), config);
  expect(Object.fromEntries(headers)).toEqual({
    origin: "https://console.acme.com",
    cookie: "a=b",
    "user-agent": "u".repeat(300),
    [addressHeader]: "203.0.113.7",
  });
});
