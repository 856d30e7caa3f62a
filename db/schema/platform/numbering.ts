import { bigint, boolean, text, unique, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, companyTable, stamps } from '../../columns'
import { company } from './tenant'

/** How the documents of one kind are numbered in one company. Pattern: text with {YYYY} {YY} {MM} and {#####}. */
export const numberSeries = companyTable(
  'number_series',
  {
    document: text('document').notNull(),
    pattern: text('pattern').notNull(),
    /** Gapless where law wants it: given last, in the posting transaction. Otherwise leased in blocks. */
    gapless: boolean('gapless').notNull(),
    ...stamps,
  },
  (t) => [
    unique('number_series_document').on(t.tenantId, t.companyId, t.document),
    belongsTo(t, t.companyId, () => company),
  ],
)

/** The next number per series and period (the part of the date that the pattern shows; '' = never restarts). */
export const numberCounter = companyTable(
  'number_counter',
  {
    seriesId: uuid('series_id').notNull(),
    period: text('period').notNull(),
    next: bigint('next', { mode: 'number' }).notNull(),
  },
  (t) => [
    unique('number_counter_period').on(t.tenantId, t.seriesId, t.period),
    belongsTo(t, t.seriesId, () => numberSeries),
  ],
)
