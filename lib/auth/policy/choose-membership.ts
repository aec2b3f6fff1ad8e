type Candidate = { tenantId: string; isDemo: boolean };

/**
 * The tenant a session works in: the one it chose as long as the person still belongs to it, else the demo tenant, else the one
 * joined first. Null for a person who belongs to none. `memberships` are in the order of joining.
 */
export function chooseMembership<M extends Candidate>(memberships: M[], activeTenantId: string | null): M | null {
  const active = memberships.find((membership) => membership.tenantId === activeTenantId);
  return active ?? memberships.find((membership) => membership.isDemo) ?? memberships[0] ?? null;
}
