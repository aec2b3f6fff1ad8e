import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { afterEach, expect, it, vi } from "vitest";
import { FaultProxy } from "./fault-proxy.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const close of closers.splice(0).reverse()) await close();
});

/** A server that answers every piece with its capitals, a proxy before it, and what the server heard. */
async function createLine() {
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (piece) => {
      heard.push(piece.toString());
      socket.write(piece.toString().toUpperCase());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `tcp://127.0.0.1:${(server.address() as { port: number }).port}/name?x=1`;
  const proxy = await FaultProxy.open(url);
  closers.push(
    () => server.close(),
    () => proxy.close(),
  );
  return { proxy, url, heard };
}

/** A client of the line. `answer` gives the next piece, or "closed". */
async function call({ proxy, url }: { proxy: FaultProxy; url: string }) {
  const socket: Socket = connect({ host: "127.0.0.1", port: Number(new URL(proxy.through(url)).port) });
  socket.on("error", () => {});
  closers.push(() => socket.destroy());
  const answer = async () =>
    Promise.race([once(socket, "data").then(([piece]) => String(piece)), once(socket, "close").then(() => "closed")]);
  const ask = (text: string) => {
    const next = answer();
    socket.write(text);
    return next;
  };
  return { ask, answer, socket };
}

it("passes on what is said, at the same address but for host and port", async () => {
  const line = await createLine();
  const { ask } = await call(line);
  expect(await ask("hello")).toBe("HELLO");
  expect(line.proxy.through(line.url)).toMatch(/^tcp:\/\/127\.0\.0\.1:\d+\/name\?x=1$/);
});

it("refuse: cuts open lines and takes no new ones, until told otherwise", async () => {
  const line = await createLine();
  const open = await call(line);
  await open.ask("a");
  const cut = open.answer();
  line.proxy.set({ kind: "refuse" });
  expect(await cut).toBe("closed");
  expect(await (await call(line)).ask("b")).toBe("closed");
  line.proxy.set({ kind: "pass" });
  expect(await (await call(line)).ask("c")).toBe("C");
  expect(line.heard).toEqual(["a", "c"]);
});

it("stall: nothing comes through, and nothing is lost when it ends", async () => {
  const line = await createLine();
  const { ask, answer } = await call(line);
  await ask("a");
  line.proxy.set({ kind: "stall" });
  let isAnswered = false;
  const late = ask("b").then((text) => {
    isAnswered = true;
    return text;
  });
  const other = await createLine();
  expect(await (await call(other)).ask("time passes")).toBe("TIME PASSES");
  expect([isAnswered, line.heard]).toEqual([false, ["a"]]);
  line.proxy.set({ kind: "pass" });
  expect(await late).toBe("B");
  expect(await Promise.race([answer(), ask("c")])).toBe("C");
});

it("delay: every piece takes so long each way, and pieces keep their order", async () => {
  const line = await createLine();
  const { ask } = await call(line);
  line.proxy.set({ kind: "delay", ms: 40 });
  const begun = performance.now();
  expect(await ask("a")).toBe("A");
  expect(performance.now() - begun).toBeGreaterThanOrEqual(79);
  expect(await ask("b")).toBe("B");
  expect(line.heard).toEqual(["a", "b"]);
});

it("cutAfter: so many bytes of the answer arrive, then the line is cut, once", async () => {
  const line = await createLine();
  const { ask, answer } = await call(line);
  line.proxy.set({ kind: "cutAfter", bytes: 5 });
  expect(await ask("abc")).toBe("ABC");
  expect(await ask("defg")).toBe("DE");
  expect(await answer()).toBe("closed");
  expect(line.proxy.cuts).toBe(1);
  expect(await (await call(line)).ask("hello")).toBe("HELLO");
});

it.each([
  { heard: false, expected: ["begin"] },
  { heard: true, expected: ["begin", "say COMMIT;"] },
])("cutOn: the line is cut at the word, heard by the server: $heard", async ({ heard, expected }) => {
  const line = await createLine();
  const { ask } = await call(line);
  line.proxy.set({ kind: "cutOn", text: "COMMIT", heard });
  expect(await ask("begin")).toBe("BEGIN");
  expect(await ask("say COMMIT;")).toBe("closed");
  expect([line.heard, line.proxy.cuts]).toEqual([expected, 1]);
  expect(await (await call(line)).ask("COMMIT")).toBe("COMMIT");
});

it("cutOn: at the word's nth time, on whatever line it is said", async () => {
  const line = await createLine();
  line.proxy.set({ kind: "cutOn", text: "COMMIT", heard: false, nth: 3 });
  const [one, other] = [await call(line), await call(line)];
  expect([await one.ask("COMMIT"), await other.ask("COMMIT"), await one.ask("x")]).toEqual(["COMMIT", "COMMIT", "X"]);
  expect(await one.ask("COMMIT")).toBe("closed");
  expect(await other.ask("COMMIT")).toBe("COMMIT");
});
