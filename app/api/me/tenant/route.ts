import { authService, route } from "#app/api/route-kit.ts";
import { meView, switchTenantBody } from "#lib/auth/contract.ts";
import { switchTenant } from "#lib/auth/describe-me.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { methods } from "#lib/http/methods.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "Work in another tenant",
      answer: meView,
      problems: ["not_found", "forbidden"],
      role: "viewer",
      body: switchTenantBody,
    },
    async ({ via, request, body }) => {
      if (via !== "session") throw new AppError("forbidden", "An API key belongs to one tenant and stays there.");
      return switchTenant(authService(), request.headers, body.tenant_id);
    },
  ),
});
