import { declarePermissions } from '@/server/platform/identity/declared'

/** Posting into a period that is being closed, and closing a year. */
export const POST_CLOSING = 'finance.period.post_closing'
declarePermissions(POST_CLOSING)
