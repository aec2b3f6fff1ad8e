"use client";
import { Building2, Check, ChevronDown } from "lucide-react";
import { useState } from "react";
import { showToast } from "#components/ui/toast-store.ts";
import { fetchJson } from "#lib/query/fetch-json.ts";

type Tenant = { id: string; name: string };
type TenantSwitcherProps = { current: Tenant; tenants: readonly Tenant[] };

/** The organisation whose data is shown. With several, choosing one loads the console anew. */
export function TenantSwitcher({ current, tenants }: TenantSwitcherProps) {
  if (tenants.length < 2) return <TenantName name={current.name} />;
  return (
    <details className="group">
      <summary className="flex min-h-9 list-none items-center justify-between gap-2 rounded-md border border-line px-2.5 hover:bg-hover">
        <TenantName name={current.name} />
        <ChevronDown aria-hidden="true" className="size-4 shrink-0 transition-transform group-open:rotate-180" />
      </summary>
      <ul aria-label="Organisations" className="mt-1 flex flex-col gap-0.5">
        {tenants.map((tenant) => (
          <li key={tenant.id}>
            <TenantChoice tenant={tenant} current={tenant.id === current.id} />
          </li>
        ))}
      </ul>
    </details>
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

function TenantChoice({ tenant, current }: { tenant: Tenant; current: boolean }) {
  const [busy, setBusy] = useState(false);
  async function choose() {
    setBusy(true);
    try {
      await fetchJson("/api/me/tenant", { method: "POST", body: { tenant_id: tenant.id } });
      window.location.assign("/overview");
    } catch (error) {
      setBusy(false);
      showToast({ tone: "bad", text: error instanceof Error ? error.message : "Switching did not work." });
    }
  }
  return (
    <button
      type="button"
      onClick={choose}
      disabled={current || busy}
      aria-current={current || undefined}
      className="flex min-h-9 w-full items-center justify-between gap-2 rounded-md px-2.5 text-left enabled:hover:bg-hover"
    >
      <span className="truncate">{tenant.name}</span>
      {current ? <Check aria-hidden="true" className="size-4 shrink-0" /> : null}
    </button>
  );
}
