import createNextIntlPlugin from 'next-intl/plugin'

const withIntl = createNextIntlPlugin('./app/i18n/request.ts')

/** What browsers are told of every answer; pages get their content policy and HSTS from `proxy.ts`. */
const always = [
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'referrer-policy', value: 'strict-origin-when-cross-origin' },
  { key: 'permissions-policy', value: 'camera=(self), microphone=(), geolocation=(), payment=()' },
]
const filePolicy = "frame-ancestors 'self'; object-src 'none'; base-uri 'self'; form-action 'self'"

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // Types are checked by `npm run typecheck` with the fast compiler; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  reactStrictMode: true,
  // The development log would show what forms send, passwords among it.
  logging: { serverFunctions: false },
  // Files (a PDF that is looked at before printing) may stand in a frame of our own pages.
  headers: async () => [
    { source: '/:path*', headers: always },
    { source: '/api/:path*', headers: [{ key: 'content-security-policy', value: filePolicy }] },
  ],
  turbopack: { root: import.meta.dirname },
  // Native or file-reading packages are required at run time, not bundled.
  serverExternalPackages: [
    '@gorules/zen-engine',
    'pdfkit',
    'exceljs',
    'postgres',
    'pino',
    'graphile-worker',
    'nodemailer',
  ],
}

export default withIntl(config)
