import { router } from '../trpc'
import { budgetRoutes } from './finance/budgets'
import { documentRoutes } from './finance/documents'
import { masterRoutes } from './finance/masters'
import { reportRoutes } from './finance/reports'

export const financeRouter = router({ ...masterRoutes, ...documentRoutes, ...budgetRoutes, ...reportRoutes })
