import { createInterface } from 'node:readline'
import { z } from 'zod'
import { command } from '@/server/platform/commands/command'
import { runCommand } from '@/server/platform/commands/runner'
import { listening } from '@/server/platform/events/listen'
import { systemActor } from '@/server/platform/identity/actor'
import { closePools } from '@/server/platform/pools'
import { judge } from '@/server/platform/rules/judge'
import type { Finding, RuleSubject } from '@/server/platform/rules/subject'
import { registerSalesLikeFacts, salesLikeSubject } from './rules'

/**
 * A process of its own that judges: a line in (`tenant company margin`) is a document, a line out the versions of the rules that
 * stop it. With its own pools and its own memory of the rules, as a second web or API process has.
 */
registerSalesLikeFacts()
const judged = command({
  name: 'test.judgeElsewhere',
  permission: null,
  input: z.custom<RuleSubject>(),
  output: z.array(z.custom<Finding>()),
  handler: (ctx, subject) => judge(ctx, subject),
})

const lines = createInterface({ input: process.stdin })
lines.on('line', async (line) => {
  const [tenantId = '', companyId = '', margin = ''] = line.split(' ')
  const subject = salesLikeSubject(companyId, { margin_percent: margin })
  const findings = await runCommand(judged, subject, { actor: systemActor(tenantId) })
  await listening()
  process.stdout.write(`${findings.map((f) => `${f.ruleCode}:${f.ruleVersion}`).join(',') || '-'}\n`)
})
lines.on('close', () => closePools())
