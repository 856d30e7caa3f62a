import { router } from '../trpc'

export const salesRouter = router({})
