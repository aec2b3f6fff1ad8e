/** What a process keeps of the tenants it dealt with last; it forgets the one not asked for longest. */
export class TenantCache<T> {
  readonly #entries = new Map<string, T>();
  readonly #maxTenants: number;

  constructor(maxTenants = 100) {
    this.#maxTenants = maxTenants;
  }

  get(tenantId: string): T | undefined {
    const entry = this.#entries.get(tenantId);
    if (entry !== undefined) this.set(tenantId, entry);
    return entry;
  }

  set(tenantId: string, entry: T): void {
    this.#entries.delete(tenantId);
    this.#entries.set(tenantId, entry);
    if (this.#entries.size <= this.#maxTenants) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }
}
