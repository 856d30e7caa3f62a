import { join } from 'node:path'
import { migrate } from '@/db/migrate'
import { startEmbeddedPostgres } from '@/scripts/embedded-postgres'
import { throwawayFolder, throwawaySettings } from '@/scripts/throwaway'
import { reloadConfig, rolePassword } from '@/server/platform/config'

/**
 * One fresh Postgres per run, on a free port, so that several runs can go on side by side. Its address is in DATABASE_URL
 * of every test file, and `roleUrl` gives the address for a role.
 */
export default async function setup(): Promise<() => void> {
  const { folder, remove } = await throwawayFolder('test')
  process.env.KEEL_SECRET = 'a secret of the test runs, worth nothing elsewhere'
  process.env.KEEL_DATA_DIR = folder
  const server = await startEmbeddedPostgres({
    folder: join(folder, 'postgres'),
    port: 0,
    settings: throwawaySettings,
  })
  process.env.DATABASE_URL = server.url
  reloadConfig()
  await migrate({ adminUrl: server.url, password: (role) => rolePassword(role) })
  return () => {
    server.stop()
    remove()
  }
}
