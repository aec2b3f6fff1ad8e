import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { Field } from "./field.tsx";

const textOf = (error: string) => renderToStaticMarkup(<Field label="Start" error={error} children={() => null} />);

it("what is wrong with a field is a sentence", () => {
  expect(textOf("must be a date")).toContain(">Must be a date.</p>");
  expect(textOf("Choose a date.")).toContain(">Choose a date.</p>");
});
