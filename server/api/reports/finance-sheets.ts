import { z } from 'zod'
import { budgetReportInput } from '@/server/contracts/finance/budget'
import { journalReportInput } from '@/server/contracts/finance/journal-report'
import { balanceLines, incomeLines, type StatementLine } from '@/server/contracts/finance/report-lines'
import {
  ageingInput,
  balanceSheetInput,
  generalLedgerInput,
  incomeStatementInput,
  statementInput,
  trialBalanceInput,
} from '@/server/contracts/finance/reports'
import { sum } from '@/server/kernel/money'
import * as finance from '@/server/modules/finance'
import { parseInput } from '@/server/platform/commands/parse'
import { type Call, runQuery } from '@/server/platform/commands/runner'
import { type ReportColumn, type ReportRow, type ReportSheet, rowsOf } from '@/server/platform/lists/report-file'
import type { Words } from '@/server/platform/print/words'

/** The reports of finance as sheets for files and paper: asked with the caller's own rights, laid out as on the screen. */

type Maker = (raw: unknown, call: Call, words: Words) => Promise<ReportSheet>

const named = (words: Words, of: { nameEn: string; nameZh: string }) => (words.locale === 'zh' ? of.nameZh : of.nameEn)
const money = (key: string, label: string): ReportColumn => ({ key, label, type: 'money' })

async function head(companyId: string, title: string, when: string, currency: string, call: Call, words: Words) {
  const { name } = await runQuery(finance.companySettings, { companyId }, call)
  return {
    title: words.t(`finance.report.${title}`),
    sender: name,
    facts: [
      { label: words.t('common.period'), value: when },
      { label: words.t('common.currency'), value: currency },
    ],
    currency,
  }
}
const fromTo = (words: Words, { from, to }: { from: string; to: string }) =>
  words.t('finance.report.fromTo', { from: words.date(from), to: words.date(to) })
const asOf = (words: Words, date: string) => words.t('finance.report.asOf', { date: words.date(date) })

const trialBalance: Maker = async (raw, call, words) => {
  const input = parseInput(trialBalanceInput, raw)
  const out = await runQuery(finance.trialBalance, input, call)
  const figures = ['opening', 'debit', 'credit', 'closing'] as const
  const { compare } = input
  return {
    ...(await head(input.companyId, 'trialBalance', fromTo(words, input), out.currency, call, words)),
    landscape: true,
    columns: [
      { key: 'code', label: words.t('common.code'), type: 'text', weight: 0.8 },
      { key: 'name', label: words.t('common.account'), type: 'text' },
      ...figures.map((key) => money(key, words.t(`finance.report.figure.${key}`))),
      ...(compare ? [money('compare', words.t('finance.report.closingOf', { range: fromTo(words, compare) }))] : []),
    ],
    rows: rowsOf([
      ...out.rows.map(({ code, opening, debit, credit, closing, ...row }) => ({
        cells: {
          code,
          name: named(words, row),
          opening,
          debit,
          credit,
          closing,
          compare: row.compare?.closing ?? null,
        },
      })),
      { cells: { name: words.t('common.total'), ...out.totals }, strong: true },
    ]),
  }
}

function statementRows(lines: readonly StatementLine[], words: Words): ReportRow[] {
  return lines.map((line) => {
    const label = line.label ? words.t(`finance.report.${line.label}`) : ''
    const text = line.account
      ? `${line.account.code} ${named(words, line.account)}`
      : line.kind === 'total'
        ? words.t('finance.report.totalOf', { what: label })
        : label
    return {
      cells: { label: text, amount: line.amount, compare: line.compare },
      strong: line.kind !== 'account',
      indent: line.kind === 'account' || line.kind === 'total' ? 1 : 0,
    }
  })
}
const statementColumns = (amount: string, compare: string | null): ReportColumn[] => [
  { key: 'label', label: '', type: 'text', weight: 3 },
  money('amount', amount),
  ...(compare ? [money('compare', compare)] : []),
]

const incomeStatement: Maker = async (raw, call, words) => {
  const input = parseInput(incomeStatementInput, raw)
  const out = await runQuery(finance.incomeStatement, input, call)
  return {
    ...(await head(input.companyId, 'incomeStatement', fromTo(words, input), out.currency, call, words)),
    columns: statementColumns(fromTo(words, input), input.compare ? fromTo(words, input.compare) : null),
    rows: rowsOf(statementRows(incomeLines(out), words)),
  }
}

const balanceSheet: Maker = async (raw, call, words) => {
  const input = parseInput(balanceSheetInput, raw)
  const out = await runQuery(finance.balanceSheet, input, call)
  const { date, compareDate } = input
  return {
    ...(await head(input.companyId, 'balanceSheet', asOf(words, date), out.currency, call, words)),
    columns: statementColumns(words.date(date), compareDate ? words.date(compareDate) : null),
    rows: rowsOf(
      statementRows(
        balanceLines(out, (a, b) => sum([a, b]).toFixed()),
        words,
      ),
    ),
  }
}

const ledgerColumns = (words: Words): ReportColumn[] => [
  { key: 'date', label: words.t('common.date'), type: 'date' },
  { key: 'number', label: words.t('finance.report.entry'), type: 'text', weight: 1.3 },
  { key: 'document', label: words.t('finance.report.document'), type: 'text', weight: 1.3 },
  { key: 'description', label: words.t('common.description'), type: 'text', weight: 2.6 },
  money('debit', words.t('common.debit')),
  money('credit', words.t('common.credit')),
  money('balance', words.t('common.balance')),
]
const balanceRow = (words: Words, key: 'openingBalance' | 'closingBalance', balance: string): ReportRow => ({
  cells: { description: words.t(`finance.report.${key}`), balance },
  strong: true,
})

const generalLedger: Maker = async (raw, call, words) => {
  const input = { ...parseInput(generalLedgerInput, raw), cursor: null, limit: 500 }
  const first = await runQuery(finance.generalLedger, input, call)
  const { accounts } = await runQuery(finance.chartOfAccounts, { companyId: input.companyId }, call)
  const account = accounts.find((a) => a.id === input.accountId)
  const about = await head(input.companyId, 'generalLedger', fromTo(words, input), first.currency, call, words)
  async function* rows(): AsyncGenerator<ReportRow> {
    yield balanceRow(words, 'openingBalance', first.opening)
    for (
      let page = first;
      ;
      page = await runQuery(finance.generalLedger, { ...input, cursor: page.nextCursor }, call)
    ) {
      for (const { date, number, sourceLabel, description, partyName, memo, debit, credit, balance } of page.rows) {
        const parts = [description, partyName, memo].filter((part, i, all) => part && all.indexOf(part) === i)
        yield { cells: { date, number, document: sourceLabel, description: parts.join(' · '), debit, credit, balance } }
      }
      if (!page.nextCursor) break
    }
    yield balanceRow(words, 'closingBalance', first.closing)
  }
  return {
    ...about,
    facts: [
      { label: words.t('common.account'), value: account ? `${account.code} ${named(words, account)}` : '' },
      ...about.facts,
    ],
    columns: ledgerColumns(words),
    rows: rows(),
    landscape: true,
  }
}

const journal: Maker = async (raw, call, words) => {
  const input = { ...parseInput(journalReportInput, raw), cursor: null, limit: 200 }
  const first = await runQuery(finance.journalReport, input, call)
  async function* rows(): AsyncGenerator<ReportRow> {
    for (
      let page = first;
      ;
      page = await runQuery(finance.journalReport, { ...input, cursor: page.nextCursor }, call)
    ) {
      for (const entry of page.entries)
        for (const line of entry.lines)
          yield {
            cells: {
              ...{ date: entry.date, number: entry.number, code: line.code, account: named(words, line) },
              description: [entry.description, line.partyName, line.memo].filter(Boolean).join(' · '),
              ...{ debit: line.debit, credit: line.credit },
            },
          }
      if (!page.nextCursor) return
    }
  }
  return {
    ...(await head(input.companyId, 'journal', fromTo(words, input), first.currency, call, words)),
    columns: [
      { key: 'date', label: words.t('common.date'), type: 'date' },
      { key: 'number', label: words.t('finance.report.entry'), type: 'text', weight: 1.3 },
      { key: 'code', label: words.t('common.code'), type: 'text', weight: 0.8 },
      { key: 'account', label: words.t('common.account'), type: 'text' },
      { key: 'description', label: words.t('common.description'), type: 'text', weight: 2.4 },
      money('debit', words.t('common.debit')),
      money('credit', words.t('common.credit')),
    ],
    rows: rows(),
    landscape: true,
  }
}

const ageing: Maker = async (raw, call, words) => {
  const input = parseInput(ageingInput, raw)
  const out = await runQuery(finance.ageing, input, call)
  const heads = [
    words.t('finance.report.notDue'),
    ...out.bounds.map((to, i) => words.t('finance.report.days', { from: (out.bounds[i - 1] ?? 0) + 1, to })),
    words.t('finance.report.over', { days: out.bounds.at(-1) ?? 0 }),
  ]
  const cells = (row: { current: string; buckets: string[]; total: string }) => ({
    ...Object.fromEntries([row.current, ...row.buckets].map((value, i) => [`age${i}`, value])),
    total: row.total,
  })
  const about = await head(input.companyId, 'ageing', asOf(words, input.date), out.currency, call, words)
  return {
    ...about,
    facts: [{ label: words.t('finance.report.side'), value: words.t(`finance.side.${input.side}`) }, ...about.facts],
    landscape: true,
    columns: [
      { key: 'code', label: words.t('common.code'), type: 'text', weight: 1 },
      { key: 'name', label: words.t('finance.report.partner'), type: 'text' },
      ...heads.map((label, i) => money(`age${i}`, label)),
      money('total', words.t('common.total')),
    ],
    rows: rowsOf([
      ...out.rows.map((row) => ({ cells: { code: row.code, name: row.name, ...cells(row) } })),
      { cells: { name: words.t('common.total'), ...cells(out.totals) }, strong: true },
    ]),
  }
}

const statementOfAccount: Maker = async (raw, call, words) => {
  const input = parseInput(statementInput, raw)
  const out = await runQuery(finance.statementOfAccount, input, call)
  const party = await runQuery(finance.getParty, { id: input.partyId }, call)
  const address = party.addresses.find((a) => a.billing) ?? party.addresses[0]
  const place = address ? [...address.lines, [address.postalCode, address.city].filter(Boolean).join(' ')] : []
  return {
    ...(await head(input.companyId, 'accountStatement', fromTo(words, input), out.currency, call, words)),
    recipient: {
      label: words.t('finance.report.partner'),
      lines: [party.legalName ?? party.name, ...place.filter((line) => line !== '')],
    },
    columns: ledgerColumns(words).filter((c) => c.key !== 'number'),
    rows: rowsOf([
      balanceRow(words, 'openingBalance', out.opening),
      ...out.rows.map(({ date, number, sourceLabel, description, debit, credit, balance }) => ({
        cells: { date, document: sourceLabel ?? number, description, debit, credit, balance },
      })),
      balanceRow(words, 'closingBalance', out.closing),
    ]),
  }
}

const budget: Maker = async (raw, call, words) => {
  const out = await runQuery(finance.budgetReport, parseInput(budgetReportInput, raw), call)
  const { companyId } = await runQuery(finance.getBudget, { id: out.budget.id }, call)
  const figures = ['budgeted', 'preCommitted', 'committed', 'actual', 'available'] as const
  const { name, year } = out.budget
  const label = (row: (typeof out.rows)[number]) =>
    [row.account, row.costCenter, row.project].flatMap((d) => (d ? `${d.code} ${named(words, d)}` : [])).join(' · ')
  return {
    ...(await head(companyId, 'budget', `${name} · ${year.name}`, out.currency, call, words)),
    landscape: true,
    columns: [
      { key: 'line', label: words.t('finance.budgetReport.line'), type: 'text', weight: 3 },
      { key: 'month', label: words.t('finance.budgetReport.month'), type: 'text', weight: 0.8 },
      ...figures.map((key) => money(key, words.t(`finance.budgetReport.figure.${key}`))),
    ],
    rows: rowsOf([
      ...out.rows.flatMap((row) => [
        { cells: { line: label(row), ...pickFigures(row.total) }, strong: true },
        ...row.months.map((m) => ({
          cells: { line: label(row), month: m.month.slice(0, 7), ...pickFigures(m) },
          indent: 1,
        })),
      ]),
      { cells: { line: words.t('common.total'), ...pickFigures(out.total) }, strong: true },
    ]),
  }
}

const pickFigures = (of: {
  budgeted: string
  preCommitted: string
  committed: string
  actual: string
  available: string
}) => ({
  budgeted: of.budgeted,
  preCommitted: of.preCommitted,
  committed: of.committed,
  actual: of.actual,
  available: of.available,
})

export const financeSheets = {
  budget,
  trialBalance,
  incomeStatement,
  balanceSheet,
  generalLedger,
  journal,
  ageing,
  statementOfAccount,
} as const
export const reportName = z.enum([
  'budget',
  'trialBalance',
  'incomeStatement',
  'balanceSheet',
  'generalLedger',
  'journal',
  'ageing',
  'statementOfAccount',
])
