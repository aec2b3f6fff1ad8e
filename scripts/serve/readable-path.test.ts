import fc from "fast-check";
import { expect, it } from "vitest";
import { readablePath } from "./readable-path.ts";

it.each([
  ["/", "/"],
  ["/api/prospects/7?q=%", "/api/prospects/7?q=%"],
  ["/u/a%20b%C3%A9", "/u/a%20b%C3%A9"],
  ["/u/%", "/u/%EF%BF%BD"],
  ["/u/%4", "/u/%EF%BF%BD4"],
  ["/u/%zz%41", "/u/%EF%BF%BDzz%41"],
  ["/api/prospects/%ff?limit=%ff", "/api/prospects/%EF%BF%BD?limit=%ff"],
  ["/api/%C3/x%C3%A9", "/api/%EF%BF%BD/x%C3%A9"],
  ["/api/prospects/%ED%A0%80", "/api/prospects/%EF%BF%BD"],
  ["*", "*"],
])("%s → %s", (target, expected) => expect(readablePath(target)).toBe(expected));

it("makes a path that can be decoded of anything, and leaves one that can be as it is", () => {
  const piece = fc.constantFrom("%", "%f", "%ff", "%c3", "%a9", "%41", "/", "a", "..", "%2f");
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => `/${pieces.join("")}`),
      (path) => {
        const made = readablePath(path);
        expect(() => decodeURIComponent(made)).not.toThrow();
        expect(readablePath(made)).toBe(made);
      },
    ),
  );
});
