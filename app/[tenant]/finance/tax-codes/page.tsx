import { TaxCodes } from '@/components/finance/master/tax-codes'

export default function Page() {
  return <TaxCodes />
}
