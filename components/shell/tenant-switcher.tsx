"use client";
import { Building2, ChevronsUpDown } from "lucide-react";
import { Menu } from "#components/ui/menu.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { fetchJson } from "#lib/query/fetch-json.ts";

type Tenant = { id: string; name: string };
type TenantSwitcherProps = { current: Tenant; tenants: readonly Tenant[] };

/** The organization whose data is shown. With several, choosing one loads the console anew. */
export function TenantSwitcher({ current, tenants }: TenantSwitcherProps) {
  if (tenants.length < 2) return <TenantName name={current.name} />;
  const options = tenants.map(({ id, name }) => ({ value: id, label: name }));
  const choose = (id: string) => void (id === current.id ? undefined : switchTo(id));
  return (
    <Menu
      label="Organization"
      isNamedByContent
      align="start"
      entries={[{ kind: "choice", label: "Organizations", value: current.id, options, onSelect: choose }]}
      className="flex min-h-9 w-full items-center justify-between gap-2 rounded-md border border-line px-2.5 text-left hover:bg-hover"
    >
      <TenantName name={current.name} />
      <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-ink-muted" />
    </Menu>
  );
}

function TenantName({ name }: { name: string }) {
  return (
    <span className="flex min-w-0 items-center gap-2 font-medium">
      <Building2 aria-hidden="true" className="size-4 shrink-0 text-ink-muted" />
      <span className="truncate">{name}</span>
    </span>
  );
}

async function switchTo(tenantId: string): Promise<void> {
  try {
    await fetchJson("/api/me/tenant", { method: "POST", body: { tenant_id: tenantId } });
    window.location.assign("/overview");
  } catch (error) {
    showToast({ tone: "bad", text: error instanceof Error ? error.message : "Could not switch." });
  }
}
