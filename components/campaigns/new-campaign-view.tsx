"use client";
import { useHasRole } from "#components/shell/role.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { CampaignForm } from "./campaign-form.tsx";

/** The form of a campaign that there is not yet. */
export function NewCampaignView() {
  const mayMake = useHasRole("operator");
  return (
    <>
      <PageHeader title="New campaign" description="It is a draft at first and sends nothing until it is started." />
      {mayMake ? <CampaignForm campaign={null} /> : <EmptyState title="Operators create campaigns" />}
    </>
  );
}
