import '@/server/composition'

export { printedDocuments, printSalesDocument } from '@/server/modules/sales'
