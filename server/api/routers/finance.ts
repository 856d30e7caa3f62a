import { router } from '../trpc'
import { paymentRoutes } from './finance/documents'
import { masterRoutes } from './finance/masters'

export const financeRouter = router({ ...masterRoutes, ...paymentRoutes })
