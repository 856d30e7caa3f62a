import { router } from '../trpc'
import { orderRoutes } from './procurement/orders'
import { receivingRoutes } from './procurement/receiving'
import { supplierRoutes } from './procurement/suppliers'

export const procurementRouter = router({ ...supplierRoutes, ...orderRoutes, ...receivingRoutes })
