import { type Id, isId } from '@/server/kernel/ids'
import { config } from '../config'
import { keyedHash, matchesKeyedHash } from '../crypto'

const bytes = (id: Id): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex')
const uuid = (hex: string): Id => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** Tenant, invitation and a keyed hash over both: cannot be guessed, need not be stored. */
export const invitationToken = (tenantId: Id, id: Id): string =>
  Buffer.concat([bytes(tenantId), bytes(id), Buffer.from(keyedHash(id, 'invitation', tenantId), 'hex')]).toString(
    'base64url',
  )

/** The invitation that a token names, or null when it is not one of ours. */
export function readInvitationToken(token: string): { tenantId: Id; id: Id } | null {
  const raw = Buffer.from(token, 'base64url')
  if (raw.length !== 64) return null
  const [tenantId, id] = [uuid(raw.toString('hex', 0, 16)), uuid(raw.toString('hex', 16, 32))]
  if (!isId(tenantId) || !isId(id)) return null
  return matchesKeyedHash(raw.toString('hex', 32), id, 'invitation', tenantId) ? { tenantId, id } : null
}

export const invitationUrl = (tenantId: Id, id: Id): string =>
  `${config().publicUrl}/invitation/${invitationToken(tenantId, id)}`
