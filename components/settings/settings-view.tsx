"use client";
import { useQuery } from "@tanstack/react-query";
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
import { SETTING_TABS } from "./setting-groups.ts";
import { SettingsForm } from "./settings-form.tsx";

const ENGINE_TAB = "engine";

/** Tabs that hold no forms of settings. */
const PANELS = [
  { id: "connections", label: "Connections", Panel: ConnectionsPanel },
  { id: "alerts", label: "Alerts", Panel: NoticesPanel },
  { id: "members", label: "Members", Panel: MembersPanel },
  { id: "api-keys", label: "API keys", Panel: ApiKeysPanel },
];

const TABS = [
  { id: ENGINE_TAB, label: "Engine" },
  ...SETTING_TABS.map(({ id, label }) => ({ id, label })),
  ...PANELS.map(({ id, label }) => ({ id, label })),
];

/** Settings in tabs; each form saves its own group. */
export function SettingsView() {
  const [params] = useUrlState();
  const wanted = params.get("tab");
  const open = TABS.some((tab) => tab.id === wanted) ? wanted : ENGINE_TAB;
  const panel = PANELS.find(({ id }) => id === open);
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
      {panel ? <panel.Panel /> : <StoredSettings tab={open ?? ENGINE_TAB} />}
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
