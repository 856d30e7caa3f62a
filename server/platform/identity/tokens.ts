import { createHash, randomBytes } from 'node:crypto'

/** Prefix of API tokens, so that a leaked one is recognised by secret scanners. */
export const API_TOKEN_PREFIX = 'keel_'

/** 32 random bytes as text; only their hash is stored. */
export const newToken = (prefix = ''): string => prefix + randomBytes(32).toString('base64url')

/** How a token is stored: it has 256 random bits, so a plain hash cannot be reversed. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')
