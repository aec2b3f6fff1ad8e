import { hasRole, type Role, roles } from "#lib/shared/actor.ts";

/** What each role may do, as a person reads it before giving it. */
export const ROLE_WORDS: Record<Role, string> = {
  viewer: "Can see everything except members, API keys and alert recipients. Can't change anything.",
  operator: "Can also do the daily work: prospects, campaigns, templates, jobs, pausing and the kill switch.",
  admin: "Can also manage settings, connections, domains, mailboxes, members and API keys, up to the admin role.",
  owner: "Can do everything. Only owners can add, change or remove other owners.",
};

/** The roles that somebody with `own` may give, the least first. */
export function rolesUpTo(own: Role): Role[] {
  return roles.filter((role) => hasRole(own, role));
}

/** As choices of a select. */
export function roleOptions(own: Role) {
  return rolesUpTo(own).map((role) => ({ value: role, label: `${role[0]?.toUpperCase()}${role.slice(1)}` }));
}
