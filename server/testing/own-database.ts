import postgres from 'postgres'
import { migrate } from '@/db/migrate'
import { config, reloadConfig, rolePassword } from '@/server/platform/config'
import { closePools } from '@/server/platform/pools'

/**
 * Gives a test file a database of its own on the run's server: for what works on all tenants (the worker, its relay), which
 * would otherwise deliver the events of suites that run at the same time. Returns how to give it back.
 */
export async function ownDatabase(name: string): Promise<() => Promise<void>> {
  const shared = config().databaseUrl ?? ''
  const database = `${name}_${process.pid}`
  const run = async (statement: string) => {
    const admin = postgres(shared, { max: 1, onnotice: () => {} })
    await admin.unsafe(statement)
    await admin.end()
  }
  await run(`create database "${database}"`)
  const url = new URL(shared)
  url.pathname = `/${database}`
  process.env.DATABASE_URL = url.toString()
  reloadConfig()
  await migrate({ adminUrl: url.toString(), password: (role) => rolePassword(role) })
  return async () => {
    await closePools()
    process.env.DATABASE_URL = shared
    reloadConfig()
    await run(`drop database "${database}" with (force)`)
  }
}
