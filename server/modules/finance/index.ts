import './documents/previews'
import './opening/import-balances'
import './opening/import-items'
import './carriers/import-carriers'
import './search'
import { budgetFactCatalogue, budgetRevisionFactCatalogue } from '@/server/contracts/finance/budget'
import { registerFacts } from '@/server/platform/rules/catalogue'

export { currencyDigits, isCurrency } from '@/server/kernel/currency'
export * from './accounts/account.commands'
export { accounts } from './accounts/account-roles'
export * from './bank-accounts/bank-account.queries'
export {
  type BankAccountAge,
  bankAccountAge,
  bankAccountsOverTime,
  clearBankChange,
  type PastBankAccount,
} from './bank-accounts/bank-change'
export * from './bank-accounts/company-bank-account'
export * from './bank-accounts/party-bank-account'
export { setPaymentHold } from './bank-accounts/payment-hold'
export { importBankStatement } from './bank-statements/import-statement'
export * from './bank-statements/settle-line'
export { getBankStatement, listBankStatements } from './bank-statements/statement.queries'
export * from './budgets/budget.commands'
export * from './budgets/budget.queries'
export {
  type BudgetFacts,
  type BudgetFinding,
  type BudgetUse,
  type BudgetUseRequest,
  budgetFacts,
  budgetFindings,
  setBudgetUse,
} from './budgets/budget-use'
export * from './budgets/lists'
export { BudgetPast, type PastSpending } from './budgets/past'
export { budgetReport } from './budgets/report'
export * from './budgets/revision.commands'
export * from './carriers/carrier.commands'
export { exchangeRate } from './currencies/exchange-rate'
export * from './documents/amounts.rules'
export * from './documents/prorate.rules'
export { inPriceBasis } from './documents/tax-basis.rules'
export * from './door'
export { type EntryOfMany, postJournalEntries } from './journal/post-journal-entries'
export { postJournalEntry } from './journal/post-journal-entry'
export { reverseJournalEntry } from './journal/reverse-journal-entry'
export * from './manual-entries/entry.queries'
export {
  createManualEntry,
  manualEntryKind,
  postManualEntry,
  reverseManualEntry,
  updateManualEntry,
} from './manual-entries/manual-entry.commands'
export * from './open-items/allocate'
export { allocationsOfDocument } from './open-items/allocation.queries'
export { type OpenItemInfo, openItem, openItemsById } from './open-items/open-item.queries'
export { setOff, takeSetOffBack } from './open-items/set-off'
export { createParties } from './parties/create-many'
export * from './parties/party.commands'
export * from './parties/party.list'
export { type PartyInfo, party, partyReceivable } from './parties/party.queries'
export { exportPaymentProposal, settlePaymentProposal } from './payment-proposals/carry-out'
export {
  approvePaymentProposal,
  cancelPaymentProposal,
  createPaymentProposal,
  paymentProposalKind,
  releaseProposalHold,
  returnPaymentProposal,
  submitPaymentProposal,
  updatePaymentProposal,
} from './payment-proposals/payment-proposal'
export * from './payment-proposals/payment-proposal.queries'
export * from './payments/payment.commands'
export * from './payments/payment.queries'
export { paymentKind } from './payments/payment-kind'
export { type FullPayment, payInFull, receiveInFull } from './payments/receive-many'
export * from './periods/close-year'
export { type OpenPeriod, openPeriods } from './periods/open-periods'
export * from './periods/period.commands'
export * from './reports/ageing'
export { cashPosition } from './reports/cash-position'
export * from './reports/general-ledger'
export { journalReport } from './reports/journal-report'
export * from './reports/statements'
export { trialBalance } from './reports/trial-balance'
export * from './revaluation/currency-revaluation'
export { company } from './settings/company-settings'
export * from './settings/settings.commands'
export { type BooksSetUp, setUpCompanyBooks } from './setup/set-up-company-books'
export { loadTaxCodes } from './taxes/load-tax-codes'
export * from './taxes/tax.commands'
export * from './taxes/tax.rules'
export { type Instalment, paymentSchedule, type ScheduleLine, type Term } from './terms/term.rules'

registerFacts(budgetFactCatalogue)
registerFacts(budgetRevisionFactCatalogue)
