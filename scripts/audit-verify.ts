import { readFile } from 'node:fs/promises'
import type { ChainHead } from '@/server/platform/audit/verify'
import { verifyChain } from '@/server/platform/audit/verify'
import { closePools, pools } from '@/server/platform/pools'

/**
 * `npm run audit:verify [tenant ...] [-- --against heads.txt] [--heads]`: recomputes the seals of the audit log and names the first row of
 * a tenant that does not agree. `--heads` prints where each chain stands, to be kept elsewhere; `--against` compares with such a list.
 * Exit code 1 when anything is broken.
 */
const args = process.argv.slice(2)
const file = args.includes('--against') ? args[args.indexOf('--against') + 1] : undefined
const slugs = args.filter((arg) => !arg.startsWith('--') && arg !== file)

async function anchors(): Promise<Map<string, ChainHead>> {
  if (!file) return new Map()
  const lines = (await readFile(file, 'utf8')).trim().split('\n')
  return new Map(
    lines.map((line) => {
      const [slug = '', sequence, hash = ''] = line.trim().split(/\s+/)
      return [slug, { sequence: Number(sequence), hash }]
    }),
  )
}

const say = (line: string): boolean => process.stdout.write(`${line}\n`)
const known = await anchors()
const tenants = await pools.system<{ id: string; slug: string }[]>`select id, slug from tenant order by slug`
let failures = 0
for (const { id, slug } of tenants) {
  if (slugs.length > 0 && !slugs.includes(slug)) continue
  const { sealed, waiting, head, broken } = await verifyChain(pools.system, id, known.get(slug))
  if (args.includes('--heads')) {
    if (head) say(`${slug} ${head.sequence} ${head.hash}`)
  } else if (!broken) say(`${slug}: ${sealed} rows agree with their seal, ${waiting} wait to be sealed`)
  if (broken) {
    failures++
    process.stderr.write(
      `${slug}: BROKEN at ${broken.sequence === null ? 'a row that was never sealed' : `link ${broken.sequence}`}: ${broken.kind}${broken.auditId ? `, audit row ${broken.auditId}` : ''}\n`,
    )
  }
}
await closePools()
process.exitCode = failures > 0 ? 1 : 0
