import { Heap } from "#scripts/inngest-standin/time/heap.ts";

/** A place that a call must hold while it is in flight; `limit` calls may hold the same key at once. */
export type Slot = { key: string; limit: number };

/** One call to the app. Calls with the lower `order` go first wherever they compete; `run` must not reject. */
export type QueuedCall = { order: number; slots: readonly Slot[]; isLive(): boolean; run(): Promise<void> };

type Gate = { key: string; limit: number; used: number; groups: number; waiting: Heap<Ticket> };
type Group = { id: string; gates: readonly Gate[]; calls: Heap<QueuedCall>; ticket: Ticket | null };
type Ticket = { order: number; number: number; group: Group; gate: Gate };

/**
 * Admits calls under concurrency keys. Calls that need the same keys form a group; a group with calls waits at exactly
 * one gate, the first key that has no room for its next call, so that a freed slot finds its successor without a scan.
 * The limit of calls in flight is one more gate, which `pause` closes. Calls with the same keys start in order; one that
 * waits for a second key does not hold up others under the first.
 */
export class CallQueue {
  readonly #maxInFlight: number;
  readonly #all = newGate("", 0);
  readonly #gates = new Map<string, Gate>();
  readonly #groups = new Map<string, Group>();
  #ticketNumber = 0;
  #idleWaiters: (() => void)[] = [];

  constructor(options: { maxInFlight: number }) {
    this.#maxInFlight = options.maxInFlight;
    this.#all.limit = options.maxInFlight;
  }

  get inFlight(): number {
    return this.#all.used;
  }

  /** Keys and groups kept right now: 0 when nothing waits or runs. */
  get footprint(): number {
    return this.#gates.size + this.#groups.size;
  }

  push(call: QueuedCall): void {
    const group = this.#groupOf(call);
    group.calls.push(call);
    const { ticket } = group;
    if (!ticket) this.#admitHead(group, this.#all);
    else if (call.order < ticket.order) this.#park(group, ticket.gate);
  }

  /** No call starts until `resume`; those in flight go on. */
  pause(): void {
    this.#all.limit = 0;
  }

  resume(): void {
    this.#all.limit = this.#maxInFlight;
    this.#wake(this.#all);
  }

  /** Resolves when no call is in flight. */
  async untilIdle(): Promise<void> {
    if (this.inFlight === 0) return;
    await new Promise<void>((resolve) => this.#idleWaiters.push(resolve));
  }

  #groupOf(call: QueuedCall): Group {
    const gates = call.slots.map((slot) => this.#gateOf(slot));
    const id = call.slots.map((slot) => slot.key).join("\n");
    let group = this.#groups.get(id);
    if (!group) {
      group = { id, gates: [...gates, this.#all], calls: new Heap(isEarlier), ticket: null };
      this.#groups.set(id, group);
      for (const gate of group.gates) gate.groups += 1;
    }
    return group;
  }

  #gateOf(slot: Slot): Gate {
    let gate = this.#gates.get(slot.key);
    if (!gate) {
      gate = newGate(slot.key, slot.limit);
      this.#gates.set(slot.key, gate);
    }
    gate.limit = slot.limit;
    return gate;
  }

  /** Starts the group's next call or parks the group where there is no room; what is left then waits at `at`. */
  #admitHead(group: Group, at: Gate): void {
    const head = liveHead(group);
    if (!head) {
      this.#drop(group);
      return;
    }
    const closed = group.gates.find((gate) => gate.used >= gate.limit || isOvertaking(gate, head));
    if (closed) {
      this.#park(group, closed);
      return;
    }
    group.calls.pop();
    for (const gate of group.gates) gate.used += 1;
    void head.run().finally(() => this.#release(group.gates));
    if (liveHead(group)) this.#park(group, at);
    else this.#drop(group);
  }

  #park(group: Group, gate: Gate): void {
    const head = group.calls.peek() as QueuedCall;
    group.ticket = { order: head.order, number: this.#ticketNumber++, group, gate };
    gate.waiting.push(group.ticket);
  }

  #drop(group: Group): void {
    this.#groups.delete(group.id);
    for (const gate of group.gates) {
      gate.groups -= 1;
      this.#forgetIfUnused(gate);
    }
  }

  #release(gates: readonly Gate[]): void {
    for (const gate of gates) gate.used -= 1;
    for (const gate of gates) this.#wake(gate);
    if (this.inFlight > 0) return;
    for (const resolve of this.#idleWaiters.splice(0)) resolve();
  }

  #wake(gate: Gate): void {
    while (gate.used < gate.limit) {
      const ticket = liveTicket(gate);
      if (!ticket) break;
      gate.waiting.pop();
      ticket.group.ticket = null;
      this.#admitHead(ticket.group, gate);
    }
    this.#forgetIfUnused(gate);
  }

  /** A gate is forgotten only when no group refers to it: groups keep their gates, and a twin would double the limit. */
  #forgetIfUnused(gate: Gate): void {
    if (gate.used === 0 && gate.groups === 0) this.#gates.delete(gate.key);
  }
}

function newGate(key: string, limit: number): Gate {
  return { key, limit, used: 0, groups: 0, waiting: new Heap(isTicketEarlier) };
}

function isEarlier(a: QueuedCall, b: QueuedCall): boolean {
  return a.order < b.order;
}

function isTicketEarlier(a: Ticket, b: Ticket): boolean {
  return a.order < b.order || (a.order === b.order && a.number < b.number);
}

/** The next call that is still wanted; cancelled ones are thrown away here. */
function liveHead(group: Group): QueuedCall | undefined {
  while (group.calls.peek()?.isLive() === false) group.calls.pop();
  return group.calls.peek();
}

/** The first ticket that is still its group's own (a group that moved on leaves old tickets behind). */
function liveTicket(gate: Gate): Ticket | undefined {
  for (let ticket = gate.waiting.peek(); ticket; ticket = gate.waiting.peek()) {
    if (ticket.group.ticket === ticket) return ticket;
    gate.waiting.pop();
  }
  return undefined;
}

function isOvertaking(gate: Gate, head: QueuedCall): boolean {
  const first = liveTicket(gate);
  return first !== undefined && first.order < head.order;
}
