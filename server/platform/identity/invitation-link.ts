import type { Id } from '@/server/kernel/ids'
import { config } from '../config'
import { readSignedToken, signedToken } from './signed-link'

export const invitationToken = (tenantId: Id, id: Id): string => signedToken('invitation', tenantId, id)

/** The invitation that a token names, or null when it is not one of ours. */
export const readInvitationToken = (token: string): { tenantId: Id; id: Id } | null =>
  readSignedToken('invitation', token)

export const invitationUrl = (tenantId: Id, id: Id): string =>
  `${config().publicUrl}/invitation/${invitationToken(tenantId, id)}`
