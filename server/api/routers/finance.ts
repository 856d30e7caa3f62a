import { router } from '../trpc'
import { documentRoutes } from './finance/documents'
import { masterRoutes } from './finance/masters'
import { reportRoutes } from './finance/reports'

export const financeRouter = router({ ...masterRoutes, ...documentRoutes, ...reportRoutes })
