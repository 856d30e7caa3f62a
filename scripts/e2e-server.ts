import { runKeel } from './run-keel'
import { throwawayFolder } from './throwaway'

// The application that the browser tests work on: the production build with a database of its own, gone when the run is over.
// Ports come from the environment (playwright.config.ts chose free ones).
const { folder, remove } = await throwawayFolder('e2e')
process.env.KEEL_DATA_DIR = folder
process.env.KEEL_DEMO = 'true'
process.env.LOG_LEVEL ??= 'warn'
for (const name of ['DATABASE_URL', 'DATABASE_REPLICA_URL', 'KEEL_PUBLIC_URL', 'SMTP_URL', 'REDIS_URL', 'UNLEASH_URL'])
  delete process.env[name]
await runKeel('production', { throwaway: true })
// Registered after the database's own way out, and so run after it.
process.on('exit', remove)
