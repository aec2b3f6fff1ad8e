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
};

export default nextConfig;
