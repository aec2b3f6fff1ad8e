"use client";
import { useQuery } from "@tanstack/react-query";
import { QueryView } from "#components/query/query-view.tsx";
import { useUrlState } from "#components/query/use-url-state.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { formatPlural } from "#lib/format/number.ts";
import { fetchJson } from "#lib/query/fetch-json.ts";
import { type ApiDocument, findOperations, groupOperations } from "./api-document.ts";
import { OperationItem } from "./operation-item.tsx";

const documentQuery = {
  queryKey: ["api-document"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => fetchJson<ApiDocument>("/api/openapi.json", { signal }),
  staleTime: Number.POSITIVE_INFINITY,
};

/** Every operation of the API, from the document that the API gives of itself. */
export function ApiDocsView() {
  const query = useQuery(documentQuery);
  const [params, setParams] = useUrlState();
  return (
    <>
      <PageHeader
        title="API reference"
        description="JSON in snake_case, times in ISO 8601 with zone, rates from 0 to 1. Send an API key as a bearer token; keys are made under Settings."
        actions={
          <SearchInput
            label="Search operations"
            value={params.get("q") ?? ""}
            onValueChange={(q) => setParams({ q }, { typing: "q" })}
          />
        }
      />
      <QueryView query={query} what="The API's document" skeleton={<TableSkeleton rows={8} />}>
        {(document) => <Groups document={document} text={params.get("q") ?? ""} />}
      </QueryView>
      <p>
        <a href="/api/openapi.json" download="openapi.json" className="text-accent underline">
          Download the OpenAPI 3.1 document
        </a>
      </p>
    </>
  );
}

function Groups({ document, text }: { document: ApiDocument; text: string }) {
  const groups = findOperations(groupOperations(document), text);
  if (groups.length === 0) return <EmptyState title="No operation is called like that" />;
  const total = groups.reduce((sum, { operations }) => sum + operations.length, 0);
  return (
    <>
      <p role="status" className="text-ink-muted">
        {formatPlural(total, "operation")}
      </p>
      {groups.map(({ name, operations }) => (
        <Card key={name} id={name} title={name} flush>
          <ul>
            {operations.map((operation) => (
              <OperationItem key={operation.operationId} operation={operation} document={document} />
            ))}
          </ul>
        </Card>
      ))}
    </>
  );
}
