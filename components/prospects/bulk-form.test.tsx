import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { BulkPreview } from "#lib/prospects/contract-bulk.ts";
import { bulkPreviewQuery } from "#lib/prospects/queries-bulk.ts";
import { campaignChoicesQuery } from "#lib/prospects/queries-list.ts";
import type { BulkAction } from "#lib/prospects/types.ts";
import { BulkForm } from "./bulk-form.tsx";

const which = { ids: ["1", "2", "3"] };
type Row = { id: string; result: "done"; detail: null; prospect: null };
const row = (_: unknown, i: number): Row => ({ id: String(i), result: "done", detail: null, prospect: null });
const idle = { isRunning: false, done: [] as Row[], total: 0, error: null as Error | null, isFinished: false };

function form(client: QueryClient, action: BulkAction, run: Partial<typeof idle> = {}) {
  const ignore = () => undefined;
  return renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <BulkForm
        action={action}
        which={which}
        run={{ ...idle, start: async () => ignore(), ...run }}
        onCancel={ignore}
      />
    </QueryClientProvider>,
  );
}

function foreseeing(preview: BulkPreview) {
  const client = new QueryClient();
  client.setQueryData(bulkPreviewQuery(which, { action: "stop" }).queryKey, preview);
  return client;
}

it("says that there is no campaign only when they were read", () => {
  const client = new QueryClient();
  expect(form(client, "assign_campaign")).not.toContain("There is no campaign to join");
  client.setQueryData(campaignChoicesQuery.queryKey, { items: [], next_cursor: null });
  expect(form(client, "assign_campaign")).toContain("There is no campaign to join");
});

it("can be confirmed for those who would change, once it is known whom, and says why not the others", () => {
  expect(form(new QueryClient(), "stop")).not.toContain("Stop 3 prospects");
  const shown = form(foreseeing({ ids: ["1", "3"], unchanged: [{ detail: "Not there.", count: 1 }] }), "stop");
  expect(shown).toContain("2 prospects will change, 1 will not.");
  expect(shown).toContain("Not there.");
  expect(shown).toContain("Stop 2 prospects");
});

it("offers nothing to confirm where nobody would change", () => {
  const shown = form(foreseeing({ ids: [], unchanged: [{ detail: "Not in the sequence.", count: 3 }] }), "stop");
  expect(shown).toContain("None of them would change.");
  expect(shown).not.toContain('type="submit"');
  expect(shown).toContain("Close");
});

it("shows how far a change in parts has come, and that the rest can be tried again", () => {
  const client = foreseeing({ ids: ["1"], unchanged: [] });
  const run = { done: Array.from({ length: 500 }, row), total: 1_393, error: new Error("The server is away.") };
  const shown = form(client, "stop", run);
  expect(shown).toContain("500 of 1,393 prospects");
  expect(shown).toContain("The server is away. 500 are done; the rest can be tried again.");
});
