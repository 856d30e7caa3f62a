import { z } from 'zod'
import { newId } from '@/server/kernel/ids'
import * as finance from '@/server/modules/finance'
import type { CommandDefinition } from '@/server/platform/commands/command'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { Timings } from './measure'
import type { World } from './world'

const CONSUMERS = 200
const AMOUNT = 10
/** What fits: every fourth is one too many. */
const FITS = 150

const hold = z.strictObject({ accountId: z.string(), date: z.string() })
/** What approving an order does to its budget, as a command of its own: one transaction, one line, one cell. */
const consume = (companyId: string): CommandDefinition<typeof hold, z.ZodVoid> => ({
  kind: 'command',
  name: 'bench.holdBudget',
  permission: null,
  input: hold,
  output: z.void(),
  handler: async (ctx, { accountId, date }) => {
    finance.setBudgetUse(ctx, {
      companyId,
      source: { document: 'purchase_order', documentId: newId(), label: 'BENCH' },
      uses: [
        {
          lineId: newId(),
          stage: 'commitment',
          accountId,
          costCenterId: null,
          projectId: null,
          date,
          amount: String(AMOUNT),
        },
      ],
    })
  },
})

/**
 * 200 orders at once on one cell that has room for 150: exactly 150 must pass, whatever the control. Throughput counts all 200, passed and
 * refused, from the first call to the last answer.
 */
export async function runBudgetRace(world: World, today: string, rounds = 5) {
  const { actor, companyId } = world
  const call = { actor }
  const chart = await runQuery(finance.chartOfAccounts, { companyId }, call)
  const account = chart.accounts.find((a) => a.type === 'expense' && a.posting)
  const { years } = await runQuery(finance.fiscalYears, { companyId }, call)
  const year = years.find((y) => y.startDate <= today && today <= y.endDate)
  if (!account || !year) throw new Error('the bench company has no books')
  const rows: Record<string, unknown>[] = []
  for (const control of ['period', 'cumulative'] as const) {
    const timings = new Timings()
    let elapsed = 0
    let exact = true
    for (let round = -1; round < rounds; round++) {
      const accountId = await ownAccount(world, `BENCH${control}${round + 1}`)
      await budgetOf(world, year.id, accountId, control, monthsUntil(year.startDate, today))
      const command = consume(companyId)
      const start = performance.now()
      const done = await Promise.allSettled(
        Array.from({ length: CONSUMERS }, async () => {
          const began = performance.now()
          await runCommand(command, { accountId, date: today }, call).finally(() => {
            if (round >= 0) timings.add(performance.now() - began)
          })
        }),
      )
      // The first round warms up and does not count.
      if (round < 0) continue
      elapsed += performance.now() - start
      exact &&= done.filter((d) => d.status === 'fulfilled').length === FITS
    }
    rows.push({
      control,
      consumers: CONSUMERS,
      'fit and passed': exact ? FITS : 'NOT EXACT',
      'orders/s': ((CONSUMERS * rounds * 1000) / elapsed).toFixed(0),
      'answer p50 ms': timings.percentile(50).toFixed(0),
      'answer p95 ms': timings.percentile(95).toFixed(0),
    })
    if (!exact) throw new Error(`the budget race was not exact with control ${control}`)
  }
  return rows
}

const monthsUntil = (from: string, to: string): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))

async function ownAccount({ actor, companyId }: World, code: string): Promise<string> {
  const input = { companyId, code, nameEn: code, nameZh: code, type: 'expense', subtype: 'operating_expense' }
  return (await runCommand(finance.createAccount, input, { actor })).id
}

async function budgetOf(
  { actor, companyId }: World,
  fiscalYearId: string,
  accountId: string,
  control: string,
  month: number,
) {
  const months = Array.from({ length: 12 }, (_, i) => (i === month ? String(FITS * AMOUNT) : '0'))
  const input = {
    ...{
      companyId,
      fiscalYearId,
      name: `Race ${accountId}`,
      control,
      onTotal: 'block',
      lines: [{ accountId, months }],
    },
    ...{ usesAccount: true, usesCostCenter: false, usesProject: false },
  }
  const { id } = await runCommand(finance.createBudget, input, { actor })
  await runCommand(finance.approveBudget, { id }, { actor })
}
