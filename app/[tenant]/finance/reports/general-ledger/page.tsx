import { GeneralLedger } from '@/components/finance/report/general-ledger'

export default function Page() {
  return <GeneralLedger />
}
