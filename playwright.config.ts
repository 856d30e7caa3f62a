import { defineConfig, devices } from '@playwright/test'
import { freePort } from './scripts/free-port'

// Chosen once, by the first process; the workers read this file again and inherit the choice.
process.env.KEEL_E2E_PORT ??= String(await freePort(0))
process.env.KEEL_E2E_API_PORT ??= String(await freePort(0, '127.0.0.1', [Number(process.env.KEEL_E2E_PORT)]))
const { KEEL_E2E_PORT: port, KEEL_E2E_API_PORT: apiPort, KEEL_E2E_REPORT: report } = process.env
const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

export default defineConfig({
  testDir: './e2e',
  // The journeys share one demo company, whose figures they check: one at a time, in order.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  // Several people sign in within one journey, on a machine that may be busy: what is there ends every wait at once.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  outputDir: './.keel/test-results',
  reporter: report ? [['list'], ['json', { outputFile: report }]] : [['list']],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    trace: 'retain-on-failure',
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    locale: 'en-US',
    timezoneId: 'UTC',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  // A test tagged @phone runs at a phone's width, every other one at a desk's.
  projects: [
    {
      name: 'desktop',
      grepInvert: /@phone/,
      use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 } },
    },
    {
      name: 'phone',
      grep: /@phone/,
      use: { ...devices['Desktop Chrome'], viewport: { width: 375, height: 812 }, hasTouch: true },
    },
  ],
  webServer: {
    command: 'node --import tsx scripts/e2e-server.ts',
    url: `http://127.0.0.1:${port}/api/health`,
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    stdout: process.env.KEEL_E2E_VERBOSE ? 'pipe' : 'ignore',
    stderr: 'pipe',
    env: { KEEL_PORT: String(port), KEEL_API_PORT: String(apiPort), NEXT_TELEMETRY_DISABLED: '1' },
  },
})
