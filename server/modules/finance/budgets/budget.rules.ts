import { type DecimalString, dec, plain, sum } from '@/server/kernel/money'

interface Figures {
  readonly budgeted: DecimalString
  readonly preCommitted: DecimalString
  readonly committed: DecimalString
  readonly actual: DecimalString
}

/**
 * What of a line may be carried to the next year: what is budgeted and not used. With commitments going along, only actuals are
 * used. Months that are controlled alone give what each of them has left; otherwise the year's rest is taken from its last month.
 * Never below zero.
 */
export function unused(
  months: readonly Figures[],
  control: 'period' | 'quarter' | 'cumulative' | 'year',
  commitments: boolean,
): DecimalString[] {
  const left = months.map((m) =>
    dec(m.budgeted)
      .minus(m.actual)
      .minus(commitments ? 0 : dec(m.committed).plus(m.preCommitted)),
  )
  const frame = control === 'period' ? 1 : control === 'quarter' ? 3 : months.length
  return months.map((_, i) => {
    if ((i + 1) % frame !== 0 && i !== months.length - 1) return '0'
    const rest = sum(left.slice(Math.floor(i / frame) * frame, i + 1))
    return plain(rest.gt(0) ? rest : 0)
  })
}
