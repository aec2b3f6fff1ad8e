"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { QueryView } from "#components/query/query-view.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ApiError } from "#lib/query/api-error.ts";
import { templateQuery } from "#lib/templates/queries.ts";
import { ArchiveButton } from "./archive-button.tsx";
import { ResultsCard } from "./results-card.tsx";
import { TemplateForm } from "./template-form.tsx";
import { TemplateState } from "./template-table.tsx";
import { TemplateUses } from "./template-uses.tsx";

/** One template: what came of it, its form, and what it becomes. */
export function TemplateView({ id }: { id: string }) {
  const query = useQuery(templateQuery(id));
  if (query.error instanceof ApiError && query.error.status === 404) return <NoSuchTemplate />;
  return (
    <QueryView query={query} what="The template" skeleton={<TemplateSkeleton />}>
      {(template) => (
        <>
          <PageHeader
            title={template.name}
            actions={
              <>
                <TemplateState isArchived={template.archived_at !== null} isUsed={template.campaigns.length > 0} />
                <ArchiveButton template={template} />
              </>
            }
          />
          {template.campaigns.length > 0 ? (
            <Card title="Used by" description="A change is in every message written from then on.">
              <TemplateUses uses={template.campaigns} />
            </Card>
          ) : null}
          <ResultsCard id={template.id} />
          <TemplateForm template={template} />
        </>
      )}
    </QueryView>
  );
}

function NoSuchTemplate() {
  return (
    <EmptyState
      title="There is no such template"
      action={
        <Link href="/templates" className={buttonClass("primary")}>
          To the templates
        </Link>
      }
    />
  );
}

function TemplateSkeleton() {
  return (
    <div role="status" aria-label="Loading the template" className="flex flex-col gap-5">
      <Skeleton className="h-12 w-72" />
      <Skeleton className="h-96 w-full" />
    </div>
  );
}
