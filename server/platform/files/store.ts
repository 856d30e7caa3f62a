import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/server/kernel/errors'
import { type Id, isId } from '@/server/kernel/ids'
import { config } from '../config'
import { type ObjectStore, objectStore } from './object-store'

/** 20 MB. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024

/** Where bytes lie: in a folder, or at a service that speaks S3. Keys are made of ids and hashes alone. */
const folderStore = (root: string): ObjectStore => ({
  has: async (key) => (await stat(path.join(root, key)).catch(() => undefined)) !== undefined,
  put: async (key, bytes) => {
    const target = path.join(root, key)
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
    const draft = `${target}.${randomUUID()}`
    await writeFile(draft, bytes, { mode: 0o600, flush: true })
    await rename(draft, target)
  },
  get: async (key) =>
    readFile(path.join(root, key)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    }),
})

let known: { readonly address: string; readonly store: ObjectStore } | undefined

function store(): ObjectStore {
  const { filesUrl, dataDir } = config()
  const address = filesUrl ?? path.join(dataDir, 'files')
  if (known?.address !== address) known = { address, store: filesUrl ? objectStore(filesUrl) : folderStore(address) }
  return known.store
}

/** The key of a hash: below the tenant, in 256 folders. */
function keyOf(tenantId: Id, sha256: string): string {
  if (!isId(tenantId) || !/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError('a file is addressed by tenant and hash')
  return `${tenantId}/${sha256.slice(0, 2)}/${sha256}`
}

/** Keeps bytes under their hash; the same bytes lie once. They are whole or not there, whatever happens in the middle. */
export async function keepBytes(tenantId: Id, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const key = keyOf(tenantId, sha256)
  if (!(await store().has(key))) await store().put(key, bytes)
  return sha256
}

/** The bytes of a hash. Error control.file_missing. */
export async function readBytes(tenantId: Id, sha256: string): Promise<Buffer> {
  const bytes = await store().get(keyOf(tenantId, sha256))
  if (!bytes) throw new AppError('not_found', 'control.file_missing')
  return bytes
}
