import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { useEditForm } from "./use-edit-form.ts";

function Probe({ stored }: { stored: { version: number; name: string } | null }) {
  const form = useEditForm({
    stored,
    draftOf: (kept) => ({ name: kept?.name ?? "" }),
    bodyOf: (draft) => draft,
    save: async () => ({ version: 1, name: "" }),
    onSaved: () => undefined,
  });
  return form.canSave ? "can be saved" : "nothing to save";
}

const shown = (stored: { version: number; name: string } | null) =>
  renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <Probe stored={stored} />
    </QueryClientProvider>,
  );

it("lets something new be saved before anything is typed, so that what it lacks is named; not what is stored and unchanged", () => {
  expect(shown(null)).toBe("can be saved");
  expect(shown({ version: 3, name: "Spring" })).toBe("nothing to save");
});
