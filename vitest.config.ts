import { defineConfig } from 'vitest/config'

const alias = { '@': import.meta.dirname }
const exclude = ['**/node_modules/**', '.next/**', '.keel/**', 'e2e/**', 'dist/**']
/** Tests that stand on a database: by their name, and everything below server/testing (house rules, oracles). */
const withDatabase = ['**/*.db.test.{ts,tsx}', 'server/testing/**/*.test.{ts,tsx}']
/** A test says what is promised, not how fast this machine is. */
const patience = { testTimeout: 30_000, hookTimeout: 60_000 }
/** Suites call as one person, and more often than people do. */
const env = { KEEL_CALL_LIMIT: '1000000', KEEL_TENANT_CALL_LIMIT: '1000000' }

// Two projects, so that a run of pure tests alone does not wait for a database.
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'pure',
          ...patience,
          env,
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...exclude, ...withDatabase],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'database',
          ...patience,
          env,
          include: withDatabase,
          exclude,
          globalSetup: ['server/testing/global-setup.ts'],
        },
      },
    ],
  },
})
