import type { z } from 'zod'
import type { customerInvoiceDocument } from '@/server/contracts/sales/documents'

export type Invoice = z.output<typeof customerInvoiceDocument>
