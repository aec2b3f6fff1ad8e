import { inSignInData } from "#lib/tenancy/sign-in-data.ts";
import { type AccountRequest, noteOnAccount } from "./change-account.ts";
import type { MeView } from "./contract.ts";
import { describePerson } from "./describe-me.ts";
import { requirePerson } from "./own-sessions.ts";
import { updatePersonName } from "./repo-people.ts";

/** Gives a person another name, in every tenant they belong to. The same name again is no change. */
export async function renamePerson(asked: AccountRequest, name: string): Promise<MeView> {
  const { service, request } = asked;
  const person = await requirePerson(service, request.headers);
  if (person.name !== name) {
    await inSignInData(service.db, (tx) => updatePersonName(tx, person.userId, name));
    await noteOnAccount(asked, person, "account.renamed", { before: { name: person.name }, after: { name } });
  }
  return describePerson(service, request.headers);
}
