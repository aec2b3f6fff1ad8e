import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { recontactPeople, recontactPeopleQuery } from "#lib/recontact/contract.ts";
import { listRecontactPeople } from "#lib/recontact/list-recontact-people.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    {
      summary: "List who comes back next, or who does not",
      answer: recontactPeople,
      role: "viewer",
      query: recontactPeopleQuery,
    },
    ({ ctx, tenantId, query }) => listRecontactPeople(ctx, { tenantId, ...query }),
  ),
});
