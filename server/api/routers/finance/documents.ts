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
  payment: router({
    list: listRouter(finance.listPayments),
    get: query(finance.getPayment),
    create: mutation(finance.createPayment),
    update: mutation(finance.updatePayment),
    post: mutation(finance.postPaymentCommand),
    receive: mutation(finance.receivePaymentCommand),
    reverse: mutation(finance.reversePayment),
  }),
  openItem: router({
    list: listRouter(finance.listOpenItems),
    open: query(finance.openItems),
    allocate: mutation(finance.allocateCommand),
    ofDocument: query(finance.allocationsOfDocument),
    unallocate: mutation(finance.unallocateCommand),
  }),
}
