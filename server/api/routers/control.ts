import { router } from '../trpc'

export const controlRouter = router({})
