type StateColumns = { state: string | null; state_reason: string | null; state_since: Date | null };

export type HealthView = {
  state: "healthy" | "watch" | "throttled" | "paused" | "probation";
  state_reason: string | null;
  state_since: string | null;
};

/** The state columns as lists answer them; who has no row is healthy. */
export function toHealthView({ state, state_reason, state_since }: StateColumns): HealthView {
  return {
    state: (state ?? "healthy") as HealthView["state"],
    state_reason,
    state_since: state_since?.toISOString() ?? null,
  };
}
