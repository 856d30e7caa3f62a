import { router } from '../trpc'
import { documentRoutes } from './inventory/documents'
import { masterRoutes } from './inventory/masters'
import { stockRoutes } from './inventory/stock'

export const inventoryRouter = router({ ...masterRoutes, ...stockRoutes, ...documentRoutes })
