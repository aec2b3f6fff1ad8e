import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { SetupError } from "#scripts/stack/setup-error.ts";
import { listen } from "./listen.ts";

const refusal = (host: string, port: number) =>
  listen(createServer(), host, port).then(
    () => null,
    (error: unknown) => error,
  );

it("listens where nobody does, and says what to do where somebody does", async () => {
  const first = createServer();
  await listen(first, "127.0.0.1", 0);
  const { port } = first.address() as AddressInfo;
  const told = await refusal("127.0.0.1", port);
  first.close();
  expect(told).toBeInstanceOf(SetupError);
  expect((told as Error).message).toMatch(new RegExp(`127.0.0.1:${port} .* set PORT to another`));
});

it("says what to do about an address that this machine does not have", async () => {
  expect(await refusal("192.0.2.1", 0)).toMatchObject({ message: expect.stringContaining("set HOST to 127.0.0.1") });
});
