import createNextIntlPlugin from 'next-intl/plugin'

const withIntl = createNextIntlPlugin('./app/i18n/request.ts')

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The development log would show what forms send, passwords among it.
  logging: { serverFunctions: false },
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
