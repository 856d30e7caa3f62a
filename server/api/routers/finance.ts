import { router } from '../trpc'
import { paymentRoutes } from './finance/documents'
import { masterRoutes } from './finance/masters'
import { reportRoutes } from './finance/reports'

export const financeRouter = router({ ...masterRoutes, ...paymentRoutes, ...reportRoutes })
