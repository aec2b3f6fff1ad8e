import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { campaignChoicesQuery } from "#lib/prospects/queries-list.ts";
import { BulkForm } from "./bulk-form.tsx";

function form(client: QueryClient) {
  const ignore = () => undefined;
  return renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <BulkForm action="assign_campaign" count={3} busy={false} failure={null} onConfirm={ignore} onCancel={ignore} />
    </QueryClientProvider>,
  );
}

it("says that there is no campaign only when they were read", () => {
  const client = new QueryClient();
  expect(form(client)).not.toContain("There is no campaign to join");
  client.setQueryData(campaignChoicesQuery.queryKey, { items: [], next_cursor: null });
  expect(form(client)).toContain("There is no campaign to join");
});
