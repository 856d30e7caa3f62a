import * as finance from '@/server/modules/finance'
import { query, router } from '../../trpc'

/** The books read: every figure leads to the entries behind it. */
export const reportRoutes = {
  report: router({
    trialBalance: query(finance.trialBalance),
    generalLedger: query(finance.generalLedger),
    incomeStatement: query(finance.incomeStatement),
    balanceSheet: query(finance.balanceSheet),
    ageing: query(finance.ageing),
    statementOfAccount: query(finance.statementOfAccount),
    partyBalance: query(finance.partyBalanceQuery),
  }),
}
