import { parseArgs } from "node:util";
import { SetupError } from "#scripts/stack/setup-error.ts";

export type TenantArguments = { name: string; slug?: string; owner: { email: string; name: string } };

const USAGE =
  'usage: npm run tenant:create -- --name "Acme Heating" --owner ann@acme.example [--owner-name "Ann Lee"] [--slug acme]';

/**
 * Reads the command line of `npm run tenant:create`. The owner's name is the part before the @ unless given.
 * @throws SetupError with the usage
 */
export function readTenantArguments(args: string[]): TenantArguments {
  const options = { name: text, owner: text, "owner-name": text, slug: text };
  const { name, owner, "owner-name": ownerName, slug } = parse(() => parseArgs({ args, options }).values);
  if (!name || !owner) throw new SetupError(`--name and --owner are needed.\n${USAGE}`);
  return { name, owner: { email: owner, name: ownerName ?? owner.replace(/@.*/, "") }, ...(slug && { slug }) };
}

const text = { type: "string" } as const;

function parse<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new SetupError(`${(error as Error).message}\n${USAGE}`);
  }
}
