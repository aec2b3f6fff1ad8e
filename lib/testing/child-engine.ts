import { type ChildProcess, fork } from "node:child_process";
import { inject } from "vitest";

export type ChildOrder = {
  databaseUrl: string;
  redisUrl: string;
  tenantId: string;
  /** the child's clock stands there, ISO */
  now: string;
  task: { kind: "send"; outreachEmailId: string } | { kind: "recontact" };
  /** the edge at which it stays for ever */
  stopAt?: string;
  /** the edge at which it stays until it is told to go on */
  waitAt?: string;
};

export type ChildReport = "ready" | { edge: string } | { accepted: string } | { result: unknown } | { error: string };

type Order = Omit<ChildOrder, "databaseUrl" | "redisUrl"> & {
  /** done while the child waits at its edge */
  meanwhile?: () => Promise<unknown>;
};

/** What came of a child: everything it told, its result when it came to one, and whether it was killed at its edge. */
export type ChildEnd = { edges: string[]; accepted: string[]; result: unknown; wasKilled: boolean };

const children = new Set<ChildProcess>();

/**
 * Does one piece of work in a process of its own, on the test run's services. At `stopAt` the process is killed with SIGKILL: nobody
 * gets to say goodbye, roll back or flush. Without it, or when the work never comes there, it works to its end.
 * @throws Error with what the work threw
 */
export async function runChild(order: Order): Promise<ChildEnd> {
  const [end] = await runChildren([order]);
  return end as ChildEnd;
}

/** As {@link runChild}, in as many processes as there are orders. Nobody begins before all are ready. */
export function runChildren(orders: readonly Order[]): Promise<ChildEnd[]> {
  const ready = orders.map(() => Promise.withResolvers<void>());
  const allReady = Promise.all(ready.map(({ promise }) => promise));
  return Promise.all(orders.map((order, i) => work(order, { tellReady: () => ready[i]?.resolve(), allReady })));
}

type Start = { tellReady: () => void; allReady: Promise<unknown> };

async function work({ meanwhile, ...order }: Order, { tellReady, allReady }: Start): Promise<ChildEnd> {
  const child = fork(new URL("./child-main.ts", import.meta.url), { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  children.add(child);
  const end: ChildEnd = { edges: [], accepted: [], result: undefined, wasKilled: false };
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let failure: string | undefined;
  child.on("message", (report: ChildReport) => {
    if (report === "ready") return tellReady();
    if ("accepted" in report) end.accepted.push(report.accepted);
    else if ("edge" in report) end.edges.push(report.edge);
    else if ("error" in report) failure = report.error;
    else end.result = report.result;
    if ("edge" in report && report.edge === order.waitAt) void meanwhile?.().then(() => child.send("go on"));
    // work that goes on beside it may still tell of an edge of its own before the signal is there
    end.wasKilled ||= "edge" in report && report.edge === order.stopAt;
    if (end.wasKilled || "result" in report || "error" in report) child.kill("SIGKILL");
  });
  child.send({ ...order, databaseUrl: inject("databaseUrl"), redisUrl: inject("redisUrl") } satisfies ChildOrder);
  void gone.then(tellReady); // one that never was is not waited for by the others
  await allReady;
  if (child.connected) child.send("begin");
  await gone;
  children.delete(child);
  if (failure !== undefined) throw new Error(failure);
  return end;
}

process.once("exit", () => {
  for (const child of children) child.kill("SIGKILL");
});
