import type { useTRPC } from './client'

/** A list's procedures; every `listRouter` of the API has this shape. */
export type ListProcedures = ReturnType<typeof useTRPC>['finance']['party']['list']

/** Rows of one page; the server's prefetch and the browser ask for the same. */
export const LIST_PAGE = 100
