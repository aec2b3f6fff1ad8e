import { fetchJson } from "#lib/query/fetch-json.ts";
import type { DomainAuthentication } from "./contract.ts";

const pathOf = (id: string) => `/api/domains/${encodeURIComponent(id)}/authentication`;

export function domainAuthenticationQuery(id: string) {
  return {
    queryKey: ["domains", id, "authentication"] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => fetchJson<DomainAuthentication>(pathOf(id), { signal }),
  };
}

export function checkDomainAuthentication(id: string): Promise<DomainAuthentication> {
  return fetchJson(pathOf(id), { method: "POST", body: {} });
}
