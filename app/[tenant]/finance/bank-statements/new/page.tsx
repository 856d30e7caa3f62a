import { ImportStatement } from '@/components/finance/bank-statement/import-statement'

export default function Page() {
  return <ImportStatement />
}
