import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Admission, type AdmissionLimits } from "./admission.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Work that ends when told to, by its name. */
function heldWork(limits: Partial<AdmissionLimits> = {}) {
  const admission = new Admission({ atOnce: 2, waiting: 3, patienceMs: 5_000, ...limits });
  const begun: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<string>>();
  const start = (name: string, key = "a") => {
    const end = Promise.withResolvers<string>();
    ends.set(name, end);
    const settled = admission.admit(key, () => {
      begun.push(name);
      return end.promise;
    });
    return settled.then(
      (result) => result,
      (error: { code?: string; message: string }) => error.code ?? error.message,
    );
  };
  const finish = async (name: string) => {
    ends.get(name)?.resolve(`${name} done`);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { start, begun, finish, ends };
}

it("begins so many at once and the others as those end", async () => {
  const { start, begun, finish } = heldWork();
  const all = [start("1"), start("2"), start("3"), start("4")];
  expect(begun).toEqual(["1", "2"]);
  await finish("2");
  expect(begun).toEqual(["1", "2", "3"]);
  await finish("1");
  await finish("3");
  await finish("4");
  expect(await Promise.all(all)).toEqual(["1 done", "2 done", "3 done", "4 done"]);
});

it("refuses at once when too many wait, and takes the next when there is room again", async () => {
  const { start, begun, finish } = heldWork();
  for (const name of ["1", "2", "3", "4", "5"]) void start(name);
  expect(await start("6")).toBe("dependency_unavailable");
  await finish("1");
  void start("7");
  await finish("2");
  for (const name of ["3", "4", "5"]) await finish(name);
  expect(begun).toEqual(["1", "2", "3", "4", "5", "7"]);
});

it("refuses what has waited too long, which then never begins; what has begun may take as long as it needs", async () => {
  const { start, begun, finish } = heldWork({ atOnce: 1 });
  const [first, second] = [start("1"), start("2")];
  await vi.advanceTimersByTimeAsync(4_999);
  const third = start("3");
  await vi.advanceTimersByTimeAsync(1);
  expect(await second).toBe("dependency_unavailable");
  await finish("1");
  expect(await first).toBe("1 done");
  expect(begun).toEqual(["1", "3"]);
  await vi.advanceTimersByTimeAsync(60_000);
  await finish("3");
  expect(await third).toBe("3 done");
});

it("goes on with the key that has least here, so that a flood of one is not the delay of another", async () => {
  const { start, begun, finish } = heldWork({ waiting: 10 });
  for (const name of ["a1", "a2", "a3", "a4"]) void start(name, "a");
  void start("b1", "b");
  await finish("a1");
  await finish("a2");
  expect(begun).toEqual(["a1", "a2", "b1", "a3"]);
});

it("a key whose work has ended counts as new again, also when it failed", async () => {
  const { start, begun, finish, ends } = heldWork({ atOnce: 1, waiting: 10 });
  const failed = start("a1", "a");
  ends.get("a1")?.reject(new Error("broken"));
  expect(await failed).toBe("broken");
  for (const name of ["b1", "b2"]) void start(name, "b");
  void start("a2", "a");
  await finish("b1");
  expect(begun).toEqual(["a1", "b1", "a2"]);
});
