/**
 * The one file that sees every module: it loads them and binds what happens to what follows. Imported once by each process
 * (web, API, worker).
 */
import '@/server/modules/finance'
import '@/server/modules/inventory'
import '@/server/modules/sales'
