import type { ReactNode } from 'react'
import type { RuleFinding } from '../findings'
import type { LineErrors } from './grid-line'
import type { LineGridInput } from './use-line-grid'

export interface LineGridProps extends LineGridInput {
  readonly label: string
  /** Errors in words by line id, then by column. */
  readonly errors?: ReadonlyMap<string, LineErrors>
  readonly findings?: ReadonlyMap<string, readonly RuleFinding[]>
  /** The server's totals, below the grid's own footer; they decide. */
  readonly totals?: ReactNode
  /** Rows shown at once before the grid scrolls within itself; default 14. */
  readonly visibleRows?: number
}
