import { CompanyBanks } from '@/components/finance/bank/company-banks'

export default function Page() {
  return <CompanyBanks />
}
