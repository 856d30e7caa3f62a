import * as finance from '@/server/modules/finance'
import { query, router } from '../../trpc'

/** Reports are queries over the balances: any day, any range. */
export const reportRoutes = {
  report: router({
    trialBalance: query(finance.trialBalance),
    generalLedger: query(finance.generalLedger),
    journal: query(finance.journalReport),
    incomeStatement: query(finance.incomeStatement),
    balanceSheet: query(finance.balanceSheet),
    ageing: query(finance.ageing),
    cashPosition: query(finance.cashPosition),
    statementOfAccount: query(finance.statementOfAccount),
    partyBalance: query(finance.partyBalanceQuery),
  }),
}
