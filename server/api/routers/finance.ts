import { router } from '../trpc'

export const financeRouter = router({})
