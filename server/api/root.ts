import { controlRouter } from './routers/control'
import { financeRouter } from './routers/finance'
import { inventoryRouter } from './routers/inventory'
import { platformRouter } from './routers/platform'
import { procurementRouter } from './routers/procurement'
import { salesRouter } from './routers/sales'
import { createCallerFactory, router } from './trpc'

/** Every procedure of Keel: served to the web by Next, to bearer clients by the API process. */
export const appRouter = router({
  platform: platformRouter,
  control: controlRouter,
  finance: financeRouter,
  inventory: inventoryRouter,
  procurement: procurementRouter,
  sales: salesRouter,
})

export type AppRouter = typeof appRouter
export const createCaller = createCallerFactory(appRouter)
