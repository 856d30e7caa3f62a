import * as finance from '@/server/modules/finance'
import { listRouter, mutation, query, router } from '../../trpc'

/** Budgets, their changes, what is used of them. */
export const budgetRoutes = {
  budget: router({
    list: listRouter(finance.listBudgets),
    entries: listRouter(finance.listBudgetEntries),
    get: query(finance.getBudget),
    report: query(finance.budgetReport),
    trail: query(finance.budgetTrail),
    create: mutation(finance.createBudget),
    update: mutation(finance.updateBudget),
    setControl: mutation(finance.setBudgetControl),
    submit: mutation(finance.submitBudget),
    return: mutation(finance.returnBudget),
    reject: mutation(finance.rejectBudget),
    reopen: mutation(finance.reopenBudget),
    approve: mutation(finance.approveBudget),
    cancel: mutation(finance.cancelBudget),
    override: mutation(finance.overrideBudget),
  }),
  budgetRevision: router({
    list: listRouter(finance.listBudgetRevisions),
    get: query(finance.getBudgetRevision),
    propose: query(finance.proposeCarryForward),
    create: mutation(finance.createBudgetRevision),
    update: mutation(finance.updateBudgetRevision),
    submit: mutation(finance.submitBudgetRevision),
    return: mutation(finance.returnBudgetRevision),
    reject: mutation(finance.rejectBudgetRevision),
    reopen: mutation(finance.reopenBudgetRevision),
    approve: mutation(finance.approveBudgetRevision),
    cancel: mutation(finance.cancelBudgetRevision),
  }),
}
