const maxTenants = 100;

/** What a process keeps of the tenants it read last; it forgets the one not asked for longest. */
export class TenantCache<T> {
  readonly #entries = new Map<string, T>();

  get(tenantId: string): T | undefined {
    const entry = this.#entries.get(tenantId);
    if (entry !== undefined) this.set(tenantId, entry);
    return entry;
  }

  set(tenantId: string, entry: T): void {
    this.#entries.delete(tenantId);
    this.#entries.set(tenantId, entry);
    if (this.#entries.size > maxTenants) {
      const [oldest] = this.#entries.keys();
      if (oldest !== undefined) this.#entries.delete(oldest);
    }
  }
}
