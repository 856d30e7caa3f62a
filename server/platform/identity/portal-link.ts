import type { Id } from '@/server/kernel/ids'
import { config } from '../config'
import { readSignedToken, signedToken } from './signed-link'

/** The link of a guest: an address that opens what one supplier may see. */
export const portalUrl = (tenantId: Id, id: Id): string =>
  `${config().publicUrl}/portal/${signedToken('portal', tenantId, id)}`

export const readPortalToken = (token: string): { tenantId: Id; id: Id } | null =>
  token.length > 200 ? null : readSignedToken('portal', token)
