import '@/server/composition'
import { closePools, pools } from '@/server/platform/pools'
import { renewKey, renewSecondFactors, rewrapKeys } from '@/server/platform/tenancy/rotate-keys'

/**
 * `npm run keys:rotate`: gives every tenant a new key and encrypts its secrets again with it, wraps the keys and encrypts second factors
 * with the present KEEL_SECRET. After it, what was in KEEL_PREVIOUS_SECRETS is needed for sessions and one-time codes alone.
 */
const say = (line: string): boolean => process.stdout.write(`${line}\n`)
const tenants = await pools.system<{ id: string; slug: string }[]>`select id, slug from tenant order by slug`
for (const { id, slug } of tenants) {
  const wrapped = await rewrapKeys(id)
  const sealed = await renewKey(id)
  say(`${slug}: ${wrapped} keys wrapped again, ${sealed} secrets under a new key`)
}
say(`${await renewSecondFactors()} second factors encrypted again`)
await closePools()
