"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { showToast } from "#components/ui/toast-store.ts";
import type { CampaignView, CreateCampaignBody } from "#lib/campaigns/contract.ts";
import { campaignQuery, createCampaign, updateCampaign } from "#lib/campaigns/queries.ts";

/** Saves a form; a new campaign leads to its page. One key for all tries: a try whose answer got lost makes no second campaign. */
export function useSaveCampaign(campaign: CampaignView | null) {
  const client = useQueryClient();
  const router = useRouter();
  const [tries] = useState(() => new Map<string, string>());

  function keyOf(body: CreateCampaignBody): string {
    const text = JSON.stringify(body);
    const key = tries.get(text) ?? crypto.randomUUID();
    tries.set(text, key);
    return key;
  }

  return {
    save: (body: CreateCampaignBody, version: number | null) =>
      campaign && version !== null
        ? updateCampaign(campaign.id, { ...body, version })
        : createCampaign(body, keyOf(body)),
    onSaved: (saved: CampaignView) => {
      client.setQueryData(campaignQuery(saved.id).queryKey, saved);
      for (const queryKey of [["campaigns"], ["templates"], ["template"]]) void client.invalidateQueries({ queryKey });
      showToast({ tone: "ok", text: `${saved.name} is saved.`, about: saved.id });
      if (!campaign) router.push(`/campaigns/${saved.id}`);
    },
  };
}
