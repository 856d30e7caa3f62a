import * as finance from '@/server/modules/finance'
import { listRouter, router } from '../trpc'

export const financeRouter = router({
  account: router({ list: listRouter(finance.listAccounts) }),
  party: router({ list: listRouter(finance.listParties) }),
})
