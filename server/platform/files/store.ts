import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/server/kernel/errors'
import { type Id, isId } from '@/server/kernel/ids'
import { config } from '../config'

/** 20 MB. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024

/** Where the bytes of a hash lie: below the tenant, in 256 folders. */
function place(tenantId: Id, sha256: string): string {
  if (!isId(tenantId) || !/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError('a file is addressed by tenant and hash')
  return path.join(config().dataDir, 'files', tenantId, sha256.slice(0, 2), sha256)
}

/** Keeps bytes under their hash; the same bytes lie once. They are whole or not there, whatever happens in the middle. */
export async function keepBytes(tenantId: Id, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const target = place(tenantId, sha256)
  if (await stat(target).catch(() => undefined)) return sha256
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
  const draft = `${target}.${randomUUID()}`
  await writeFile(draft, bytes, { mode: 0o600, flush: true })
  await rename(draft, target)
  return sha256
}

/** The bytes of a hash. */
export async function readBytes(tenantId: Id, sha256: string): Promise<Buffer> {
  return readFile(place(tenantId, sha256)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new AppError('not_found', 'control.file_missing')
    throw error
  })
}
