import { hasRole, type Role, roles } from "#lib/shared/actor.ts";

/** What each role may do, as a person reads it before giving it. */
export const ROLE_WORDS: Record<Role, string> = {
  viewer: "Sees everything but members, keys and who is told of alerts, and changes nothing.",
  operator: "Runs the daily work too: prospects, campaigns, templates, jobs, pausing and the kill switch.",
  admin: "Sets things up too: settings, connections, domains, mailboxes, members and API keys, up to the role admin.",
  owner: "May do everything, and alone makes, changes or removes other owners.",
};

/** The roles that somebody with `own` may give, the least first. */
export function rolesUpTo(own: Role): Role[] {
  return roles.filter((role) => hasRole(own, role));
}

/** As choices of a select. */
export function roleOptions(own: Role) {
  return rolesUpTo(own).map((role) => ({ value: role, label: `${role[0]?.toUpperCase()}${role.slice(1)}` }));
}
