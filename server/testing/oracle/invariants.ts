import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Actor } from '@/server/platform/identity/actor'
import { readRows } from '../stock'

const folder = path.resolve(import.meta.dirname, '../../../db/invariants')

/** The rows of a tenant that break an invariant, by file; empty = healthy. */
export async function brokenInvariants(actor: Actor, prefix = ''): Promise<Record<string, object[]>> {
  const broken: Record<string, object[]> = {}
  for (const file of readdirSync(folder).filter((f) => f.startsWith(prefix) && f.endsWith('.sql'))) {
    const rows = await readRows<object>(actor, readFileSync(path.join(folder, file), 'utf8'))
    if (rows.length > 0) broken[file] = rows
  }
  return broken
}
