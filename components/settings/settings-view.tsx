"use client";
import { useQuery } from "@tanstack/react-query";
import { type ComponentType, useEffect } from "react";
import { ApiKeysPanel } from "#components/access/api-keys-panel.tsx";
import { MembersPanel } from "#components/access/members-panel.tsx";
import { NoticesPanel } from "#components/alerts/notices-panel.tsx";
import { ConnectionsPanel } from "#components/connections/connections-panel.tsx";
import { QueryView } from "#components/query/query-view.tsx";
import { useUrlState } from "#components/query/use-url-state.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { TabNav } from "#components/ui/tab-nav.tsx";
import type { VersionedSettings } from "#lib/settings/contract.ts";
import { settingsQuery } from "#lib/settings/queries.ts";
import { EnginePanel } from "./engine-panel.tsx";
import { PANEL_TABS, type PanelTab } from "./panel-tabs.ts";
import { SETTING_TABS } from "./setting-groups.ts";
import { SettingsForm } from "./settings-form.tsx";

const ENGINE_TAB = "engine";

const PANELS: Record<PanelTab, ComponentType> = {
  connections: ConnectionsPanel,
  alerts: NoticesPanel,
  members: MembersPanel,
  "api-keys": ApiKeysPanel,
};

const TABS = [
  { id: ENGINE_TAB, label: "Engine" },
  ...SETTING_TABS.map(({ id, label }) => ({ id, label })),
  ...PANEL_TABS.map(({ id, label }) => ({ id, label })),
];

/** Settings in tabs; each form saves its own group. */
export function SettingsView() {
  const [params] = useUrlState();
  const wanted = params.get("tab");
  const open = TABS.some((tab) => tab.id === wanted) ? wanted : ENGINE_TAB;
  const panel = PANEL_TABS.find(({ id }) => id === open);
  const Panel = panel && PANELS[panel.id];
  return (
    <>
      <PageHeader title="Settings" />
      <TabNav
        label="Settings"
        tabs={TABS.map(({ id, label }) => ({
          href: id === ENGINE_TAB ? "/settings" : `/settings?tab=${id}`,
          label,
          current: id === open,
        }))}
      />
      {Panel ? <Panel /> : <StoredSettings tab={open ?? ENGINE_TAB} />}
    </>
  );
}

function StoredSettings({ tab }: { tab: string }) {
  const query = useQuery(settingsQuery);
  return (
    <QueryView query={query} what="The settings" skeleton={<FormSkeleton />}>
      {(stored) => (tab === ENGINE_TAB ? <EnginePanel stored={stored} /> : <TabForms tab={tab} stored={stored} />)}
    </QueryView>
  );
}

function TabForms({ tab, stored }: { tab: string; stored: VersionedSettings }) {
  const groups = SETTING_TABS.find((candidate) => candidate.id === tab)?.groups ?? [];
  // The browser looks for the place of a link before the forms are there.
  useEffect(() => document.getElementById(window.location.hash.slice(1))?.scrollIntoView(), [tab]);
  return groups.map((group) => <SettingsForm key={group.id} group={group} stored={stored} />);
}

function FormSkeleton() {
  return (
    <div role="status" aria-label="Loading the settings" className="flex flex-col gap-4">
      <Skeleton className="h-64 w-full" />
      <Skeleton className="h-48 w-full" />
    </div>
  );
}
