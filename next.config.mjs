/** Headers that hold for every answer; the page policy with its nonce is set per request in proxy.ts. */
const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
];

/** @type {import("next").NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // `npm run verify` type-checks everything, tests included; checking twice would slow every start.
  typescript: { ignoreBuildErrors: true },
  // `next dev` must not write files of its own into the checkout.
  agentRules: false,
  devIndicators: false,
  headers: async () => [{ source: "/:path*", headers: everywhere }],
};

export default nextConfig;
