/**
 * The row of a look-up by id alone, if it is this tenant's; else null. Of tables that grow without bound a model is asked by nothing but the
 * id: a tenant that the planner's statistics do not know yet would have all its rows read for it otherwise (ADR 0024).
 */
export async function ofTenant<Row extends { tenant_id: string }>(
  tenantId: string,
  found: PromiseLike<Row | null>,
): Promise<Row | null> {
  const row = await found;
  return row?.tenant_id === tenantId ? row : null;
}
