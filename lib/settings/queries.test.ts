import { afterEach, expect, it, vi } from "vitest";
import { switchSending } from "./queries.ts";

afterEach(() => vi.unstubAllGlobals());

/** A server whose settings somebody else changes before each of the first `conflicts` saves. */
function serve(conflicts: number) {
  const patches: unknown[] = [];
  let version = 1;
  vi.stubGlobal("fetch", async (_path: string, { method, body }: { method: string; body?: string }) => {
    if (method === "GET") return Response.json({ version });
    patches.push(JSON.parse(body ?? ""));
    version += 1;
    const isConflict = patches.length <= conflicts;
    return isConflict
      ? Response.json({ code: "version_conflict", detail: "changed meanwhile" }, { status: 409 })
      : Response.json({ version, sequencer_paused: true });
  });
  return patches;
}

it("stops with the version that is stored, and without a reason where none was given", async () => {
  const patches = serve(0);
  await switchSending({ isStopped: true });
  expect(patches).toEqual([{ version: 1, sequencer_paused: true }]);
});

it("tries again on what is stored then when somebody was faster", async () => {
  const patches = serve(2);
  expect(await switchSending({ isStopped: true, reason: "odd bounces" })).toMatchObject({ version: 4 });
  expect(patches).toEqual([1, 2, 3].map((version) => ({ version, sequencer_paused: true, reason: "odd bounces" })));
});

it("gives up after three tries", async () => {
  const patches = serve(9);
  await expect(switchSending({ isStopped: false, reason: "fine" })).rejects.toMatchObject({ status: 409 });
  expect(patches).toHaveLength(3);
});
