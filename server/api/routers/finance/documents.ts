import * as finance from '@/server/modules/finance'
import { listRouter, mutation, query, router } from '../../trpc'

/** Journal entries, entries by hand, payments and the items they settle. */
export const documentRoutes = {
  journalEntry: router({ list: listRouter(finance.listJournalEntries), get: query(finance.getJournalEntry) }),
  manualEntry: router({
    list: listRouter(finance.listManualEntries),
    get: query(finance.getManualEntry),
    create: mutation(finance.createManualEntry),
    update: mutation(finance.updateManualEntry),
    post: mutation(finance.postManualEntry),
    reverse: mutation(finance.reverseManualEntry),
  }),
  revaluation: router({
    preview: query(finance.previewRevaluation),
    post: mutation(finance.postRevaluation),
    list: query(finance.listRevaluations),
  }),
  payment: router({
    list: listRouter(finance.listPayments),
    get: query(finance.getPayment),
    create: mutation(finance.createPayment),
    update: mutation(finance.updatePayment),
    post: mutation(finance.postPaymentCommand),
    receive: mutation(finance.receivePaymentCommand),
    reverse: mutation(finance.reversePayment),
  }),
  partyBankAccount: router({
    ofParty: query(finance.partyBankAccounts),
    create: mutation(finance.createPartyBankAccount),
    update: mutation(finance.updatePartyBankAccount),
    submit: mutation(finance.submitPartyBankAccount),
    return: mutation(finance.returnPartyBankAccount),
    approve: mutation(finance.approvePartyBankAccount),
    retire: mutation(finance.retirePartyBankAccount),
    cancel: mutation(finance.cancelPartyBankAccount),
    reveal: mutation(finance.revealPartyBankAccount),
  }),
  companyBankAccount: router({
    all: query(finance.companyBankAccounts),
    save: mutation(finance.saveCompanyBankAccount),
  }),
  paymentProposal: router({
    list: listRouter(finance.listPaymentProposals),
    get: query(finance.getPaymentProposal),
    create: mutation(finance.createPaymentProposal),
    update: mutation(finance.updatePaymentProposal),
    releaseHold: mutation(finance.releaseProposalHold),
    submit: mutation(finance.submitPaymentProposal),
    return: mutation(finance.returnPaymentProposal),
    approve: mutation(finance.approvePaymentProposal),
    export: mutation(finance.exportPaymentProposal),
    settle: mutation(finance.settlePaymentProposal),
    cancel: mutation(finance.cancelPaymentProposal),
  }),
  bankStatement: router({
    list: listRouter(finance.listBankStatements),
    get: query(finance.getBankStatement),
    import: mutation(finance.importBankStatement),
    settleLine: mutation(finance.settleStatementLine),
    settle: mutation(finance.settleBankStatement),
    releasePayment: mutation(finance.releaseStatementPayment),
    delete: mutation(finance.deleteBankStatement),
  }),
  openItem: router({
    list: listRouter(finance.listOpenItems),
    open: query(finance.openItems),
    allocate: mutation(finance.allocateCommand),
    ofDocument: query(finance.allocationsOfDocument),
    unallocate: mutation(finance.unallocateCommand),
  }),
}
