import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { changeSettings } from "#lib/settings/change-settings.ts";
import { settingsPatch, settingsView } from "#lib/settings/contract.ts";
import { getSettings } from "#lib/settings/get-settings.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ summary: "Get the settings", answer: settingsView, role: "viewer" }, ({ ctx, tenantId }) =>
    getSettings(ctx, { tenantId }),
  ),
  // Operators may use the kill switch; the use-case asks for admin where it is more.
  PATCH: route(
    { summary: "Change settings", answer: settingsView, role: "operator", body: settingsPatch },
    ({ ctx, tenantId, actor, body, requestId }) => changeSettings(ctx, { tenantId, actor, patch: body, requestId }),
  ),
});
