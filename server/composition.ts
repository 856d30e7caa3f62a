/**
 * The one file that sees every module: it loads them and binds what happens to what follows. Imported once by each process
 * (web, API, worker).
 */
import '@/server/modules/finance'
import '@/server/modules/inventory'
import '@/server/modules/sales'
import { installShippedRules } from '@/server/platform/rules/editing'
import { onCompanyCreated } from '@/server/platform/tenancy/company-setup'

// The rules are the tenant's: its first company brings them, later ones find them there.
onCompanyCreated('rules', async (ctx) => void (await installShippedRules(ctx)))
