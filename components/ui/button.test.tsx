import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { Button } from "./button.tsx";

it.each([{ disabled: true }, { busy: true }])("says that it takes no click and can keep the focus, %j", (props) => {
  const html = renderToStaticMarkup(<Button {...props}>Save</Button>);
  expect(html).toContain('aria-disabled="true"');
  expect(html).not.toMatch(/ disabled(=|>| )/);
});

it("says nothing of the kind otherwise", () =>
  expect(renderToStaticMarkup(<Button>Save</Button>)).not.toMatch(/aria-[a-z]+=/));
