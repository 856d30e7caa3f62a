import { type Id, isId } from '@/server/kernel/ids'
import { keyedHash, matchesKeyedHash } from '../crypto'

const bytes = (id: Id): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex')
const uuid = (hex: string): Id => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** Tenant, row and a keyed hash of 256 bits over both, for one purpose: cannot be guessed, need not be stored. */
export const signedToken = (purpose: string, tenantId: Id, id: Id): string =>
  Buffer.concat([bytes(tenantId), bytes(id), Buffer.from(keyedHash(id, purpose, tenantId), 'hex')]).toString(
    'base64url',
  )

/** The row that a token names, or null when it is not one of ours; compared in constant time. */
export function readSignedToken(purpose: string, token: string): { tenantId: Id; id: Id } | null {
  const raw = Buffer.from(token, 'base64url')
  if (raw.length !== 64) return null
  const [tenantId, id] = [uuid(raw.toString('hex', 0, 16)), uuid(raw.toString('hex', 16, 32))]
  if (!isId(tenantId) || !isId(id)) return null
  return matchesKeyedHash(raw.toString('hex', 32), id, purpose, tenantId) ? { tenantId, id } : null
}
