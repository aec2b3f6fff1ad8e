"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { Freshness } from "#components/query/freshness.tsx";
import { KeysetView } from "#components/query/keyset-view.tsx";
import { useKeyset } from "#components/query/use-keyset.ts";
import { useUrlState } from "#components/query/use-url-state.ts";
import { useHasRole } from "#components/shell/role.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Select } from "#components/ui/select.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { templatesQuery } from "#lib/templates/queries.ts";
import { TemplateTable } from "./template-table.tsx";

const SHOWN = [
  { value: "", label: "Not archived" },
  { value: "archived", label: "Archived" },
  { value: "all", label: "All" },
];

const POLL_MS = 30_000;

/** Texts that the steps of campaigns are written by. */
export function TemplatesView() {
  const [params, setParams] = useUrlState();
  const { cursor } = useKeyset();
  const shown = params.get("show");
  const archived = shown === "all" ? null : shown === "archived";
  const query = useQuery({
    ...templatesQuery(archived, cursor),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  });
  return (
    <>
      <PageHeader
        title="Templates"
        description="Your own text for a campaign step. Steps without a template are written by the engine."
        actions={
          <>
            <Freshness query={query} intervalMs={POLL_MS} />
            <NewLink />
          </>
        }
      />
      <Card flush>
        <search className="flex flex-wrap items-center gap-3 border-b border-line p-4">
          <Select
            aria-label="Which templates"
            options={SHOWN}
            value={shown ?? ""}
            onValueChange={(show) => setParams({ show, cursor: null })}
          />
        </search>
        <KeysetView
          query={query}
          what="The templates"
          skeleton={<TableSkeleton label="Loading the templates" />}
          unit="template"
          order="newest first"
          empty={<NoneHere isArchive={archived === true} />}
        >
          {({ items }) => <TemplateTable items={items} />}
        </KeysetView>
      </Card>
    </>
  );
}

function NewLink() {
  if (!useHasRole("operator")) return null;
  return (
    <Link href="/templates/new" prefetch={false} className={buttonClass("primary")}>
      <Plus aria-hidden="true" className="size-4" />
      New template
    </Link>
  );
}

function NoneHere({ isArchive }: { isArchive: boolean }) {
  if (isArchive) return <EmptyState title="No template is archived" />;
  return (
    <EmptyState title="There are no templates yet" action={<NewLink />}>
      The engine writes every message. Create a template to use your own text, then choose it in a campaign step.
    </EmptyState>
  );
}
