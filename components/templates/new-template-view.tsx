"use client";
import { useHasRole } from "#components/shell/role.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TemplateForm } from "./template-form.tsx";

/** The form of a template that there is not yet. */
export function NewTemplateView() {
  const mayMake = useHasRole("operator");
  return (
    <>
      <PageHeader title="New template" description="It is used once you choose it in a campaign step." />
      {mayMake ? <TemplateForm template={null} /> : <EmptyState title="Operators create templates" />}
    </>
  );
}
