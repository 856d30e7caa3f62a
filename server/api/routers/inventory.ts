import { router } from '../trpc'
import { masterRoutes } from './inventory/masters'
import { stockRoutes } from './inventory/stock'

export const inventoryRouter = router({ ...masterRoutes, ...stockRoutes })
