import createNextIntlPlugin from 'next-intl/plugin'

const withIntl = createNextIntlPlugin('./app/i18n/request.ts')

/** What browsers are told of every answer. HSTS is heeded over https only (RFC 6797 8.1), so it may stand here always. */
const always = [
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'referrer-policy', value: 'strict-origin-when-cross-origin' },
  { key: 'strict-transport-security', value: 'max-age=31536000' },
  { key: 'permissions-policy', value: 'camera=(self), microphone=(), geolocation=(), payment=()' },
]
const policy = (ancestors) =>
  `frame-ancestors ${ancestors}; object-src 'none'; base-uri 'self'; form-action 'self'; frame-src 'self' blob:`

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The development log would show what forms send, passwords among it.
  logging: { serverFunctions: false },
  // Files (a PDF that is looked at before printing) may stand in a frame of our own pages; pages in none.
  headers: async () => [
    { source: '/:path*', headers: [...always, { key: 'content-security-policy', value: policy("'none'") }] },
    { source: '/api/:path*', headers: [{ key: 'content-security-policy', value: policy("'self'") }] },
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
