import { join } from 'node:path'
import postgres from 'postgres'
import { migrate } from '@/db/migrate'
import { config, reloadConfig, rolePassword } from '@/server/platform/config'
import { type EmbeddedOptions, startEmbeddedPostgres } from './embedded-postgres'
import { StartError } from './postgres-files'

export interface OpenDatabase {
  /** Owner of the database. */
  url: string
  /** For people: the folder, or the server. */
  place: string
  /** Another living process started it and will stop it. */
  shared: boolean
  stop(): void
}

/**
 * The database that the environment asks for: DATABASE_URL, else the embedded Postgres in the data folder (started, or
 * joined when it runs). Afterwards `config()` and the environment of children know its address.
 */
export async function openDatabase(
  say: (line: string) => void,
  embedded: Pick<EmbeddedOptions, 'port' | 'settings'> = {},
): Promise<OpenDatabase> {
  const given = process.env.DATABASE_URL?.trim()
  if (given) {
    await checkServer(given)
    return { url: given, place: new URL(given).host, shared: false, stop: () => undefined }
  }
  const server = await startEmbeddedPostgres({ ...embedded, folder: join(config().dataDir, 'postgres'), say })
  process.env.DATABASE_URL = server.url
  reloadConfig()
  return { url: server.url, place: server.data, shared: server.how === 'shared', stop: server.stop }
}

/** A sentence for each of the usual reasons that a server of one's own cannot be used. */
async function checkServer(url: string): Promise<void> {
  const { host, pathname, username } = new URL(url)
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined })
  try {
    const [row] = await sql`select current_setting('server_version_num')::int as version`
    if (row?.version < 150000)
      throw new StartError(
        `The Postgres at ${host} is older than version 15, which Keel needs: upgrade it, or use another.`,
      )
  } catch (error) {
    if (error instanceof StartError) throw error
    const code = (error as { code?: string }).code ?? ''
    const sentence: Record<string, string> = {
      '28P01': `The Postgres at ${host} refuses the password of ${username}: correct it in DATABASE_URL.`,
      '28000': `The Postgres at ${host} does not let ${username} in: correct DATABASE_URL, or its pg_hba.conf.`,
      '3D000': `There is no database ${pathname.slice(1)} at ${host}: create it, or correct DATABASE_URL.`,
    }
    throw new StartError(
      sentence[code] ??
        `The Postgres at ${host} cannot be reached (${code || 'no answer'}): start it, or correct DATABASE_URL.`,
    )
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** Brings the database to this version. Throws `StartError` when DATABASE_URL's user may not do that. */
export async function migrateDatabase(adminUrl: string): Promise<void> {
  try {
    await migrate({ adminUrl, password: (role) => rolePassword(role) })
  } catch (error) {
    // The query builder wraps what the server said.
    const said = (error instanceof Error && error.cause instanceof Error ? error.cause : error) as Error & {
      code?: string
    }
    if (said.code === '42501')
      throw new StartError(
        `The user of DATABASE_URL may not do what a migration needs (${said.message}): use the owner of the database, with the right to create roles.`,
      )
    if (said.code)
      throw new StartError(
        `The database could not be brought to this version (${said.message}): nothing of the failed step was kept; restore the version that it was made with, or start over with --reset.`,
      )
    throw error
  }
}
