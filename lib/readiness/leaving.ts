// Bundles may hold this module more than once, and the server that learns of the signal is outside of them all.
const shared = globalThis as typeof globalThis & { outreachIsLeaving?: boolean };

/** This process has been told to end: from now on /readyz says so, and nobody should be sent here. */
export function beginLeaving(): void {
  shared.outreachIsLeaving = true;
}

/** True once this process has been told to end. */
export function isLeaving(): boolean {
  return shared.outreachIsLeaving === true;
}
