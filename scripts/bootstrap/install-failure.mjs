const KNOWN = [
  {
    sign: /ENOSPC/,
    fix: "The disk is full. Free at least 2.5 GB (packages and npm's cache) and try again.",
  },
  {
    sign: /EUSAGE|Missing: .* from lock file|Invalid: lock file/,
    fix: "package.json and package-lock.json do not agree. Restore both from git; after a change of packages run `npm install`, then `node scripts/complete-lock.mjs`.",
  },
  {
    sign: /EACCES|EPERM|EROFS/,
    fix: "npm may not write here. Make the folder (and node_modules) yours, or start as the user they belong to.",
  },
  {
    sign: /EINTEGRITY/,
    fix: "A downloaded package does not match its checksum. Run `npm cache clean --force` and try again.",
  },
  {
    sign: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|network/i,
    fix: "The npm registry cannot be reached. Check the connection, the proxy and `npm config get registry`, then try again.",
  },
  {
    sign: /E40[134]|ETARGET/,
    fix: "The npm registry does not hand out a package of the lock file. Check `npm config get registry` and its login.",
  },
];

/**
 * One message for a failed `npm ci`: npm's own words, then what to do.
 * @param {string} stderr what npm wrote
 * @param {Error | undefined} spawnError set when npm could not be started at all
 */
export function explainInstallFailure(stderr, spawnError) {
  if (spawnError)
    return `npm could not be started (${spawnError.message}). Install Node together with npm and try again.`;
  const known = KNOWN.find(({ sign }) => sign.test(stderr));
  const fix = known?.fix ?? "Read npm's message above, then try again.";
  return `${stderr.trim()}\n\nInstalling the packages failed. ${fix}`.trimStart();
}
