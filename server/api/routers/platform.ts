import { router } from '../trpc'

export const platformRouter = router({})
